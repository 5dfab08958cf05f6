using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.Cases;

/// <summary>What was merged by mistake is dealt with by itself again, and no promise is younger for it.</summary>
[Parallelizable(ParallelScope.All)]
public class SeparateTests
{
    [Test]
    public void It_stands_where_it_stood_and_its_promises_run_on_to_the_same_hour(
        [Values(CaseStatus.Submitted, CaseStatus.Accepted)] CaseStatus status
    )
    {
        var scene = new Scene().To(status);
        PromiseKind[] owed = status == CaseStatus.Submitted ? [PromiseKind.Accept] : [PromiseKind.FirstContact, PromiseKind.Settle];
        var before = owed.Select(k => scene.Clock(k)).Select(c => (c.Kind, c.DueAt, c.NextFireAt, c.State)).ToList();
        var stood = (scene.Case.DueAt, scene.Case.NextDueAt, scene.Case.Cycle);
        scene.Make(CaseMove.Merge, scene.Desk);
        scene.Now = scene.Now.AddMinutes(5);
        scene.Refuses(CaseRules.ReasonMissing, () => scene.Make(CaseMove.Separate, scene.Desk, reason: " "), "reason");
        scene.Make(CaseMove.Separate, scene.Desk);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (scene.Case.Status, scene.Case.Holder, scene.Case.ClosedAt, scene.Case.MergedIntoId),
                Is.EqualTo((status, HolderKind.Commissioner, (DateTimeOffset?)null, (Id<Case>?)null))
            );
            Assert.That(
                (scene.Case.DueAt, scene.Case.NextDueAt, scene.Case.Cycle),
                Is.EqualTo(stood),
                "the enterprise has not taken it up again"
            );
            Assert.That(owed.Select(k => scene.Clock(k)).Select(c => (c.Kind, c.DueAt, c.NextFireAt, c.State)), Is.EqualTo(before));
            foreach (var clock in scene.Case.Clocks)
            {
                var rebuilt = clock.Replay(clock.Events, A.Promises);
                Assert.That(
                    (rebuilt.DueAt, rebuilt.State, rebuilt.NextFireAt, rebuilt.Result),
                    Is.EqualTo((clock.DueAt, clock.State, clock.NextFireAt, clock.Result)),
                    "a nightly comparison finds nothing"
                );
            }
        }

        scene.Make(status == CaseStatus.Submitted ? CaseMove.Accept : CaseMove.RecordFirstContact, scene.Server);
        Assert.That(scene.Clock(owed[0]).Result, Is.EqualTo(PromiseResult.Met));
    }

    [Test]
    public void What_fell_due_meanwhile_is_late_and_is_raised()
    {
        var scene = new Scene().To(CaseStatus.Accepted);
        scene.Make(CaseMove.Merge, scene.Desk);
        scene.Now = scene.Now.AddDays(60);
        scene.Sweep();
        Assert.That(scene.Clock(PromiseKind.Settle).Level, Is.EqualTo(PromiseLevel.Quiet), "nothing is owed on what goes on elsewhere");
        scene.Make(CaseMove.Separate, scene.Desk);
        scene.Sweep();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Clock(PromiseKind.Settle).Level, Is.GreaterThanOrEqualTo(PromiseLevel.Overdue));
            Assert.That(scene.Clock(PromiseKind.FirstContact).Level, Is.GreaterThanOrEqualTo(PromiseLevel.Overdue));
        }
    }

    [Test]
    public void A_department_that_was_released_is_not_called_again()
    {
        var scene = new Scene(urgency: Urgency.Emergency, bySeat: true).To(CaseStatus.Accepted);
        scene.Make(CaseMove.WhistleInEmergency, scene.Seat);
        scene.Make(CaseMove.Merge, scene.Desk);
        scene.Now = scene.Now.AddMinutes(5);
        scene.Make(CaseMove.Separate, scene.Desk);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Case.Legs.Any(l => l.IsOpen), Is.False);
            Assert.That(scene.Case.Clocks.Where(c => c.IsRunning).Select(c => c.SubjectId), Is.All.EqualTo(scene.Case.Id.Value));
        }
    }
}
