using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Lists;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.SavedViews;

/// <summary>How many cases each of one's views of a list holds; a thousand stands for as many and more.</summary>
[Allow(Permission.ReadCases)]
public sealed record CountViews(Box Box) : IQuery<IReadOnlyDictionary<Guid, int>>;

internal sealed class CountViewsHandler(CommissionerDb db, CaseBook book, Actor actor)
    : IRequestHandler<CountViews, IReadOnlyDictionary<Guid, int>>
{
    public async Task<IReadOnlyDictionary<Guid, int>> Handle(CountViews query, CancellationToken cancellationToken)
    {
        var views = await db
            .SavedViews.AsNoTracking()
            .InReach(query.Box, actor)
            .Select(v => new { v.Id, v.Query })
            .ToListAsync(cancellationToken);
        Dictionary<Guid, int> counts = [];
        foreach (var view in views)
        {
            var cases = await book.FindAsync(CaseFilters.Read(view.Query).Of(query.Box), cancellationToken);
            counts[view.Id.Value] = await cases.Take(CountCasesHandler.Most).CountAsync(cancellationToken);
        }

        return counts;
    }
}
