using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Tips;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Reports;

/// <summary>Somebody of supervision is biased, because a report is about it or somebody close: it hears no more of it, others do.</summary>
[Allow(Permission.HearTips)]
public sealed record DeclineTip(Id<Tip> Id) : ICommand<Id<Tip>>;

internal sealed class DeclineTipHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<DeclineTip, Id<Tip>>
{
    public async Task<Id<Tip>> Handle(DeclineTip command, CancellationToken cancellationToken)
    {
        var tip = await db.Tips.OneAsync(command.Id, actor, cancellationToken);
        var declined = tip.Readers.Where(r => r.DeclinedAt is not null).Select(r => r.PersonId).Append(actor.Id).ToList();
        tip.Decline(actor, await db.OfSupervision().AnyAsync(p => !declined.Contains(p.Id), cancellationToken), clock.GetUtcNow());
        return tip.Id;
    }
}
