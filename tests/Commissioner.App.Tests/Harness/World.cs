using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Tests.Harness;

/// <summary>
/// A small park: enterprise1 is served by commissioner1 (backup commissioner2), enterprise2 by commissioner2 (backup commissioner3),
/// enterprise3 by commissioner3 (backup commissioner1), enterprise4 by nobody. For enterprise1 the successors are proposed in the
/// order commissioner4, commissioner5, commissioner6, commissioner3.
/// </summary>
public sealed class World
{
    /// <summary>The password of every account.</summary>
    public const string Password = "demo";

    /// <summary>How often passwords are hashed here.</summary>
    public const int HashIterations = 1;

    private World(
        IReadOnlyDictionary<string, Person> people,
        IReadOnlyList<Enterprise> enterprises,
        IReadOnlyList<Department> departments,
        Park park
    ) => (People, Enterprises, Departments, Park) = (people, enterprises, departments, park);

    /// <summary>When the park was founded and its enterprises were paired, UTC.</summary>
    public static DateTimeOffset Begin { get; } = new(2025, 9, 1, 1, 0, 0, TimeSpan.Zero);

    /// <summary>People by their account's name.</summary>
    public IReadOnlyDictionary<string, Person> People { get; }

    /// <summary>Enterprise 1 to 4, from index 0.</summary>
    public IReadOnlyList<Enterprise> Enterprises { get; }

    /// <summary>Department 1 to 6, from index 0.</summary>
    public IReadOnlyList<Department> Departments { get; }

    /// <summary>The park FL, of which FL1 and FL2 are parts.</summary>
    public Park Park { get; }

    /// <summary>The person behind an account.</summary>
    public Person this[string userName] => People[userName];

    /// <summary>Fills an empty database.</summary>
    public static async Task SettleAsync(CommissionerDb db)
    {
        var hash = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = HashIterations })).HashPassword(
            new(),
            Password
        );
        var park = Park.Found(Id<Park>.New(Begin), "FL", "示例高新区");
        park.AnswerAt(ContactWays.Stored("12345"));
        Park[] subs =
        [
            Park.Found(Id<Park>.New(Begin), "FL1", "示例高新区东园", park.Id),
            Park.Found(Id<Park>.New(Begin), "FL2", "示例高新区西园", park.Id),
        ];
        db.Parks.Add(park);
        db.Parks.AddRange(subs);
        string[] departments = ["园林绿化处", "市政道路处", "交通运输处", "燃气服务处", "海关服务处", "市场监管分局"];
        for (var i = 0; i < departments.Length; i++)
        {
            var department = Department.Open(Id<Department>.New(Begin), park.Id, $"D{i + 1:00}", "示例" + departments[i]);
            db.Departments.Add(department);
            Take(
                $"department{i + 1}",
                department.Name + "联络员",
                [Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead],
                department: department.Id
            );
        }

        foreach (
            var (user, name, role) in new[]
            {
                ("triage", "示例服务办", Role.TriageDesk),
                ("triage2", "示例服务办乙", Role.TriageDesk),
                ("hotline", "示例热线", Role.HotlineSeat),
                ("callback", "示例回访", Role.CallbackAgent),
                ("supervisor", "示例督查", Role.Supervisor),
                ("appraiser", "示例考核", Role.Appraiser),
                ("leader", "示例领导", Role.Leader),
                ("sysadmin", "示例系统管理员", Role.SystemAdmin),
                ("secadmin", "示例安全管理员", Role.SecurityAdmin),
                ("auditor", "示例审计员", Role.Auditor),
            }
        )
        {
            Take(user, name, [role]);
        }

        (string Industry, int Sub)[] knows =
        [
            ("BioMedicine", 0),
            ("Equipment", 0),
            ("Electronics", 1),
            ("BioMedicine", 0),
            ("BioMedicine", 1),
            ("Equipment", 0),
        ];
        var commissioners = knows
            .Select(
                (k, i) =>
                {
                    var person = Take($"commissioner{i + 1}", $"示例专员{i + 1}", [Role.Commissioner]);
                    person.AnswerAt(ContactWays.Stored($"1391000000{i + 1}"));
                    db.ServiceCommissioners.Add(ServiceCommissioner.Join(person.Id, subs[k.Sub].Id, k.Industry, 2));
                    return person;
                }
            )
            .ToList();

        var office = new Actor(default, "示例服务办", [Role.TriageDesk], null, null);
        (string Industry, int Sub, int? Served)[] enterprises =
        [
            ("BioMedicine", 0, 0),
            ("Equipment", 0, 1),
            ("Electronics", 1, 2),
            ("NewMaterials", 1, null),
        ];
        for (var i = 0; i < enterprises.Length; i++)
        {
            var (industry, sub, served) = enterprises[i];
            var id = Id<Enterprise>.New(Begin);
            var enterprise = Enterprise.Register(
                id,
                subs[sub].Id,
                $"示例企业{i + 1}有限公司",
                CreditCode.WithCheckDigit($"91500000MA{i + 1:0000000}"),
                industry,
                $"示例联系人{i + 1}",
                $"1390000{i + 1:0000}",
                office,
                Begin
            );
            if (served is { } who)
            {
                enterprise.Pair(commissioners[who], commissioners[(who + 1) % 3], office, Begin);
            }

            db.Enterprises.Add(enterprise);
            Take($"enterprise{i + 1}", $"示例联系人{i + 1}", [Role.EnterpriseOwner], enterprise: id);
        }

        await db.SaveChangesAsync();

        Person Take(
            string userName,
            string name,
            IReadOnlyList<Role> roles,
            Id<Enterprise>? enterprise = null,
            Id<Department>? department = null
        )
        {
            var person = Person.Register(Id<Person>.New(Begin), name, roles, enterprise, department);
            db.People.Add(person);
            if (enterprise is not null)
            {
                // What is filed in tests is filed by people who have accepted; a test of the notice takes it back.
                db.NoticeAcceptances.Add(
                    new()
                    {
                        PersonId = person.Id,
                        Version = PrivacyNotice.Version,
                        At = Begin,
                    }
                );
            }

            db.Accounts.Add(
                new()
                {
                    Id = person.Id.Value,
                    UserName = userName,
                    NormalizedUserName = userName.ToUpperInvariant(),
                    PasswordHash = hash,
                    LockoutEnabled = true,
                    SecurityStamp = person.Id.ToString(),
                    ConcurrencyStamp = person.Id.ToString(),
                }
            );
            return person;
        }
    }

    /// <summary>Finds everybody again in a copy of the database.</summary>
    public static async Task<World> FindAsync(CommissionerDb db)
    {
        var people = await db.People.AsNoTracking().ToDictionaryAsync(p => p.Id.Value);
        var names = await db.Accounts.AsNoTracking().ToDictionaryAsync(a => a.UserName!, a => a.Id);
        return new(
            names.ToDictionary(n => n.Key, n => people[n.Value]),
            await db.Enterprises.AsNoTracking().OrderBy(e => e.CreditCode).ToListAsync(),
            await db.Departments.AsNoTracking().OrderBy(d => d.Code).ToListAsync(),
            await db.Parks.AsNoTracking().SingleAsync(p => p.Code == "FL")
        );
    }
}
