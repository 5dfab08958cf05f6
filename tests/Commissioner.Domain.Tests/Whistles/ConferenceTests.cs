using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Whistles;

[Parallelizable(ParallelScope.All)]
public class ConferenceTests
{
    [Test]
    public void What_a_conference_decides_becomes_legs_with_a_department_and_a_date()
    {
        var scene = Conferred();
        var other = scene.Met("示例新局");
        scene.Minute(scene.Reviewer, decisions: [(other, true), (scene.Assist, false)]);

        var (gone, assist, lead) = (
            scene.Case.Legs.First(l => l.DepartmentId == scene.Lead.Id),
            scene.Case.Legs.First(l => l.DepartmentId == scene.Assist.Id),
            scene.Case.Legs.First(l => l.DepartmentId == other.Id)
        );
        Assert.Multiple(() =>
        {
            Assert.That(
                (gone.Status, gone.IsOpen),
                Is.EqualTo((LegStatus.Reassigned, false)),
                "no decision names it: it was called in error"
            );
            Assert.That((lead.Status, lead.IsLead, lead.IsFinal, lead.Decision), Is.EqualTo((LegStatus.Called, true, true, "示例决定")));
            Assert.That((assist.Status, assist.IsLead, assist.IsFinal), Is.EqualTo((LegStatus.Called, false, true)));
            Assert.That(lead.DecidedDueAt, A.IsAt("2026-03-04 18:00"));
            Assert.That(scene.Case.Whistles[0].OpenConferenceId, Is.Null);
            Assert.That(
                scene.Case.Happened.Select(h => h.What).OfType<ObjectionUpheld>().Single(),
                Has.Property("NewDepartmentId").EqualTo(other.Id)
            );
            Assert.That(
                scene.Case.Clocks.Where(c => c.Kind == PromiseKind.Ruling).Select(c => c.Result),
                Is.All.EqualTo(PromiseResult.Met).And.Exactly(2).Items
            );
        });

        // Checked in, the result is due on the decided day, whatever becomes of the case's own time.
        var handler = A.Actor(Role.DepartmentHandler, department: other.Id);
        scene.Make(CaseMove.CheckIn, handler);
        var clock = scene.Case.Clocks.Single(c => c.Kind == PromiseKind.LegResult);
        scene.Make(CaseMove.AskExtension, scene.Commissioner);
        scene.Make(CaseMove.GrantExtension, scene.Reviewer);
        Assert.That(clock.DueAt, A.IsAt("2026-03-04 18:00"));
        var replayed = clock.Replay(clock.Events, A.Promises);
        Assert.That((replayed.DueAt, replayed.State, replayed.NextFireAt), Is.EqualTo((clock.DueAt, clock.State, clock.NextFireAt)));
        scene.Refuses(
            WhistleRules.ObjectedBefore,
            () =>
                scene.Case.ObjectToCall(
                    assist.Id,
                    "示例",
                    "示例",
                    "示例",
                    other,
                    true,
                    A.Promises,
                    A.Actor(Role.DepartmentHead, department: scene.Assist.Id),
                    scene.Now
                )
        );
    }

    [Test]
    public void A_department_that_the_conference_keeps_checks_in_within_a_new_time()
    {
        var scene = Conferred();
        scene.Minute(scene.Reviewer, decisions: [(scene.Lead, true)]);
        var leg = scene.Case.Legs.First(l => l.DepartmentId == scene.Lead.Id);
        Assert.That((leg.Status, leg.IsLead, scene.Case.Holder), Is.EqualTo((LegStatus.Called, true, HolderKind.Department)));
        Assert.That(scene.Case.Happened.Select(h => h.What).OfType<ObjectionDismissed>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_department_at_work_is_given_the_decided_date()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.CheckedIn);
        scene.Make(CaseMove.Convene, scene.Reviewer);
        scene.Minute(scene.Reviewer, decisions: [(scene.Lead, true)]);
        Assert.That((scene.Case.Legs.Count(), scene.LeadLeg.Status), Is.EqualTo((1, LegStatus.CheckedIn)));
        Assert.That(scene.Clock(PromiseKind.LegResult).DueAt, A.IsAt("2026-03-04 18:00"));
    }

