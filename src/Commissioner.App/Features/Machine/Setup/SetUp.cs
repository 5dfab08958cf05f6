using System.Security.Cryptography;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Setup;

/// <summary>
/// Founds the park on an empty database, with the first of each of the three administrators, each with a password for once that is told this one
/// time. Whoever comes later is taken in by the security administrator.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record SetUp(ParkToFound? Park, FirstAdministrators? Administrators) : ICommand<IReadOnlyList<FirstPassword>>, IRepeatable;

/// <summary>The park: the letters that its cases' numbers begin with, and its name.</summary>
public sealed record ParkToFound(string? Code, string? Name);

/// <summary>The three administrators: who runs the machine, who grants rights, who reads the audit log.</summary>
public sealed record FirstAdministrators(FirstAdministrator? System, FirstAdministrator? Security, FirstAdministrator? Auditor);

/// <summary>By what an administrator signs in, and its name.</summary>
public sealed record FirstAdministrator(string? UserName, string? Name);

/// <summary>An administrator's password for once.</summary>
public sealed record FirstPassword(Role Role, string UserName, string Password);

/// <summary>What is refused of a set-up.</summary>
public static class SetUpRules
{
    public static readonly Rule AlreadySetUp = new("AlreadySetUp", "This database has people: it is set up already.", RuleKind.Conflict);

    public static readonly Rule AdministratorsAreThree = new(
        "AdministratorsAreThree",
        "The three administrators are three people: each has a user name and a name of its own."
    );
}

internal sealed class SetUpHandler(CommissionerDb db, Passwords passwords, Promises promises, TimeProvider clock)
    : IRequestHandler<SetUp, IReadOnlyList<FirstPassword>>
{
    // Of two set-ups at once the first writes this, and the other finds its people.
    private const string Installation = "installation";

    public async Task<IReadOnlyList<FirstPassword>> Handle(SetUp command, CancellationToken cancellationToken)
    {
        Demand(!await db.People.AnyAsync(cancellationToken), SetUpRules.AlreadySetUp);
        var (code, name) = (command.Park?.Code?.Trim() ?? "", command.Park?.Name?.Trim() ?? "");
        Demand(ParkRules.IsCode(code), ParkRules.ParkCodeUnfit, "park.code");
        Demand(ParkRules.IsName(name), ParkRules.ParkNameMissing, "park.name");
        (Role Role, string Of, string UserName, string Name)[] three =
        [
            One(Role.SystemAdmin, "system", command.Administrators?.System),
            One(Role.SecurityAdmin, "security", command.Administrators?.Security),
            One(Role.Auditor, "auditor", command.Administrators?.Auditor),
        ];
        Demand(three.DistinctBy(a => Account.Normalized(a.UserName)).Count() == 3, SetUpRules.AdministratorsAreThree, "administrators");
        var now = clock.GetUtcNow();
        db.Seals.Add(new() { Name = Installation, Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        db.Parks.Add(Park.Found(Id<Park>.New(now), code, name));
        db.UndertakingTemplates.Add(FirstTemplates.Of(promises.Calendar.DateOf(now), now));
        db.UndertakingTemplates.AddRange(FirstPackages.Of(promises.Calendar.DateOf(now), now));
        return three.Select(a => Make(a.Role, a.UserName, a.Name, now)).ToList();
    }

    private FirstPassword Make(Role role, string userName, string name, DateTimeOffset now)
    {
        var person = Person.Register(Id<Person>.New(now), name, [role]);
        var account = new Account
        {
            Id = person.Id.Value,
            UserName = userName,
            NormalizedUserName = Account.Normalized(userName),
        };
        var once = passwords.Give(account);
        db.People.Add(person);
        db.Accounts.Add(account);
        return new(role, userName, once);
    }

    private static (Role, string, string, string) One(Role role, string of, FirstAdministrator? said)
    {
        var (userName, name) = (said?.UserName?.Trim() ?? "", said?.Name?.Trim() ?? "");
        Demand(AccountRules.IsUserName(userName), AccountRules.UserNameUnfit, $"administrators.{of}.userName");
        Demand(name.Length is >= 1 and <= RoleChange.LongestName, RoleRules.PersonNameMissing, $"administrators.{of}.name");
        return (role, of, userName, name);
    }

    private static void Demand(bool holds, Rule rule, string? field = null)
    {
        if (!holds)
        {
            throw new RuleBroken(rule) { Field = field };
        }
    }
}
