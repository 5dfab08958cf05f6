using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Wechat;

/// <summary>Somebody is told by WeChat from now on, under the key by which the account knows it; null for no longer.</summary>
[Allow(Permission.SignedIn)]
public sealed record BindWeChat(string? WeChat) : ICommand<Unit>, IRepeatable;

/// <summary>What is refused about WeChat.</summary>
public static class WeChatRules
{
    public static readonly Rule WeChatBoundAlready = new(
        "WeChatBoundAlready",
        "This WeChat is another account's: end it there first.",
        RuleKind.Conflict
    );

    public static readonly Rule WeChatUnknown = new("WeChatUnknown", "WeChat did not say who this is: begin again.", RuleKind.Conflict);
}

internal sealed class BindWeChatHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<BindWeChat, Unit>
{
    public async Task<Unit> Handle(BindWeChat command, CancellationToken cancellationToken)
    {
        if (
            command.WeChat is { } known
            && await db.ToldChoices.AnyAsync(c => c.WeChat == known && c.PersonId != actor.Id, cancellationToken)
        )
        {
            throw new RuleBroken(WeChatRules.WeChatBoundAlready);
        }

        if (await db.ToldChoices.SingleOrDefaultAsync(c => c.PersonId == actor.Id, cancellationToken) is not { } choice)
        {
            choice = new ToldChoice { PersonId = actor.Id };
            db.ToldChoices.Add(choice);
        }

        (choice.WeChat, choice.BoundAt) = (command.WeChat, command.WeChat is null ? null : clock.GetUtcNow());
        return Unit.Value;
    }
}
