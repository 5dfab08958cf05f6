using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.People;

/// <summary>Who grants what to whom, and what one person alone does not.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RoleChangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly Actor Granting = With(Role.SecurityAdmin).Acting();
    private static readonly Actor Second = With(Role.SystemAdmin).Acting();
    private static readonly Id<Department> Department = Id<Department>.New(Now);

    // The pairs of roles that nobody holds together, and what needs a department: whatever the list, it is refused or holds all of this.
    [Test]
    public void Whatever_is_granted_keeps_the_three_apart()
    {
        var roles = Enum.GetValues<Role>();
        foreach (var one in roles)
        {
            foreach (var other in roles.Where(r => r != one))
            {
                foreach (var department in new Id<Department>?[] { null, Department })
                {
                    var person = With();
                    RoleChange change;
                    try
                    {
                        change = RoleChange.Propose(person, [one, other], department, "示例", Granting, Now);
                    }
                    catch (RuleBroken)
                    {
                        Assert.That(person.Roles, Is.Empty);
                        continue;
                    }

                    Assert.That(new[] { one, other }.Intersect(RoleChange.Administrators), Is.Empty, $"{one} {other}");
                    Assert.That(new[] { one, other }.Intersect([Role.System, Role.EnterpriseOwner, Role.EnterpriseUser]), Is.Empty);
                    Assert.That(department is not null, Is.EqualTo($"{one} {other}".Contains("Department", StringComparison.Ordinal)));
                    Assert.That(
                        change.State,
                        Is.EqualTo(new[] { one, other }.Contains(Role.Supervisor) ? RoleChangeState.Proposed : RoleChangeState.Done)
                    );
                }
            }
        }
    }

    [TestCase(Role.Supervisor)]
    [TestCase(Role.Auditor)]
    [TestCase(Role.SecurityAdmin)]
    [TestCase(Role.SystemAdmin)]
    public void What_watches_or_decides_over_others_is_given_and_taken_by_two(Role role)
    {
        var person = With();
        var given = RoleChange.Propose(person, [role], null, "示例", Granting, Now);
        Assert.That((given.State, person.Roles.Count), Is.EqualTo((RoleChangeState.Proposed, 0)));
        Broken(RoleRules.ASecondPersonDecides, () => given.Decide(true, person, Granting, Now));
        Broken(RoleRules.ASecondPersonDecides, () => given.Decide(true, person, person.Acting(), Now));
        given.Decide(true, person, Second, Now);
        Assert.That((given.State, person.Roles.Single()), Is.EqualTo((RoleChangeState.Done, role)));
        Broken(RoleRules.RoleChangeDecided, () => given.Decide(false, person, Second, Now));

        var taken = RoleChange.Propose(person, [], null, "示例", Granting, Now);
        Assert.That((taken.State, person.LeftAt), Is.EqualTo((RoleChangeState.Proposed, (DateTimeOffset?)null)));
        taken.Decide(false, person, Second, Now);
        Assert.That((taken.State, person.Roles.Single()), Is.EqualTo((RoleChangeState.Refused, role)));
    }

    [Test]
    public void Nobody_grants_to_itself_nor_to_who_has_left()
    {
        var own = With(Role.SecurityAdmin);
        Broken(RoleRules.NotOnesOwnRoles, () => RoleChange.Propose(own, [Role.Leader], null, "示例", own.Acting(), Now));
        var person = With(Role.Leader);
        RoleChange.Propose(person, [], null, "示例", Granting, Now);
        Assert.That((person.Roles.Count, person.LeftAt), Is.EqualTo((0, (DateTimeOffset?)Now)));
        Broken(RoleRules.PersonHasLeft, () => RoleChange.Propose(person, [Role.Leader], null, "示例", Granting, Now));
    }

    [TestCase(null)]
    [TestCase("  ")]
    public void Why_is_written_down(string? reason) =>
        Broken(RoleRules.RoleReasonMissing, () => RoleChange.Propose(With(), [Role.Leader], null, reason, Granting, Now));

    private static Person With(params Role[] roles) => Person.Register(Id<Person>.New(Now), "示例人员", roles);

    private static void Broken(Rule rule, Action act) => Assert.That(Assert.Throws<RuleBroken>(act)!.Rule, Is.EqualTo(rule));
}
