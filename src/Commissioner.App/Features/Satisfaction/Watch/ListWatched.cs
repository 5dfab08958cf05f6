using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Watches;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Watch;

/// <summary>
/// Visits, inspections and penalties on enterprises within 12 months after they rated poorly, newest first: supervision's alone.
/// </summary>
[Allow(Permission.Supervise)]
public sealed record ListWatched(int Take = 50, string? After = null) : IQuery<Page<WatchedVisit>>;

/// <summary>A reported visit after a poor rating.</summary>
public sealed record WatchedVisit(
    Id<ReportedVisit> Id,
    VisitKind Kind,
    DateTimeOffset At,
    string EnterpriseName,
    string DepartmentName,
    string ReportedBy,
    string Note
);

internal sealed class ListWatchedHandler(CommissionerDb db) : IRequestHandler<ListWatched, Page<WatchedVisit>>
{
    public async Task<Page<WatchedVisit>> Handle(ListWatched query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var visits = db
            .ReportedVisits.AsNoTracking()
            .Where(v =>
                db.PoorRatings.Any(p =>
                    (p.EnterpriseId == v.EnterpriseId || db.Enterprises.Any(m => m.Id == p.EnterpriseId && m.SuccessorId == v.EnterpriseId))
                    && p.RatedAt <= v.At
                    && v.At <= p.RatedAt.AddMonths(ReportedVisit.WatchedForMonths)
                )
            );
        if (Cursor.Read<ReportedVisit>(query.After) is { } after)
        {
            visits = visits.Where(v => v.At < after.At || (v.At == after.At && v.Id < after.Id));
        }

        var rows = await visits
            .OrderByDescending(v => v.At)
            .ThenByDescending(v => v.Id)
            .Take(take + 1)
            .Select(v => new WatchedVisit(
                v.Id,
                v.Kind,
                v.At,
                db.Enterprises.Where(e => e.Id == v.EnterpriseId).Select(e => e.Name).First(),
                db.Departments.Where(d => d.Id == v.DepartmentId).Select(d => d.Name).First(),
                db.People.Where(p => p.Id == v.ReportedById).Select(p => p.Name).First(),
                v.Note
            ))
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].At, items[^1].Id) : null);
    }
}
