using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Undertakings;

/// <summary>Undertakings that one may see, the newest first, by keyset; only those in a state, or with a late node.</summary>
[Allow(Permission.ReadUndertakings)]
public sealed record ListUndertakings(UndertakingStatus? Status = null, bool Late = false, int Take = 50, string? After = null)
    : IQuery<Page<UndertakingRow>>;

/// <param name="NodesDone">How many of its nodes are approved.</param>
/// <param name="Waits">The open node that decides when it ends; null where none is open.</param>
public sealed record UndertakingRow(
    Id<Undertaking> Id,
    string Number,
    string Title,
    UndertakingStatus Status,
    string EnterpriseName,
    string? Agent,
    int NodesDone,
    int Nodes,
    string? Waits,
    [property: Due] DateTimeOffset? EndAt,
    Alarm Alarm,
    bool Green
);

internal sealed class ListUndertakingsHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ListUndertakings, Page<UndertakingRow>>
{
    public async Task<Page<UndertakingRow>> Handle(ListUndertakings query, CancellationToken cancellationToken)
    {
        var (take, now, own) = (Math.Clamp(query.Take, 1, 200), clock.GetUtcNow(), actor.SeesFor());
        var seen = db.Undertakings.AsNoTracking().VisibleTo(db, actor);
        if (query.Status is { } status)
        {
            seen = seen.Where(u => u.Status == status);
        }

        if (query.Late)
        {
            seen = seen.Where(u => u.Clocks.Any(k => k.StoppedAt == null && k.PausedAt == null && k.DueAt < now));
        }

        if (Cursor.Read<Undertaking>(query.After) is { } after)
        {
            seen = seen.Where(u => u.EntrustedAt < after.At || (u.EntrustedAt == after.At && u.Id < after.Id));
        }

        var rows = await seen.OrderByDescending(u => u.EntrustedAt)
            .ThenByDescending(u => u.Id)
            .Take(take + 1)
            .Select(u => new
            {
                u.Id,
                u.EntrustedAt,
                u.Number,
                u.Title,
                u.Status,
                EnterpriseName = db.Enterprises.Where(e => e.Id == u.EnterpriseId).Select(e => e.Name).First(),
                Agent = db.People.Where(p => p.Id == u.AgentId).Select(p => p.Name).FirstOrDefault(),
                Done = u.Nodes.Count(n => n.Status == NodeStatus.Approved),
                All = u.Nodes.Count,
                Waits = u
                    .Nodes.Where(n => n.Code == u.DecisiveCode && (own == null || n.DepartmentId == own))
                    .Select(n => n.Name)
                    .FirstOrDefault(),
                u.EndAt,
                Red = u.Clocks.Any(k => k.StoppedAt == null && k.PausedAt == null && k.DueAt < now),
                Amber = u.Clocks.Any(k => k.StoppedAt == null && k.PausedAt == null && k.AmberAt <= now),
                Green = u.GreenDecision != null,
            })
            .ToListAsync(cancellationToken);
        return new(
            [
                .. rows.Take(take)
                    .Select(r => new UndertakingRow(
                        r.Id,
                        r.Number,
                        r.Title,
                        r.Status,
                        r.EnterpriseName,
                        r.Agent,
                        r.Done,
                        r.All,
                        r.Waits,
                        r.EndAt,
                        r.Red ? Alarm.Red
                            : r.Amber ? Alarm.Amber
                            : Alarm.None,
                        r.Green
                    )),
            ],
            rows.Count > take ? Cursor.Write(rows[take - 1].EntrustedAt, rows[take - 1].Id) : null
        );
    }
}
