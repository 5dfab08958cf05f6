using Commissioner.Domain.Appraisals;

namespace Commissioner.Domain.Tests.Appraisals;

/// <summary>Shares, their intervals and the score made of them.</summary>
public sealed class RateTests
{
    [TestCase(3, 3, 0.4385)]
    [TestCase(6, 7, 0.4869)]
    [TestCase(29, 30, 0.8333)]
    [TestCase(100, 100, 0.9630)]
    [TestCase(0, 10, 0)]
    public void The_lower_end_is_wilsons(int k, int n, double lower) =>
        Assert.That((double)new Rate(2 * k, n, []).Lower!.Value, Is.EqualTo(lower).Within(0.00005));

    [Test]
    public void A_share_is_cut_off_and_never_rounded_up()
    {
        var nearlyAll = new Rate(2 * 19_880, 19_881, []);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rate.Percent(nearlyAll.Value), Is.EqualTo(99.99m));
            Assert.That(nearlyAll.Value, Is.LessThan(1));
            Assert.That(new Rate(2 * (20_000_000L - 1), 20_000_000, []).Value, Is.EqualTo(0.999999m));
            Assert.That(new Rate(2 * 19_881, 19_881, []).Value, Is.EqualTo(1));
            Assert.That(new Rate(3, 2, []).K, Is.EqualTo(1.5m), "what is partly resolved counts half");
            Assert.That(new Rate(3, 2, []).Value, Is.EqualTo(0.75m));
            Assert.That((new Rate(0, 0, []).Value, new Rate(0, 0, []).Lower), Is.EqualTo(((decimal?)null, (decimal?)null)));
        }
    }

    [Test]
    public void The_interval_holds_the_share_at_both_ends()
    {
        for (var n = 1; n < 60; n++)
        {
            for (var halves = 0; halves <= 2 * n; halves++)
            {
                var rate = new Rate(halves, n, []);
                Assert.That(rate.Lower, Is.LessThanOrEqualTo(rate.Value!.Value).And.GreaterThanOrEqualTo(0), $"{halves}/{n}");
                Assert.That(rate.Upper, Is.GreaterThanOrEqualTo(rate.Value!.Value - 0.000001m).And.LessThanOrEqualTo(1), $"{halves}/{n}");
            }
        }
    }

    [TestCase(Measure.Response)]
    [TestCase(Measure.Resolution)]
    [TestCase(Measure.Satisfaction)]
    public void Of_fewer_than_five_there_is_no_score_and_not_a_zero(Measure few)
    {
        Counted Of(Measure measure, int n) => new(measure, LeftOut.Counted, 2 * n, n);
        var card = Scorecard.Of(
            UnitKind.Person,
            ScorePolicy.First,
            new[] { Measure.Response, Measure.Resolution, Measure.Satisfaction, Measure.Rated }.Select(m => Of(m, m == few ? 4 : 30))
        );
        var enough = Scorecard.Of(
            UnitKind.Person,
            ScorePolicy.First,
            new[] { Measure.Response, Measure.Resolution, Measure.Satisfaction, Measure.Rated }.Select(m => Of(m, m == few ? 5 : 30))
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That((card.Composite, card.Band), Is.EqualTo(((decimal?)null, Band.NoScore)));
            Assert.That(enough.Composite, Is.GreaterThan(0.5m));
        }
    }

    [Test]
    public void The_score_weighs_the_lower_ends_and_says_where_too_few_rated()
    {
        Counted[] counted =
        [
            new(Measure.Response, LeftOut.Counted, 58, 30),
            new(Measure.Resolution, LeftOut.Counted, 200, 100),
            new(Measure.Satisfaction, LeftOut.Counted, 12, 7),
            new(Measure.Resolution, LeftOut.Unanswered, 0, 3),
            new(Measure.Resolution, LeftOut.Redirected, 0, 2),
            new(Measure.Rated, LeftOut.Counted, 14, 100),
        ];
        var card = Scorecard.Of(UnitKind.Person, ScorePolicy.First, counted);
        using (Assert.EnterMultipleScope())
        {
            // 0.30 × 0.8333 + 0.35 × 0.9630 + 0.35 × 0.4869
            Assert.That(card.Composite, Is.EqualTo(0.7574m));
            Assert.That(
                card[Measure.Resolution].Excluded,
                Is.EqualTo(new LeftOutCount[] { new(LeftOut.Redirected, 2), new(LeftOut.Unanswered, 3) })
            );
            Assert.That(card.Band, Is.EqualTo(Band.TooFewRated));
            Assert.That(
                Scorecard
                    .Of(
                        UnitKind.Person,
                        ScorePolicy.First,
                        [.. counted.Where(c => c.Measure != Measure.Rated), new(Measure.Rated, LeftOut.Counted, 60, 100)]
                    )
                    .Band,
                Is.EqualTo(Band.Good)
            );
            Assert.That(card[Measure.CheckIn].N, Is.Zero);
        }
    }

    [TestCase("2026-01-01", "2026-03-31", true)]
    [TestCase("2026-10-01", "2026-12-31", true)]
    [TestCase("2026-02-01", "2026-04-30", false)]
    [TestCase("2026-01-01", "2026-06-30", false)]
    public void A_quarter_is_a_whole_one(string from, string to, bool is_) =>
        Assert.That(
            new Period(
                DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
                DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture)
            ).IsQuarter,
            Is.EqualTo(is_)
        );
}
