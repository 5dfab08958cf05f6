using Commissioner.App.Features.Cases;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.SavedViews;

/// <summary>The views of a list that one saved, and those that are shared with one's role.</summary>
[Allow(Permission.ReadCases)]
public sealed record ListSavedViews(Box Box) : IQuery<IReadOnlyList<SavedViewLine>>;

/// <summary>A saved view in a menu.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">What stands behind the question mark of its address.</param>
/// <param name="SharedWith">The role that it is shared with.</param>
/// <param name="IsOwn">One saved it oneself.</param>
public sealed record SavedViewLine(Id<SavedView> Id, string Name, string Query, Role? SharedWith, bool IsOwn);

internal sealed class ListSavedViewsHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListSavedViews, IReadOnlyList<SavedViewLine>>
{
    public async Task<IReadOnlyList<SavedViewLine>> Handle(ListSavedViews query, CancellationToken cancellationToken)
    {
        var me = actor.Id;
        return await db
            .SavedViews.AsNoTracking()
            .InReach(query.Box, actor)
            .Select(v => new SavedViewLine(v.Id, v.Name, v.Query, v.SharedWith, v.OwnerId == me))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>Which views somebody has.</summary>
internal static class ViewsInReach
{
    /// <summary>Of one list: one's own, and those that are shared with one's role, by name.</summary>
    public static IQueryable<SavedView> InReach(this IQueryable<SavedView> views, Box box, Actor actor)
    {
        var (me, list, roles) = (actor.Id, box.ToString(), actor.Roles.ToList());
        return views
            .Where(v => v.List == list && (v.OwnerId == me || (v.SharedWith != null && roles.Contains(v.SharedWith.Value))))
            .OrderBy(v => v.Name)
            .ThenBy(v => v.Id)
            .Take(100);
    }
}
