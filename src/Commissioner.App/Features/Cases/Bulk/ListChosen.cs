using Commissioner.App.Features.Cases;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Bulk;

/// <summary>The cases that somebody chose, as they stand now; those that it may not see are not there.</summary>
[Allow(Permission.AcceptCase)]
public sealed record ListChosen(IReadOnlyList<Id<Case>> Ids) : IQuery<IReadOnlyList<ChosenCase>>;

/// <summary>A case among many that something is to be done with.</summary>
public sealed record ChosenCase(
    Id<Case> Id,
    string? Number,
    string Title,
    int Version,
    CaseStatus Status,
    HolderKind Holder,
    Id<Department>? HolderDepartmentId
);

internal sealed class ListChosenHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListChosen, IReadOnlyList<ChosenCase>>
{
    public async Task<IReadOnlyList<ChosenCase>> Handle(ListChosen query, CancellationToken cancellationToken)
    {
        var ids = query.Ids.ToList();
        var found = await db
            .Cases.AsNoTracking()
            .VisibleTo(actor)
            .Where(c => ids.Contains(c.Id))
            .Select(c => new ChosenCase(c.Id, c.Number, c.Title, c.Version, c.Status, c.Holder, c.HolderDepartmentId))
            .ToListAsync(cancellationToken);
        var places = ids.Select((id, at) => (id, at)).ToDictionary(p => p.id, p => p.at);
        return [.. found.OrderBy(c => places[c.Id])];
    }
}
