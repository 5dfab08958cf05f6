using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Financing;

/// <summary>An enterprise takes back what a bank was shown: that bank sees nothing of it from that moment on.</summary>
[Allow(Permission.StateFinancing)]
public sealed record RevokePush(Id<FinancingPush> PushId) : ICommand<Id<FinancingNeed>>;

internal sealed class RevokePushHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<RevokePush, Id<FinancingNeed>>
{
    public async Task<Id<FinancingNeed>> Handle(RevokePush command, CancellationToken cancellationToken)
    {
        var (push, need) = await db.OwnPushAsync(command.PushId, actor, cancellationToken);
        need.Revoke(push, actor, clock.GetUtcNow());
        return need.Id;
    }
}
