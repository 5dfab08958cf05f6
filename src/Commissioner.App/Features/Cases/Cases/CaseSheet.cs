using Commissioner.App.Features.Shared;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Cases;

/// <summary>
/// A case as a person may see it; whether it was rated is null to who may not know, and so is what leads to older entries where there are
/// none.
/// </summary>
public sealed record CaseSheet(
    Id<Case> Id,
    string? Number,
    int Version,
    string Title,
    string Description,
    string Category,
    Urgency Urgency,
    string? Place,
    CaseStatus Status,
    int Cycle,
    EnterpriseOf Enterprise,
    string? ContactName,
    string? ContactPhone,
    PersonOf? Commissioner,
    HolderOf Holder,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? NextWordBy,
    Alarm Alarm,
    FourElements? Closure,
    string? Question,
    ExtensionRequest? ExtensionAsked,
    string? GoTo,
    Id<Case>? MergedIntoId,
    IReadOnlyList<ClockLine> Clocks,
    IReadOnlyList<WhistleSheet> Whistles,
    IReadOnlyList<FileLine> Attachments,
    IReadOnlyList<TimelineLine> Timeline,
    int? TimelineNext,
    bool? Rated,
    IReadOnlyList<string> Can
)
{
    /// <summary>
    /// What was brought while the case was dealt with, apart from the request's own files, each with its source. A department sees its own.
    /// </summary>
    public IReadOnlyList<EvidenceLine> Evidence { get; init; } = [];

    /// <summary>A plan that waits for the Leader; null where there is none, or to who is not told.</summary>
    public PlanLine? PlanAsked { get; init; }

    /// <summary>The plan in force.</summary>
    public PlanLine? Plan { get; init; }

    /// <summary>The explanation that is proposed; to the enterprise, only the one with which it was closed.</summary>
    public ExplanationLine? Explanation { get; init; }

    /// <summary>False where one of its due times waits for a year's notice 待公告确认.</summary>
    public bool Assured { get; init; }

    /// <summary>The same of <see cref="NextWordBy"/> alone.</summary>
    public bool NextWordAssured { get; init; }

    /// <summary>The park's hotline, which answers at any hour; null without one.</summary>
    public string? Hotline { get; init; }

    /// <summary>The park does not work just now: whom to call is the hotline.</summary>
    public bool OutOfHours { get; init; }

    /// <summary>What the enterprise added and answered, to a department that may read its words: its own timeline does not tell.</summary>
    public IReadOnlyList<TimelineLine> Supplements { get; init; } = [];

    /// <summary>This person may have the contact's name and number shown, for a purpose that the enterprise reads.</summary>
    public bool ContactMayBeRevealed { get; init; }

    /// <summary>Supervision alone deals with it.</summary>
    public bool Confidential { get; init; }

    /// <summary>Who deals with it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Desk Desk =>
        Confidential ? Desk.Supervision
        : Commissioner is null ? Desk.DutyDesk
        : Desk.Commissioner;

    /// <summary>Whom the enterprise calls about it: the commissioner where one deals with it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public WhomToCall ToCall => new(Commissioner?.Name, Commissioner?.Phone, Hotline, OutOfHours);

    /// <summary>This person may make this move now.</summary>
    public bool May(CaseMove move) => Can.Contains(Name(move));

    /// <summary>A move as outside programs write it.</summary>
    public static string Name(CaseMove move) => char.ToLowerInvariant(move.ToString()[0]) + move.ToString()[1..];
}

/// <summary>What is done meanwhile, by whom, and when it is looked at again.</summary>
public sealed record PlanLine(
    string Measures,
    Id<Department> DepartmentId,
    string DepartmentName,
    DateOnly ReviewOn,
    [property: Due] DateTimeOffset ReviewBy
)
{
    internal static PlanLine? Of(CasePlan? plan, IReadOnlyDictionary<Id<Department>, string> names) =>
        plan is null
            ? null
            : new(plan.Measures, plan.DepartmentId, names.GetValueOrDefault(plan.DepartmentId, ""), plan.ReviewOn, plan.ReviewBy);
}

/// <summary>Why a matter can't be done, and who has approved that.</summary>
public sealed record ExplanationLine(ExplainedWhy Reason, string Basis, string Words, bool ApprovedByOffice, bool ApprovedBySupervision);

/// <summary>A named person, and the number to call it at; null where none is known.</summary>
public sealed record PersonOf(Id<Person> Id, string Name, string? Phone);

/// <summary>Who has it now.</summary>
public sealed record HolderOf(HolderKind Kind, string? Name);

/// <summary>A promise's clock.</summary>
public sealed record ClockLine(
    PromiseKind Kind,
    Guid SubjectId,
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset DueAt,
    bool Assured,
    DateTimeOffset? StoppedAt,
    PromiseResult? Result,
    Alarm Alarm
)
{
    // "Spent" (nothing left to raise) is the sweep's affair: to clients such a clock is running.
    internal static ClockLine Of(PromiseClock clock, Dues dues, DateTimeOffset now) =>
        new(
            clock.Kind,
            clock.SubjectId,
            clock.State switch
            {
                ClockState.Paused => "paused",
                ClockState.Stopped => "stopped",
                _ => "running",
            },
            clock.StartedAt,
            clock.DueAt,
            dues.Assures(clock.DueAt, clock.Assured),
            clock.StoppedAt,
            clock.Result,
            clock.AlarmAt(now)
        );
}

public sealed record FileLine(Id<Attachment> Id, string FileName, string MediaType, long Length);

/// <summary>A file that came with a department's report, or with the proposal to close.</summary>
public sealed record EvidenceLine(
    Id<Attachment> Id,
    string FileName,
    string MediaType,
    long Length,
    BroughtWith BroughtWith,
    Id<Leg>? LegId,
    Id<Department>? DepartmentId,
    string? DepartmentName,
    string BroughtBy,
    DateTimeOffset BroughtAt
)
{
    internal FileLine File => new(Id, FileName, MediaType, Length);
}

/// <summary>A timeline entry in words.</summary>
public sealed record TimelineLine(int Seq, DateTimeOffset At, string Name, string By, Role As, string Text);

/// <summary>A history as one reads it: what the clocks and the machine wrote by themselves is folded, moves, words and decisions are not.</summary>
internal static class Folded
{
    private static readonly HashSet<string> Routine =
    [
        nameof(Commissioner.Domain.Enterprises.ContactRevealed),
        nameof(EnterpriseReminded),
        nameof(JointLimitEnded),
        nameof(JointLimitTookOver),
        nameof(PromiseEscalated),
        nameof(PromiseNearlyDue),
        nameof(PromiseOverdue),
        nameof(PromiseRebased),
        nameof(Commissioner.Domain.Enterprises.CaseOpenedToSeat),
    ];

    /// <summary>Entries in their order, neighbours of one kind together.</summary>
    public static IEnumerable<(bool Routine, IReadOnlyList<TimelineLine> Entries)> Of(IEnumerable<TimelineLine> entries)
    {
        List<TimelineLine> run = [];
        foreach (var entry in entries)
        {
            if (run.Count > 0 && Routine.Contains(run[0].Name) != Routine.Contains(entry.Name))
            {
                yield return (Routine.Contains(run[0].Name), run);
                run = [];
            }

            run.Add(entry);
        }

        if (run.Count > 0)
        {
            yield return (Routine.Contains(run[0].Name), run);
        }
    }
}
