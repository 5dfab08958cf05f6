using System.Security.Cryptography;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins.Passkeys;

/// <summary>
/// Somebody brings the passkey that its browser made. Where it is the first that is asked after the password, its other sessions end, since they began
/// without, and it is told its recovery codes, this once.
/// </summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record AddPasskey(string? Ticket, string? Name, PasskeyMaking? Credential) : ICommand<PasskeyAdded>, IRepeatable;

/// <summary>A passkey just made.</summary>
/// <param name="Id">The passkey.</param>
/// <param name="RecoveryCodes">Ten, in the place of any before, where nothing but the password was asked until now; else none.</param>
public sealed record PasskeyAdded(Id<Passkey> Id, IReadOnlyList<string> RecoveryCodes);

internal sealed class AddPasskeyValidator : AbstractValidator<AddPasskey>
{
    public AddPasskeyValidator() =>
        RuleFor(c => c.Name)
            .NotEmpty()
            .WithErrorCode(AccountRules.PasskeyNameMissing.Code)
            .MostCharacters(64)
            .WithErrorCode(AccountRules.PasskeyNameMissing.Code);
}

internal sealed class AddPasskeyHandler(
    CommissionerDb db,
    PasskeyBook book,
    RelyingParty site,
    SecondFactor second,
    SessionBook sessions,
    CurrentActor who,
    DatabaseClock clock
) : IRequestHandler<AddPasskey, PasskeyAdded>
{
    private static readonly string[] Transports = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"];

    public async Task<PasskeyAdded> Handle(AddPasskey command, CancellationToken cancellationToken)
    {
        var id = who.Actor.Id.Value;
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new NotFound();
        var challenge = await book.TakeAsync(book.Making, command.Ticket, cancellationToken);
        var made = challenge is null ? null : await site.MadeAsync(challenge, account.PasskeyHandle ?? [], command.Credential);
        if (made is null || await db.Passkeys.AnyAsync(p => p.CredentialId == made.Id, cancellationToken))
        {
            throw new RuleBroken(AccountRules.PasskeyRefused);
        }

        if (await db.Passkeys.CountAsync(p => p.AccountId == id, cancellationToken) >= PasskeyBook.Most)
        {
            throw new RuleBroken(AccountRules.TooManyPasskeys);
        }

        var isFirst = account.PasswordHash is not null && !await second.IsAskedAsync(account, cancellationToken);
        if (account.MustSetUpSecondFactor)
        {
            // What stood in the place of the lost one, so that the password alone let nobody in.
            (account.TotpKey, account.TotpNextKey, account.MustSetUpSecondFactor) = (null, null, false);
        }

        var now = clock.GetUtcNow();
        var passkey = new Passkey
        {
            Id = Id<Passkey>.New(now),
            AccountId = id,
            Name = command.Name!,
            CredentialId = made.Id,
            PublicKey = made.PublicKey,
            SignCount = made.SignCount,
            Aaguid = made.AaGuid,
            Transports = string.Join(' ', Transports.Intersect(command.Credential!.Response!.Transports ?? [])),
            IsBackedUp = made.IsBackedUp,
            MadeAt = now,
        };
        db.Passkeys.Add(passkey);
        // Of two who change what is asked of this account one is first, and the other looks again.
        account.ConcurrencyStamp = RandomNumberGenerator.GetHexString(32);
        var codes = isFirst ? await second.RenewRecoveryAsync(account, cancellationToken) : [];
        await using var transaction = await db.BeginAsync(cancellationToken);
        await db.StoreAsync(cancellationToken);
        if (isFirst)
        {
            await sessions.EndAllAsync(who.Actor.Id, who.Session, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new(passkey.Id, codes);
    }
}
