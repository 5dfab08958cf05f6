using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Staff;

/// <summary>
/// The security administrator takes somebody into the staff, who signs in by a password for once that is told this one time. What one person alone
/// does not grant waits for a second; until then the newcomer holds nothing.
/// </summary>
[Allow(Permission.GrantRoles)]
public sealed record TakeIn(string? Name, string? UserName, IReadOnlyList<Role>? Roles, Id<Department>? DepartmentId, string? Reason)
    : ICommand<TakenIn>,
        IRepeatable;

/// <summary>Who was taken in.</summary>
/// <param name="Id">The person.</param>
/// <param name="Password">Its password for once.</param>
/// <param name="State">Whether it holds its roles, or a second person is waited for.</param>
public sealed record TakenIn(Id<Person> Id, string Password, RoleChangeState State);

internal sealed class TakeInHandler(CommissionerDb db, RoleBook book, Passwords passwords, Actor actor, TimeProvider clock)
    : IRequestHandler<TakeIn, TakenIn>
{
    public async Task<TakenIn> Handle(TakeIn command, CancellationToken cancellationToken)
    {
        var name = command.Name?.Trim() ?? "";
        Demand(name.Length is >= 1 and <= RoleChange.LongestName, RoleRules.PersonNameMissing, "name");
        var userName = command.UserName?.Trim() ?? "";
        Demand(AccountRules.IsUserName(userName), AccountRules.UserNameUnfit, "userName");
        Demand(command.Roles is { Count: > 0 }, RoleRules.RolesMissing, "roles");
        var normalized = Account.Normalized(userName);
        Demand(
            !await db.Accounts.AnyAsync(a => a.NormalizedUserName == normalized, cancellationToken),
            AccountRules.UserNameTaken,
            "userName"
        );
        await book.DemandDepartmentAsync(command.DepartmentId, cancellationToken);
        var now = clock.GetUtcNow();
        var person = Person.Register(Id<Person>.New(now), name, []);
        var change = RoleChange.Propose(person, command.Roles!, command.DepartmentId, command.Reason, actor, now);
        var account = new Account
        {
            Id = person.Id.Value,
            UserName = userName,
            NormalizedUserName = normalized,
        };
        var once = passwords.Give(account);
        db.People.Add(person);
        db.Accounts.Add(account);
        db.RoleChanges.Add(change);
        return new(person.Id, once, change.State);
    }

    private static void Demand(bool holds, Rule rule, string field)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}
