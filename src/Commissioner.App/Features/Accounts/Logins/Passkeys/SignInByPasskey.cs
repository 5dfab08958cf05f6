using Commissioner.App.Features.Accounts;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins.Passkeys;

/// <summary>
/// Somebody signs in by a passkey alone: its device is the one thing that it has, and saw by finger, face or number who holds it, which is the other.
/// What is wrong counts as a wrong password.
/// </summary>
[Allow(Permission.Anybody)]
public sealed record SignInByPasskey(string? Ticket, PasskeyAnswer? Credential) : ICommand<Person>, IRepeatable;

internal sealed class SignInByPasskeyHandler(CommissionerDb db, PasskeyBook book, RelyingParty site, Guesses guesses, DatabaseClock clock)
    : IRequestHandler<SignInByPasskey, Person>
{
    /// <summary>How the audit log calls a passkey whose counter did not go on: somebody may have copied it.</summary>
    public const string Copied = "PasskeyCopied";

    public async Task<Person> Handle(SignInByPasskey command, CancellationToken cancellationToken)
    {
        var challenge = await book.TakeAsync(PasskeyBook.SigningIn, command.Ticket, cancellationToken) ?? throw new SignInRefused(null);
        var id = RelyingParty.IdOf(command.Credential?.Id) ?? [];
        var found = await (
            from p in db.Passkeys.AsNoTracking()
            where p.CredentialId == id
            join a in db.Accounts.AsNoTracking() on p.AccountId equals a.Id
            select new { Passkey = p, Account = a }
        ).SingleOrDefaultAsync(cancellationToken);
        var signed = found is null
            ? null
            : await site.AnsweredAsync(challenge, command.Credential, found.Passkey, found.Account.PasskeyHandle ?? []);
        if (signed is null)
        {
            await guesses.WrongAsync(found?.Account.Id ?? Guid.Empty, cancellationToken);
            throw new SignInRefused(found?.Account.Id);
        }

        var (account, passkey) = (found!.Account, found.Passkey.Id);
        // One that does not count says 0 always; of one that does each signature has a higher number.
        var (count, now) = ((long)signed.SignCount, clock.GetUtcNow());
        await using var transaction = await db.BeginAsync(cancellationToken);
        var goesOn =
            await db
                .Passkeys.Where(p => p.Id == passkey && (p.SignCount < count || (p.SignCount == 0 && count == 0)))
                .ExecuteUpdateAsync(
                    p =>
                        p.SetProperty(x => x.SignCount, count)
                            .SetProperty(x => x.SeenAt, now)
                            .SetProperty(x => x.IsBackedUp, signed.IsBackedUp),
                    cancellationToken
                ) == 1;
        if (!goesOn || !await guesses.RightAsync(account, cancellationToken))
        {
            throw new SignInRefused(account.Id, goesOn ? null : Copied);
        }

        await transaction.CommitAsync(cancellationToken);
        return await db.People.AsNoTracking().SingleAsync(p => p.Id == new Id<Person>(account.Id), cancellationToken);
    }
}
