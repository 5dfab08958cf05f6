using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;

namespace Commissioner.App.Features.Replacements;

/// <summary>Asked after a poor result whether it wants another commissioner, the enterprise answers; no reason is asked.</summary>
[Allow(Permission.ReplaceCommissioner)]
public sealed record AnswerOffer(Id<Enterprise> EnterpriseId, bool Replace) : ICommand<Id<Enterprise>>;

internal sealed class AnswerOfferHandler(CommissionerDb db, Actor actor, Successors successors, Promises promises, TimeProvider clock)
    : IRequestHandler<AnswerOffer, Id<Enterprise>>
{
    public async Task<Id<Enterprise>> Handle(AnswerOffer command, CancellationToken cancellationToken)
    {
        var enterprise = await db.Enterprises.WithPast().VisibleTo(actor).One(command.EnterpriseId, cancellationToken);
        var now = clock.GetUtcNow();
        if (!command.Replace)
        {
            enterprise.Decline(actor, now);
            return enterprise.Id;
        }

        if (enterprise.OfferedForId is null)
        {
            throw new RuleBroken(ReplacementRules.NothingWasAsked);
        }

        db.Replacements.Add(
            Replacement.Press(enterprise, await successors.BenchAsync(enterprise, now, cancellationToken), promises, actor, now)
        );
        return enterprise.Id;
    }
}
