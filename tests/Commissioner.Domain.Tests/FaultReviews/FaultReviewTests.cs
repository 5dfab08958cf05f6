using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.FaultReviews;

/// <summary>People find fault, three of them, after hearing the person; nothing follows while it can be or is appealed.</summary>
public sealed class FaultReviewTests
{
    private static readonly DateTimeOffset Now = Given.Shanghai("2026-03-02 10:00");
    private static readonly Person Person = A.Person("示例专员", Role.Commissioner);
    private static readonly Actor Own = new(Person.Id, Person.Name, Person.Roles, null, null);
    private static readonly Actor Opener = A.Actor(Role.Supervisor);
    private static readonly Actor Decider = A.Actor(Role.Appraiser);
    private static readonly Actor Ruler = A.Actor(Role.Leader);

    private static FaultReview Opened() => FaultReview.Open(Person, FaultGround.FalseRecord, "示例事由", A.Promises, Opener, Now);

    private static FaultReview Stated()
    {
        var review = Opened();
        review.State(false, "示例陈述", Own, Now.AddHours(1));
        return review;
    }

    private static FaultReview Found(FaultConsequence consequence = FaultConsequence.Transfer)
    {
        var review = Stated();
        review.Decide(true, consequence, "示例理由", A.Promises, Decider, Now.AddHours(2));
        return review;
    }

    private static FaultReview Appealed()
    {
        var review = Found();
        review.AppealFinding("示例申诉", Own, Now.AddDays(1));
        return review;
    }

    [Test]
    public void Nothing_is_decided_before_the_person_was_heard_or_its_five_working_days_are_over()
    {
        var review = Opened();
        Assert.That(review.StateBy, A.IsAt("2026-03-09 18:00"));
        A.Refusal(FaultRules.NotHeardYet, null, () => review.Decide(false, null, "示例", A.Promises, Decider, review.StateBy));
        Assert.That(review.Steps(Decider, review.StateBy), Is.Empty);
        review.Decide(false, null, "示例", A.Promises, Decider, review.StateBy.AddMilliseconds(1));
        Assert.That(
            (review.Status, review.AppealBy, review.InForce(Now.AddYears(1))),
            Is.EqualTo((FaultReviewStatus.NoFault, (DateTimeOffset?)null, (FaultConsequence?)null))
        );

        var silent = Opened();
        silent.State(true, null, Own, Now);
        silent.Decide(true, FaultConsequence.Talk, "示例", A.Promises, Decider, Now);
        Assert.That((silent.Statement, silent.Status), Is.EqualTo(((string?)null, FaultReviewStatus.Decided)));
        A.Refusal(FaultRules.FaultOutOfOrder, null, () => silent.State(false, "示例", Own, Now));
    }

    [Test]
    public void Three_people_none_of_them_the_one_reviewed()
    {
        var appraiser = new Actor(Person.Id, Person.Name, [Role.Appraiser, Role.Leader], null, null);
        A.Refusal(FaultRules.OthersDecide, null, () => FaultReview.Open(Person, FaultGround.Conduct, "示例", A.Promises, appraiser, Now));
        A.Refusal(FaultRules.OthersDecide, null, () => Stated().Decide(false, null, "示例", A.Promises, Opener, Now));
        A.Refusal(FaultRules.OthersDecide, null, () => Stated().Decide(false, null, "示例", A.Promises, appraiser, Now));
        A.Refusal(FaultRules.OthersDecide, null, () => Appealed().Rule(FaultOutcome.Stands, null, "示例", Decider, Now));
        A.Refusal(FaultRules.OthersDecide, null, () => Appealed().Rule(FaultOutcome.Stands, null, "示例", appraiser, Now));
        var colleague = new Actor(Id<Person>.New(), "示例", [Role.Commissioner, Role.Appraiser, Role.Supervisor, Role.Leader], null, null);
        A.Refusal(Domain.Cases.CaseRules.MoveNotYours, null, () => Stated().Decide(false, null, "示例", A.Promises, colleague, Now));
        A.Refusal(Domain.Cases.CaseRules.MoveNotYours, null, () => Appealed().Rule(FaultOutcome.Stands, null, "示例", colleague, Now));
        Assert.That(Stated().Steps(colleague, Now).Concat(Appealed().Steps(colleague, Now)), Is.Empty);
        A.Refusal(FaultRules.OnesOwn, null, () => Opened().State(false, "示例", Decider, Now));
        A.Refusal(FaultRules.OnesOwn, null, () => Found().AppealFinding("示例", Opener, Now));
        A.Refusal(FaultRules.ItsOpenerWithdraws, null, () => Stated().Withdraw("示例", Decider, Now));
        foreach (var role in new[] { Role.Commissioner, Role.TriageDesk, Role.Leader, Role.System, Role.SystemAdmin, Role.SecurityAdmin })
        {
            A.Refusal(
                Domain.Cases.CaseRules.MoveNotYours,
                null,
                () => FaultReview.Open(Person, FaultGround.Conduct, "示例", A.Promises, A.Actor(role), Now)
            );
        }
    }

