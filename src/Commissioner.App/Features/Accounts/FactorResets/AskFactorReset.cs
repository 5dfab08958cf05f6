using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FactorResets;

/// <summary>
/// The security administrator says that somebody of the staff lost its authenticator and its recovery codes. They count no longer, at once or when a
/// second administrator agrees, and a code for once takes their place.
/// </summary>
[Allow(Permission.KeepAccounts)]
public sealed record AskFactorReset(Id<Person> PersonId, string? Reason) : ICommand<FactorResetMade>, IRepeatable;

internal sealed class AskFactorResetHandler(CommissionerDb db, FactorBook book, SecondFactor second, Actor actor, TimeProvider clock)
    : IRequestHandler<AskFactorReset, FactorResetMade>
{
    public async Task<FactorResetMade> Handle(AskFactorReset command, CancellationToken cancellationToken)
    {
        var (person, account) = await book.OfAsync(command.PersonId, cancellationToken);
        if (await db.FactorResets.AnyAsync(r => r.PersonId == person.Id && r.State == FactorResetState.Asked, cancellationToken))
        {
            throw new RuleBroken(FactorResetRules.OneFactorResetAtATime);
        }

        var reset = FactorReset.Ask(person, command.Reason, actor, clock.GetUtcNow());
        db.FactorResets.Add(reset);
        if (reset.State == FactorResetState.Done)
        {
            return new(reset.Id, reset.State, await book.FollowAsync(reset, account, null, cancellationToken));
        }

        var (told, kept) = second.Halve();
        reset.Keep(kept);
        return new(reset.Id, reset.State, told);
    }
}
