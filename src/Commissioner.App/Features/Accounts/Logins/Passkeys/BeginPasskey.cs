using System.Security.Cryptography;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins.Passkeys;

/// <summary>
/// Somebody is told what its browser makes a passkey of. Who did not sign in within the last ten minutes brings a code or its password: a desk that
/// was left open is not enough.
/// </summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record BeginPasskey(string? Code = null, string? Password = null) : ICommand<PasskeyBegun>, IRepeatable;

/// <summary>What a browser is asked.</summary>
/// <param name="Ticket">To be brought back with the passkey, once, within five minutes and in this session.</param>
/// <param name="Options">For the browser.</param>
public sealed record PasskeyBegun(string Ticket, PasskeyCreationOptions Options);

internal sealed class BeginPasskeyHandler(CommissionerDb db, PasskeyBook book, RelyingParty site, Actor actor)
    : IRequestHandler<BeginPasskey, PasskeyBegun>
{
    public async Task<PasskeyBegun> Handle(BeginPasskey command, CancellationToken cancellationToken)
    {
        if (!site.IsThere)
        {
            throw new RuleBroken(AccountRules.NoPasskeysHere);
        }

        // Somebody else knows the password that it came in by, and would keep a way in.
        if (actor.Owes == Owed.NewPassword)
        {
            throw new RuleBroken(AccountRules.PasswordMustBeChanged);
        }

        var id = actor.Id.Value;
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new NotFound();
        var others = await db.Passkeys.AsNoTracking().Where(p => p.AccountId == id).ToListAsync(cancellationToken);
        if (others.Count >= PasskeyBook.Most)
        {
            throw new RuleBroken(AccountRules.TooManyPasskeys);
        }

        await book.DemandProofAsync(account, command.Code, command.Password, cancellationToken);
        if (account.PasskeyHandle is null)
        {
            account.PasskeyHandle = RandomNumberGenerator.GetBytes(32);
            // Of two who begin at once both have the one that was stored first.
            account.ConcurrencyStamp = RandomNumberGenerator.GetHexString(32);
        }

        var enterprise = await db
            .Enterprises.Where(e => e.Id == actor.EnterpriseId)
            .Select(e => e.Name)
            .SingleOrDefaultAsync(cancellationToken);
        // What a device shows where it keeps several: people of enterprises have no name to sign in by, and may have several accounts.
        var name = enterprise is null ? account.UserName! : $"{actor.Name} · {enterprise}";
        var (challenge, ticket) = book.Ask(book.Making);
        return new(ticket, site.AskForNew(challenge, account.PasskeyHandle, name, actor.Name, others));
    }
}
