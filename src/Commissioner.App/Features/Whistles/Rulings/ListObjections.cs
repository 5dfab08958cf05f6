using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Rulings;

/// <summary>Objections that wait for a ruling or for a conference, by due time, by keyset.</summary>
[Allow(Permission.RuleOnObjections)]
public sealed record ListObjections(int Take = 50, string? After = null) : IQuery<Page<ObjectionRow>>;

/// <summary>An objection that waits.</summary>
public sealed record ObjectionRow(
    Id<Case> CaseId,
    string? Number,
    string Title,
    Urgency Urgency,
    Id<Whistle> WhistleId,
    Id<Leg> LegId,
    string DepartmentName,
    bool Lead,
    string Asked,
    string Reason,
    string DutyBasis,
    string CompetentName,
    int Transfers,
    bool Conferred,
    Id<Conference>? ConferenceId,
    DateTimeOffset ObjectedAt,
    [property: Due] DateTimeOffset DueAt,
    Alarm Alarm
);

internal sealed class ListObjectionsHandler(CommissionerDb db, Actor actor, DepartmentNames departments, TimeProvider clock)
    : IRequestHandler<ListObjections, Page<ObjectionRow>>
{
    public async Task<Page<ObjectionRow>> Handle(ListObjections query, CancellationToken cancellationToken)
    {
        var (take, now) = (Math.Clamp(query.Take, 1, 200), clock.GetUtcNow());
        var seen = db.Cases.VisibleTo(actor);
        var found =
            from leg in db.Legs.AsNoTracking()
            join @case in seen on leg.CaseId equals @case.Id
            join whistle in db.Set<Whistle>() on leg.WhistleId equals whistle.Id
            join ruling in db.Clocks on (Guid)(object)leg.Id equals ruling.SubjectId
            where leg.Status == LegStatus.Objected && ruling.Kind == PromiseKind.Ruling && ruling.StoppedAt == null
            select new
            {
                Leg = leg,
                Case = @case,
                Whistle = whistle,
                Clock = ruling,
            };
        if (Cursor.Read<Leg>(query.After) is { } after)
        {
            found = found.Where(f => f.Clock.DueAt > after.At || (f.Clock.DueAt == after.At && f.Leg.Id > after.Id));
        }

        var rows = await found
            .OrderBy(f => f.Clock.DueAt)
            .ThenBy(f => f.Leg.Id)
            .Take(take + 1)
            .Select(f => new
            {
                f.Leg.CaseId,
                f.Case.Number,
                f.Case.Title,
                f.Case.Urgency,
                f.Leg.WhistleId,
                f.Leg.Id,
                f.Leg.DepartmentId,
                f.Leg.IsLead,
                f.Whistle.Asked,
                f.Whistle.OpenConferenceId,
                f.Leg.Objection,
                Conferred = f.Leg.Ruling != null,
                Transfers = db.Legs.Count(l => l.WhistleId == f.Leg.WhistleId && l.IsLead && l.Status == LegStatus.Reassigned),
                f.Clock.DueAt,
                f.Clock.AmberAt,
            })
            .ToListAsync(cancellationToken);
        var names = await departments.AllAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(r => new ObjectionRow(
                r.CaseId,
                r.Number,
                r.Title,
                r.Urgency,
                r.WhistleId,
                r.Id,
                names.GetValueOrDefault(r.DepartmentId, ""),
                r.IsLead,
                r.Asked,
                r.Objection!.Reason,
                r.Objection.DutyBasis,
                names.GetValueOrDefault(r.Objection.CompetentDepartmentId, ""),
                r.Transfers,
                r.Conferred,
                r.Conferred ? r.OpenConferenceId : null,
                r.Objection.At,
                r.DueAt,
                r.DueAt < now ? Alarm.Red
                    : r.AmberAt <= now ? Alarm.Amber
                    : Alarm.None
            ))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].DueAt, items[^1].LegId) : null);
    }
}
