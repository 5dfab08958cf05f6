using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Logins.Keys;

/// <summary>The keys of an account that nobody has revoked, its own and those made for it; of enterprises' people none.</summary>
[Allow(Permission.KeepAccounts)]
public sealed record ListKeysOf(Id<Person> PersonId) : IQuery<KeysOfAccount>;

/// <summary>An account with its keys.</summary>
/// <param name="UserName">Its name at the sign-in.</param>
/// <param name="Items">The keys, the newest first.</param>
public sealed record KeysOfAccount(string UserName, IReadOnlyList<KeyLine> Items);

internal sealed class ListKeysOfHandler(CommissionerDb db, KeyBook book) : IRequestHandler<ListKeysOf, KeysOfAccount>
{
    public async Task<KeysOfAccount> Handle(ListKeysOf query, CancellationToken cancellationToken)
    {
        var id = query.PersonId.Value;
        var name =
            await db
                .Accounts.Where(a => a.Id == id && db.People.Any(p => p.Id == query.PersonId && p.EnterpriseId == null))
                .Select(a => a.UserName)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        return new(name, await book.ListAsync(query.PersonId, cancellationToken));
    }
}
