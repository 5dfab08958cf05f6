using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins.Keys;

/// <summary>
/// The security administrator makes a key for the account of another system, such as the park's portal; its text is told this once. Nobody makes one
/// for itself here, and none is made for administrators, supervision or appraisal, for enterprises' people, or where
/// somebody has an authenticator.
/// </summary>
[Allow(Permission.KeepAccounts)]
public sealed record MakeKeyFor(Id<Person> PersonId, string? Name, KeyScope? Scope, int? Days) : ICommand<KeyMade>, IRepeatable, IKeyAsked;

internal sealed class MakeKeyForValidator : KeyAskedValidator<MakeKeyFor>;

internal sealed class MakeKeyForHandler(CommissionerDb db, KeyBook book, Actor actor) : IRequestHandler<MakeKeyFor, KeyMade>
{
    public async Task<KeyMade> Handle(MakeKeyFor command, CancellationToken cancellationToken)
    {
        if (command.PersonId == actor.Id)
        {
            throw new RuleBroken(AccountRules.NotOnesOwnAccount);
        }

        var id = command.PersonId.Value;
        var person = await db
            .People.AsNoTracking()
            .SingleOrDefaultAsync(p => p.Id == command.PersonId && p.EnterpriseId == null, cancellationToken);
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (person is null || account is null)
        {
            throw new NotFound();
        }

        return
            account.TotpKey is not null
            || await db.Passkeys.AnyAsync(p => p.AccountId == id, cancellationToken)
            || person.Roles.Any(FactorReset.Bound.Contains)
            ? throw new RuleBroken(AccountRules.NoKeyForThisAccount)
            : await book.MakeAsync(person.Id, actor.Id, command, cancellationToken);
    }
}
