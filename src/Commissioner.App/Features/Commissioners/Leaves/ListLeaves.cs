using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Leaves;

/// <summary>Leaves, the latest first: everybody's for the service office, a commissioner's own for itself.</summary>
[Allow(Permission.KeepLeaves)]
public sealed record ListLeaves : IQuery<IReadOnlyList<LeaveLine>>
{
    /// <summary>So many at the most.</summary>
    public const int Most = 200;
}

/// <summary>A leave.</summary>
/// <param name="Id">The leave.</param>
/// <param name="PersonId">Who is away.</param>
/// <param name="Name">Its name.</param>
/// <param name="FromAt">From when on.</param>
/// <param name="UntilAt">Until when; the first instant at which it is back.</param>
/// <param name="State">How it stands.</param>
/// <param name="Enterprises">At how many enterprises others act for it now.</param>
public sealed record LeaveLine(
    Id<Leave> Id,
    Id<Person> PersonId,
    string Name,
    DateTimeOffset FromAt,
    DateTimeOffset UntilAt,
    LeaveState State,
    int Enterprises
);

internal sealed class ListLeavesHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListLeaves, IReadOnlyList<LeaveLine>>
{
    public async Task<IReadOnlyList<LeaveLine>> Handle(ListLeaves query, CancellationToken cancellationToken)
    {
        var office = actor.Is(Role.TriageDesk);
        return await (
            from l in db.Leaves.AsNoTracking()
            join p in db.People on l.PersonId equals p.Id
            where office || l.PersonId == actor.Id
            orderby l.FromAt descending, l.Id
            select new LeaveLine(
                l.Id,
                p.Id,
                p.Name,
                l.FromAt,
                l.UntilAt,
                l.State,
                l.State == LeaveState.Running ? db.Enterprises.Count(e => e.AwayId == l.PersonId) : 0
            )
        )
            .Take(ListLeaves.Most)
            .ToListAsync(cancellationToken);
    }
}
