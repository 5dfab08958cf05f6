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

/// <summary>An enterprise answers what a bank asked; the bank owes an answer again.</summary>
[Allow(Permission.StateFinancing)]
public sealed record ReplyToBank(Id<FinancingPush> PushId, string? Words) : ICommand<Id<FinancingNeed>>;

internal sealed class ReplyToBankHandler(CommissionerDb db, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<ReplyToBank, Id<FinancingNeed>>
{
    public async Task<Id<FinancingNeed>> Handle(ReplyToBank command, CancellationToken cancellationToken)
    {
        var (push, need) = await db.OwnPushAsync(command.PushId, actor, cancellationToken);
        push.Reply(command.Words, promises, actor, clock.GetUtcNow());
        return need.Id;
    }
}
