using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Undertakings;

/// <summary>The node that a case came from; of those that one may see none or one.</summary>
[Allow(Permission.ReadUndertakings)]
public sealed record UndertakingOfCase(Id<Case> CaseId) : IQuery<IReadOnlyList<CaseOrigin>>;

public sealed record CaseOrigin(Id<Undertaking> UndertakingId, string Number, string Title, string NodeName);

internal sealed class UndertakingOfCaseHandler(CommissionerDb db, Actor actor)
    : IRequestHandler<UndertakingOfCase, IReadOnlyList<CaseOrigin>>
{
    public async Task<IReadOnlyList<CaseOrigin>> Handle(UndertakingOfCase query, CancellationToken cancellationToken) =>
        !await db.Cases.VisibleTo(actor).AnyAsync(c => c.Id == query.CaseId, cancellationToken)
            ? throw new NotFound()
            : await (
                from l in db.Set<UndertakingCase>().AsNoTracking()
                join u in db.Undertakings.VisibleTo(db, actor) on l.UndertakingId equals u.Id
                join n in db.UndertakingNodes on new { l.UndertakingId, Code = l.NodeCode } equals new { n.UndertakingId, n.Code }
                where l.CaseId == query.CaseId
                select new CaseOrigin(u.Id, u.Number, u.Title, n.Name)
            ).ToListAsync(cancellationToken);
}
