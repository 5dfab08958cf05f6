using Commissioner.App.Features.Shared;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Cases;

/// <summary>A whistle with its legs.</summary>
public sealed record WhistleSheet(
    Id<Whistle> Id,
    WhistleKind Kind,
    string Asked,
    string Tried,
    Disclosure Disclosure,
    string? CatalogueItem,
    string? MeetPlace,
    DateTimeOffset? MeetAt,
    DateTimeOffset BlownAt,
    IReadOnlyList<LegSheet> Legs,
    bool Conferred,
    Id<Conference>? OpenConferenceId,
    DateTimeOffset? ProblemAt,
    IReadOnlyList<string> Path
)
{
    /// <summary>
    /// To a department: the other departments that are called by the same whistle. It sees that they are and what they owe, nothing of what
    /// they do.
    /// </summary>
    public IReadOnlyList<OtherLeg> Others { get; init; } = [];
}

/// <summary>Another department's part, from outside.</summary>
public sealed record OtherLeg(
    Id<Department> DepartmentId,
    string DepartmentName,
    bool Lead,
    LegStatus Status,
    DateTimeOffset? DueAt,
    Alarm Alarm,
    bool Assured
);

/// <summary>A called department's part.</summary>
public sealed record LegSheet(
    Id<Leg> Id,
    Id<Department> DepartmentId,
    string DepartmentName,
    bool Lead,
    LegStatus Status,
    int Level,
    DateTimeOffset CalledAt,
    DateTimeOffset? CheckedInAt,
    string? HandlerName,
    string? HandlerPhone,
    string? FirstStep,
    DateTimeOffset? FirstStepAt,
    FourElements? Result,
    DateTimeOffset? DueAt,
    Alarm Alarm,
    int Returns,
    bool Final,
    ObjectionOf? Objection,
    RulingOf? Ruling,
    Id<Leg>? InsteadOfId,
    string? Decision,
    DateTimeOffset? DecidedDueAt,
    InterimReport? Interim,
    bool AwaitsHead,
    ConsentOf? HeadConsent,
    ArrivalOf? Arrival,
    JudgementOf? OfLeg,
    JudgementOf? OfWhistle
)
{
    /// <summary>False where its due time waits for a year's notice.</summary>
    public bool Assured { get; init; }

    /// <summary>Something is still owed.</summary>
    internal bool IsOpen => Status is not (LegStatus.Done or LegStatus.Cancelled or LegStatus.Reassigned);
}

/// <summary>Why a department says that it was called in error, and who is competent instead.</summary>
public sealed record ObjectionOf(
    string Reason,
    string DutyBasis,
    Id<Department> CompetentDepartmentId,
    string CompetentName,
    DateTimeOffset At
);

/// <summary>What became of an objection.</summary>
public sealed record RulingOf(RulingDecision Decision, string Reason, DateTimeOffset At);

/// <summary>That a lead's head stands behind its report; stated where who reported said so.</summary>
public sealed record ConsentOf(bool Stated, DateTimeOffset At);

/// <summary>That a department came to the meeting.</summary>
public sealed record ArrivalOf(string Place, DateTimeOffset ArrivedAt, bool Confirmed);

/// <summary>What one side thinks of the other: 1 is best, 5 is worst.</summary>
public sealed record JudgementOf(int Mark, string? Remark);

/// <summary>Whistles and legs as somebody sees them.</summary>
internal static class SeenLegs
{
    // The departments that were to lead, one after the other. A department is not told of others.
    public static IReadOnlyList<string> Path(this Whistle whistle, Sight sight, IReadOnlyDictionary<Id<Department>, string> names) =>
        sight.Department is not null ? [] : [.. whistle.Path.Select(l => names.GetValueOrDefault(l.DepartmentId, ""))];

