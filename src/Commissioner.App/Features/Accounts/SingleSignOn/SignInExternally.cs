using Commissioner.App.Features.Accounts;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.SingleSignOn;

/// <summary>
/// Somebody signs in by another's word; without an identity, what came back was not taken, which is counted and recorded like any sign-in.
/// </summary>
[Allow(Permission.Anybody)]
public sealed record SignInExternally(ExternalIdentity? Identity, bool IsAway = false) : ICommand<Person>, IRepeatable;

internal sealed class SignInExternallyHandler(
    CommissionerDb db,
    ExternalBook book,
    SessionBook sessions,
    Guesses guesses,
    SecondFactor second,
    Settings settings
) : IRequestHandler<SignInExternally, Person>
{
    public async Task<Person> Handle(SignInExternally command, CancellationToken cancellationToken)
    {
        if (command.Identity is not { } identity)
        {
            throw new RuleBroken(command.IsAway ? ExternalLoginRules.ExternalLoginAway : ExternalLoginRules.ExternalLoginRefused);
        }

        var login = await book.FindAsync(identity, cancellationToken);
        var person = await db.People.FindAsync([login.PersonId], cancellationToken);
        if (person is not { LeftAt: null } || !settings.SingleSignOn.IsFor(identity.Way, person.EnterpriseId is not null))
        {
            throw new RuleBroken(ExternalLoginRules.ExternalLoginUnbound);
        }

        await book.FollowAsync(login, identity, person, cancellationToken);
        // Saved before anybody is let in or refused: what the provider has withdrawn is gone either way.
        await db.StoreAsync(cancellationToken);
        if (person.Roles.Count == 0)
        {
            await sessions.EndAllAsync(person.Id, null, cancellationToken);
            throw new RuleBroken(ExternalLoginRules.NoRoleByProvider);
        }

        var account =
            await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == login.PersonId.Value, cancellationToken)
            ?? throw new RuleBroken(ExternalLoginRules.ExternalLoginUnbound);
        // As after a right password: wrong ones before it stay counted, and an account that rests lets nobody in.
        if (!await guesses.StandsAsync(account, cancellationToken))
        {
            throw new SignInRefused(account.Id);
        }

        // As after a password: whoever has an authenticator or, of the staff, a passkey shows it, too. Whose authenticator was reset brings the code
        // for once, whatever another was shown.
        var isAsked = account.TotpKey is not null || (person.EnterpriseId is null && await second.IsAskedAsync(account, cancellationToken));
        return !isAsked || (identity.IsStrong && !account.MustSetUpSecondFactor)
            ? person
            : throw new SecondFactorNeeded(second.Ticket(account));
    }
}
