using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.Cases;

[Parallelizable(ParallelScope.All)]
public class ConfirmTests
{
    [TestCase(Outcome.Resolved, CaseStatus.Resolved)]
    [TestCase(Outcome.Partly, CaseStatus.PartlyResolved)]
    public void The_enterprise_s_word_closes_it(Outcome outcome, CaseStatus status)
    {
        var scene = new Scene().To(CaseStatus.AwaitingConfirmation).At("2026-03-04 10:00");
        scene.Case.Confirm(outcome, null, A.Promises, scene.Owner, scene.Now);

        Assert.Multiple(() =>
        {
            Assert.That((scene.Case.Status, scene.Case.ClosedAt, scene.Case.Holder), Is.EqualTo((status, scene.Now, HolderKind.Nobody)));
            Assert.That((scene.Case.NextDueAt, scene.Case.NextAmberAt), Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)null)));
            Assert.That(scene.Case.Clocks.Where(c => c.IsRunning), Is.Empty);
            Assert.That(scene.Case.Happened[^1].What, Is.EqualTo(new OutcomeConfirmed(outcome, null)));
        });
    }

    [Test]
    public void Not_resolved_starts_a_cycle_and_leaves_the_old_result()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        var first = scene.Clock(PromiseKind.Settle);
        scene.At("2026-03-10 10:00").To(CaseStatus.AwaitingConfirmation).At("2026-03-11 10:00");
        var before = (first.StartedAt, first.DueAt, first.StoppedAt, first.Result, first.Level);
        scene.Case.Confirm(Outcome.NotResolved, null, A.Promises, scene.Owner, scene.Now);
        var second = scene.Clock(PromiseKind.Settle);

        Assert.Multiple(() =>
        {
            Assert.That(
                (scene.Case.Status, scene.Case.Cycle, scene.Case.Closure, scene.Case.ClosureById, scene.Case.ClosedAt),
                Is.EqualTo((CaseStatus.Rework, 2, (FourElements?)null, (Id<Person>?)null, (DateTimeOffset?)null))
            );
            Assert.That(second.DueAt, A.IsAt("2026-03-16 18:00"));
            Assert.That(
                (second.Cycle, second.IsRunning, scene.Case.DueAt, scene.Case.NextDueAt),
                Is.EqualTo((2, true, second.DueAt, second.DueAt))
            );
            Assert.That((first.StartedAt, first.DueAt, first.StoppedAt, first.Result, first.Level), Is.EqualTo(before));
            Assert.That(first.Result, Is.EqualTo(PromiseResult.Late));
        });
    }

    [Test]
    public void A_returned_closure_of_the_rework_runs_the_rework_s_clock_on()
    {
        var scene = new Scene().To(CaseStatus.Rework);
        var (first, second) = (scene.Case.Clocks.First(c => c.Kind == PromiseKind.Settle), scene.Clock(PromiseKind.Settle));
        scene.To(CaseStatus.UnderReview).Make(CaseMove.ReturnClosure, scene.Reviewer);

        Assert.That((scene.Case.Status, first.IsRunning, second.IsRunning), Is.EqualTo((CaseStatus.Rework, false, true)));
    }

    [TestCase(Role.HotlineSeat)]
    [TestCase(Role.CallbackAgent)]
    public void Who_speaks_for_the_enterprise_records_its_words(Role role)
    {
        var scene = new Scene().To(CaseStatus.AwaitingConfirmation);
        var by = scene.Actors[role];
        foreach (var words in new[] { null, " ", new string('长', 1001) })
        {
            scene.Refuses(CaseRules.WordsMissing, () => scene.Case.Confirm(Outcome.NotResolved, words, A.Promises, by, scene.Now), "words");
        }

        scene.Case.Confirm(Outcome.Resolved, " 都好了 ", A.Promises, by, scene.Now);
        Assert.That(
            (scene.Case.Happened[^1].As, scene.Case.Happened[^1].What),
            Is.EqualTo((role, new OutcomeConfirmed(Outcome.Resolved, "都好了")))
        );
    }

    [Test]
    public void What_is_no_outcome_closes_nothing_and_words_have_their_limit()
    {
        var scene = new Scene().To(CaseStatus.AwaitingConfirmation);
        scene.Refuses(CaseRules.OutcomeMissing, () => scene.Case.Confirm((Outcome)7, null, A.Promises, scene.Owner, scene.Now), "outcome");
        scene.Refuses(
            CaseRules.WordsMissing,
            () => scene.Case.Confirm(Outcome.Resolved, new('长', 1001), A.Promises, scene.Owner, scene.Now),
            "words"
        );
    }

    [Test]
    public void Silence_is_neither_satisfied_nor_resolved()
    {
        var scene = new Scene().To(CaseStatus.AwaitingConfirmation).At("2026-03-09 18:00");
        scene.Sweep();
        Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.AwaitingConfirmation), "it may answer up to the last instant");

        scene.Now = scene.Now.AddTicks(1);
        scene.Sweep();

        Assert.Multiple(() =>
        {
            Assert.That(
                (scene.Case.Status, scene.Case.ClosedAt, scene.Case.Holder),
                Is.EqualTo((CaseStatus.Unanswered, scene.Now, HolderKind.Nobody))
            );
            Assert.That(scene.Clock(PromiseKind.Confirmation).Result, Is.EqualTo(PromiseResult.Lapsed));
            Assert.That(scene.Case.Happened[^1].What, Is.InstanceOf<ConfirmationLapsed>());
            Assert.That(scene.Case.Happened.Select(h => h.What), Has.None.InstanceOf<OutcomeConfirmed>());
        });
    }

    [Test]
    public void A_late_answer_that_comes_before_the_sweep_counts()
    {
        var scene = new Scene().To(CaseStatus.AwaitingConfirmation).At("2026-03-09 19:00");
        scene.Make(CaseMove.Confirm, scene.Owner);
        Assert.That(scene.Sweep(), Is.Empty);
        Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.Resolved));
    }
}
