using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Accounts;

/// <summary>
/// Somebody signs in by name and password, and its authenticator's code where it has one; whoever has a passkey brings that, or a recovery code. After
/// five wrong ones the account rests for thirty minutes.
/// </summary>
[Allow(Permission.Anybody)]
public sealed record SignIn(string? UserName, string? Password, string? Totp = null) : ICommand<Person>, IRepeatable;

internal sealed class SignInHandler(CommissionerDb db, Passwords passwords, Guesses guesses, SecondFactor second)
    : IRequestHandler<SignIn, Person>
{
    public async Task<Person> Handle(SignIn command, CancellationToken cancellationToken)
    {
        var name = Account.Normalized(command.UserName ?? "");
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedUserName == name, cancellationToken);
        if (!passwords.IsRight(account, command.Password))
        {
            await guesses.WrongAsync(account?.Id ?? Guid.Empty, cancellationToken);
            throw new SignInRefused(account?.Id);
        }

        var isAlone = account!.TotpKey is null && !await second.IsAskedAsync(account, cancellationToken);
        var isLetIn = true switch
        {
            _ when isAlone => await guesses.RightAsync(account, cancellationToken, alone: true),
            _ when !string.IsNullOrWhiteSpace(command.Totp) => await second.TakeAsync(account, command.Totp, cancellationToken),
            _ when await guesses.StandsAsync(account, cancellationToken) => throw new SecondFactorNeeded(second.Ticket(account)),
            _ => false,
        };
        return isLetIn
            ? await db.People.AsNoTracking().SingleAsync(p => p.Id == new Id<Person>(account.Id), cancellationToken)
            : throw new SignInRefused(account?.Id);
    }
}

/// <summary>Thrown when name and password don't let in; which of the two, or a resting account, is not told.</summary>
/// <param name="account">On which account it was tried; null where there is none. The audit log alone reads it.</param>
/// <param name="why">What the audit log calls it, where that is more than a wrong word.</param>
public sealed class SignInRefused(Guid? account, string? why = null) : Exception("Name and password don't let in.")
{
    /// <summary>What the audit log calls it; nobody else is told.</summary>
    public string Why { get; } = why ?? nameof(SignInRefused);

    /// <summary>Whose account it is.</summary>
    public Guid? AccountId { get; } = account;
}

/// <summary>Thrown when the password was right and the authenticator's code is to follow.</summary>
public sealed class SecondFactorNeeded(string ticket) : Exception("The authenticator's code is to follow.")
{
    /// <summary>To be brought back with the code.</summary>
    public string Ticket { get; } = ticket;
}