    [Test]
    public void A_finding_has_no_consequence_while_it_can_be_or_is_appealed()
    {
        var review = Found();
        Assert.That(review.AppealBy, A.IsAt("2026-03-16 18:00"));
        Assert.That(
            (review.InForce(review.AppealBy!.Value), review.InForce(review.AppealBy.Value.AddMilliseconds(1))),
            Is.EqualTo(((FaultConsequence?)null, (FaultConsequence?)FaultConsequence.Transfer))
        );
        A.Refusal(FaultRules.AppealTooLate, null, () => review.AppealFinding("示例", Own, review.AppealBy.Value.AddMilliseconds(1)));

        var appealed = Appealed();
        Assert.That(appealed.InForce(Now.AddYears(1)), Is.Null);
        A.Refusal(
            FaultRules.OnlyLighter,
            "consequence",
            () => appealed.Rule(FaultOutcome.Changed, FaultConsequence.Personnel, "示例", Ruler, Now)
        );
        A.Refusal(
            FaultRules.OnlyLighter,
            "consequence",
            () => appealed.Rule(FaultOutcome.Changed, FaultConsequence.Transfer, "示例", Ruler, Now)
        );
        appealed.Rule(FaultOutcome.Changed, FaultConsequence.Talk, "示例", Ruler, Now);
        Assert.That(appealed.InForce(Now), Is.EqualTo(FaultConsequence.Talk));
        A.Refusal(FaultRules.FaultOutOfOrder, null, () => appealed.Rule(FaultOutcome.Stands, null, "示例", Ruler, Now));

        foreach (
            var (outcome, stays) in new[]
            {
                (FaultOutcome.Stands, (FaultConsequence?)FaultConsequence.Transfer),
                (FaultOutcome.SetAside, null),
            }
        )
        {
            var ruled = Appealed();
            ruled.Rule(outcome, null, "示例", Ruler, Now);
            Assert.That(ruled.InForce(Now.AddYears(1)), Is.EqualTo(stays));
        }
    }

    [Test]
    public void What_is_missing_is_named()
    {
        A.Refusal(
            FaultRules.OnlyCommissioners,
            "personId",
            () => FaultReview.Open(A.Person("示例", Role.DepartmentHead), FaultGround.Conduct, "示例", A.Promises, Opener, Now)
        );
        A.Refusal(FaultRules.FaultGroundMissing, "ground", () => FaultReview.Open(Person, null, "示例", A.Promises, Opener, Now));
        A.Refusal(
            FaultRules.FaultWordsMissing,
            "occasion",
            () => FaultReview.Open(Person, FaultGround.Conduct, " ", A.Promises, Opener, Now)
        );
        A.Refusal(FaultRules.FaultWordsMissing, "words", () => Opened().State(false, new string('长', 4001), Own, Now));
        A.Refusal(FaultRules.ConsequenceMissing, "consequence", () => Stated().Decide(true, null, "示例", A.Promises, Decider, Now));
        A.Refusal(FaultRules.FaultWordsMissing, "reason", () => Stated().Decide(true, FaultConsequence.Talk, "", A.Promises, Decider, Now));
        A.Refusal(FaultRules.FaultAnswerMissing, "outcome", () => Appealed().Rule(null, null, "示例", Ruler, Now));
        A.Refusal(FaultRules.FaultWordsMissing, "reason", () => Opened().Withdraw(null, Opener, Now));
    }

    [Test]
    public void What_is_offered_is_what_is_taken()
    {
        Actor[] actors = [Own, Opener, Decider, Ruler, A.Actor(Role.Appraiser), A.Actor(Role.Commissioner), A.Actor(Role.TriageDesk)];
        Func<FaultReview>[] stands =
        [
            Opened,
            Stated,
            () => Found(),
            Appealed,
            () => After(Stated(), r => r.Decide(false, null, "示例", A.Promises, Decider, Now)),
            () => After(Appealed(), r => r.Rule(FaultOutcome.Stands, null, "示例", Ruler, Now)),
            () => After(Opened(), r => r.Withdraw("示例", Opener, Now)),
        ];
        var at = Now.AddHours(3);
        var offered = 0;
        foreach (var stand in stands)
        {
            foreach (var actor in actors)
            {
                foreach (
                    var (step, act) in new (FaultStep, Action<FaultReview>)[]
                    {
                        (FaultStep.State, r => r.State(false, "示例", actor, at)),
                        (FaultStep.Decide, r => r.Decide(true, FaultConsequence.Talk, "示例", A.Promises, actor, at)),
                        (FaultStep.Appeal, r => r.AppealFinding("示例", actor, at)),
                        (FaultStep.Rule, r => r.Rule(FaultOutcome.SetAside, null, "示例", actor, at)),
                        (FaultStep.Withdraw, r => r.Withdraw("示例", actor, at)),
                    }
                )
                {
                    var review = stand();
                    var may = review.Steps(actor, at).Contains(step);
                    offered += may ? 1 : 0;
                    Assert.That(
                        () => act(review),
                        may ? Throws.Nothing : Throws.TypeOf<RuleBroken>(),
                        $"{review.Status} {step} {actor.Roles[0]}"
                    );
                }
            }
        }

        Assert.That(offered, Is.EqualTo(8));
    }

    private static FaultReview After(FaultReview review, Action<FaultReview> act)
    {
        act(review);
        return review;
    }
}
