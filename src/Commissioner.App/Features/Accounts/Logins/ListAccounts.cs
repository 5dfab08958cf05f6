using Commissioner.App.Features.Staff;
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
/// Accounts of staff whose user name or person's name holds a text, the first hundred by their user names. Of the
/// people of enterprises, who sign in by their phones, the administrator sees none.
/// </summary>
[Allow(Permission.KeepAccounts)]
public sealed record ListAccounts(string? Search) : IQuery<IReadOnlyList<AccountRow>>;

/// <summary>An account.</summary>
/// <param name="Id">Whose.</param>
/// <param name="UserName">Its name at the sign-in.</param>
/// <param name="Name">The person's.</param>
/// <param name="Roles">What it is.</param>
/// <param name="RestsUntil">It lets nobody in until then, after five wrong passwords.</param>
/// <param name="MustChangePassword">It has a password for once.</param>
public sealed record AccountRow(
    Id<Person> Id,
    string UserName,
    string Name,
    IReadOnlyList<Role> Roles,
    DateTimeOffset? RestsUntil,
    bool MustChangePassword
);

internal sealed class ListAccountsHandler(CommissionerDb db, DatabaseClock clock) : IRequestHandler<ListAccounts, IReadOnlyList<AccountRow>>
{
    private const int Most = 100;

    public async Task<IReadOnlyList<AccountRow>> Handle(ListAccounts query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await db.StaffCalledAsync(query.Search?.Trim() ?? "", left: false, cancellationToken);
        var shown = found.OrderBy(s => s.UserName, StringComparer.Ordinal).Take(Most).Select(s => s.Id).ToList();
        var rows =
            from p in db.People.AsNoTracking()
            from a in db.Accounts
            where a.Id == (Guid)(object)p.Id && shown.Contains(p.Id)
            select new { Account = a, Person = p };
        return await rows.OrderBy(r => r.Account.UserName)
            .Select(r => new AccountRow(
                r.Person.Id,
                r.Account.UserName!,
                r.Person.Name,
                r.Person.Roles,
                r.Account.LockoutEnd > now ? r.Account.LockoutEnd : null,
                r.Account.MustChangePassword
            ))
            .ToListAsync(cancellationToken);
    }
}
