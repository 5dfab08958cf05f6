using System.Globalization;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Identity;

namespace Commissioner.App.Features.Demo;

/// <summary>A plainly invented park, 示例高新区: three sub-parks, 24 departments, 117 commissioners, 150 enterprises. The same every time.</summary>
internal sealed class DemoPark(CommissionerDb db, Promises promises, TimeProvider clock)
{
    /// <summary>The password of every demo account.</summary>
    public const string Password = "demo";

    private static readonly string[] Industries = ["BioMedicine", "Equipment", "ConsumerGoods", "NewMaterials", "Electronics"];
    private static readonly string[] DepartmentNames =
    [
        "园林绿化处", "市政道路处", "经济发展局", "市场监管分局", "供电服务处", "供水服务处", "燃气服务处", "海关服务处", "税务服务处", "规划自然资源处", "建设管理处", "生态环境处",
        "人力社保处", "科技创新局", "招商服务局", "财政局", "应急管理处", "消防服务处", "交通运输处", "行政审批处", "教育服务处", "医疗保障处", "公安服务处", "物业服务中心",
    ];

    private readonly List<Person> _commissioners = [];
    private readonly List<Enterprise> _enterprises = [];

    // One hash for all: hashing five hundred times would take longer than the whole six months.
    private readonly string _hash = new PasswordHasher<Account>().HashPassword(new Account(), Password);

    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        var begin = clock.GetUtcNow().AddMonths(-6);
        var park = Park.Found(Id<Park>.New(begin), "SL", "示例高新区");
        Park[] subs = [.. "东西南".Select((side, i) => Park.Found(Id<Park>.New(begin), "SL" + (i + 1), $"示例高新区{side}园", park.Id))];
        db.Parks.Add(park);
        db.Parks.AddRange(subs);
        var departments = DepartmentNames.Select((name, i) => Department.Open(Id<Department>.New(begin), park.Id, $"D{i + 1:00}", "示例" + name)).ToList();
        db.Departments.AddRange(departments);
        Staff(begin, departments);
        await db.SaveChangesAsync(cancellationToken);
        Serve(begin, subs);
        await db.SaveChangesAsync(cancellationToken);
        _ = promises;
    }

    private void Staff(DateTimeOffset begin, List<Department> departments)
    {
        for (var i = 0; i < departments.Count; i++)
        {
            Take(begin, $"department{i + 1}", $"{departments[i].Name}联络员", [Role.DepartmentLiaison, Role.DepartmentHandler, Role.DepartmentHead], department: departments[i].Id);
        }

        foreach (var (user, name, role) in new[]
        {
            ("triage", "示例服务办", Role.TriageDesk), ("triage2", "示例服务办乙", Role.TriageDesk), ("hotline", "示例热线", Role.HotlineSeat), ("callback", "示例回访", Role.CallbackAgent), ("supervisor", "示例督查", Role.Supervisor),
            ("appraiser", "示例考核", Role.Appraiser), ("leader", "示例领导", Role.Leader), ("sysadmin", "示例系统管理员", Role.SystemAdmin), ("secadmin", "示例安全管理员", Role.SecurityAdmin), ("auditor", "示例审计员", Role.Auditor),
        })
        {
            Take(begin, user, name, [role]);
        }
    }

    // enterprise1 has commissioner1; the next commissioner is the backup.
    private void Serve(DateTimeOffset begin, Park[] subs)
    {
        for (var i = 0; i < 117; i++)
        {
            var person = Take(begin, $"commissioner{i + 1}", "示例专员" + Ordinal(i + 1), [Role.Commissioner]);
            _commissioners.Add(person);
            db.ServiceCommissioners.Add(ServiceCommissioner.Join(person.Id, subs[i % subs.Length].Id, Industries[i % Industries.Length], 4));
        }

        var office = new Actor(default, "示例服务办", [Role.TriageDesk], null, null);
        for (var i = 0; i < 150; i++)
        {
            var id = Id<Enterprise>.New(begin);
            var code = CreditCode.WithCheckDigit($"91500000MA{i + 1:0000000}");
            var enterprise = Enterprise.Register(id, subs[i % subs.Length].Id, $"示例企业{Ordinal(i + 1)}有限公司", code, Industries[i % Industries.Length], $"示例联系人{Ordinal(i + 1)}", $"1390000{i + 1:0000}", office, begin);
            enterprise.Pair(_commissioners[i % 117], _commissioners[(i + 1) % 117], office, begin);
            _enterprises.Add(enterprise);
            db.Enterprises.Add(enterprise);
            Take(begin, $"enterprise{i + 1}", $"示例联系人{Ordinal(i + 1)}", [Role.EnterpriseOwner], enterprise: id);
        }
    }

    private Person Take(DateTimeOffset begin, string userName, string name, IReadOnlyList<Role> roles, Id<Enterprise>? enterprise = null, Id<Department>? department = null)
    {
        var person = Person.Register(Id<Person>.New(begin), name, roles, enterprise, department);
        db.People.Add(person);
        db.Accounts.Add(new Account
        {
            Id = person.Id.Value,
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            PasswordHash = _hash,
            LockoutEnabled = true,
            SecurityStamp = person.Id.ToString(),
            ConcurrencyStamp = person.Id.ToString(),
        });
        return person;
    }

    private static string Ordinal(int number) => number.ToString("000", CultureInfo.InvariantCulture);
}
