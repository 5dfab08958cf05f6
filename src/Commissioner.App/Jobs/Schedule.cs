using Commissioner.App.Features.Appraisals;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Engine;
using Commissioner.App.Features.Notices;
using MediatR;

namespace Commissioner.App.Jobs;

/// <summary>A job: a request that the system sends itself at times.</summary>
/// <param name="Name">Stable: engines keep it; <c>/dev/jobs/{name}</c>.</param>
/// <param name="Every">How often it is woken.</param>
/// <param name="Request">What is sent; it answers how much it did.</param>
/// <param name="At">Once a day, when, UTC; null for at any time.</param>
public sealed record Job(string Name, TimeSpan Every, Func<IRequest<int>> Request, TimeOnly? At = null);

/// <summary>The timetable.</summary>
public static class Schedule
{
    /// <summary>The sweep's name.</summary>
    public const string Sweep = "sweep-deadlines";

    /// <summary>The re-base's name.</summary>
    public const string Rebase = "rebase-clocks";

    /// <summary>What all the others wait for: that promises are kept.</summary>
    public static Job Sweeping { get; } = new(Sweep, TimeSpan.FromSeconds(15), () => new SweepDeadlines());

    /// <summary>All jobs, the most urgent first.</summary>
    public static IReadOnlyList<Job> Jobs { get; } =
    [
        Sweeping,
        new(Rebase, TimeSpan.FromSeconds(10), () => new RebaseClocks()),
        new("react", TimeSpan.FromSeconds(5), () => new React()),
        new("roll-up-scores", TimeSpan.FromMinutes(2), () => new RollUpScores()),
        // 03:10 in the park.
        new("check-drift", TimeSpan.FromDays(1), () => new CheckDrift(), new(19, 10)),
    ];
}
