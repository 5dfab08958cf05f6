using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Proposals;

/// <summary>One proposed change, and how many others that wait propose the same.</summary>
[Allow(Permission.ManageCatalogue)]
public sealed record ShowProposal(Id<CatalogueProposal> Id) : IQuery<ProposalSheet>;

/// <summary>A proposed change.</summary>
/// <param name="Proposal">The change.</param>
/// <param name="Likes">How many others that wait propose the same of the same item: one decision is for all.</param>
public sealed record ProposalSheet(ProposalRow Proposal, int Likes);

internal sealed class ShowProposalHandler(CommissionerDb db, Actor actor, DepartmentNames departments, Texts texts)
    : IRequestHandler<ShowProposal, ProposalSheet>
{
    public async Task<ProposalSheet> Handle(ShowProposal query, CancellationToken cancellationToken)
    {
        var rows = await db.RowsOfAsync(
            db.CatalogueProposals.AsNoTracking().Where(p => p.Id == query.Id),
            actor,
            departments,
            texts,
            cancellationToken
        );
        var row = rows.Count == 1 ? rows[0] : throw new NotFound();
        var likes = row.Decision is not null
            ? 0
            : await db.CatalogueProposals.CountAsync(
                o =>
                    o.Id != query.Id
                    && o.DecidedAt == null
                    && db.CatalogueProposals.Any(p =>
                        p.Id == query.Id && p.Code == o.Code && p.ObjectingId == o.ObjectingId && p.CompetentId == o.CompetentId
                    ),
                cancellationToken
            );
        return new(row, likes);
    }
}
