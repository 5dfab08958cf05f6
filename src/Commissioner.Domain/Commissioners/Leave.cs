using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Commissioners;

/// <summary>How a leave stands.</summary>
public enum LeaveState
{
    /// <summary>Noted; it has not begun.</summary>
    Noted,

    /// <summary>Others act.</summary>
    Running,

    /// <summary>Everything was handed back.</summary>
    Over,

    /// <summary>It was taken back before it began.</summary>
    TakenBack,
}

/// <summary>Who acts at one enterprise while its commissioner is away, where the service office decided that.</summary>
/// <param name="LeaveId">The leave.</param>
/// <param name="EnterpriseId">The enterprise.</param>
/// <param name="PersonId">Who acts; null for the duty desk.</param>
public sealed record StandIn(Id<Leave> LeaveId, Id<Enterprise> EnterpriseId, Id<Person>? PersonId);

/// <summary>An enterprise that somebody serves who goes on leave, with who would act.</summary>
/// <param name="EnterpriseId">The enterprise.</param>
/// <param name="Name">Its name.</param>
/// <param name="StandInId">Who would act; null for the duty desk.</param>
/// <param name="Decided">The service office says so; else it is the backup.</param>
/// <param name="Fits">It serves still, and is not tied to the enterprise.</param>
public sealed record PostOnLeave(Id<Enterprise> EnterpriseId, string Name, Id<Person>? StandInId, bool Decided, bool Fits);

/// <summary>
/// A commissioner is away from one instant to another 休假. While it is, the backup of each of its enterprises acts, or whom the service
/// office names; at the end everything is handed back by itself.
/// </summary>
public sealed class Leave
{
    /// <summary>Whoever is away for longer is replaced, not stood in for.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private readonly List<StandIn> _standIns = [];

    private Leave() { }

    public Id<Leave> Id { get; private set; }

    /// <summary>Who is away.</summary>
    public Id<Person> PersonId { get; private set; }

    /// <summary>First instant, UTC.</summary>
    public DateTimeOffset FromAt { get; private set; }

    /// <summary>First instant at which it is back, UTC.</summary>
    public DateTimeOffset UntilAt { get; private set; }

    public LeaveState State { get; private set; }

    /// <summary>Who noted it.</summary>
    public Id<Person> NotedById { get; private set; }

    public DateTimeOffset NotedAt { get; private set; }

    /// <summary>Where the service office decided who acts.</summary>
    public IReadOnlyList<StandIn> StandIns => _standIns;

    /// <summary>Others act now, or will.</summary>
    public bool IsOpen => State is LeaveState.Noted or LeaveState.Running;

    /// <summary>It is open and has an instant in common with this time.</summary>
    public bool Meets(DateTimeOffset from, DateTimeOffset until) => IsOpen && FromAt < until && from < UntilAt;

    /// <summary>Notes a leave: a commissioner its own, the service office anybody's.</summary>
    /// <param name="person">Who is away.</param>
    /// <param name="from">From when on, UTC.</param>
    /// <param name="until">Until when, UTC.</param>
    /// <param name="posts">What it serves, with who would act.</param>
    /// <param name="standsInAt">Where it is to act for somebody who is away then: names of enterprises.</param>
    /// <param name="open">All leaves that are open, everybody's.</param>
    /// <param name="by">Who notes it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken">One of <see cref="LeaveRules"/>.</exception>
    public static Leave Note(
        Id<Person> person,
        DateTimeOffset from,
        DateTimeOffset until,
        IReadOnlyList<PostOnLeave> posts,
        IReadOnlyList<string> standsInAt,
        IReadOnlyList<Leave> open,
        Actor by,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        var office = by.Is(Role.TriageDesk);
        if ((!office && by.Id != person) || (!office && posts.Any(p => p.Decided)))
        {
            throw new RuleBroken(LeaveRules.OnlyTheOfficeDecidesLeaves) { Could = [Role.TriageDesk] };
        }

        Demand(from < until && until > now && until - from <= Longest, LeaveRules.LeaveOutOfOrder, "untilOn");
        var then = open.Where(l => l.Meets(from, until)).ToList();
        Demand(!then.Exists(l => l.PersonId == person), LeaveRules.LeavesOverlap, "fromOn");
        if (standsInAt.Count > 0)
        {
            throw new RuleBroken(LeaveRules.StandsInThen, string.Join("、", standsInAt)) { Field = "fromOn" };
        }

        foreach (var post in posts)
        {
            if (post is { StandInId: null, Decided: false } or { StandInId: not null, Fits: false } || post.StandInId == person)
            {
                throw new RuleBroken(LeaveRules.NobodyStandsIn, post.Name) { Field = "standIns" };
            }

            if (post.StandInId is { } acts && then.Exists(l => l.PersonId == acts))
            {
                throw new RuleBroken(LeaveRules.StandInIsAway, post.Name) { Field = "standIns" };
            }
        }

        var leave = new Leave
        {
            Id = Id<Leave>.New(now),
            PersonId = person,
            FromAt = from,
            UntilAt = until,
            NotedById = by.Id,
            NotedAt = now,
        };
        leave._standIns.AddRange(posts.Where(p => p.Decided).Select(p => new StandIn(leave.Id, p.EnterpriseId, p.StandInId)));
        return leave;
    }

