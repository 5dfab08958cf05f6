using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements;

/// <summary>What follows from a poor result in each park and sub-park.</summary>
[Allow(Permission.ManageRules)]
public sealed record ListPoorResults : IQuery<IReadOnlyList<PoorResultLine>>;

/// <summary>A park's choice.</summary>
/// <param name="ParkId">The park.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsPark">A park; else a sub-park.</param>
/// <param name="Policy">Its own choice; null for that of its park, or of a park for Immediate.</param>
public sealed record PoorResultLine(Id<Park> ParkId, string Name, bool IsPark, PoorResultPolicy? Policy);

/// <summary>Says what follows from a poor result in a park from now on.</summary>
[Allow(Permission.ManageRules)]
public sealed record ChoosePoorResults(Id<Park> ParkId, PoorResultPolicy? Policy) : ICommand<Id<Park>>;

internal sealed class ChoosePoorResultsHandler(CommissionerDb db)
    : IRequestHandler<ChoosePoorResults, Id<Park>>,
        IRequestHandler<ListPoorResults, IReadOnlyList<PoorResultLine>>
{
    public async Task<Id<Park>> Handle(ChoosePoorResults command, CancellationToken cancellationToken)
    {
        var park = await db.Parks.SingleOrDefaultAsync(p => p.Id == command.ParkId, cancellationToken) ?? throw new NotFound();
        park.AnswerPoorResults(command.Policy);
        return park.Id;
    }

    public async Task<IReadOnlyList<PoorResultLine>> Handle(ListPoorResults query, CancellationToken cancellationToken) =>
        await db
            .Parks.AsNoTracking()
            .OrderBy(p => p.Code)
            .Select(p => new PoorResultLine(p.Id, p.Name, p.PartOfId == null, p.PoorResult))
            .ToListAsync(cancellationToken);
}
