using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins;

/// <summary>
/// Somebody proves that its authenticator has the key, and is told its recovery codes, this once. Its other sessions end: they began without.
/// </summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record ConfirmSecondFactor(string? Code) : ICommand<IReadOnlyList<string>>, IRepeatable;

internal sealed class ConfirmSecondFactorHandler(CommissionerDb db, SecondFactor second, SessionBook book, CurrentActor who)
    : IRequestHandler<ConfirmSecondFactor, IReadOnlyList<string>>
{
    public async Task<IReadOnlyList<string>> Handle(ConfirmSecondFactor command, CancellationToken cancellationToken)
    {
        var id = who.Actor.Id.Value;
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new NotFound();
        if (account.TotpNextKey is null)
        {
            throw new RuleBroken(AccountRules.SecondFactorNotBegun);
        }

        var codes =
            await second.ConfirmAsync(account, command.Code, cancellationToken)
            ?? throw new RuleBroken(AccountRules.SecondFactorWrong) { Field = "code" };
        await using var transaction = await db.BeginAsync(cancellationToken);
        await db.StoreAsync(cancellationToken);
        await book.EndAllAsync(who.Actor.Id, who.Session, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return codes;
    }
}
