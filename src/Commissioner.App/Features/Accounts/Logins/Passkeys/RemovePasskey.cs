using System.Security.Cryptography;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins.Passkeys;

/// <summary>
/// Somebody removes a passkey of its own, with the same proof as it makes one by: what is asked after the password becomes less. Whoever can't be
/// without keeps the last.
/// </summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record RemovePasskey(Id<Passkey> PasskeyId, string? Code = null, string? Password = null) : ICommand<Unit>, IRepeatable;

internal sealed class RemovePasskeyHandler(CommissionerDb db, PasskeyBook book, Settings settings, Actor actor)
    : IRequestHandler<RemovePasskey, Unit>
{
    public async Task<Unit> Handle(RemovePasskey command, CancellationToken cancellationToken)
    {
        var id = actor.Id.Value;
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new NotFound();
        var passkey =
            await db.Passkeys.SingleOrDefaultAsync(p => p.Id == command.PasskeyId && p.AccountId == id, cancellationToken)
            ?? throw new NotFound();
        var isLast =
            account.TotpKey is null && !await db.Passkeys.AnyAsync(p => p.AccountId == id && p.Id != passkey.Id, cancellationToken);
        if (
            isLast
            && SecondFactor.IsDemanded(settings, await db.People.AsNoTracking().SingleAsync(p => p.Id == actor.Id, cancellationToken))
        )
        {
            throw new RuleBroken(AccountRules.LastPasskey);
        }

        await book.DemandProofAsync(account, command.Code, command.Password, cancellationToken);
        db.Passkeys.Remove(passkey);
        if (isLast)
        {
            // Nothing is asked in whose place they would be taken.
            db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == id).ToListAsync(cancellationToken));
        }

        // Of two who remove one at once the second sees what is left.
        account.ConcurrencyStamp = RandomNumberGenerator.GetHexString(32);
        return Unit.Value;
    }
}
