using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Tips;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Reports;

/// <summary>
/// Anonymous reports, the newest first. The list says nothing of what is in them: whoever wants to know opens one, and that is recorded.
/// </summary>
[Allow(Permission.HearTips)]
public sealed record ListTips(TipState? State = null, int Take = 50, string? After = null) : IQuery<Page<TipLine>>;

/// <summary>An anonymous report in the list.</summary>
/// <param name="Id">Which.</param>
/// <param name="State">How it stands.</param>
/// <param name="Outcome">What came of it; null until it is closed.</param>
/// <param name="SentOn">On which day it came.</param>
/// <param name="SaidOn">On which day something was last said.</param>
/// <param name="WaitsForSupervision">It is open, and its reporter said something last.</param>
/// <param name="IsRead">Whoever looks has read it.</param>
public sealed record TipLine(
    Id<Tip> Id,
    TipState State,
    TipOutcome? Outcome,
    DateOnly SentOn,
    DateOnly SaidOn,
    bool WaitsForSupervision,
    bool IsRead
);

internal sealed class ListTipsHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListTips, Page<TipLine>>
{
    public async Task<Page<TipLine>> Handle(ListTips query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var tips = db.Tips.AsNoTracking().HeardBy(actor);
        if (query.State is { } state)
        {
            tips = tips.Where(t => t.State == state);
        }

        if (Cursor.Read<Tip>(query.After) is { } after)
        {
            var day = DateOnly.FromDateTime(after.At.UtcDateTime);
            tips = tips.Where(t => t.SentOn < day || (t.SentOn == day && t.Id < after.Id));
        }

        var rows = await tips.OrderByDescending(t => t.SentOn)
            .ThenByDescending(t => t.Id)
            .Take(take + 1)
            .Select(t => new
            {
                t.Id,
                t.State,
                t.Outcome,
                t.SentOn,
                Last = t.Words.OrderByDescending(w => w.No).Select(w => new { w.SaidOn, w.ById }).First(),
                IsRead = t.Readers.Any(r => r.PersonId == actor.Id && r.ReadAt != null),
            })
            .ToListAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(r => new TipLine(
                r.Id,
                r.State,
                r.Outcome,
                r.SentOn,
                r.Last.SaidOn,
                r.State != TipState.Closed && r.Last.ById is null,
                r.IsRead
            ))
            .ToList();
        return new(
            items,
            rows.Count > take ? Cursor.Write(new(items[^1].SentOn.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), items[^1].Id) : null
        );
    }
}
