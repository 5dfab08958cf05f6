using Commissioner.App.Features.Deliveries;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Messages;

/// <summary>The office decides by what a kind of message is told, from now on.</summary>
[Allow(Permission.ManageRules)]
public sealed record DecideMessage(string Key, ToldBy By) : ICommand<string>, IRepeatable;

internal sealed class DecideMessageHandler(CommissionerDb db, ToldBook book, Actor actor, TimeProvider clock)
    : IRequestHandler<DecideMessage, string>
{
    public async Task<string> Handle(DecideMessage command, CancellationToken cancellationToken)
    {
        var key = book.Demanded(command.Key);
        if (command.By.WorthHours is < 1 or > 720)
        {
            throw new RuleBroken(MessageRules.WorthOutOfRange) { Field = "worthHours" };
        }

        var rule = await db.ToldRules.SingleOrDefaultAsync(r => r.Key == key, cancellationToken);
        if (rule is null)
        {
            rule = new() { Key = key };
            db.ToldRules.Add(rule);
        }

        var by = command.By;
        (rule.Phone, rule.Email, rule.Robot) = (by.Phone, by.Email, by.Robot);
        (rule.Urgent, rule.Compulsory, rule.WorthHours) = (by.Urgent, by.Compulsory, by.WorthHours);
        (rule.DecidedById, rule.DecidedAt) = (actor.Id, clock.GetUtcNow());
        return key;
    }
}
