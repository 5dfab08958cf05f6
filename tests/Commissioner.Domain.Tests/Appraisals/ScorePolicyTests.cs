using Commissioner.Domain.Appraisals;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.Appraisals;

/// <summary>By what scores are made is known before the quarter begins, and two people say so.</summary>
public sealed class ScorePolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateOnly April = new(2026, 4, 1);
    private static readonly DateOnly July = new(2026, 7, 1);
    private static readonly ScoreTerms Other = ScorePolicy.First.Terms with { Resolution = 0.40m, Satisfaction = 0.30m };
    private static readonly Actor One = A.Actor(Role.Appraiser);
    private static readonly Actor Second = A.Actor(Role.Supervisor);

    private static ScorePolicy Propose(
        ScoreTerms? terms = null,
        DateOnly? from = null,
        ScorePolicy? last = null,
        ScorePolicy? before = null,
        string? reason = "示例原因"
    ) =>
        ScorePolicy.Propose(last ?? ScorePolicy.First, terms ?? Other, before ?? ScorePolicy.First, from ?? April, reason, One, Today, Now);

    private static ScorePolicy Confirmed(ScorePolicy policy)
    {
        policy.Decide(true, Second, Today, Now);
        return policy;
    }

    [Test]
    public void Each_quarter_is_scored_by_what_was_in_force_for_it_and_those_before_stay()
    {
        var second = Confirmed(Propose());
        var third = Confirmed(Propose(Other with { Least = 8 }, July, second, second));
        var fourth = Propose(Other with { Least = 9 }, July, third, third);
        ScorePolicy[] all = [fourth, third, second];
        Assert.That(
            new[] { new DateOnly(2026, 1, 1), April, new DateOnly(2026, 6, 30), July, new DateOnly(2030, 1, 1) }.Select(d =>
                ScorePolicy.Of(all, d).Version
            ),
            Is.EqualTo(new[] { 1, 2, 2, 3, 3 }),
            "what only waits counts nowhere"
        );
        Assert.That(
            ScorePolicy.Of([Confirmed(fourth), third, second], July).Version,
            Is.EqualTo(4),
            "of one quarter the last that was put in force"
        );
    }

    [Test]
    public void It_begins_with_a_quarter_that_has_not_begun_when_proposed_and_when_confirmed()
    {
        foreach (var day in new[] { Today, new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 2), default })
        {
            A.Refusal(ScorePolicyRules.QuarterHasBegun, "from", () => Propose(from: day));
        }

        var late = Propose();
        A.Refusal(ScorePolicyRules.QuarterHasBegun, "from", () => late.Decide(true, Second, April, Now));
        Assert.That(late.DecidedAt, Is.Null);
        late.Decide(false, One, April, Now);
        Assert.That(
            (late.ConfirmedAt, late.DecidedById),
            Is.EqualTo(((DateTimeOffset?)null, (Id<Person>?)One.Id)),
            "who proposed it may let it go"
        );
    }

    [Test]
    public void A_second_person_confirms_and_nothing_is_decided_twice_nor_two_at_once()
    {
        var policy = Propose();
        Assert.That(
            A.Refusal(ScorePolicyRules.ScorePolicyNeedsSecond, null, () => policy.Decide(true, One, Today, Now)).Could,
            Is.EqualTo(new[] { Role.Appraiser, Role.Supervisor })
        );
        A.Refusal(ScorePolicyRules.ScorePolicyWaits, null, () => Propose(last: policy));
        Confirmed(policy);
        A.Refusal(ScorePolicyRules.ScorePolicyDecided, null, () => policy.Decide(false, One, Today, Now));
        A.Refusal(ScorePolicyRules.ScorePolicyChangesNothing, null, () => Propose(last: policy, before: policy));
        A.Refusal(ScorePolicyRules.ScorePolicyNeedsReason, "reason", () => Propose(reason: " "));
    }

    [Test]
    public void Terms_that_cannot_be_or_undercut_the_least_are_refused_by_field()
    {
        (Rule, string, ScoreTerms)[] wrong =
        [
            (ScorePolicyRules.WeightsAreOne, "response", Other with { Response = 0.31m }),
            (ScorePolicyRules.WeightsAreOne, "response", Other with { Response = -0.1m, Resolution = 0.8m }),
            (ScorePolicyRules.WeightsAreOne, "response", Other with { Response = 0.305m, Resolution = 0.395m }),
            (ScorePolicyRules.FiveAreTheLeast, "least", Other with { Least = 4 }),
            (ScorePolicyRules.FiveAreTheLeast, "leastEnterprises", Other with { LeastEnterprises = 4 }),
            (ScorePolicyRules.ShareCannotBe, "leastRated", Other with { LeastRated = 1.01m }),
            (ScorePolicyRules.BandsOutOfOrder, "good", Other with { Good = 0.5m }),
            (ScorePolicyRules.BandsOutOfOrder, "good", Other with { Good = 1m }),
        ];
        foreach (var (rule, field, terms) in wrong)
        {
            A.Refusal(rule, field, () => Propose(terms));
        }
    }

    [Test]
    public void The_score_is_made_of_its_policys_terms()
    {
        Counted[] counted =
        [
            .. new[] { Measure.Response, Measure.Resolution, Measure.Satisfaction, Measure.Rated }.Select(m => new Counted(
                m,
                LeftOut.Counted,
                m == Measure.Resolution ? 30 : 60,
                30
            )),
        ];
        decimal Score(ScoreTerms terms) => Scorecard.Of(UnitKind.Person, Propose(terms), counted).Composite!.Value;
        var (r, s) = (new Rate(60, 30, []).Lower!.Value, new Rate(30, 30, []).Lower!.Value);
        Assert.That(Score(Other with { Response = 0m, Resolution = 1m, Satisfaction = 0m }), Is.EqualTo(Math.Floor(s * 10_000) / 10_000));
        Assert.That(Score(Other with { Response = 1m, Resolution = 0m, Satisfaction = 0m }), Is.EqualTo(Math.Floor(r * 10_000) / 10_000));
        Assert.That(Scorecard.Of(UnitKind.Person, Propose(Other with { Least = 31 }), counted).Composite, Is.Null);
    }
}