    /// <summary>Whom the office decided to act at an enterprise; its backup where it decided nothing.</summary>
    public Id<Person>? ActsAt(Enterprise enterprise)
    {
        ArgumentNullException.ThrowIfNull(enterprise);
        return _standIns.Find(s => s.EnterpriseId == enterprise.Id) is { } decided ? decided.PersonId : enterprise.BackupId;
    }

    /// <summary>Its time has come: from now on others act.</summary>
    public void Begin() => State = LeaveState.Running;

    /// <summary>Its time is over, and everything is handed back.</summary>
    public void Close() => State = LeaveState.Over;

    /// <summary>
    /// Ends it before its time: one that has not begun is taken back, of one that runs everything is handed back from now on.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="LeaveRules.LeaveIsOver"/>, <see
    /// cref="LeaveRules.OnlyTheOfficeDecidesLeaves"/>.</exception>
    public void End(Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!by.Is(Role.TriageDesk) && by.Id != PersonId)
        {
            throw new RuleBroken(LeaveRules.OnlyTheOfficeDecidesLeaves) { Could = [Role.TriageDesk] };
        }

        Demand(IsOpen, LeaveRules.LeaveIsOver);
        if (State == LeaveState.Noted)
        {
            State = LeaveState.TakenBack;
        }
        else
        {
            UntilAt = now;
        }
    }

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}

/// <summary>What is refused of leaves.</summary>
public static class LeaveRules
{
    public static readonly Rule OnlyTheOfficeDecidesLeaves = new(
        "OnlyTheOfficeDecidesLeaves",
        "One notes one's own leave; of others', and of who acts instead of the backup, the service office decides.",
        RuleKind.Role
    );

    public static readonly Rule LeaveOutOfOrder = new(
        "LeaveOutOfOrder",
        "A leave ends after it begins and after today, and lasts for a year at the most."
    );

    public static readonly Rule LeavesOverlap = new("LeavesOverlap", "A leave of this person is noted for that time.", RuleKind.Conflict);

    /// <summary>Detail 0: the enterprises.</summary>
    public static readonly Rule StandsInThen = new(
        "StandsInThen",
        "It acts for somebody who is away then: the service office decides who acts there, first.",
        RuleKind.Conflict
    );

    /// <summary>Detail 0: the enterprise.</summary>
    public static readonly Rule NobodyStandsIn = new(
        "NobodyStandsIn",
        "The enterprise has no backup who could act: the service office names somebody, or the duty desk.",
        RuleKind.Conflict
    );

    /// <summary>Detail 0: the enterprise.</summary>
    public static readonly Rule StandInIsAway = new(
        "StandInIsAway",
        "Who would act at the enterprise is away then, too: the service office names somebody else.",
        RuleKind.Conflict
    );

    public static readonly Rule LeaveIsOver = new("LeaveIsOver", "This leave is over, or was taken back.", RuleKind.Conflict);
}
