using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Offerings;

/// <summary>Two enterprises are brought together: both say yes, somebody owns it, and what came of it is asked.</summary>
[Parallelizable(ParallelScope.All)]
public class IntroductionTests
{
    private static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly Actor Serving = A.Actor(Role.Commissioner);

    [Test]
    public void Both_say_yes_before_either_is_known()
    {
        var its = Proposed();
        Assert.That((its.State, its.Holding?.Kind), Is.EqualTo((IntroductionState.Proposed, (HolderKind?)HolderKind.Enterprise)));
        A.Refusal(IntroductionRules.IntroductionNotNow, null, () => its.Make(null, true, A.Promises, Serving, Monday));
        its.Accept(Of(its.SeekerId), Monday);
        Assert.That((its.AreKnown, its.State), Is.EqualTo((false, IntroductionState.Proposed)));
        A.Refusal(IntroductionRules.IntroductionNotNow, null, () => its.Accept(Of(its.SeekerId), Monday));
        Assert.Throws<NotFound>(() => its.Accept(Of(Id<Enterprise>.New()), Monday));
        its.Accept(Of(its.OffererId), Monday);
        Assert.That((its.AreKnown, its.State), Is.EqualTo((true, IntroductionState.Agreed)));
        A.Refusal(IntroductionRules.IntroductionOfOthers, null, () => its.Make(null, false, A.Promises, Serving, Monday));
    }

    [Test]
    public void It_is_followed_up_after_seven_and_thirty_days()
    {
        var its = Made();
        Assert.That(its.Clocks.Select(c => c.DueAt), Is.EqualTo(new[] { At("2026-03-10 00:00"), At("2026-04-02 00:00") }));
        var early = A.Refusal(IntroductionRules.FollowUpTooEarly, "outcome", () => Talk(its, "2026-03-03 10:00"));
        Assert.That(early.Details[0], Is.EqualTo(its.Clocks[0].AmberAt));
        its.Note("示例：已寄样", true, Serving, At("2026-03-03 10:00"));
        A.Refusal(
            IntroductionRules.IntroductionNoteMissing,
            "note",
            () => its.FollowUp(IntroductionOutcome.NotSuited, " ", null, true, Serving, At("2026-03-09 10:00"))
        );
        Talk(its, "2026-03-09 17:00");
        Assert.That(its.State, Is.EqualTo(IntroductionState.FollowedUp));
        A.Refusal(IntroductionRules.FollowUpTooEarly, "outcome", () => Talk(its, "2026-03-10 10:00"));
        A.Refusal(
            IntroductionRules.IntroductionAmountUnusable,
            "amount",
            () => its.FollowUp(IntroductionOutcome.NotSuited, "示例", 1, true, Serving, At("2026-04-01 10:00"))
        );
        its.FollowUp(IntroductionOutcome.OrderMade, "示例：首单", 120_000, true, Serving, At("2026-04-02 10:00"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (its.State, its.Outcome, its.Amount),
                Is.EqualTo((IntroductionState.Ended, IntroductionOutcome.OrderMade, 120_000m))
            );
            Assert.That(its.Clocks.Select(c => c.Result), Is.EqualTo(new PromiseResult?[] { PromiseResult.Met, PromiseResult.Late }));
            Assert.That(its.Notes.Select(n => n.No), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        }

        A.Refusal(IntroductionRules.IntroductionNotNow, null, () => Talk(its, "2026-04-03 10:00"));
    }

    [Test]
    public void An_outcome_ends_what_was_owed_and_so_does_the_last_follow_up()
    {
        var sudden = Made();
        sudden.FollowUp(IntroductionOutcome.OrderMade, "示例：当天成交", null, true, Serving, At("2026-03-02 16:00"));
        Assert.That(sudden.Clocks.Select(c => c.Result), Is.All.EqualTo(PromiseResult.Cancelled));
        var slow = Made();
        Talk(slow, "2026-04-01 12:00");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((slow.State, slow.Outcome), Is.EqualTo((IntroductionState.Ended, IntroductionOutcome.StillTalking)));
            Assert.That(slow.Clocks.Select(c => c.Result), Is.EqualTo(new PromiseResult?[] { PromiseResult.Late, PromiseResult.Met }));
        }
    }

