using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Callbacks;

/// <summary>
/// Call-backs that are owed, by due time; an agent does not see those of a case in which it has a part, nor those whose time
/// has not come.
/// </summary>
[Allow(Permission.ReadCallbacks)]
public sealed record ListCallbacks(int Take = 50, string? After = null) : IQuery<Page<CallbackLine>>;

/// <summary>A call-back that is owed.</summary>
public sealed record CallbackLine(
    Id<CallbackTask> Id,
    CallbackReason Reason,
    string EnterpriseName,
    Id<Case>? CaseId,
    string? CaseNumber,
    string? CaseTitle,
    DateTimeOffset NotBefore,
    [property: Due] DateTimeOffset DueAt,
    int Attempts,
    bool Late
);

internal sealed class ListCallbacksHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ListCallbacks, Page<CallbackLine>>
{
    public async Task<Page<CallbackLine>> Handle(ListCallbacks query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var now = clock.GetUtcNow();
        var owed = db.Callbacks.AsNoTracking().Where(t => t.Status == CallbackStatus.Open && t.NotBefore <= now).WorkableBy(actor, db);
        if (Cursor.Read<CallbackTask>(query.After) is { } after)
        {
            owed = owed.Where(t => t.DueAt > after.At || (t.DueAt == after.At && t.Id > after.Id));
        }

        var rows = await owed.OrderBy(t => t.DueAt)
            .ThenBy(t => t.Id)
            .Take(take + 1)
            .Select(t => new CallbackLine(
                t.Id,
                t.Reason,
                db.Enterprises.Where(e => e.Id == t.EnterpriseId).Select(e => e.Name).First(),
                t.CaseId,
                db.Cases.Where(c => c.Id == t.CaseId).Select(c => c.Number).FirstOrDefault(),
                db.Cases.Where(c => c.Id == t.CaseId).Select(c => c.Title).FirstOrDefault(),
                t.NotBefore,
                t.DueAt,
                t.Attempts.Count,
                t.DueAt < now
            ))
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].DueAt, items[^1].Id) : null);
    }
}
