using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Retention;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Retention;

/// <summary>Holds that stand, newest first: all of them, or those by which one case is held, itself or with its enterprise.</summary>
[Allow(Permission.ReadRetention)]
public sealed record ListLegalHolds(Id<Case>? CaseId = null, int Take = 50, string? After = null) : IQuery<Page<LegalHoldLine>>;

/// <summary>A hold that stands.</summary>
/// <param name="Id">Its key.</param>
/// <param name="CaseId">The case; null where a whole enterprise is held.</param>
/// <param name="Number">The case's number.</param>
/// <param name="EnterpriseId">The enterprise that is held whole; null where one case is.</param>
/// <param name="EnterpriseName">Whose case it is, or which enterprise is held.</param>
/// <param name="Reason">What for.</param>
/// <param name="SetBy">Who set it.</param>
/// <param name="SetAt">When, UTC.</param>
public sealed record LegalHoldLine(
    Id<LegalHold> Id,
    Id<Case>? CaseId,
    string? Number,
    Id<Enterprise>? EnterpriseId,
    string EnterpriseName,
    string Reason,
    string SetBy,
    DateTimeOffset SetAt
);

internal sealed class ListLegalHoldsHandler(CommissionerDb db, Domain.People.Actor actor)
    : IRequestHandler<ListLegalHolds, Page<LegalHoldLine>>
{
    public async Task<Page<LegalHoldLine>> Handle(ListLegalHolds query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var found = db.LegalHolds.AsNoTracking().Where(h => h.LiftedAt == null);
        if (query.CaseId is { } id)
        {
            var of = await db.Cases.AsNoTracking().VisibleTo(actor).One(id, cancellationToken);
            found = found.Where(h => h.CaseId == of.Id || h.EnterpriseId == of.EnterpriseId);
        }

        if (Cursor.Read<LegalHold>(query.After) is { } after)
        {
            found = found.Where(h => h.SetAt < after.At || (h.SetAt == after.At && h.Id < after.Id));
        }

        var rows = await (
            from h in found
            join p in db.People on h.SetById equals p.Id
            orderby h.SetAt descending, h.Id descending
            select new LegalHoldLine(
                h.Id,
                h.CaseId,
                db.Cases.Where(c => c.Id == h.CaseId).Select(c => c.Number).FirstOrDefault(),
                h.EnterpriseId,
                db.Cases.Where(c => c.Id == h.CaseId).Select(c => c.Enterprise.Name).FirstOrDefault()
                    ?? db.Enterprises.Where(e => e.Id == h.EnterpriseId).Select(e => e.Name).FirstOrDefault()
                    ?? "",
                h.Reason,
                p.Name,
                h.SetAt
            )
        )
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).Select(h => h with { SetAt = h.SetAt.ToUniversalTime() }).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].SetAt, items[^1].Id) : null);
    }
}