    [Test]
    public void What_is_late_is_raised_and_said()
    {
        var its = Made();
        var clock = its.Clocks[0];
        its.Remembered();
        its.Fire(clock, A.Promises, clock.AmberAt);
        its.Fire(clock, A.Promises, At("2026-03-10 00:01"));
        Assert.That(
            its.Happened.Select(h => h.What).OfType<IntroductionLate>().Select(l => (l.Raised, l.Tells.Contains(Role.Supervisor))),
            Is.EqualTo(new[] { (PromiseLevel.Warned, false), (PromiseLevel.Overdue, true) })
        );
    }

    [Test]
    public void One_who_declines_ends_it_until_they_were_brought_together()
    {
        var its = Proposed();
        its.Decline(Of(its.OffererId), Monday);
        Assert.That((its.State, its.IsOpen), Is.EqualTo((IntroductionState.Declined, false)));
        A.Refusal(IntroductionRules.IntroductionNotNow, null, () => its.Accept(Of(its.SeekerId), Monday));
        var made = Made();
        A.Refusal(IntroductionRules.IntroductionNotNow, null, () => made.Decline(Of(made.OffererId), Monday));
        A.Refusal(IntroductionRules.IntroductionNotNow, null, () => made.CallOff("示例", true, Serving, Monday));
        var off = Proposed();
        A.Refusal(IntroductionRules.IntroductionNoteMissing, "because", () => off.CallOff(null, true, Serving, Monday));
        off.CallOff("示例：停产", true, Serving, Monday);
        Assert.That(off.State, Is.EqualTo(IntroductionState.CalledOff));
    }

    [Test]
    public void Merged_into_a_third_it_goes_on_and_into_the_other_it_ends()
    {
        var (one, third) = (A.Enterprise(Monday), A.Enterprise(Monday));
        var goes = Made(one.Id);
        goes.GoOnWith(third, one, A.Office, Monday);
        Assert.That((goes.SeekerId, goes.ServedId, goes.State), Is.EqualTo((third.Id, third.Id, IntroductionState.Introduced)));
        var ends = Made(one.Id, third.Id);
        ends.GoOnWith(third, one, A.Office, Monday);
        Assert.That(ends.State, Is.EqualTo(IntroductionState.CalledOff));
        Assert.That(ends.Clocks.Select(c => c.Result), Is.All.EqualTo(PromiseResult.Cancelled));
    }

    [Test]
    public void Only_a_pair_that_holds_is_introduced()
    {
        var (offer, seek) = (Filed(OfferingKind.Offer), Filed(OfferingKind.Seek));
        A.Refusal(IntroductionRules.IntroductionNoPair, null, () => Introduction.Propose(seek, offer, null, Today, A.Office, Monday));
        seek.Move(OfferingStep.Pause, Of(seek.EnterpriseId), Monday);
        A.Refusal(IntroductionRules.IntroductionNoPair, null, () => Introduction.Propose(offer, seek, null, Today, A.Office, Monday));
        var own = Filed(OfferingKind.Seek, offer.EnterpriseId);
        A.Refusal(IntroductionRules.IntroductionNoPair, null, () => Introduction.Propose(offer, own, null, Today, A.Office, Monday));
    }

    private static void Talk(Introduction its, string at) =>
        its.FollowUp(IntroductionOutcome.StillTalking, "示例：还在谈", null, true, Serving, At(at));

    private static Introduction Made(Id<Enterprise>? seeker = null, Id<Enterprise>? offerer = null)
    {
        var its = Proposed(seeker, offerer);
        its.Accept(Of(its.OffererId), Monday);
        its.Accept(Of(its.SeekerId), Monday);
        its.Make("示例：已到厂", true, A.Promises, Serving, Monday);
        return its;
    }

    private static Introduction Proposed(Id<Enterprise>? seeker = null, Id<Enterprise>? offerer = null)
    {
        var (offer, seek) = (Filed(OfferingKind.Offer, offerer), Filed(OfferingKind.Seek, seeker));
        return Introduction.Propose(offer, seek, seek.EnterpriseId, Today, Serving, Monday);
    }

    private static Offering Filed(OfferingKind kind, Id<Enterprise>? of = null)
    {
        var own = of ?? Id<Enterprise>.New();
        return Offering.File(
            own,
            new(kind, OfferingCategory.Parts, "示例：轴承", null, null, null, null, Today.AddDays(300), OfferingAudience.Office),
            Today,
            Of(own),
            Monday
        );
    }

    private static Actor Of(Id<Enterprise> enterprise) => A.Actor(Role.EnterpriseOwner, enterprise);

    private static DateTimeOffset At(string clock) => Given.Shanghai(clock);
}
