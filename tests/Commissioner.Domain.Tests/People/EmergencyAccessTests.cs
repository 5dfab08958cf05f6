using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.People;

/// <summary>What is lent, to whom, by whom and until when.</summary>
public sealed class EmergencyAccessTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static Person Somebody(params Role[] roles) => Person.Register(Id<Person>.New(Now), "示例某人", roles);

    private static EmergencyAccess Ask(Person person, Actor by, Role role = Role.Supervisor) =>
        EmergencyAccess.Ask(person, role, 15, "示例", by, Now);

    [Test]
    public void To_none_who_are_complained_of_or_watch_over_others_whatever_else_they_hold()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            Assert.That(
                EmergencyAccess.MayReceive([Role.HotlineSeat, role], Role.Supervisor),
                Is.EqualTo(EmergencyAccess.Receiving.Contains(role) && role != Role.Supervisor),
                $"{role}"
            );
        }

        Assert.That(EmergencyAccess.MayReceive([], Role.Supervisor), Is.False);
        Assert.That(
            RoleChange.Administrators.Any(a => EmergencyAccess.Receiving.Contains(a) || EmergencyAccess.Lendable.Contains(a)),
            Is.False
        );
    }

    [Test]
    public void Somebody_of_another_role_agrees_who_neither_asked_nor_has_it()
    {
        var (person, asking) = (Somebody(Role.HotlineSeat), A.Actor(Role.Supervisor));
        A.Refusal(EmergencyRules.AnotherRoleDecides, null, () => Ask(person, asking).Decide(true, person, A.Actor(Role.Supervisor), Now));
        A.Refusal(RoleRules.ASecondPersonDecides, null, () => Ask(person, asking).Decide(true, person, asking, Now));
        // What is lent decides on nothing.
        var borrower = A.Actor(Role.Supervisor) with
        {
            Lent = new(Id<EmergencyAccess>.New(Now), Role.Supervisor, Now.AddHours(1)),
        };
        A.Refusal(EmergencyRules.EmergencyAccessNotYours, null, () => Ask(person, borrower));
        foreach (var administrator in RoleChange.Administrators)
        {
            var access = Ask(person, asking);
            access.Decide(true, person, A.Actor(administrator), Now);
            Assert.That((access.State, access.EndsAt), Is.EqualTo((EmergencyAccessState.Granted, (DateTimeOffset?)Now.AddMinutes(15))));
        }

        var administratorNow = Somebody(Role.Auditor);
        A.Refusal(
            EmergencyRules.NotLentToThisPerson,
            null,
            () => Ask(person, asking).Decide(true, administratorNow, A.Actor(Role.SystemAdmin), Now)
        );
    }

    [Test]
    public void Its_instants_are_exact()
    {
        var (person, second) = (Somebody(Role.Leader), A.Actor(Role.SecurityAdmin));
        var access = Ask(person, A.Actor(Role.Auditor));
        Assert.That((access.IsOver(Now.AddHours(1).AddTicks(-1)), access.IsOver(Now.AddHours(1))), Is.EqualTo((false, true)));
        A.Refusal(EmergencyRules.EmergencyAccessLapsed, null, () => access.Decide(true, person, second, Now.AddHours(1)));
        access.Decide(true, person, second, Now.AddHours(1).AddTicks(-1));
        var end = Now.AddHours(1).AddTicks(-1).AddMinutes(15);
        Assert.That((access.IsOver(end.AddTicks(-1)), access.IsOver(end)), Is.EqualTo((false, true)));
        A.Refusal(EmergencyRules.EmergencyAccessOver, null, () => access.End(second, end));
        A.Refusal(EmergencyRules.EmergencyAccessNotYours, null, () => access.End(A.Actor(Role.Supervisor), end.AddTicks(-1)));
        access.End(second, end.AddTicks(-1));
        Assert.That((access.State, access.EndedById), Is.EqualTo((EmergencyAccessState.Ended, (Id<Person>?)second.Id)));
    }
}
