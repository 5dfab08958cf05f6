using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Appraisals;

/// <summary>What counts of a case, from its log.</summary>
public sealed class CaseFactsTests
{
    [Test]
    public void A_case_that_goes_well_counts_once_in_everything()
    {
        var scene = new Scene();
        scene.To(CaseStatus.InProgress).Called(LegStatus.Done).To(CaseStatus.Resolved);
        var rating = Rating.Give(
            scene.Case,
            new(Level.FairlySatisfied, Departments: [(scene.Lead.Id, Level.VerySatisfied)]),
            scene.Owner,
            scene.Now
        );
        var (person, department) = (Card(scene, UnitKind.Person, rating: rating), Card(scene, UnitKind.Department, rating: rating));
        using (Assert.EnterMultipleScope())
        {
            foreach (
                var measure in new[]
                {
                    Measure.Response,
                    Measure.OnTime,
                    Measure.OnTimeUnextended,
                    Measure.Resolution,
                    Measure.StrictResolution,
                    Measure.Satisfaction,
                    Measure.Rated,
                }
            )
            {
                Assert.That((person[measure].Halves, person[measure].N), Is.EqualTo((2, 1)), measure.ToString());
            }

            Assert.That(
                (person[Measure.StrictSatisfaction].Halves, person[Measure.StrictSatisfaction].N),
                Is.EqualTo((0, 1)),
                "level 3 is in M and not in M₁"
            );
            Assert.That(
                (department[Measure.StrictSatisfaction].Halves, department[Measure.StrictSatisfaction].N),
                Is.EqualTo((2, 1)),
                "a department by its own level"
            );
            Assert.That(
                (department[Measure.CheckIn].Halves, department[Measure.OnTime].Halves, department[Measure.Resolution].Halves),
                Is.EqualTo((2, 2, 2))
            );
            Assert.That(person[Measure.CheckIn].N, Is.Zero);
        }
    }

