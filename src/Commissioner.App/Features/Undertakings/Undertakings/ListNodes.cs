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

/// <summary>
/// Open nodes that are one's own, what is due first first, by keyset: to a department those that it decides, to an agent those of what it
/// acts in.
/// </summary>
[Allow(Permission.WorkNodes)]
public sealed record ListNodes(int Take = 50, string? After = null) : IQuery<Page<NodeRow>>;

/// <param name="Mine">It is this person's turn.</param>
public sealed record NodeRow(
    Id<Undertaking> UndertakingId,
    string Number,
    string Title,
    string EnterpriseName,
    string NodeCode,
    string NodeName,
    NodeStatus Status,
    PromiseKind Promise,
    [property: Due] DateTimeOffset DueAt,
    Alarm Alarm,
    bool Mine
);

internal sealed class ListNodesHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ListNodes, Page<NodeRow>>
{
    private static readonly NodeStatus[] Departments = [NodeStatus.Submitted, NodeStatus.InReview];
    private static readonly NodeStatus[] Agents = [NodeStatus.Ready, NodeStatus.Correcting, NodeStatus.Refused];

    public async Task<Page<NodeRow>> Handle(ListNodes query, CancellationToken cancellationToken)
    {
        var (take, now, own) = (Math.Clamp(query.Take, 1, 200), clock.GetUtcNow(), actor.SeesFor());
        Id<Person>? me = actor.Id;
        // Of an open node one clock runs: that of whoever has it.
        var open =
            from k in db.Set<ClockOf<Undertaking>>().AsNoTracking()
            join u in db.Undertakings.VisibleTo(db, actor) on k.OwnerId equals u.Id
            join n in db.UndertakingNodes on k.SubjectId equals (Guid)(object)n.Id
            join e in db.Enterprises on u.EnterpriseId equals e.Id
            where
                k.StoppedAt == null
                && k.PausedAt == null
                && (own != null ? n.DepartmentId == own && n.Status != NodeStatus.Ready : u.AgentId == me || u.ColleagueId == me)
            select new
            {
                Clock = k,
                Undertaking = u,
                Node = n,
                Enterprise = e.Name,
            };
        if (Cursor.Read<PromiseClock>(query.After) is { } after)
        {
            open = open.Where(o => o.Clock.DueAt > after.At || (o.Clock.DueAt == after.At && o.Clock.Id > after.Id));
        }

        var rows = await open.OrderBy(o => o.Clock.DueAt)
            .ThenBy(o => o.Clock.Id)
            .Take(take + 1)
            .Select(o => new
            {
                ClockId = o.Clock.Id,
                o.Clock.Kind,
                o.Clock.DueAt,
                o.Clock.AmberAt,
                o.Undertaking.Id,
                o.Undertaking.Number,
                o.Undertaking.Title,
                o.Enterprise,
                o.Node.Code,
                o.Node.Name,
                o.Node.Status,
            })
            .ToListAsync(cancellationToken);
        return new(
            [
                .. rows.Take(take)
                    .Select(r => new NodeRow(
                        r.Id,
                        r.Number,
                        r.Title,
                        r.Enterprise,
                        r.Code,
                        r.Name,
                        r.Status,
                        r.Kind,
                        r.DueAt,
                        r.DueAt < now ? Alarm.Red
                            : r.AmberAt <= now ? Alarm.Amber
                            : Alarm.None,
                        (own is null ? Agents : Departments).Contains(r.Status)
                    )),
            ],
            rows.Count > take ? Cursor.Write(rows[take - 1].DueAt, rows[take - 1].ClockId) : null
        );
    }
}
