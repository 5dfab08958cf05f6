using Commissioner.App.Features.Replacements;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Moves;

/// <summary>
/// An enterprise moves to another sub-park: its commissioner stays, or an ordinary rotation begins, in the same transaction. What is promised stays
/// promised by the calendar by which it was.
/// </summary>
[Allow(Permission.KeepOrganisation)]
public sealed record MoveEnterprise(Id<Enterprise> EnterpriseId, Id<Park>? ParkId, bool? Rotates, string? Reason)
    : ICommand<Id<Enterprise>>;

internal sealed class MoveEnterpriseHandler(CommissionerDb db, Successors successors, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<MoveEnterprise, Id<Enterprise>>
{
    public async Task<Id<Enterprise>> Handle(MoveEnterprise command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var enterprise = await db.Enterprises.WithPast().One(command.EnterpriseId, cancellationToken);
        var parks = await db.Parks.ToListAsync(cancellationToken);
        var to = parks.Find(p => p.Id == command.ParkId) ?? throw new RuleBroken(EnterpriseRules.MoveElsewhere) { Field = "parkId" };
        enterprise.Move(
            parks.Single(p => p.Id == enterprise.ParkId),
            to,
            !parks.Exists(p => p.PartOfId == to.Id),
            command.Rotates,
            command.Reason,
            actor,
            now
        );
        if (command.Rotates == true)
        {
            var bench = await successors.BenchAsync(enterprise, now, cancellationToken);
            db.Replacements.Add(Replacement.Rotate(enterprise, bench, promises, actor, now));
        }

        return enterprise.Id;
    }
}
