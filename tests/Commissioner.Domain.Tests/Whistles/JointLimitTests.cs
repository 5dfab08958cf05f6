using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Whistles;

/// <summary>A whistle buys no time: the limit of several departments holds while several are called. Monday, 2026-03-02.</summary>
[Parallelizable(ParallelScope.All)]
public class JointLimitTests
{
    [Test]
    public void With_a_second_department_the_joint_limit_holds_and_when_it_is_cancelled_the_own_limit_holds_again()
    {
        var scene = Two();
        Assert.That((Due(scene), scene.Case.DueAt), Is.EqualTo((Given("2026-03-23 18:00"), Given("2026-03-23 18:00"))));

        Cancel(scene.At("2026-03-04 10:00"), scene.Assist.Id, scene.Commissioner);
        Assert.Multiple(() =>
        {
            Assert.That((Due(scene), scene.Case.DueAt), Is.EqualTo((Given("2026-03-09 18:00"), Given("2026-03-09 18:00"))));
            Assert.That(scene.Case.Happened[^1].What, Is.EqualTo(new JointLimitEnded(Given("2026-03-09 18:00"), FromNow: false)));
            Assert.That(Settle(scene).RuleCode, Is.EqualTo("settle"));
        });
    }

    [Test]
    public void What_would_be_over_already_counts_from_the_cancellation()
    {
        var scene = Two();
        Cancel(scene.At("2026-03-12 10:00"), scene.Assist.Id, scene.Commissioner);

        Assert.That((Due(scene), scene.Clock(PromiseKind.Settle).CountedFromAt), Is.EqualTo((Given("2026-03-19 18:00"), scene.Now)));
        Assert.That(Settle(scene).AlarmAt(scene.Now), Is.EqualTo(Alarm.None));
    }

    [Test]
    public void It_never_comes_later_than_was_promised()
    {
        var scene = Two();
        Cancel(scene.At("2026-03-20 10:00"), scene.Assist.Id, scene.Commissioner);

        Assert.That((Due(scene), Settle(scene).RuleCode), Is.EqualTo((Given("2026-03-23 18:00"), "settle-joint")));
        Assert.That(scene.Case.Happened.Select(h => h.What), Has.None.InstanceOf<JointLimitEnded>());
    }

    [Test]
    public void A_second_one_called_again_brings_the_joint_limit_from_the_same_start()
    {
        var scene = Two();
        Cancel(scene.At("2026-03-12 10:00"), scene.Assist.Id, scene.Commissioner);
        Blow(scene.At("2026-03-12 11:00"), (scene.Assist, true));

        Assert.That((Due(scene), Settle(scene).CountedFromAt), Is.EqualTo((Given("2026-03-23 18:00"), (DateTimeOffset?)null)));
    }

    [Test]
    public void Who_had_checked_in_had_its_part_and_the_joint_limit_stays()
    {
        var scene = Two();
        scene.Make(CaseMove.CheckIn, A.Actor(Role.DepartmentLiaison, department: scene.Assist.Id));
        Cancel(scene.At("2026-03-04 10:00"), scene.Assist.Id, scene.Reviewer);

        Assert.That(Due(scene), Is.EqualTo(Given("2026-03-23 18:00")));
    }

    [Test]
    public void The_lead_is_due_with_the_case()
    {
        var scene = Two();
        scene.Make(CaseMove.CheckIn, scene.Actors[Role.DepartmentLiaison]);
        Assert.That(scene.Clock(PromiseKind.LegResult).DueAt, A.IsAt("2026-03-20 18:00"));

        Cancel(scene.At("2026-03-04 10:00"), scene.Assist.Id, scene.Commissioner);
        Assert.That(scene.Clock(PromiseKind.LegResult).DueAt, A.IsAt("2026-03-06 18:00"));
    }

    [TestCase("2026-03-04 10:00")]
    [TestCase("2026-03-12 10:00")]
    public void The_clock_is_rebuilt_from_its_events(string cancelled)
    {
        var scene = Two();
        Cancel(scene.At(cancelled), scene.Assist.Id, scene.Commissioner);
        scene.At("2026-03-12 11:00").Make(CaseMove.AskEnterprise, scene.Commissioner);
        scene.At("2026-03-13 11:00").Make(CaseMove.Answer, scene.Owner);
        var (clock, rebuilt) = (Settle(scene), Settle(scene).Replay(Settle(scene).Events, A.Promises));

        Assert.That(
            (rebuilt.DueAt, rebuilt.AmberAt, rebuilt.CountedFromAt, rebuilt.RuleCode, rebuilt.Revision),
            Is.EqualTo((clock.DueAt, clock.AmberAt, clock.CountedFromAt, clock.RuleCode, clock.Revision))
        );
    }

    static Scene Two()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        Blow(scene, (scene.Lead, true), (scene.Assist, false));
        return scene;
    }

    static void Blow(Scene scene, params (Departments.Department, bool)[] legs) =>
        scene.Case.BlowWhistle(A.Call(), legs, A.Promises, scene.Commissioner, scene.Now);

    static void Cancel(Scene scene, Id<Departments.Department> of, Actor by) =>
        scene.Case.CancelLeg(scene.Case.Legs.Last(l => l.DepartmentId == of).Id, "示例部门", "示例理由", A.Promises, by, scene.Now);

    static PromiseClock Settle(Scene scene) => scene.Clock(PromiseKind.Settle);

    static DateTimeOffset Due(Scene scene) => Settle(scene).DueAt;

    static DateTimeOffset Given(string at) => Calendars.Given.Shanghai(at);
}
