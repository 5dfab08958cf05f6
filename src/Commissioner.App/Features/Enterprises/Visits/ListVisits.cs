using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Visits;

/// <summary>Visits that one may see, the latest first.</summary>
/// <param name="Open">Only those that are not over.</param>
/// <param name="State">Only those that stand so.</param>
/// <param name="Take">So many.</param>
/// <param name="After">After this place of the list.</param>
[Allow(Permission.ReadVisits)]
public sealed record ListVisits(bool Open = false, VisitState? State = null, int Take = 50, string? After = null) : IQuery<Page<VisitLine>>;

/// <summary>A visit in a list.</summary>
/// <param name="Id">Which.</param>
/// <param name="Enterprise">Whom.</param>
/// <param name="Origin">Who wanted it.</param>
/// <param name="State">How it stands.</param>
/// <param name="At">When it takes place.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Department">The department that planned it; null for commissioner, office and enterprise.</param>
/// <param name="Parties">How many departments come along.</param>
public sealed record VisitLine(
    Id<Visit> Id,
    string Enterprise,
    VisitOrigin Origin,
    VisitState State,
    DateTimeOffset At,
    string Purpose,
    string? Department,
    int Parties
);

internal sealed class ListVisitsHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListVisits, Page<VisitLine>>
{
    public async Task<Page<VisitLine>> Handle(ListVisits query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var visits = db.Visits.AsNoTracking().VisibleTo(db, actor);
        if (query.Open)
        {
            visits = visits.Where(v =>
                v.State == VisitState.Asked
                || v.State == VisitState.AwaitingDecision
                || v.State == VisitState.Proposed
                || v.State == VisitState.Agreed
            );
        }

        if (query.State is { } state)
        {
            visits = visits.Where(v => v.State == state);
        }

        if (Cursor.Read<Visit>(query.After) is { } after)
        {
            visits = visits.Where(v => v.At < after.At || (v.At == after.At && v.Id < after.Id));
        }

        var rows = await visits
            .OrderByDescending(v => v.At)
            .ThenByDescending(v => v.Id)
            .Take(take + 1)
            .Select(v => new VisitLine(
                v.Id,
                db.Enterprises.Where(e => e.Id == v.EnterpriseId).Select(e => e.Name).First(),
                v.Origin,
                v.State,
                v.At,
                v.Purpose,
                db.Departments.Where(d => d.Id == v.DepartmentId).Select(d => d.Name).FirstOrDefault(),
                v.Parties.Count
            ))
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].At, items[^1].Id) : null);
    }
}
