using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.People;

/// <summary>Who has a lost second factor reset, and whose one person alone does not.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FactorResetTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly Actor Asking = With(Role.SecurityAdmin).Acting();
    private static readonly Actor Second = With(Role.SystemAdmin).Acting();

    [Test]
    public void Of_who_decides_over_others_two_reset_it()
    {
        foreach (var role in RoleChange.Grantable)
        {
            var person = With(role);
            var reset = FactorReset.Ask(person, "示例", Asking, Now);
            var byTwo = role is Role.Supervisor or Role.Appraiser or Role.SystemAdmin or Role.SecurityAdmin or Role.Auditor;
            Assert.That(reset.State, Is.EqualTo(byTwo ? FactorResetState.Asked : FactorResetState.Done), role.ToString());
            if (!byTwo)
            {
                Broken(FactorResetRules.FactorResetDecided, () => reset.Decide(true, Second, Now));
                continue;
            }

            Broken(RoleRules.ASecondPersonDecides, () => reset.Decide(true, Asking, Now));
            Broken(RoleRules.ASecondPersonDecides, () => reset.Decide(true, person.Acting(), Now));
            reset.Keep("half");
            reset.Decide(role != Role.Auditor, Second, Now);
            Assert.That(
                (reset.State, reset.Half),
                Is.EqualTo((role == Role.Auditor ? FactorResetState.Refused : FactorResetState.Done, (string?)null))
            );
            Broken(FactorResetRules.FactorResetDecided, () => reset.Decide(true, Second, Now));
        }
    }

    [Test]
    public void Nobody_asks_for_itself_nor_for_who_has_left()
    {
        var own = With(Role.SecurityAdmin);
        Broken(FactorResetRules.NotOnesOwnFactor, () => FactorReset.Ask(own, "示例", own.Acting(), Now));
        var person = With(Role.Leader);
        RoleChange.Propose(person, [], null, "示例", Asking, Now);
        Broken(RoleRules.PersonHasLeft, () => FactorReset.Ask(person, "示例", Asking, Now));
    }

    [TestCase(null)]
    [TestCase("  ")]
    public void How_it_is_known_is_written_down(string? reason) =>
        Broken(FactorResetRules.FactorResetReasonMissing, () => FactorReset.Ask(With(Role.Leader), reason, Asking, Now));

    private static Person With(params Role[] roles) => Person.Register(Id<Person>.New(Now), "示例人员", roles);

    private static void Broken(Rule rule, Action act) => Assert.That(Assert.Throws<RuleBroken>(act)!.Rule, Is.EqualTo(rule));
}
