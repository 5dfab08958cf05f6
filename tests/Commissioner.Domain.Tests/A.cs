using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;
using Commissioner.Domain.Whistles;
using NUnit.Framework.Constraints;

namespace Commissioner.Domain.Tests;

/// <summary>People and things of the trade in few words; whatever a test does not name is in order.</summary>
static class A
{
    public static readonly Promises Promises = new(ChinaWorkingDays.Default, PromisePolicy.First);

    public static readonly Park Park = Domain.Enterprises.Park.Found(Id<Park>.New(), "FL", "示例高新区");

    public static readonly Park SubPark = Domain.Enterprises.Park.Found(Id<Park>.New(), "FL1", "示例高新区东园", Park.Id);

    /// <summary>What a caller says, where a seat speaks for it.</summary>
    public static readonly Spoken Said = new("示例原话", "示例录音-1");

    public static readonly Actor Office = Actor(Role.TriageDesk);

    public static Person Person(string name = "示例人员", params Role[] roles) =>
        Domain.People.Person.Register(Id<Person>.New(), name, roles);

    public static Actor Actor(Role role, Id<Enterprise>? enterprise = null, Id<Department>? department = null) =>
        role == Role.System
            ? Domain.People.Actor.System
            : new(Id<Person>.New(), role.ToString(), [role], enterprise, department) { Says = role == Role.HotlineSeat ? Said : null };

    public static Department Department(string name = "示例部门") =>
        Domain.Departments.Department.Open(Id<Department>.New(), Park.Id, "D1", name);

    /// <summary>An enterprise of the software trade in the eastern sub-park.</summary>
    public static Enterprise Enterprise(DateTimeOffset at) =>
        Domain.Enterprises.Enterprise.Register(
            Id<Enterprise>.New(),
            SubPark.Id,
            "示例企业有限公司",
            CreditCode.Parse("91350100M000100Y43"),
            "software",
            "示例联系人",
            "13900000001",
            Office,
            at
        );

    public static Candidate Candidate(Person person, string industry = "software", Id<Park>? park = null, int load = 0, int limit = 10) =>
        new(person.Id, park ?? SubPark.Id, industry, limit, load);

    public static Request Request(Urgency urgency = Urgency.Ordinary, string category = "Utilities") =>
        new("示例标题", "示例情况", category, urgency);

    public static WhistleCall Call(WhistleKind kind = WhistleKind.Routine) =>
        new(kind, "示例请求", "示例已办", Disclosure.Full, "示例会合点");

    public static CheckInCard Card(DateTimeOffset firstStepAt) => new("示例经办", "13812345678", "示例第一步", firstStepAt);

    /// <summary>The four elements, all in the half hour before.</summary>
    public static FourElements Elements(DateTimeOffset now) =>
        new(now.AddMinutes(-30), "示例联系人", now.AddMinutes(-20), "示例办理", now.AddMinutes(-10));

    /// <summary>Demands that a move is refused by this rule, about this field.</summary>
    public static RuleBroken Refusal(Rule rule, string? field, Action move)
    {
        var broken = Assert.Throws<RuleBroken>(move);
        Assert.That((broken.Rule.Code, broken.Field), Is.EqualTo((rule.Code, field)));
        return broken;
    }

    public static EqualDateTimeOffsetConstraint IsAt(string clock) => Is.EqualTo(Given.Shanghai(clock));
}
