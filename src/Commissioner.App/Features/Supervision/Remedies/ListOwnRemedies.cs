using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Remedies;

/// <summary>Remedies that stand for one's own enterprise's cases, each by the own case alone; the newest first.</summary>
/// <param name="LineId">Only this one.</param>
/// <param name="Take">So many.</param>
/// <param name="After">After this place of the list.</param>
[Allow(Permission.AnswerRemedies)]
public sealed record ListOwnRemedies(Id<RemedyCase>? LineId = null, int Take = 20, string? After = null) : IQuery<Page<OwnRemedy>>;

/// <summary>A remedy as one of its enterprises sees it: nothing of the others.</summary>
/// <param name="Id">The own case's line of it.</param>
/// <param name="Title">What it is about.</param>
/// <param name="CaseId">The own case.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">How it stands.</param>
/// <param name="Owner">The department that owes it; null for the service office.</param>
/// <param name="Measures">What is to be done.</param>
/// <param name="DueAt">Until when it is, or was, owed.</param>
/// <param name="Done">What was done; null while it is owed for the first time.</param>
/// <param name="Helped">What the enterprise said; null while it said nothing.</param>
/// <param name="Words">Its words.</param>
/// <param name="Asked">It is asked now.</param>
public sealed record OwnRemedy(
    Id<RemedyCase> Id,
    string Title,
    Id<Case> CaseId,
    string? Number,
    RemedyState State,
    string? Owner,
    string Measures,
    [property: Due] DateTimeOffset DueAt,
    string? Done,
    bool? Helped,
    string? Words,
    bool Asked
);

internal sealed class ListOwnRemediesHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListOwnRemedies, Page<OwnRemedy>>
{
    public async Task<Page<OwnRemedy>> Handle(ListOwnRemedies query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var lines = db.OwnLines(actor).AsNoTracking();
        if (query.LineId is { } only)
        {
            lines = lines.Where(l => l.Id == only);
        }

        if (Cursor.Read<RemedyCase>(query.After) is { } after)
        {
            lines = lines.Where(l => l.LinkedAt < after.At || (l.LinkedAt == after.At && l.Id < after.Id));
        }

        var rows = await (
            from l in lines
            join r in db.Remedies on l.RemedyId equals r.Id
            join c in db.Cases on l.CaseId equals c.Id
            orderby l.LinkedAt descending, l.Id descending
            select new
            {
                l.LinkedAt,
                Line = new OwnRemedy(
                    l.Id,
                    r.Title,
                    c.Id,
                    c.Number,
                    r.State,
                    db.Departments.Where(d => d.Id == r.OwnerId).Select(d => d.Name).FirstOrDefault(),
                    r.Measures,
                    db.Set<ClockOf<Remedy>>().Where(k => k.OwnerId == r.Id && k.Cycle == r.Cycle).Select(k => k.DueAt).First(),
                    r.DoneWords,
                    l.Helped,
                    l.Words,
                    r.State == RemedyState.Done && (l.AnsweredCycle == null || l.AnsweredCycle != r.Cycle)
                ),
            }
        )
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        if (query.LineId is not null && rows.Count == 0)
        {
            throw new NotFound();
        }

        var items = rows.Take(take).Select(r => r.Line).ToList();
        return new(items, rows.Count > take ? Cursor.Write(rows[take - 1].LinkedAt, items[^1].Id) : null);
    }
}
