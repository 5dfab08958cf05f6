using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Remedies;

/// <summary>The remedies that stand for a case, of those that one may see.</summary>
[Allow(Permission.ReadRemedies)]
public sealed record RemediesOfCase(Id<Case> CaseId) : IQuery<IReadOnlyList<RemedyOfCase>>;

/// <summary>A remedy beside a case.</summary>
/// <param name="RemedyId">Which.</param>
/// <param name="LineId">The case's own line of it: what its enterprise may open.</param>
/// <param name="Title">What it is about.</param>
/// <param name="State">How it stands.</param>
public sealed record RemedyOfCase(Id<Remedy> RemedyId, Id<RemedyCase> LineId, string Title, RemedyState State);

internal sealed class RemediesOfCaseHandler(CommissionerDb db, Actor actor) : IRequestHandler<RemediesOfCase, IReadOnlyList<RemedyOfCase>>
{
    public async Task<IReadOnlyList<RemedyOfCase>> Handle(RemediesOfCase query, CancellationToken cancellationToken)
    {
        if (!await db.Cases.VisibleTo(actor).AnyAsync(c => c.Id == query.CaseId, cancellationToken))
        {
            throw new NotFound();
        }

        var lines = actor.EnterpriseId is null ? db.RemedyCases.Where(l => l.LeftAt == null) : db.OwnLines(actor);
        var remedies = actor.EnterpriseId is null ? db.Remedies.VisibleTo(db, actor) : db.Remedies;
        return await (
            from l in lines.AsNoTracking()
            join r in remedies on l.RemedyId equals r.Id
            where l.CaseId == query.CaseId
            orderby r.StartedAt
            select new RemedyOfCase(r.Id, l.Id, r.Title, r.State)
        ).ToListAsync(cancellationToken);
    }
}
