using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Visits;

/// <summary>What a visit to one's own enterprise found and nobody has filed yet, to begin a request with.</summary>
[Allow(Permission.HostVisits)]
public sealed record ReadFinding(Id<VisitFinding> FindingId) : IQuery<string>;

internal sealed class ReadFindingHandler(CommissionerDb db, Actor actor) : IRequestHandler<ReadFinding, string>
{
    public async Task<string> Handle(ReadFinding query, CancellationToken cancellationToken) =>
        await db
            .VisitFindings.AsNoTracking()
            .Where(f =>
                f.Id == query.FindingId && f.CaseId == null && db.Visits.Any(v => v.Id == f.VisitId && v.EnterpriseId == actor.EnterpriseId)
            )
            .Select(f => f.Text)
            .SingleOrDefaultAsync(cancellationToken)
        ?? throw new NotFound();
}