    [Test]
    public void Silence_is_in_no_numerator()
    {
        var scene = new Scene().To(CaseStatus.Unanswered);
        var card = Card(scene, UnitKind.Person);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((card[Measure.Resolution].Halves, card[Measure.Resolution].N), Is.EqualTo((0, 0)));
            Assert.That(card[Measure.Resolution].Excluded, Is.EqualTo(new LeftOutCount[] { new(LeftOut.Unanswered, 1) }));
            Assert.That((card[Measure.StrictResolution].Halves, card[Measure.StrictResolution].N), Is.EqualTo((0, 1)));
            Assert.That((card[Measure.Satisfaction].N, card[Measure.Rated].Halves, card[Measure.Rated].N), Is.EqualTo((0, 0, 1)));
        }
    }

    [Test]
    public void What_was_explained_is_in_no_resolution_and_its_rating_counts()
    {
        var scene = new Scene().To(CaseStatus.Explained);
        var (silent, rated) = (
            Card(scene, UnitKind.Person),
            Card(scene, UnitKind.Person, rating: Rating.Give(scene.Case, new(Level.Dissatisfied), scene.Owner, scene.Now))
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rated[Measure.Resolution].N, Is.Zero);
            Assert.That(rated[Measure.Resolution].Excluded, Is.EqualTo(new LeftOutCount[] { new(LeftOut.Explained, 1) }));
            Assert.That(
                (rated[Measure.Satisfaction].Halves, rated[Measure.Satisfaction].N, rated[Measure.Rated].Halves),
                Is.EqualTo((0, 1, 2))
            );
            Assert.That((silent[Measure.Satisfaction].N, silent[Measure.Rated].Halves, silent[Measure.Rated].N), Is.EqualTo((0, 0, 1)));
        }
    }

    [Test]
    public void What_was_merged_and_taken_out_again_counts_as_if_it_had_never_been()
    {
        var scene = new Scene().To(CaseStatus.Accepted);
        scene.Make(CaseMove.Merge, scene.Desk);
        var merged = Card(scene, UnitKind.Person);
        scene.Now = scene.Now.AddDays(60);
        scene.Make(CaseMove.Separate, scene.Desk);
        scene.To(CaseStatus.Resolved);
        var card = Card(scene, UnitKind.Person);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((merged[Measure.OnTime].N, merged[Measure.Resolution].N), Is.EqualTo((0, 0)));
            Assert.That((card[Measure.Response].Halves, card[Measure.Response].N), Is.EqualTo((0, 1)), "a merging makes nothing less late");
            Assert.That((card[Measure.Resolution].Halves, card[Measure.Resolution].N), Is.EqualTo((2, 1)));
            Assert.That(Facts(scene).Count(f => f.Kind == FactKind.Settle), Is.EqualTo(1));
            Assert.That(Facts(scene).Select(f => f.Why), Has.None.EqualTo(LeftOut.Merged));
        }
    }

    [Test]
    public void Each_cycle_keeps_what_it_ended_with()
    {
        var scene = new Scene().To(CaseStatus.Rework);
        scene.Now = scene.Now.AddHours(1);
        scene.Make(CaseMove.ProposeClosure, scene.Commissioner);
        scene.Make(CaseMove.PassClosure, scene.Reviewer);
        scene.Make(CaseMove.Confirm, scene.Owner, Outcome.Partly);
        var facts = Facts(scene).Where(f => f.Kind == FactKind.Outcome).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                facts.Select(f => (f.Cycle, f.Value, f.Why)),
                Is.EqualTo(new[] { (1, 0L, LeftOut.Counted), (2, 1L, LeftOut.Counted) })
            );
            Assert.That(
                Card(scene, UnitKind.Person)[Measure.Resolution],
                Is.EqualTo(new Rate(1, 2, [])).Using<Rate>((a, b) => (a.Halves, a.N) == (b.Halves, b.N))
            );
            Assert.That(
                Facts(scene).Single(f => f.Kind == FactKind.Rated).Cycle,
                Is.EqualTo(2),
                "what was not resolved is not asked about"
            );
        }
    }

    [Test]
    public void What_is_withdrawn_is_out_only_after_its_call_back()
    {
        var scene = new Scene().To(CaseStatus.Accepted);
        scene.Make(CaseMove.Withdraw, scene.Owner);
        var (before, after) = (Card(scene, UnitKind.Person), Card(scene, UnitKind.Person, calledBack: true));
        using (Assert.EnterMultipleScope())
        {
            foreach (var measure in new[] { Measure.Response, Measure.OnTime, Measure.Resolution })
            {
                Assert.That((before[measure].Halves, before[measure].N), Is.EqualTo((0, 1)), measure.ToString());
                Assert.That((after[measure].Halves, after[measure].N), Is.EqualTo((0, 0)), measure.ToString());
                Assert.That(after[measure].Excluded, Is.EqualTo(new LeftOutCount[] { new(LeftOut.Withdrawn, 1) }), measure.ToString());
            }
        }
    }

    [Test]
    public void A_commissioner_is_not_late_for_a_departments_delay_and_is_for_its_own()
    {
        var theirs = new Scene().To(CaseStatus.InProgress).Called();
        theirs.Make(CaseMove.CheckIn, theirs.Actors[Role.DepartmentLiaison]);
        theirs.At("2026-03-16 18:00").Sweep();
        theirs.Make(CaseMove.Report, theirs.Actors[Role.DepartmentHandler]);
        theirs.Make(CaseMove.ApproveReport, theirs.Commissioner);
        theirs.Make(CaseMove.ProposeClosure, theirs.Commissioner);
        var own = new Scene().To(CaseStatus.InProgress).At("2026-03-16 18:00");
        own.Sweep();
        own.Make(CaseMove.ProposeClosure, own.Commissioner);
        var (spared, late) = (Facts(theirs), Facts(own));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (Card(theirs, UnitKind.Person)[Measure.OnTime].Halves, Card(theirs, UnitKind.Park)[Measure.OnTime].Halves),
                Is.EqualTo((2, 0)),
                "the park is late, the commissioner is not"
            );
            Assert.That(
                (Card(own, UnitKind.Person)[Measure.OnTime].Halves, Card(own, UnitKind.Park)[Measure.OnTime].Halves),
                Is.EqualTo((0, 0))
            );
            Assert.That(
                spared.Where(f => f.Kind == FactKind.Lateness).Select(f => (f.DepartmentId, f.Value)),
                Is.EqualTo(new[] { ((Id<Domain.Departments.Department>?)theirs.Lead.Id, 5 * 450L) })
            );
            Assert.That(
                late.Where(f => f.Kind == FactKind.Lateness).Select(f => (f.PersonId, f.Value)),
                Is.EqualTo(new[] { ((Id<Person>?)own.Serving.Id, 5 * 450L) })
            );
            Assert.That(
                Card(own, UnitKind.Person)[Measure.Resolution].Excluded,
                Is.EqualTo(new LeftOutCount[] { new(LeftOut.AwaitingWord, 1) })
            );
        }
    }

    [Test]
    public void What_is_not_due_yet_is_in_no_period_and_what_is_overdue_is_not_resolved()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        Assert.That(Facts(scene).Select(f => f.Kind), Is.EqualTo(new[] { FactKind.Filed, FactKind.FirstContact }));
        scene.At("2026-03-10 09:00").Sweep();
        var card = Card(scene, UnitKind.Person);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (card[Measure.Resolution].Halves, card[Measure.Resolution].N, card[Measure.OnTime].Halves, card[Measure.OnTime].N),
                Is.EqualTo((0, 1, 0, 1))
            );
            Assert.That(
                Facts(scene).Single(f => f.Kind == FactKind.Outcome).Day,
                Is.EqualTo(new DateOnly(2026, 3, 9)),
                "the day on which it fell due"
            );
        }
    }

    [Test]
    public void An_extension_counts_apart_and_what_concerns_officials_is_no_commissioners()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Make(CaseMove.AskExtension, scene.Commissioner);
        scene.Make(CaseMove.GrantExtension, scene.Reviewer);
        scene.At("2026-03-10 09:00").Make(CaseMove.ProposeClosure, scene.Commissioner);
        var card = Card(scene, UnitKind.Person);
        var officials = new Scene(category: "AboutOfficials").To(CaseStatus.Resolved);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (card[Measure.OnTime].Halves, card[Measure.OnTimeUnextended].Halves, card[Measure.OnTimeUnextended].N),
                Is.EqualTo((2, 0, 1))
            );
            Assert.That(Facts(officials).Select(f => f.PersonId), Is.All.Null);
            Assert.That(Card(officials, UnitKind.Park)[Measure.Resolution].Halves, Is.EqualTo(2));
        }
    }

    [TestCase(Outcome.Resolved, 0)]
    [TestCase(Outcome.Partly, 2)]
    public void An_objection_counts_for_its_department_once_it_is_ruled_on(Outcome decision, int halves)
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.Objected);
        Assert.That(Facts(scene).Select(f => f.Kind), Has.None.EqualTo(FactKind.Objection), "before it is");
        scene.Make(CaseMove.Rule, scene.Reviewer, decision);
        var objected = Card(scene, UnitKind.Department)[Measure.Objected];
        Assert.That((objected.Halves, objected.N, Card(scene, UnitKind.Park)[Measure.Objected].N), Is.EqualTo((halves, 1, 0)));
    }

    [Test]
    public void An_objection_that_a_conference_is_to_decide_is_not_ruled_on()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.Objected);
        scene.Make(CaseMove.Rule, scene.Reviewer, Outcome.NotResolved);
        Assert.That(Facts(scene).Select(f => f.Kind), Has.None.EqualTo(FactKind.Objection));
    }

    [Test]
    public void A_decision_leaves_a_fact_out_of_all_that_it_counts_in()
    {
        var scene = new Scene().To(CaseStatus.Resolved);
        var marks = Facts(scene)
            .Where(f => f.Kind == FactKind.Outcome)
            .Select(f => f.LeftOutByDecision())
            .SelectMany(f => f.Marks())
            .ToList();
        Assert.That(marks, Has.Count.GreaterThan(3));
        Assert.That(marks.Select(m => (m.Why, m.Halves, m.N)), Is.All.EqualTo((LeftOut.ByDecision, 0L, 1L)));
    }

    private static Scorecard Card(Scene scene, UnitKind kind, bool calledBack = false, Rating? rating = null)
    {
        var unit = kind switch
        {
            UnitKind.Person => scene.Serving.Id.Value,
            UnitKind.Department => scene.Lead.Id.Value,
            _ => A.Park.Id.Value,
        };
        return Scorecard.Of(
            kind,
            ScorePolicy.First,
            Facts(scene, calledBack, rating)
                .SelectMany(f => f.Marks())
                .Where(m => (m.Kind, m.UnitId, m.Part) == (kind, unit, ""))
                .Select(m => new Counted(m.Measure, m.Why, m.Halves, m.N))
        );
    }

    private static IReadOnlyList<Fact> Facts(Scene scene, bool calledBack = false, Rating? rating = null)
    {
        var @case = scene.Case;
        return CaseFacts.Of(
            new()
            {
                Id = @case.Id,
                EnterpriseId = @case.EnterpriseId,
                ParkId = @case.ParkId,
                SubParkId = scene.Enterprise.ParkId,
                Category = @case.Category,
                AboutOfficials = @case.AboutOfficials,
                SubmittedAt = @case.SubmittedAt,
                Lines =
                [
                    .. @case.Happened.Select(h => new LogLine(
                        new(h.At, h.Held ?? @case.Holding, h.What.GetType().Name, h.As, h.What.Concerns()),
                        (h.What as OutcomeConfirmed)?.Outcome
                    )),
                ],
                Clocks = @case.Clocks,
                Legs =
                [
                    .. @case.Legs.Select(l => new LegOfLog(
                        l.Id.Value,
                        l.DepartmentId,
                        l.IsLead,
                        l.Status is LegStatus.Cancelled or LegStatus.Reassigned,
                        l.Status == LegStatus.Reassigned
                    )),
                ],
                Posts =
                [
                    .. scene
                        .Enterprise.Past.Where(p => p.Duty == Domain.Enterprises.Duty.Active)
                        .Select(p => new PostHeld(p.PersonId, p.FromAt, p.ToAt)),
                    new(scene.Enterprise.ActiveId, scene.Enterprise.ActiveSinceAt, null),
                ],
                Ratings = rating is null
                    ? []
                    :
                    [
                        new(
                            rating.Cycle,
                            rating.ServedById,
                            rating.Overall,
                            rating.RatedAt,
                            [.. rating.Departments.Where(d => d.Level is not null).Select(d => (d.DepartmentId, d.Level!.Value))]
                        ),
                    ],
                WithdrawnFreely = calledBack,
            },
            A.Promises
        );
    }
}
