[assembly: Parallelizable(ParallelScope.Fixtures)]

// Much of a test is waiting for the database: with as many workers as processors half of them would stand idle.
[assembly: LevelOfParallelism(4)]
