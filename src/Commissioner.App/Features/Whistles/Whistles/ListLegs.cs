using System.ComponentModel;
using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Whistles;

/// <summary>The own department's legs that stand at one status, by due time, by keyset.</summary>
[Allow(Permission.WorkLegs)]
public sealed record ListLegs(LegStatus Standing = LegStatus.Called, int Take = 50, string? After = null) : IQuery<Page<LegRow>>;

/// <summary>One leg of the own department.</summary>
[Allow(Permission.WorkLegs)]
public sealed record ShowLeg(Id<Whistle> WhistleId, Id<Leg> LegId) : IQuery<LegRow>;

/// <summary>A leg as its department may see it: title and enterprise only as its whistles disclose.</summary>
public sealed record LegRow(
    Id<Whistle> WhistleId,
    Id<Leg> LegId,
    Id<Case> CaseId,
    string? Number,
    string? Title,
    EnterpriseOf Enterprise,
    Urgency Urgency,
    WhistleKind Kind,
    string Asked,
    string Tried,
    string? MeetPlace,
    DateTimeOffset? MeetAt,
    bool Lead,
    LegStatus Status,
    int Level,
    int Returns,
    DateTimeOffset CalledAt,
    DateTimeOffset? DueAt,
    Alarm Alarm,
    bool MayObject,
    DateTimeOffset? ObjectUntil,
    bool AwaitsHead,
    string? Decision
)
{
    /// <summary>False where its due time waits for a year's notice.</summary>
    public bool Assured { get; init; }
}

internal sealed class ListLegsHandler(CommissionerDb db, Actor actor, Promises promises, Dues dues, TimeProvider clock)
    : IRequestHandler<ListLegs, Page<LegRow>>,
        IRequestHandler<ShowLeg, LegRow>
{
    public async Task<Page<LegRow>> Handle(ListLegs query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var found = Own().Where(f => f.Leg.Status == query.Standing);
        if (Cursor.Read<Leg>(query.After) is { } after)
        {
            found = found.Where(f => f.Leg.NextDueAt > after.At || (f.Leg.NextDueAt == after.At && f.Leg.Id > after.Id));
        }

        var rows = await RowsAsync(found.OrderBy(f => f.Leg.NextDueAt).ThenBy(f => f.Leg.Id).Take(take + 1), cancellationToken);
        var items = rows.Take(take).ToList();
        return new(items, rows.Count > take && items[^1].DueAt is { } last ? Cursor.Write(last, items[^1].LegId) : null);
    }

    public async Task<LegRow> Handle(ShowLeg query, CancellationToken cancellationToken) =>
        await RowsAsync(Own().Where(f => f.Leg.Id == query.LegId && f.Leg.WhistleId == query.WhistleId), cancellationToken) is [var row]
            ? row
            : throw new NotFound();

    // A leg has at most one running clock: the check-in's, the ruling's, then the result's. None runs while its report waits for approval.
    private IQueryable<Found> Own() =>
        from leg in db.Legs.AsNoTracking()
        join whistle in db.Set<Whistle>() on leg.WhistleId equals whistle.Id
        join @case in db.Cases on leg.CaseId equals @case.Id
        from running in db
            .Clocks.Where(k => k.SubjectId == (Guid)(object)leg.Id && k.StoppedAt == null && k.State != ClockState.Paused)
            .DefaultIfEmpty()
        where leg.DepartmentId == actor.DepartmentId && !Leg.Gone.Contains(leg.Status)
        select new Found
        {
            Leg = leg,
            Whistle = whistle,
            Case = @case,
            Clock = running,
        };

    private async Task<List<LegRow>> RowsAsync(IQueryable<Found> found, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await found
            .Select(f => new
            {
                f.Leg.Id,
                f.Leg.WhistleId,
                f.Leg.CaseId,
                f.Leg.IsLead,
                f.Leg.Status,
                f.Leg.Level,
                f.Leg.Returns,
                f.Leg.CalledAt,
                DueAt = f.Leg.NextDueAt,
                AmberAt = (DateTimeOffset?)f.Clock!.AmberAt,
                f.Clock.CalendarCode,
                CalendarVersion = (int?)f.Clock.CalendarVersion,
                Assured = (bool?)f.Clock.Assured,
                Final = f.Leg.Objection != null || f.Leg.ConferenceId != null,
                f.Leg.WaitsForHead,
                f.Leg.Decision,
                f.Whistle.Kind,
                f.Whistle.Asked,
                f.Whistle.Tried,
                f.Whistle.MeetPlace,
                f.Whistle.MeetAt,
                f.Case.Number,
                f.Case.Title,
                f.Case.Urgency,
                f.Case.EnterpriseId,
                EnterpriseName = f.Case.Enterprise.Name,
                // If a department was called to the case twice, whatever one whistle hides is hidden.
                Hidden = f.Case.Whistles.Any(w =>
                    w.Disclosure == Disclosure.IdentityHidden && w.Legs.Any(l => l.DepartmentId == actor.DepartmentId)
                ),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new LegRow(
                r.WhistleId,
                r.Id,
                r.CaseId,
                r.Number,
                r.Hidden ? null : r.Title,
                r.Hidden ? new(null, null) : new(r.EnterpriseId, r.EnterpriseName),
                r.Urgency,
                r.Kind,
                r.Asked,
                r.Tried,
                r.MeetPlace,
                r.MeetAt,
                r.IsLead,
                r.Status,
                r.Level,
                r.Returns,
                r.CalledAt,
                r.DueAt,
                r.DueAt < now ? Alarm.Red
                    : r.AmberAt <= now ? Alarm.Amber
                    : Alarm.None,
                r.Status == LegStatus.Called && !r.Final,
                r is { Status: LegStatus.Called, Final: false, CalendarVersion: { } version }
                    ? ObjectUntil(r.CalledAt, r.Kind, r.Urgency, promises.CalendarOf(r.CalendarCode, version))
                    : null,
                r.Status == LegStatus.CheckedIn && r.WaitsForHead,
                r.Decision
            )
            {
                Assured = dues.Assures(r.DueAt, r.Assured == true),
            }),
        ];
    }

    private static DateTimeOffset ObjectUntil(DateTimeOffset calledAt, WhistleKind kind, Urgency urgency, WorkingCalendar calendar) =>
        calendar.Add(calledAt, Leg.ObjectWithin(kind == WhistleKind.Emergency ? Urgency.Emergency : urgency)).At;

    private sealed class Found
    {
        public required Leg Leg { get; init; }

        public required Whistle Whistle { get; init; }

        public required Case Case { get; init; }

        public PromiseClock? Clock { get; init; }
    }
}

internal sealed class LegsApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/legs",
                async (
                    [Description("Where the legs stand; those just called where it is left out.")] Named<LegStatus>? standing,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListLegs(standing?.Value ?? LegStatus.Called, take ?? 50, after), cancelled))
            )
            .Allow(Permission.WorkLegs)
            .WithTags("Whistles")
            .Says<ListLegs, Page<LegRow>>(
                200,
                "The own department's legs that stand at one status, what is due first first.",
                401,
                403,
                422
            );
}
