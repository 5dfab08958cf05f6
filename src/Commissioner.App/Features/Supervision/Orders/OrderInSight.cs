using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Orders;

/// <summary>Finds the case that an order is about.</summary>
internal static class OrderInSight
{
    public static async Task<Case> CaseOfOrder(
        this CommissionerDb db,
        Id<SupervisionOrder> order,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var id =
            await db.SupervisionOrders.Where(o => o.Id == order).Select(o => (Id<Case>?)o.CaseId).SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        return await db.Cases.Whole().VisibleTo(actor).One(id, cancellationToken);
    }
}
