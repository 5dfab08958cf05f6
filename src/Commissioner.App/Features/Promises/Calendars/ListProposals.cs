using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Calendars;

/// <summary>Versions of calendars that wait for a second person.</summary>
[Allow(Permission.ReadRules)]
public sealed record ListProposals : IQuery<IReadOnlyList<ProposalLine>>;

/// <summary>A version that waits.</summary>
public sealed record ProposalLine(string Code, string Name, int Version, string Source, string ProposedBy, DateTimeOffset ProposedAt);

internal sealed class ListProposalsHandler(CommissionerDb db) : IRequestHandler<ListProposals, IReadOnlyList<ProposalLine>>
{
    public async Task<IReadOnlyList<ProposalLine>> Handle(ListProposals query, CancellationToken cancellationToken) =>
        await db
            .Calendars.AsNoTracking()
            .Where(c => c.InForceAt == null)
            .OrderBy(c => c.Code)
            .Select(c => new ProposalLine(
                c.Code,
                c.Name,
                c.Version,
                c.Source,
                db.People.Where(p => p.Id == c.ProposedById).Select(p => p.Name).FirstOrDefault() ?? "",
                c.ProposedAt
            ))
            .ToListAsync(cancellationToken);
}
