using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Accounts;

/// <summary>Somebody signs in by name and password; after five wrong ones the account rests for fifteen minutes.</summary>
[Allow(Permission.Anybody)]
public sealed record SignIn(string? UserName, string? Password) : ICommand<Person>, IRepeatable;

internal sealed class SignInHandler(UserManager<Account> accounts, IPasswordHasher<Account> hasher, CommissionerDb db)
    : IRequestHandler<SignIn, Person>
{
    // An unknown name is checked against this empty account, so that it takes as long as a wrong password and tells nothing.
    private static readonly Account Nobody = new();
    private static readonly string NoPassword = new PasswordHasher<Account>().HashPassword(Nobody, "nobody");

    public async Task<Person> Handle(SignIn command, CancellationToken cancellationToken)
    {
        var account = string.IsNullOrWhiteSpace(command.UserName) ? null : await accounts.FindByNameAsync(command.UserName.Trim());
        if (account is null)
        {
            hasher.VerifyHashedPassword(Nobody, NoPassword, command.Password ?? "");
            throw new SignInRefused();
        }

        if (await accounts.IsLockedOutAsync(account))
        {
            throw new SignInRefused();
        }

        if (!await accounts.CheckPasswordAsync(account, command.Password ?? ""))
        {
            await accounts.AccessFailedAsync(account);
            throw new SignInRefused();
        }

        if (account.AccessFailedCount > 0)
        {
            await accounts.ResetAccessFailedCountAsync(account);
        }

        return await db.People.AsNoTracking().SingleAsync(p => p.Id == new Id<Person>(account.Id), cancellationToken);
    }
}

/// <summary>Thrown when name and password don't let in; which of the two, or a resting account, is not told.</summary>
public sealed class SignInRefused() : Exception("Name and password don't let in.");
