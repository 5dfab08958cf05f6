using Commissioner.App.Features.Shared;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Accounts;

/// <summary>
/// Somebody of an enterprise signs in by a number and the code that was sent to it. It lets in once, within five minutes and five tries;
/// whoever has several accounts at that number says which.
/// </summary>
[Allow(Permission.Anybody)]
public sealed record SignInByCode(string? Phone, string? Code, Id<Person>? PersonId = null) : ICommand<Person>, IRepeatable;

internal sealed class SignInByCodeHandler(CommissionerDb db, CodeBook codes, DatabaseClock clock) : IRequestHandler<SignInByCode, Person>
{
    public async Task<Person> Handle(SignInByCode command, CancellationToken cancellationToken)
    {
        if (!PhoneReading.TryRead(command.Phone, out var ways) || ways.ForTexts is not { } phone)
        {
            throw new SignInRefused(null);
        }

        var isRight = await codes.TryAsync(phone, command.Code, cancellationToken);
        var people = await db.ReachedAtAsync(phone, clock.GetUtcNow(), cancellationToken);
        var person = people.SingleOrDefault(p => p.Id == (command.PersonId ?? (people.Count == 1 ? people[0].Id : null)));
        if (isRight && people.Count > 1 && command.PersonId is null)
        {
            var enterprises = people.Select(p => p.EnterpriseId).ToList();
            var names = await db
                .Enterprises.Where(e => enterprises.Contains(e.Id))
                .ToDictionaryAsync(e => e.Id, e => e.Name, cancellationToken);
            throw new SeveralAccounts([
                .. people
                    .Select(p => new AccountChoice(p.Id, p.Name, names[p.EnterpriseId!.Value]))
                    .OrderBy(c => c.Enterprise, StringComparer.Ordinal),
            ]);
        }

        return isRight && person is not null && await codes.UseAsync(phone, command.Code, cancellationToken)
            ? person
            : throw new SignInRefused(person?.Id.Value);
    }
}

/// <summary>Finds whom a code is for.</summary>
internal static class ReachedByCode
{
    /// <summary>
    /// The people of enterprises whose accounts have this number and don't rest. Staff has passwords and second factors, beside which a text
    /// message would be a way in for who can read it.
    /// </summary>
    public static Task<List<Person>> ReachedAtAsync(
        this CommissionerDb db,
        PhoneNumber phone,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var number = phone.ToString();
        return (
            from a in db.Accounts
            from p in db.People.AsNoTracking()
            where a.PhoneNumber == number && (a.LockoutEnd == null || a.LockoutEnd <= now)
            where a.Id == (Guid)(object)p.Id && p.EnterpriseId != null
            orderby p.Id
            select p
        ).ToListAsync(cancellationToken);
    }
}

/// <summary>One of several accounts at a number.</summary>
public sealed record AccountChoice(Id<Person> Id, string Name, string Enterprise);

/// <summary>Thrown when a code was right, and who brought it has to say which of its accounts it means.</summary>
public sealed class SeveralAccounts(IReadOnlyList<AccountChoice> accounts) : Exception("Several accounts have this number.")
{
    public IReadOnlyList<AccountChoice> Accounts { get; } = accounts;
}
