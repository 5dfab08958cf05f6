using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Notices;
using MediatR;

namespace Commissioner.App.Jobs;

/// <summary>A job: a request that the system sends itself at times.</summary>
/// <param name="Name">Stable; <c>/dev/jobs/{name}</c>.</param>
/// <param name="Every">How often it is woken.</param>
/// <param name="Request">What is sent; it answers how much it did.</param>
public sealed record Job(string Name, TimeSpan Every, Func<IRequest<int>> Request);

/// <summary>The timetable.</summary>
public static class Schedule
{
    /// <summary>The sweep's name.</summary>
    public const string Sweep = "sweep-deadlines";

    /// <summary>The re-base's name.</summary>
    public const string Rebase = "rebase-clocks";

    /// <summary>All jobs.</summary>
    public static IReadOnlyList<Job> Jobs { get; } =
    [
        new(Sweep, TimeSpan.FromSeconds(15), () => new SweepDeadlines()),
        new(Rebase, TimeSpan.FromSeconds(10), () => new RebaseClocks()),
        new("react", TimeSpan.FromSeconds(5), () => new React()),
    ];
}
