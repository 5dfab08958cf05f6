using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Staff;

/// <summary>Somebody of the staff by what it is called.</summary>
internal sealed record StaffName(Id<Person> Id, string Name, string? UserName);

/// <summary>
/// Finds staff by what it is called. Names are encrypted in the database, which can neither search nor sort them; the staff of a park are some
/// hundreds, so they are read as they are and looked through here.
/// </summary>
internal static class StaffNames
{
    /// <summary>Those whose name or user name holds a text, in no order.</summary>
    /// <param name="db">The database.</param>
    /// <param name="text">What it holds; empty for all.</param>
    /// <param name="left">Who has left, too.</param>
    /// <param name="cancellationToken">To give up.</param>
    public static async Task<IReadOnlyList<StaffName>> StaffCalledAsync(
        this CommissionerDb db,
        string text,
        bool left,
        CancellationToken cancellationToken
    )
    {
        var staff = await (
            from p in db.People.AsNoTracking()
            join a in db.Accounts on (Guid)(object)p.Id equals a.Id into accounts
            from a in accounts.DefaultIfEmpty()
            where p.EnterpriseId == null && (left || p.LeftAt == null)
            select new StaffName(p.Id, p.Name, a.UserName)
        ).ToListAsync(cancellationToken);
        return staff.FindAll(s =>
            s.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
            || s.UserName?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        );
    }

    /// <summary>The staff that signs in, by its normalized user name.</summary>
    public static Task<Dictionary<string, Person>> StaffByUserNameAsync(this CommissionerDb db, CancellationToken cancellationToken) =>
        (
            from a in db.Accounts.AsNoTracking()
            join p in db.People on a.Id equals (Guid)(object)p.Id
            where p.EnterpriseId == null
            select new { a.NormalizedUserName, Person = p }
        ).ToDictionaryAsync(s => s.NormalizedUserName!, s => s.Person, cancellationToken);
}
