using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins;

/// <summary>How one's own second factor stands.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record ShowSecondFactor : IQuery<SecondFactorSheet>;

/// <summary>How it stands.</summary>
/// <param name="IsSetUp">An authenticator is asked for at the sign-in.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
/// <param name="Passkeys">How many passkeys there are, which are asked for in its place.</param>
public sealed record SecondFactorSheet(bool IsSetUp, int RecoveryCodes, int Passkeys);

internal sealed class ShowSecondFactorHandler(CommissionerDb db, Actor actor) : IRequestHandler<ShowSecondFactor, SecondFactorSheet>
{
    public async Task<SecondFactorSheet> Handle(ShowSecondFactor query, CancellationToken cancellationToken)
    {
        var id = actor.Id.Value;
        return new(
            await db.Accounts.AnyAsync(a => a.Id == id && a.TotpKey != null && !a.MustSetUpSecondFactor, cancellationToken),
            await db.RecoveryCodes.CountAsync(c => c.AccountId == id, cancellationToken),
            await db.Passkeys.CountAsync(p => p.AccountId == id, cancellationToken)
        );
    }
}
