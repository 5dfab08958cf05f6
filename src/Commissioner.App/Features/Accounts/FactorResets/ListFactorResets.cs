using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FactorResets;

/// <summary>Resets of second factors that wait for a second person, newest first, at most a hundred.</summary>
[Allow(Permission.ConfirmRoles)]
public sealed record ListFactorResets : IQuery<IReadOnlyList<FactorResetLine>>;

/// <summary>A reset that waits.</summary>
/// <param name="Id">Which.</param>
/// <param name="PersonId">Whose second factor.</param>
/// <param name="Name">Its name.</param>
/// <param name="Roles">What it holds.</param>
/// <param name="Reason">How it is known that it was lost.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Mine">Whoever looks may decide it.</param>
public sealed record FactorResetLine(
    Id<FactorReset> Id,
    Id<Person> PersonId,
    string Name,
    IReadOnlyList<Role> Roles,
    string Reason,
    string AskedBy,
    DateTimeOffset AskedAt,
    bool Mine
);

internal sealed class ListFactorResetsHandler(CommissionerDb db, Actor actor)
    : IRequestHandler<ListFactorResets, IReadOnlyList<FactorResetLine>>
{
    private const int Most = 100;

    public async Task<IReadOnlyList<FactorResetLine>> Handle(ListFactorResets query, CancellationToken cancellationToken) =>
        await (
            from r in db.FactorResets.AsNoTracking()
            where r.State == FactorResetState.Asked
            join p in db.People on r.PersonId equals p.Id
            join asker in db.People on r.AskedById equals asker.Id
            orderby r.AskedAt descending, r.Id descending
            select new FactorResetLine(
                r.Id,
                p.Id,
                p.Name,
                p.Roles,
                r.Reason,
                asker.Name,
                r.AskedAt,
                r.AskedById != actor.Id && r.PersonId != actor.Id
            )
        )
            .Take(Most)
            .ToListAsync(cancellationToken);
}