    [Test]
    public void Minutes_say_who_took_part_and_decide_something_with_one_lead_and_working_days_to_come()
    {
        var scene = Conferred();
        scene.Refuses(ConferenceRules.MinutesMissing, () => scene.Minute(scene.Reviewer, ""), "minutes");
        scene.Refuses(ConferenceRules.DecisionMissing, () => Write([]), "decisions");
        scene.Refuses(ConferenceRules.DecisionMissing, () => Write([new(scene.Lead, true, " ", new(2026, 3, 4))]), "decisions");
        scene.Refuses(
            ConferenceRules.DecidedTwice,
            () => Write([new(scene.Lead, true, "示例", new(2026, 3, 4)), new(scene.Lead, false, "示例", new(2026, 3, 4))]),
            "decisions"
        );
        scene.Refuses(
            WhistleRules.OneLeadLeg,
            () => Write([new(scene.Lead, true, "示例", new(2026, 3, 4)), new(scene.Met(), true, "示例", new(2026, 3, 4))]),
            "decisions"
        );
        scene.Refuses(WhistleRules.OneLeadLeg, () => Write([new(scene.Assist, false, "示例", new(2026, 3, 4))]), "decisions");
        foreach (var day in new[] { "2026-03-01", "2026-03-07", "2028-03-01" })
        {
            scene.Refuses(
                ConferenceRules.DecisionDateMissing,
                () => Write([new(scene.Lead, true, "示例", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))]),
                "decisions"
            );
        }

        scene.Refuses(
            WhistleRules.ConferenceDecides,
            () =>
                scene.Case.Rule(
                    scene.Case.Legs.First().Id,
                    RulingDecision.Keep,
                    "示例",
                    null,
                    scene.Names,
                    A.Promises,
                    scene.Reviewer,
                    scene.Now
                )
        );
        scene.Refuses(CaseRules.MoveNotYours, () => scene.Minute(scene.Commissioner));
        var conference = scene.Case.Whistles[0].OpenConferenceId!.Value;
        scene.Minute(scene.Reviewer);
        scene.Refuses(
            ConferenceRules.MinutedBefore,
            () =>
                scene.Case.RecordMinutes(
                    conference,
                    "示例",
                    "示例",
                    [new(scene.Lead, true, "示例", new(2026, 3, 4))],
                    scene.Names,
                    A.Promises,
                    scene.Reviewer,
                    scene.Now
                )
        );
        Assert.That(
            () => scene.Case.RecordMinutes(Id<Conference>.New(), "示例", "示例", [], scene.Names, A.Promises, scene.Reviewer, scene.Now),
            Throws.TypeOf<NotFound>()
        );

        void Write(IReadOnlyList<ConferenceDecision> decisions) =>
            scene.Case.RecordMinutes(
                scene.Case.Whistles[0].OpenConferenceId!.Value,
                "示例纪要",
                "示例与会人",
                decisions,
                scene.Names,
                A.Promises,
                scene.Reviewer,
                scene.Now
            );
    }

    [Test]
    public void A_conference_is_about_an_open_whistle_and_convened_again_it_is_the_same_one()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Refuses(ConferenceRules.NothingWhistled, () => scene.Make(CaseMove.Convene, scene.Reviewer));
        scene.Called();
        scene.Refuses(ConferenceRules.AgendaMissing, () => scene.Make(CaseMove.Convene, scene.Reviewer, reason: ""), "agenda");
        var first = scene.Case.Convene(null, new("示例议题", null, null, null), scene.Reviewer, scene.Now);
        var again = scene.Case.Convene(
            null,
            new("示例议题", "示例会议室", scene.Now.AddHours(2), "示例与会人"),
            scene.Actors[Role.Leader],
            scene.Now
        );
        Assert.That((again.Id, again.Place, scene.Case.Conferences.Count), Is.EqualTo((first.Id, "示例会议室", 1)));
    }

    // The lead objected and a conference is to decide; another assists.
    static Scene Conferred()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Case.BlowWhistle(A.Call(), [(scene.Lead, true), (scene.Assist, false)], A.Promises, scene.Commissioner, scene.Now);
        scene.Make(CaseMove.ObjectToCall, scene.Actors[Role.DepartmentHead]);
        scene.Make(CaseMove.Rule, scene.Reviewer, Outcome.NotResolved);
        Assert.That((scene.Case.Legs.First().IsConferred, scene.Case.Holder), Is.EqualTo((true, HolderKind.TriageDesk)));
        return scene;
    }
}
