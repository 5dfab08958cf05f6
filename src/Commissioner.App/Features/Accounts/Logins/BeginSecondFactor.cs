using Commissioner.App.Features.Logins.Passkeys;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins;

/// <summary>
/// Somebody is given a key for its authenticator. Whoever has one already brings a code of it, or a recovery code: a desk that was left open
/// is not enough. Whoever has a passkey and no authenticator signed in within the last ten minutes, or brings a recovery code.
/// </summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record BeginSecondFactor(string? Code) : ICommand<SecondFactorKey>, IRepeatable;

internal sealed class BeginSecondFactorHandler(CommissionerDb db, SecondFactor second, PasskeyBook passkeys, Actor actor)
    : IRequestHandler<BeginSecondFactor, SecondFactorKey>
{
    public async Task<SecondFactorKey> Handle(BeginSecondFactor command, CancellationToken cancellationToken)
    {
        var id = actor.Id.Value;
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new NotFound();
        if (account.TotpKey is null && await second.IsAskedAsync(account, cancellationToken))
        {
            await passkeys.DemandProofAsync(account, command.Code, null, cancellationToken);
        }

        // Whose lost one was reset came in by a code for once, and has no other.
        return account.TotpKey is null || account.MustSetUpSecondFactor || await second.TakeAsync(account, command.Code, cancellationToken)
            ? second.Begin(account)
            : throw new RuleBroken(AccountRules.SecondFactorWrong) { Field = "code" };
    }
}