    /// <summary>A whistle as this person sees it, with the legs that it sees.</summary>
    public static WhistleSheet Seen(
        this Whistle whistle,
        Sight sight,
        Actor actor,
        IReadOnlyDictionary<Id<Department>, string> names,
        List<PromiseClock> clocks,
        WorkingCalendar calendar,
        Dues dues,
        DateTimeOffset now
    ) =>
        new(
            whistle.Id,
            whistle.Kind,
            whistle.Asked,
            whistle.Tried,
            whistle.Disclosure,
            actor.EnterpriseId is null ? whistle.CatalogueItemCode : null,
            whistle.MeetPlace,
            whistle.MeetAt,
            whistle.BlownAt,
            [
                .. whistle
                    .Legs.Where(sight.Sees)
                    .OrderByDescending(l => l.IsLead)
                    .ThenBy(l => l.CalledAt)
                    .Select(l => l.Seen(actor, names, clocks, calendar, dues, now)),
            ],
            whistle.WasConferred,
            whistle.OpenConferenceId,
            actor.EnterpriseId is null ? whistle.ProblemAt : null,
            whistle.Path(sight, names)
        )
        {
            Others =
            [
                .. whistle
                    .Legs.Where(l => !sight.Sees(l) && (l.IsOpen || l.Status == LegStatus.Done))
                    .OrderByDescending(l => l.IsLead)
                    .ThenBy(l => l.CalledAt)
                    .Select(l => l.FromOutside(names, clocks, dues, now)),
            ],
        };

    private static OtherLeg FromOutside(
        this Leg leg,
        IReadOnlyDictionary<Id<Department>, string> names,
        List<PromiseClock> clocks,
        Dues dues,
        DateTimeOffset now
    )
    {
        var clock = clocks.LastOrDefault(k => k.SubjectId == leg.Id.Value && k.IsRunning && k.State != ClockState.Paused);
        return new(
            leg.DepartmentId,
            names.GetValueOrDefault(leg.DepartmentId, ""),
            leg.IsLead,
            leg.Status,
            clock?.DueAt,
            clock?.AlarmAt(now) ?? Alarm.None,
            clock is null || dues.Assures(clock.DueAt, clock.Assured)
        );
    }

    public static LegSheet Seen(
        this Leg leg,
        Actor actor,
        IReadOnlyDictionary<Id<Department>, string> names,
        List<PromiseClock> clocks,
        WorkingCalendar calendar,
        Dues dues,
        DateTimeOffset now
    )
    {
        // The enterprise sees neither the objection nor the ruling's clock: that is argued between departments and the office.
        var (clock, within) = (
            clocks.LastOrDefault(k => k.SubjectId == leg.Id.Value && k.IsRunning && k.State != ClockState.Paused),
            actor.EnterpriseId is null
        );
        var unsealed = within && leg.IsUnsealed(calendar, now);
        return new(
            leg.Id,
            leg.DepartmentId,
            names.GetValueOrDefault(leg.DepartmentId, ""),
            leg.IsLead,
            leg.Status,
            leg.Level,
            leg.CalledAt,
            leg.CheckedInAt,
            leg.HandlerName,
            leg.HandlerPhone,
            leg.FirstStep,
            leg.FirstStepAt,
            leg.AwaitsHead && actor.DepartmentId != leg.DepartmentId ? null : leg.Result,
            clock?.DueAt,
            clock?.AlarmAt(now) ?? Alarm.None,
            leg.Returns,
            leg.IsFinal,
            within && leg.Objection is { } o
                ? new(o.Reason, o.DutyBasis, o.CompetentDepartmentId, names.GetValueOrDefault(o.CompetentDepartmentId, ""), o.At)
                : null,
            within && leg.Ruling is { } r ? new(r.Decision, r.Reason, r.At) : null,
            leg.InsteadOfId,
            within ? leg.Decision : null,
            leg.DecidedDueAt,
            leg.Interim,
            leg.AwaitsHead,
            within && leg.HeadConsent is { } h ? new(h.Stated, h.At) : null,
            leg.Arrival is { } a ? new(a.Place, a.ArrivedAt, a.ConfirmedById is not null) : null,
            unsealed ? Of(leg.OfLeg) : null,
            unsealed ? Of(leg.OfWhistle) : null
        )
        {
            Assured = dues.Assures(clock?.DueAt, clock?.Assured == true),
        };

        static JudgementOf? Of(Judgement? judgement) => judgement is null ? null : new(judgement.Mark, judgement.Remark);
    }
}
