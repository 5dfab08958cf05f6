using Commissioner.App.Features.SingleSignOn;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins;

/// <summary>
/// The security administrator gives somebody of the staff who lost its password one for once; all its sessions end, and no sign-in elsewhere lets in
/// any more before its owner binds it anew. It is told this one time and kept nowhere.
/// </summary>
[Allow(Permission.KeepAccounts)]
public sealed record ResetPassword(Id<Person> PersonId) : ICommand<string>, IRepeatable;

internal sealed class ResetPasswordHandler(CommissionerDb db, Passwords passwords, SessionBook book, Actor actor, DatabaseClock clock)
    : IRequestHandler<ResetPassword, string>
{
    public async Task<string> Handle(ResetPassword command, CancellationToken cancellationToken)
    {
        if (command.PersonId == actor.Id)
        {
            throw new RuleBroken(AccountRules.NotOnesOwnAccount);
        }

        var id = command.PersonId.Value;
        if (!await db.People.AnyAsync(p => p.Id == command.PersonId && p.EnterpriseId == null, cancellationToken))
        {
            throw new NotFound();
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw new NotFound();
        var once = passwords.Give(account);
        await db.EndExternalLoginsAsync(command.PersonId, clock.GetUtcNow(), cancellationToken);
        // Together: nobody comes in by the old one after the sessions have ended.
        await using var transaction = await db.BeginAsync(cancellationToken);
        await db.StoreAsync(cancellationToken);
        await book.EndAllAsync(command.PersonId, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return once;
    }
}
