using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Cases;

[Parallelizable(ParallelScope.All)]
public class ClosureTests
{
    [TestCase(LegStatus.Called)]
    [TestCase(LegStatus.CheckedIn)]
    [TestCase(LegStatus.Reported)]
    public void Nothing_is_closed_while_a_department_still_owes(LegStatus standing)
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(standing);
        scene.Refuses(CaseRules.LegStillOpen, () => scene.Make(CaseMove.ProposeClosure, scene.Commissioner));
    }

    [Test]
    public void A_proposal_stops_the_settling_notes_who_served_and_starts_the_review()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.Done).At("2026-03-03 10:00").To(CaseStatus.UnderReview);

        Assert.Multiple(() =>
        {
            Assert.That((scene.Case.ClosureById, scene.Case.ServedById), Is.EqualTo((scene.Commissioner.Id, scene.Serving.Id)));
            Assert.That(scene.Case.Closure, Is.EqualTo(A.Elements(scene.Now)));
            Assert.That(scene.Clock(PromiseKind.Settle).Result, Is.EqualTo(PromiseResult.Met));
            Assert.That(scene.Clock(PromiseKind.Review).DueAt, A.IsAt("2026-03-04 18:00"));
            Assert.That(scene.Case.Holder, Is.EqualTo(HolderKind.TriageDesk));
        });
    }

    [TestCase(Urgency.Urgent)]
    [TestCase(Urgency.Emergency)]
    public void An_urgent_closure_is_reviewed_within_four_working_hours(Urgency urgency) =>
        Assert.That(
            new Scene("2026-03-02 10:00", urgency).To(CaseStatus.UnderReview).Clock(PromiseKind.Review).DueAt,
            A.IsAt("2026-03-02 15:30")
        );

    [Test]
    public void Who_proposed_does_not_review()
    {
        var scene = new Scene(dutyDesk: true).To(CaseStatus.UnderReview);
        Assert.That(
            scene.Refuses(CaseRules.ReviewerProposed, () => scene.Make(CaseMove.PassClosure, scene.Desk)).Could,
            Is.EqualTo(new[] { Role.TriageDesk })
        );
        scene.Refuses(CaseRules.ReviewerProposed, () => scene.Make(CaseMove.ReturnClosure, scene.Desk));
        Assert.That(scene.Can(scene.Desk), Is.EqualTo(new[] { CaseMove.ProposeExplained }));
        Assert.That(
            scene.Can(scene.Reviewer),
            Is.EquivalentTo(new[] { CaseMove.PassClosure, CaseMove.ReturnClosure, CaseMove.ProposeExplained })
        );
    }

    [Test]
    public void A_returned_closure_runs_the_clock_on_that_it_had_stopped()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        var (settle, due) = (scene.Clock(PromiseKind.Settle), scene.Case.DueAt);
        scene.At("2026-03-05 10:00").To(CaseStatus.UnderReview).At("2026-03-06 09:00");
        scene.Refuses(CaseRules.ReasonMissing, () => scene.Make(CaseMove.ReturnClosure, scene.Reviewer, reason: " "), "reason");
        scene.Refuses(CaseRules.ReasonMissing, () => scene.Make(CaseMove.ReturnClosure, scene.Reviewer, reason: new('长', 1001)), "reason");
        scene.Make(CaseMove.ReturnClosure, scene.Reviewer);

        Assert.Multiple(() =>
        {
            Assert.That((scene.Case.Status, scene.Case.Holder), Is.EqualTo((CaseStatus.InProgress, HolderKind.Commissioner)));
            Assert.That(scene.Clock(PromiseKind.Settle), Is.SameAs(settle), "it is not started anew");
            Assert.That((settle.IsRunning, settle.DueAt, settle.Result), Is.EqualTo((true, due!.Value, (PromiseResult?)null)));
            Assert.That(scene.Case.NextDueAt, Is.EqualTo(due));
            Assert.That(scene.Clock(PromiseKind.Review).Result, Is.EqualTo(PromiseResult.Met));
        });

        scene.At("2026-03-09 18:00:01").To(CaseStatus.UnderReview);
        Assert.That(settle.Result, Is.EqualTo(PromiseResult.Late), "the time under review was not given back");
        Assert.That(scene.Clock(PromiseKind.Review).Cycle, Is.EqualTo(2));
    }

    [Test]
    public void A_passed_closure_asks_the_enterprise_for_five_working_days()
    {
        var scene = new Scene().To(CaseStatus.AwaitingConfirmation);

        Assert.Multiple(() =>
        {
            Assert.That(scene.Clock(PromiseKind.Confirmation).DueAt, A.IsAt("2026-03-09 18:00"));
            Assert.That(scene.Clock(PromiseKind.Review).Result, Is.EqualTo(PromiseResult.Met));
            Assert.That(
                (scene.Case.Holder, scene.Case.NextDueAt),
                Is.EqualTo((HolderKind.Enterprise, scene.Clock(PromiseKind.Confirmation).DueAt))
            );
            Assert.That(
                scene.Case.Happened[^1].What,
                Is.EqualTo(new ClosurePassed(Reviewed: true, scene.Clock(PromiseKind.Confirmation).DueAt))
            );
        });
    }

    [Test]
    public void What_nobody_reviews_the_clock_passes_and_says_so()
    {
        var scene = new Scene().To(CaseStatus.UnderReview).At("2026-03-03 18:00");
        scene.Sweep();
        Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.UnderReview), "it is in time up to its last instant");

        scene.Now = scene.Now.AddTicks(1);
        scene.Sweep();
        var last = scene.Case.Happened[^1];

        Assert.Multiple(() =>
        {
            Assert.That(scene.Case.Status, Is.EqualTo(CaseStatus.AwaitingConfirmation));
            Assert.That(
                (last.By, last.As, last.What),
                Is.EqualTo((Actor.System, Role.System, new ClosurePassed(Reviewed: false, scene.Clock(PromiseKind.Confirmation).DueAt)))
            );
            Assert.That(scene.Clock(PromiseKind.Review).Result, Is.EqualTo(PromiseResult.Lapsed));
            Assert.That(scene.Clock(PromiseKind.Confirmation).StartedAt, Is.EqualTo(scene.Now));
        });
    }

    [TestCase("takenUpAt")]
    [TestCase("spokenWith")]
    [TestCase("spokenAt")]
    [TestCase("done")]
    [TestCase("solvedAt")]
    public void Each_of_the_elements_is_compulsory(string missing)
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        var whole = A.Elements(scene.Now);
        var elements = FourElements.From(
            missing == "takenUpAt" ? null : whole.TakenUpAt,
            missing == "spokenWith" ? " " : whole.SpokenWith,
            missing == "spokenAt" ? null : whole.SpokenAt,
            missing == "done" ? null : whole.Done,
            missing == "solvedAt" ? null : whole.SolvedAt
        );
        scene.Refuses(
            CaseRules.FourElementsMissing,
            () => scene.Make(CaseMove.ProposeClosure, scene.Commissioner, elements: elements),
            missing
        );
    }

    [Test]
    public void Nothing_was_done_in_the_future_or_solved_before_it_was_taken_up()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        var (whole, later) = (A.Elements(scene.Now), scene.Now.AddTicks(1));
        Refuses(whole with { TakenUpAt = later }, "takenUpAt");
        Refuses(whole with { SpokenAt = later }, "spokenAt");
        Refuses(whole with { SolvedAt = later }, "solvedAt");
        Refuses(whole with { SolvedAt = whole.TakenUpAt.AddTicks(-1) }, "solvedAt");

        Assert.That(() => (whole with { SolvedAt = scene.Now }).Check(scene.Now), Throws.Nothing);

        void Refuses(FourElements elements, string field) =>
            scene.Refuses(
                CaseRules.TimesCannotBe,
                () => scene.Make(CaseMove.ProposeClosure, scene.Commissioner, elements: elements),
                field
            );
    }

    [Test]
    public void The_elements_have_their_limits_and_are_kept_in_utc()
    {
        var now = new Scene().Now;
        var whole = A.Elements(now);
        A.Refusal(CaseRules.FourElementsMissing, "spokenWith", () => (whole with { SpokenWith = new('长', 201) }).Check(now));
        A.Refusal(CaseRules.FourElementsMissing, "done", () => (whole with { Done = new('长', 5001) }).Check(now));
        var kept = FourElements.From(whole.TakenUpAt, " 甲 ", whole.SpokenAt, " 乙 ", whole.SolvedAt);

        Assert.That((kept.SpokenWith, kept.Done), Is.EqualTo(("甲", "乙")));
        Assert.That(new[] { kept.TakenUpAt.Offset, kept.SpokenAt.Offset, kept.SolvedAt.Offset }, Is.All.EqualTo(TimeSpan.Zero));
    }
}
