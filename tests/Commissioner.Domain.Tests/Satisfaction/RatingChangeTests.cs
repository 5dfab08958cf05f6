using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Tests.Satisfaction;

/// <summary>What counts of a rating that was changed, frozen or never given.</summary>
[Parallelizable(ParallelScope.All)]
public class RatingChangeTests
{
    [Test]
    public void A_raised_rating_counts_only_after_a_call_back_said_that_it_was_free()
    {
        var scene = new Scene().To(CaseStatus.Resolved);
        var rating = Rating.Give(scene.Case, new(Level.Dissatisfied, Result: Level.Satisfied), scene.Owner, scene.Now);
        scene.Now = scene.Now.AddDays(1);
        rating.Change(
            scene.Case,
            new(Level.VerySatisfied, Commissioner: Level.Satisfied, Result: Level.VeryDissatisfied),
            scene.Owner,
            scene.Now
        );

        Assert.That(
            (rating.Raised, rating.Counted, rating.CountedOfCommissioner, rating.CountedOfResult),
            Is.EqualTo((true, Level.Dissatisfied, (Level?)null, Level.VeryDissatisfied)),
            "worse counts at once, better does not"
        );
        Assert.That((rating.Overall, rating.ChangedOverall), Is.EqualTo((Level.Dissatisfied, Level.VerySatisfied)), "both values are kept");
        Assert.That(scene.Enterprise.Happened[^1].What, Is.EqualTo(new RatingChanged(rating.Id, scene.Case.Id, true, true)));
        rating.RaiseWasFree(scene.Enterprise, A.Actor(Role.CallbackAgent), scene.Now);
        Assert.That((rating.Counted, rating.CountedOfCommissioner), Is.EqualTo((Level.VerySatisfied, Level.Satisfied)));
    }

    [Test]
    public void A_rating_is_changed_once_within_30_days_and_a_lower_value_is_poor_at_once()
    {
        var scene = new Scene().To(CaseStatus.Resolved);
        var rating = Rating.Give(scene.Case, new(Level.Satisfied), scene.Owner, scene.Now);
        var given = scene.Now;
        scene.Now = given.AddDays(30).AddTicks(1);
        scene.Refuses(RatingRules.ChangeTooLate, () => rating.Change(scene.Case, new(Level.Dissatisfied), scene.Owner, scene.Now));
        scene.Now = given.AddDays(30);
        rating.Change(scene.Case, new(Level.Dissatisfied), scene.Owner, scene.Now);
        scene.Refuses(RatingRules.RatedAlready, () => rating.Change(scene.Case, new(Level.Satisfied), scene.Owner, scene.Now));

        Assert.That((rating.IsPoor, rating.Raised, rating.Counted), Is.EqualTo((true, false, Level.Dissatisfied)));
    }

    [Test]
    public void What_is_frozen_counts_nowhere_until_supervision_lifts_it_with_a_reason()
    {
        var scene = new Scene().To(CaseStatus.Resolved);
        var incident = Incident.Raise(scene.Case, IncidentKind.PraiseAsked, null, scene.Owner, scene.Now);
        var rating = Rating.Give(scene.Case, new(Level.VerySatisfied), scene.Owner, scene.Now, frozen: true);
        Assert.That(rating.Counted, Is.Null);
        var supervisor = A.Actor(Role.Supervisor);
        A.Refusal(
            CaseRules.MoveNotYours,
            null,
            () => incident.Decide(IncidentFinding.Unfounded, true, "示例理由", rating, A.Office, scene.Now)
        );
        A.Refusal(
            CaseRules.ReasonMissing,
            "reason",
            () => incident.Decide(IncidentFinding.Unfounded, true, " ", rating, supervisor, scene.Now)
        );
        incident.Decide(IncidentFinding.Founded, false, "示例理由", rating, supervisor, scene.Now);
        Assert.That(rating.Counted, Is.Null);
        incident.Decide(IncidentFinding.Unclear, true, "示例理由", rating, supervisor, scene.Now);
        Assert.That(rating.Counted, Is.EqualTo(Level.VerySatisfied));
        A.Refusal(
            RatingRules.IncidentLifted,
            null,
            () => incident.Decide(IncidentFinding.Unclear, true, "示例理由", rating, supervisor, scene.Now)
        );
    }

    [Test]
    public void A_seat_or_an_agent_records_a_rating_in_the_enterprise_s_own_words([Values(Role.HotlineSeat, Role.CallbackAgent)] Role role)
    {
        var scene = new Scene().To(CaseStatus.Resolved);
        scene.Refuses(
            CallbackRules.OwnWordsMissing,
            () => Rating.Give(scene.Case, new(Level.Satisfied), A.Actor(role), scene.Now),
            "reason"
        );
        Assert.That(Rating.Give(scene.Case, new(Level.Satisfied, Reason: "还行"), A.Actor(role), scene.Now).RatedAs, Is.EqualTo(role));
    }

    [Test]
    public void The_invitation_is_made_with_the_closure_and_comes_within_a_day_at_an_instant_of_the_case_s_own()
    {
        List<double> minutes = [];
        for (var i = 0; i < 40; i++)
        {
            var scene = new Scene().To(i % 2 == 0 ? CaseStatus.Resolved : CaseStatus.Unanswered);
            var invitation = scene.Case.Invitations.Single();
            var delay = invitation.NotBefore - scene.Case.ClosedAt!.Value;
            Assert.That(
                delay,
                Is.GreaterThan(TimeSpan.Zero)
                    .And.LessThanOrEqualTo(TimeSpan.FromDays(1))
                    .And.EqualTo(RatingInvitation.Delay(scene.Case.Id, 1))
            );
            Assert.That((invitation.ContactId, invitation.ValidUntil), Is.EqualTo((scene.Owner.Id, invitation.NotBefore.AddDays(30))));
            minutes.Add(delay.TotalMinutes);
        }

        Assert.That(minutes.Max() - minutes.Min(), Is.GreaterThan(600));
        Assert.That(new Scene().To(CaseStatus.Rework).Case.Invitations, Is.Empty);
    }

    [Test]
    public void An_invitation_is_answered_within_30_days()
    {
        var scene = new Scene().To(CaseStatus.Resolved);
        var invitation = scene.Case.Invitations.Single();
        scene.Now = invitation.ValidUntil.AddTicks(1);
        scene.Refuses(RatingRules.RatingTooLate, () => Rating.Give(scene.Case, new(Level.Satisfied), scene.Owner, scene.Now, invitation));
    }
}
