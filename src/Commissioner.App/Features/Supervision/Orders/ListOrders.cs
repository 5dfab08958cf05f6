using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Orders;

/// <summary>
/// Supervision orders that one may see: to supervision all, to others those that are theirs to answer. What is open, what is due first
/// first, by keyset; of one case all, in the order of their numbers.
/// </summary>
[Allow(Permission.ReadOrders)]
public sealed record ListOrders(Id<Case>? CaseId = null, int Take = 50, string? After = null) : IQuery<Page<OrderRow>>;

/// <summary>A supervision order; its case's title and enterprise are null to a department whose whistle hides them.</summary>
/// <param name="Code">Like <c>FL-20261120-0042-D1</c>.</param>
/// <param name="Mine">This person may answer it now.</param>
public sealed record OrderRow(
    Id<SupervisionOrder> Id,
    int No,
    string Code,
    Id<Case> CaseId,
    string? Title,
    Urgency Urgency,
    string? EnterpriseName,
    OrderWhy Why,
    PromiseKind? Promise,
    string? Demand,
    HolderKind To,
    string? ToName,
    OrderStatus Status,
    DateTimeOffset IssuedAt,
    [property: Due] DateTimeOffset AnswerBy,
    Alarm Alarm,
    string? Answer,
    DateTimeOffset? DoneBy,
    DateTimeOffset? AnsweredAt,
    string? ReturnedWhy,
    bool Mine
);

internal sealed class ListOrdersHandler(CommissionerDb db, Actor actor, DepartmentNames departments, TimeProvider clock)
    : IRequestHandler<ListOrders, Page<OrderRow>>
{
    public async Task<Page<OrderRow>> Handle(ListOrders query, CancellationToken cancellationToken)
    {
        var (take, now) = (query.CaseId is null ? Math.Clamp(query.Take, 1, 200) : 200, clock.GetUtcNow());
        var seen = db.Cases.AsNoTracking().VisibleTo(actor);
        if (query.CaseId is { } id && !await seen.AnyAsync(c => c.Id == id, cancellationToken))
        {
            throw new NotFound();
        }

        var orders = db.SupervisionOrders.AsNoTracking();
        var (own, office, serves) = (actor.DepartmentId, actor.Is(Role.TriageDesk), actor.Is(Role.Commissioner));
        if (!actor.Is(Role.Supervisor))
        {
            // Of one case the desk sees every order, as on its timeline; a department only its own.
            orders =
                own is { } department ? orders.Where(o => o.DepartmentId == department)
                : query.CaseId is not null ? orders
                : orders.Where(o =>
                    (
                        office
                        && (
                            o.To == HolderKind.TriageDesk
                            || (
                                o.To == HolderKind.Commissioner
                                && db.Cases.Any(c => c.Id == o.CaseId && (c.AboutOfficials || c.Enterprise.ActiveId == null))
                            )
                        )
                    ) || (serves && o.To == HolderKind.Commissioner)
                );
        }

        orders = query.CaseId is { } its
            ? orders.Where(o => o.CaseId == its)
            : orders.Where(o => o.Status == OrderStatus.Issued || o.Status == OrderStatus.Answered);
        if (Cursor.Read<SupervisionOrder>(query.After) is { } after)
        {
            orders = orders.Where(o => o.AnswerBy > after.At || (o.AnswerBy == after.At && o.Id > after.Id));
        }

        var sorted = query.CaseId is null ? orders.OrderBy(o => o.AnswerBy).ThenBy(o => o.Id) : orders.OrderBy(o => o.No);
        var rows = await (
            from o in sorted
            join c in seen on o.CaseId equals c.Id
            select new
            {
                Order = o,
                c.Number,
                c.Title,
                c.Urgency,
                EnterpriseName = c.Enterprise.Name,
                Desk = c.AboutOfficials || c.Enterprise.ActiveId == null,
                c.ClosedAt,
                Commissioner = c.AboutOfficials
                    ? null
                    : db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Name).FirstOrDefault(),
                Hidden = own != null
                    && c.Whistles.Any(w =>
                        w.Disclosure == Domain.Whistles.Disclosure.IdentityHidden && w.Legs.Any(l => l.DepartmentId == own)
                    ),
            }
        )
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        var names = await departments.AllAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(r => new OrderRow(
                r.Order.Id,
                r.Order.No,
                $"{r.Number}-D{r.Order.No}",
                r.Order.CaseId,
                r.Hidden ? null : r.Title,
                r.Urgency,
                r.Hidden ? null : r.EnterpriseName,
                r.Order.Why,
                r.Order.Promise,
                r.Order.Demand,
                r.Order.To,
                r.Order.DepartmentId is { } of ? names.GetValueOrDefault(of)
                    : r.Order.To == HolderKind.Commissioner ? r.Commissioner
                    : null,
                r.Order.Status,
                r.Order.IssuedAt,
                r.Order.AnswerBy,
                r.Order.Status == OrderStatus.Issued && r.Order.AnswerBy < now ? Alarm.Red : Alarm.None,
                r.Order.Answer,
                r.Order.DoneBy,
                r.Order.AnsweredAt,
                r.Order.ReturnedWhy,
                r.Order.Status == OrderStatus.Issued && r.Order.IsFor(actor, r.Desk)
            ))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(rows[take - 1].Order.AnswerBy, rows[take - 1].Order.Id) : null);
    }
}
