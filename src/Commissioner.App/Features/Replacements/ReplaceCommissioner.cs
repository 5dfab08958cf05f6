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

namespace Commissioner.App.Features.Replacements;

/// <summary>换专员: the enterprise replaces its commissioner; no reason is asked. Pressing again while a successor is owed changes nothing.</summary>
[Allow(Permission.ReplaceCommissioner)]
public sealed record ReplaceCommissioner(Id<Enterprise> EnterpriseId) : ICommand<Id<Replacement>>;

internal sealed class ReplaceCommissionerHandler(CommissionerDb db, Actor actor, Successors successors, Promises promises, TimeProvider clock) : IRequestHandler<ReplaceCommissioner, Id<Replacement>>
{
    public async Task<Id<Replacement>> Handle(ReplaceCommissioner command, CancellationToken cancellationToken)
    {
        var enterprise = await db.Enterprises.WithPast().VisibleTo(actor).One(command.EnterpriseId, cancellationToken);
        if (await db.Replacements.Where(r => r.EnterpriseId == enterprise.Id && r.Status == ReplacementStatus.Acting).Select(r => (Id<Replacement>?)r.Id).SingleOrDefaultAsync(cancellationToken) is { } ongoing)
        {
            return ongoing;
        }

        var replacement = Replacement.Begin(
            enterprise, ReplacementTrigger.Button, null, await successors.CandidatesAsync(cancellationToken), await successors.NameAsync(enterprise.BackupId, cancellationToken), promises, actor, clock.GetUtcNow());
        db.Replacements.Add(replacement);
        return replacement.Id;
    }
}
