using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.Cases;

/// <summary>What can't be settled now is planned, and looked at again by a day that is promised.</summary>
[Parallelizable(ParallelScope.All)]
public class PlanTests
{
    [Test]
    public void A_plan_is_asked_for_with_measures_a_department_and_a_day_within_ninety()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        void Ask(string measures, int days, bool department = true) =>
            scene.Case.AskPlan(
                measures,
                department ? scene.Lead : null,
                A.Promises.Calendar.DateOf(scene.Now).AddDays(days),
                A.Promises,
                scene.Server,
                scene.Now
            );

        scene.Refuses(CaseRules.MeasuresMissing, () => Ask(" ", 30), "measures");
        scene.Refuses(CaseRules.PlanNeedsADepartment, () => Ask("示例措施", 30, department: false), "departmentId");
        scene.Refuses(CaseRules.ReviewDayCannotBe, () => Ask("示例措施", 0), "reviewOn");
        scene.Refuses(CaseRules.ReviewDayCannotBe, () => Ask("示例措施", 91), "reviewOn");
        Ask("示例措施", 90);
        scene.Refuses(CaseRules.PlanIsAsked, () => Ask("示例措施", 30));
        Assert.That(scene.Clock(PromiseKind.Settle).IsRunning, Is.True, "until it is granted the matter is owed as before");
    }

    [Test]
    public void Between_a_friday_and_a_sunday_there_is_no_working_day_to_review_on()
    {
        var scene = new Scene("2026-03-06 10:00").To(CaseStatus.InProgress);
        scene.Refuses(
            CaseRules.ReviewDayCannotBe,
            () => scene.Case.AskPlan("示例措施", scene.Lead, new(2026, 3, 8), A.Promises, scene.Server, scene.Now),
            "reviewOn"
        );
    }

    [Test]
    public void A_granted_plan_owes_a_review_and_no_longer_a_settlement()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Case.AskPlan("示例措施", scene.Lead, new(2026, 5, 30), A.Promises, scene.Server, scene.Now);
        scene.At("2026-03-03 10:00").Make(CaseMove.GrantPlan, scene.Actors[Role.Leader]);
        var review = scene.Clock(PromiseKind.PlannedReview);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Clock(PromiseKind.Settle).Result, Is.EqualTo(PromiseResult.Cancelled));
            // 30 May 2026 is a Saturday: the review is owed by close of business of the Friday.
            Assert.That(review.DueAt, A.IsAt("2026-05-29 18:00"));
            Assert.That(scene.Case.Plan!.ReviewBy, Is.EqualTo(review.DueAt));
            Assert.That(scene.Case.NextDueAt, Is.EqualTo(review.DueAt));
        }

        // A nightly comparison finds nothing, and a new policy moves no day that was set.
        var rebuilt = review.Replay(review.Events, A.Promises);
        Assert.That((rebuilt.DueAt, rebuilt.State, rebuilt.NextFireAt), Is.EqualTo((review.DueAt, review.State, review.NextFireAt)));
        Assert.That(review.WouldBe(A.Promises.Policy["planned-review"], A.Promises.Calendar).DueAt, Is.EqualTo(review.DueAt));

        scene.At("2026-06-03 10:00").Sweep();
        Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.Planned));
        Assert.That(review.Level, Is.GreaterThanOrEqualTo(PromiseLevel.Overdue), "a missed review is overdue in its own right");
        scene.Make(CaseMove.ReviewPlan, scene.Server, Outcome.NotResolved);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(review.Result, Is.EqualTo(PromiseResult.Late));
            Assert.That(scene.Clock(PromiseKind.PlannedReview).Cycle, Is.EqualTo(2));
            Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.Planned));
        }

        scene.Make(CaseMove.ReviewPlan, scene.Server);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.InProgress));
            Assert.That(scene.Case.Plan, Is.Null);
            Assert.That(scene.Case.DueAt, A.IsAt("2026-06-10 18:00"), "the whole time is promised anew");
        }
    }

    [Test]
    public void What_was_late_when_it_was_planned_stays_late()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.At("2026-03-11 10:00").Make(CaseMove.AskPlan, scene.Server);
        scene.Make(CaseMove.GrantPlan, scene.Actors[Role.Leader]);
        Assert.That(scene.Clock(PromiseKind.Settle).Result, Is.EqualTo(PromiseResult.Late));
    }

    [Test]
    public void A_plan_waits_until_no_department_owes_and_falls_with_a_closure()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Make(CaseMove.AskPlan, scene.Server);
        scene.Called();
        scene.Refuses(CaseRules.LegStillOpen, () => scene.Make(CaseMove.GrantPlan, scene.Actors[Role.Leader]));
        scene.Make(CaseMove.CheckIn, scene.Actors[Role.DepartmentLiaison]);
        scene.Make(CaseMove.Report, scene.Actors[Role.DepartmentHandler]);
        scene.Make(CaseMove.ApproveReport, scene.Server);
        scene.Make(CaseMove.ProposeClosure, scene.Server);
        Assert.That(scene.Case.PlanAsked, Is.Null);
    }

    [Test]
    public void The_leader_may_end_a_plan_with_a_reason()
    {
        var scene = new Scene().To(CaseStatus.Planned);
        scene.Refuses(CaseRules.ReasonMissing, () => scene.Make(CaseMove.RefusePlan, scene.Actors[Role.Leader], reason: " "), "reason");
        scene.Make(CaseMove.RefusePlan, scene.Actors[Role.Leader]);
        Assert.That(
            (scene.Case.Status, scene.Clock(PromiseKind.PlannedReview).Result),
            Is.EqualTo((CaseStatus.InProgress, (PromiseResult?)PromiseResult.Cancelled))
        );
    }
}
