using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Whistles;

[Parallelizable(ParallelScope.All)]
public class WhistleTests
{
    [Test]
    public void A_whistle_has_exactly_one_lead()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Refuses(WhistleRules.OneLeadLeg, () => Blow(scene), "legs");
        scene.Refuses(WhistleRules.OneLeadLeg, () => Blow(scene, (scene.Assist, false)), "legs");
        scene.Refuses(WhistleRules.OneLeadLeg, () => Blow(scene, (scene.Lead, true), (scene.Assist, true)), "legs");

        Assert.That(
            Blow(scene, (scene.Assist, false), (scene.Lead, true)).Legs.Single(l => l.IsLead).DepartmentId,
            Is.EqualTo(scene.Lead.Id)
        );
        Assert.That(
            (scene.Case.Holder, scene.Case.HolderDepartmentId),
            Is.EqualTo((HolderKind.Department, scene.Lead.Id)),
            "the lead has it before who assists"
        );
    }

    [TestCase(LegStatus.Called)]
    [TestCase(LegStatus.CheckedIn)]
    [TestCase(LegStatus.Reported)]
    public void A_department_is_not_called_twice_while_its_first_leg_is_open(LegStatus standing)
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(standing);
        scene.Refuses(WhistleRules.OneOpenLegPerDepartment, () => Blow(scene, (scene.Assist, true), (scene.Lead, false)), "legs");
    }

    [Test]
    public void A_department_that_is_done_may_be_called_again()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.Done).Called();
        Assert.That(
            scene.Case.Legs.Select(l => (l.DepartmentId, l.Status)),
            Is.EqualTo(new[] { (scene.Lead.Id, LegStatus.Done), (scene.Lead.Id, LegStatus.Called) })
        );
    }

    [Test]
    public void A_whistle_does_not_call_a_department_twice()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Refuses(WhistleRules.OneOpenLegPerDepartment, () => Blow(scene, (scene.Lead, true), (scene.Lead, false)), "legs");
    }

    [Test]
    public void A_whistle_says_what_is_asked_and_what_was_tried()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        foreach (var text in new[] { "", " ", new string('长', 2001) })
        {
            scene.Refuses(WhistleRules.AskedMissing, () => Blow(scene, A.Call() with { Asked = text }, (scene.Lead, true)), "asked");
            scene.Refuses(WhistleRules.TriedMissing, () => Blow(scene, A.Call() with { Tried = text }, (scene.Lead, true)), "tried");
        }

        Assert.That(
            () => Blow(scene, A.Call() with { Asked = new('长', 2000), Tried = new('长', 2000) }, (scene.Lead, true)),
            Throws.Nothing
        );
    }

    [TestCase(Urgency.Ordinary, WhistleKind.Routine, "2026-03-03 10:00")]
    [TestCase(Urgency.Ordinary, WhistleKind.Hard, "2026-03-03 10:00")]
    [TestCase(Urgency.Urgent, WhistleKind.Routine, "2026-03-02 17:00")]
    [TestCase(Urgency.Emergency, WhistleKind.Routine, "2026-03-02 15:30")]
    [TestCase(Urgency.Ordinary, WhistleKind.Emergency, "2026-03-02 15:30")]
    public void A_called_department_checks_in_within_its_time(Urgency urgency, WhistleKind kind, string due)
    {
        var scene = new Scene("2026-03-02 15:00", urgency).To(CaseStatus.InProgress).Called(kind: kind);
        var called = (DepartmentCalled)scene.Case.Happened[^1].What;

        Assert.That(scene.Clock(PromiseKind.CheckIn).DueAt, A.IsAt(due));
        Assert.That(
            (called.CheckInBy, called.DepartmentId, called.LegId, called.Lead),
            Is.EqualTo((scene.Clock(PromiseKind.CheckIn).DueAt, scene.Lead.Id, scene.LeadLeg.Id, true))
        );
    }

    [Test]
    public void Who_does_not_check_in_is_raised_one_level_once()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        scene.Now = scene.Clock(PromiseKind.CheckIn).DueAt;
        scene.Sweep();
        Assert.That(scene.LeadLeg.Level, Is.EqualTo(1));

        scene.Now = scene.Now.AddTicks(1);
        scene.Sweep();
        scene.Sweep();
        Assert.That((scene.LeadLeg.Level, scene.LeadLeg.Status), Is.EqualTo((2, LegStatus.Called)));
        Assert.That(
            scene.Case.Happened.Count(h =>
                h.What is PromiseOverdue { Promise: PromiseKind.CheckIn } late && late.DepartmentId == scene.Lead.Id
            ),
            Is.EqualTo(1)
        );
    }

    [Test]
    public void The_commissioner_has_it_again_when_no_department_owes_anything()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.Reported);
        Assert.That((scene.Case.Holder, scene.Case.HolderDepartmentId), Is.EqualTo((HolderKind.Commissioner, (Id<Department>?)null)));
    }

    [Test]
    public void What_concerns_a_department_is_read_by_it_and_by_no_other()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.Reported);
        scene.Make(CaseMove.ReturnReport, scene.Commissioner);
        scene.Make(CaseMove.Report, scene.Actors[Role.DepartmentHead]);
        scene.Make(CaseMove.ApproveReport, scene.Commissioner);
        var heard = scene.Case.Happened.Where(h => h.What.Concerns() is not null).ToList();

        Assert.That(heard.Select(h => h.What.Concerns()), Is.All.EqualTo(scene.Lead.Id));
        Assert.That(
            heard.Select(h => h.What.GetType()),
            Is.EqualTo(
                new[]
                {
                    typeof(DepartmentCalled),
                    typeof(DepartmentCheckedIn),
                    typeof(DepartmentReported),
                    typeof(HeadConsented),
                    typeof(ReportReturned),
                    typeof(DepartmentReported),
                    typeof(ReportApproved),
                }
            )
        );
        Assert.That(heard.Select(h => h.What.SeenBy().HasFlag(Audience.Department)), Is.All.True);
    }

    static Whistle Blow(Scene scene, params (Department, bool)[] legs) => Blow(scene, A.Call(), legs);

    static Whistle Blow(Scene scene, WhistleCall call, params (Department, bool)[] legs) =>
        scene.Case.BlowWhistle(call, legs, A.Promises, scene.Commissioner, scene.Now);
}
