using Commissioner.App.Features.Demo;
using Commissioner.App.Hosting;
using Commissioner.Data.Providers;
using Commissioner.Data.Sealing;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Demo;

/// <summary>
/// The six months before a Friday evening, a Monday's first minutes, a holiday, a summer noon and the first week of a year without a
/// notice.
/// </summary>
[TestFixtureSource(nameof(MomentsNow))]
public sealed class DemoPlayTests(string at)
{
    // What holds for one holds for the others but for what the calendar brings: the gate plays an evening, the night all.
    private static readonly string[] Moments =
    [
        "2026-11-20T20:06:31+08:00",
        "2027-01-06T17:55:00+08:00",
        "2026-10-04T15:00:00+08:00",
        "2026-03-02T09:02:00+08:00",
        "2025-07-16T12:10:00+08:00",
        "2026-11-30T14:35:00+08:00",
    ];

    private static IEnumerable<string> MomentsNow => Moments.Take(Scale.Of(Moments.Length));

    private readonly DateTimeOffset _now = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
    private DemoPark _park = null!;
    private DemoPlay _play = null!;

    [OneTimeSetUp]
    public void Play() => (_park, _play) = Played(_now);

    [Test]
    public void The_same_moment_plays_the_same_again()
    {
        var again = Played(_now).Play;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Cases.Select(Told), Is.EqualTo(_play.Cases.Select(Told)));
            Assert.That(
                again.Ratings.Select(r => (r.Overall, r.OfCommissioner, r.OfResult, r.Reason, r.RatedAt)),
                Is.EqualTo(_play.Ratings.Select(r => (r.Overall, r.OfCommissioner, r.OfResult, r.Reason, r.RatedAt)))
            );
            Assert.That(
                again.Replacements.Select(r => (r.Trigger, r.Status, r.BeganAt, r.EndedAt)),
                Is.EqualTo(_play.Replacements.Select(r => (r.Trigger, r.Status, r.BeganAt, r.EndedAt)))
            );
        }

        static (string, CaseStatus, DateTimeOffset, DateTimeOffset?, int, int) Told(Case c) =>
            (c.Title, c.Status, c.SubmittedAt, c.ClosedAt, c.Version, c.Legs.Count());
    }

    [Test]
    public void It_is_as_much_as_was_promised()
    {
        var closed = _play.Cases.Where(c => c.ClosedAt is not null).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_play.Cases, Has.Count.InRange(1150, 1550));
            Assert.That(Share(_play.Cases, c => c.Legs.Any()), Is.InRange(0.38, 0.52), "whistles");
            Assert.That(Share(closed, c => c.Status == CaseStatus.Unanswered), Is.InRange(0.05, 0.12), "unanswered");
            Assert.That((double)_play.Ratings.Count / closed.Count, Is.InRange(0.6, 0.8), "rated");
            Assert.That(Share(_play.Ratings, r => r.IsPoor), Is.InRange(0.03, 0.08), "poor");
            Assert.That(_play.Replacements.Count(r => r.Trigger == ReplacementTrigger.Button), Is.InRange(5, 7));
            Assert.That(_play.Replacements.Count(r => r.Status == ReplacementStatus.Kept), Is.EqualTo(1));
            Assert.That(
                _play.Replacements.SelectMany(r => r.Clocks).Count(c => c.Result == PromiseResult.Lapsed),
                Is.InRange(2, 20),
                "successors by the clock"
            );
            Assert.That(_play.Replacements.GroupBy(r => r.EnterpriseId).Count(g => g.Count() > 1), Is.GreaterThanOrEqualTo(2));
            Assert.That(_park.Enterprises.Where(e => e.ActiveId is null), Is.EqualTo(_park.Enterprises.Skip(148)));
        }

        static double Share<T>(IReadOnlyCollection<T> of, Func<T, bool> which) => (double)of.Count(which) / of.Count;
    }

    [Test]
    public void The_enterprises_that_a_visitor_is_offered_have_the_commissioner_of_their_number() =>
        Assert.That(
            _park.Enterprises.Take(DemoPark.Shown).Select(e => e.ActiveId),
            Is.EqualTo(_park.Commissioners.Take(DemoPark.Shown).Select(c => (Id<Person>?)c.PersonId))
        );

    [Test]
    public void In_the_end_there_is_something_to_do_for_everybody()
    {
        var open = _play.Cases.Where(c => c.ClosedAt is null).ToList();
        var own = _play.Cases.Where(c => c.EnterpriseId == _park.Enterprises[0].Id).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(open, Has.Count.InRange(40, 160));
            Assert.That(_play.Cases.Select(c => c.Status).Distinct(), Is.EquivalentTo(Enum.GetValues<CaseStatus>()));
            Assert.That(open.Count(c => c.NextAmberAt <= _now && c.NextDueAt >= _now), Is.GreaterThanOrEqualTo(2), "amber");
            Assert.That(open.Count(c => c.NextDueAt < _now), Is.InRange(3, 30), "red");
            Assert.That(
                own.Where(c => !c.AboutOfficials).Select(c => c.Status),
                Is.SupersetOf(new[] { CaseStatus.Submitted, CaseStatus.Accepted, CaseStatus.InProgress, CaseStatus.AwaitingConfirmation })
            );
            Assert.That(
                own.Where(c => c.Status == CaseStatus.Resolved).Select(c => c.Id).Except(_play.Ratings.Select(r => r.CaseId)),
                Is.Not.Empty,
                "to be rated"
            );
            Assert.That(
                own.SelectMany(c => c.Legs).Select(l => l.Status),
                Has.Member(LegStatus.Reported),
                "to be approved by commissioner1"
            );
            Assert.That(
                open.SelectMany(c => c.Legs).Where(l => l.Status is LegStatus.Called or LegStatus.CheckedIn).Select(l => l.DepartmentId),
                Is.SupersetOf(_park.Departments.Values.Take(4).Select(d => d.Id))
            );
            Assert.That(
                open.SelectMany(c => c.Legs).Select(l => l.Status),
                Is.SupersetOf(new[] { LegStatus.Objected, LegStatus.Reassigned }),
                "to be ruled on, and to be learned from"
            );
            Assert.That(open.Count(c => c.Status == CaseStatus.UnderReview), Is.GreaterThanOrEqualTo(2));
            Assert.That(_play.Replacements.Count(r => r.Status == ReplacementStatus.Acting), Is.GreaterThanOrEqualTo(1));
        }
    }

    [Test]
    public void The_first_enterprise_keeps_its_first_commissioner()
    {
        var first = _park.Enterprises[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.ActiveId, Is.EqualTo(_park.Actors["commissioner1"].Id));
            Assert.That(_play.Replacements.Select(r => r.EnterpriseId), Has.No.Member(first.Id));
        }
    }

    [Test]
    public void No_closed_case_has_a_running_clock_and_no_clock_is_left_unraised()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_play.Cases.Where(c => c.ClosedAt is not null).SelectMany(c => c.Clocks).Where(c => c.IsRunning), Is.Empty);
            // The sweep's turn comes a few seconds after a promise is due.
            Assert.That(_play.Cases.SelectMany(c => c.Clocks).Where(c => c.NextFireAt < _now.AddSeconds(-10)), Is.Empty);
            Assert.That(_play.Firings.All(f => f.FiredAt > f.WantedAt));
        }
    }

    [Test]
    public void Nothing_happens_later_than_now_and_every_timeline_runs_forward()
    {
        var timelines = _play.Cases.Select(c => c.Happened).Concat(_park.Enterprises.Select(e => e.Happened)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(timelines.SelectMany(t => t).Max(h => h.At), Is.LessThanOrEqualTo(_now));
            Assert.That(
                timelines,
                Has.All.Matches<IReadOnlyList<Domain.Happening>>(t =>
                    t.Zip(t.Skip(1)).All(p => p.First.At <= p.Second.At && p.First.Seq + 1 == p.Second.Seq)
                )
            );
        }
    }

    [Test]
    public void Every_post_is_held_without_gap_or_overlap()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var enterprise in _park.Enterprises)
            {
                foreach (var (duty, post) in new[] { (Duty.Active, enterprise.Active), (Duty.Backup, enterprise.Backup) })
                {
                    var past = enterprise.Past.Where(a => a.Duty == duty).OrderBy(a => a.FromAt).ToList();
                    DateTimeOffset?[] begins = [.. past.Select(a => (DateTimeOffset?)a.FromAt), post.SinceAt];
                    Assert.That(begins[0], Is.EqualTo(_play.Begin), enterprise.Name);
                    Assert.That(begins.Skip(1), Is.EqualTo(past.Select(a => (DateTimeOffset?)a.ToAt)), enterprise.Name);
                }
            }
        }
    }

    /// <summary>The six months before a moment.</summary>
    internal static (DemoPark Park, DemoPlay Play) Played(DateTimeOffset now)
    {
        // Nothing is stored: there is no server behind it.
        var options = new DbContextOptionsBuilder<PostgresDb>();
        Engines.Configure(options, Engine.Postgres, "Host=127.0.0.1", FieldKeys.Unkept());
        using var db = new PostgresDb(options.Options);
        var park = new DemoPark(db, new Promises(ChinaWorkingDays.Default, PromisePolicy.First), new SimulatedClock(now));
        return (park, park.Play());
    }
}
