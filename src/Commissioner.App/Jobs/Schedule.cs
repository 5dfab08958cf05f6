using Commissioner.App.Features.Accounts;
using Commissioner.App.Features.Archive;
using Commissioner.App.Features.Audit;
using Commissioner.App.Features.Benefits;
using Commissioner.App.Features.BreakGlass;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Deliveries;
using Commissioner.App.Features.Engine;
using Commissioner.App.Features.Hotline.Recordings;
using Commissioner.App.Features.Leaves;
using Commissioner.App.Features.Notices;
using Commissioner.App.Features.Offerings;
using Commissioner.App.Features.Rebases;
using Commissioner.App.Features.Receipts;
using Commissioner.App.Features.Remedies;
using Commissioner.App.Features.Reports;
using Commissioner.App.Features.Retention;
using Commissioner.App.Features.Scores;
using Commissioner.App.Features.Undertakings;
using Commissioner.App.Pipeline;

namespace Commissioner.App.Jobs;

/// <summary>A job: a request that the system sends itself at times.</summary>
/// <param name="Name">Stable: the engine keeps it; <c>/dev/jobs/{name}</c>.</param>
/// <param name="Queue">Whose workers run it; one of <see cref="Queues"/>.</param>
/// <param name="Every">How often it is woken, in whole seconds or a day.</param>
/// <param name="Request">What is sent; it answers how much it did.</param>
/// <param name="At">Once a day, when, UTC; null for at any time.</param>
public sealed record Job(string Name, string Queue, TimeSpan Every, Func<IJob> Request, TimeOnly? At = null)
{
    /// <summary>A run that did something is a row of the audit log; not of what leaves rows of its own for each thing that it does.</summary>
    public bool IsAudited { get; init; } = true;
}

/// <summary>The queues; each has workers of its own, so that a long report never delays a promise.</summary>
public static class Queues
{
    /// <summary>Raising what is due.</summary>
    public const string Promises = "promises";

    /// <summary>Planning and sending what people are told.</summary>
    public const string Deliveries = "deliveries";

    /// <summary>All that may take long.</summary>
    public const string Reports = "reports";
}

/// <summary>The timetable.</summary>
public static class Schedule
{
    /// <summary>The sweep's name.</summary>
    public const string Sweep = "sweep-deadlines";

    /// <summary>The re-base's name.</summary>
    public const string Rebase = "rebase-clocks";

    /// <summary>What all the others wait for: that promises are kept.</summary>
    public static Job Sweeping { get; } = new(Sweep, Queues.Promises, TimeSpan.FromSeconds(15), () => new SweepDeadlines());

    /// <summary>What follows from what has happened.</summary>
    public static Job Reacting { get; } = new("react", Queues.Deliveries, TimeSpan.FromSeconds(5), () => new React()) { IsAudited = false };

    /// <summary>What people are told, by whatever channel.</summary>
    public static Job Delivering { get; } =
        new("deliver", Queues.Deliveries, TimeSpan.FromSeconds(5), () => new Deliver()) { IsAudited = false };

    /// <summary>All jobs, the most urgent first.</summary>
    public static IReadOnlyList<Job> Jobs { get; } =
    [
        Sweeping,
        Reacting,
        Delivering,
        new(Rebase, Queues.Reports, TimeSpan.FromSeconds(10), () => new RebaseClocks()),
        new("keep-leaves", Queues.Promises, TimeSpan.FromSeconds(30), () => new KeepLeaves()),
        new("keep-recordings", Queues.Reports, TimeSpan.FromSeconds(15), () => new KeepRecordings()),
        new("roll-up-scores", Queues.Reports, TimeSpan.FromMinutes(2), () => new RollUpScores()),
        new("chain-audit", Queues.Reports, TimeSpan.FromSeconds(5), () => new ChainAudit()) { IsAudited = false },
        new("end-emergency-access", Queues.Reports, TimeSpan.FromSeconds(30), () => new EndEmergencyAccess()),
        new("match-benefits", Queues.Reports, TimeSpan.FromSeconds(15), () => new MatchBenefits()),
        new("reopen-remedies", Queues.Reports, TimeSpan.FromMinutes(5), () => new ReopenRemedies()),
        new("tell-standings", Queues.Reports, TimeSpan.FromMinutes(5), () => new TellStandings()),
        // 08:30 in the park: what is told at one time for all says of none when it came.
        new("tell-of-tips", Queues.Reports, TimeSpan.FromDays(1), () => new TellOfTips(), new(0, 30)),
        new("rematch-benefits", Queues.Reports, TimeSpan.FromDays(1), () => new RematchBenefits(), new(18, 30)),
        // 16:05 UTC is 00:05 in the park: the last day is over.
        new("expire-offerings", Queues.Reports, TimeSpan.FromDays(1), () => new ExpireOfferings(), new(16, 5)),
        // 19:10 UTC is 03:10 in the park.
        new("check-drift", Queues.Reports, TimeSpan.FromDays(1), () => new CheckDrift(), new(19, 10)),
        new("tidy-audit", Queues.Reports, TimeSpan.FromDays(1), () => new TidyAudit(), new(19, 20)) { IsAudited = false },
        new("tidy-receipts", Queues.Reports, TimeSpan.FromDays(1), () => new TidyReceipts(), new(19, 40)),
        new("tidy-sign-ins", Queues.Reports, TimeSpan.FromDays(1), () => new TidySignIns(), new(19, 45)),
        new("archive-closed", Queues.Reports, TimeSpan.FromDays(1), () => new ArchiveClosed(), new(19, 50)),
        new("erase-expired", Queues.Reports, TimeSpan.FromDays(1), () => new EraseExpired(), new(20, 0)),
    ];
}
