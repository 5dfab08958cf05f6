using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins;

/// <summary>
/// Somebody chooses a password, by the one that it has; its other sessions end, since whoever is in them may know the old one.
/// </summary>
[Allow(Permission.KeepOwnAccount)]
public sealed record ChangePassword(string? OldPassword, string? NewPassword) : ICommand<Unit>, IRepeatable;

internal sealed class ChangePasswordHandler(CommissionerDb db, Passwords passwords, Guesses guesses, SessionBook book, CurrentActor who)
    : IRequestHandler<ChangePassword, Unit>
{
    public async Task<Unit> Handle(ChangePassword command, CancellationToken cancellationToken)
    {
        var id = who.Actor.Id.Value;
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new NotFound();
        if (!passwords.IsRight(account, command.OldPassword))
        {
            // Whoever finds a desk open guesses no oftener than at the sign-in.
            await guesses.WrongAsync(id, cancellationToken);
            throw new RuleBroken(AccountRules.PasswordWrong) { Field = "oldPassword" };
        }

        await passwords.ChooseAsync(account, command.NewPassword, "newPassword", cancellationToken);
        // Together: nobody comes in by the old one after the sessions have ended.
        await using var transaction = await db.BeginAsync(cancellationToken);
        await db.StoreAsync(cancellationToken);
        await book.EndAllAsync(who.Actor.Id, who.Session, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Unit.Value;
    }
}
