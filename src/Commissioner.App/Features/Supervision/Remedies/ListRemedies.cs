using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Remedies;

/// <summary>Remedies that one may see, the newest first.</summary>
/// <param name="Open">Only those that are owed.</param>
/// <param name="Take">So many.</param>
/// <param name="After">After this place of the list.</param>
[Allow(Permission.ReadRemedies)]
public sealed record ListRemedies(bool Open = false, int Take = 50, string? After = null) : IQuery<Page<RemedyRow>>;

/// <summary>A remedy in a list.</summary>
/// <param name="Id">Which.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Category">The category of its cases.</param>
/// <param name="Place">Where.</param>
/// <param name="Owner">The department that owes it; null for the service office.</param>
/// <param name="State">How it stands.</param>
/// <param name="Cycle">1, and one more each time that a like case came back.</param>
/// <param name="DueAt">Until when it is, or was, owed.</param>
/// <param name="Late">It is owed and late.</param>
public sealed record RemedyRow(
    Id<Remedy> Id,
    string Title,
    string Category,
    string? Place,
    string? Owner,
    RemedyState State,
    int Cycle,
    [property: Due] DateTimeOffset DueAt,
    bool Late
);

internal sealed class ListRemediesHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ListRemedies, Page<RemedyRow>>
{
    public async Task<Page<RemedyRow>> Handle(ListRemedies query, CancellationToken cancellationToken)
    {
        var (take, now) = (Math.Clamp(query.Take, 1, 200), clock.GetUtcNow());
        var remedies = db.Remedies.AsNoTracking().VisibleTo(db, actor);
        if (query.Open)
        {
            remedies = remedies.Where(r => r.State == RemedyState.Owed);
        }

        if (Cursor.Read<Remedy>(query.After) is { } after)
        {
            remedies = remedies.Where(r => r.StartedAt < after.At || (r.StartedAt == after.At && r.Id < after.Id));
        }

        var rows = await remedies
            .OrderByDescending(r => r.StartedAt)
            .ThenByDescending(r => r.Id)
            .Take(take + 1)
            .Select(r => new
            {
                r.StartedAt,
                r.Id,
                r.Title,
                r.Category,
                r.Place,
                Owner = db.Departments.Where(d => d.Id == r.OwnerId).Select(d => d.Name).FirstOrDefault(),
                r.State,
                r.Cycle,
                Due = db.Set<ClockOf<Remedy>>().Where(k => k.OwnerId == r.Id && k.Cycle == r.Cycle).Select(k => k.DueAt).First(),
            })
            .ToListAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(r => new RemedyRow(
                r.Id,
                r.Title,
                r.Category,
                r.Place,
                r.Owner,
                r.State,
                r.Cycle,
                r.Due.ToUniversalTime(),
                r.State == RemedyState.Owed && r.Due < now
            ))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(rows[take - 1].StartedAt, items[^1].Id) : null);
    }
}
