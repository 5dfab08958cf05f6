using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Whistles;

[Parallelizable(ParallelScope.All)]
public class LegTests
{
    [TestCase("", "13812345678", "示例第一步", 0, "HandlerMissing", "handlerName")]
    [TestCase(null, "13812345678", "示例第一步", 0, "HandlerMissing", "handlerName")]
    [TestCase("示例经办", "", "示例第一步", 0, "PhoneNumberInvalid", "handlerPhone")]
    [TestCase("示例经办", null, "示例第一步", 0, "PhoneNumberInvalid", "handlerPhone")]
    [TestCase("示例经办", "1234", "示例第一步", 0, "PhoneNumberInvalid", "handlerPhone")]
    [TestCase("示例经办", "13812345678", " ", 0, "FirstStepMissing", "firstStep")]
    [TestCase("示例经办", "13812345678", "示例第一步", -1, "FirstStepMissing", "firstStepAt")]
    public void A_bare_click_is_no_check_in(string? name, string? phone, string? step, int minutes, string rule, string field)
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        var before = scene.Snapshot();
        var broken = Assert.Throws<RuleBroken>(() => CheckIn(scene, new(name!, phone!, step!, scene.Now.AddMinutes(minutes))));

        Assert.That((broken.Rule.Code, broken.Field), Is.EqualTo((rule, field)));
        Assert.That(scene.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public void A_check_in_without_the_time_of_its_first_step_or_too_long_is_refused()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        var card = A.Card(scene.Now);
        scene.Refuses(WhistleRules.FirstStepMissing, () => CheckIn(scene, card with { FirstStepAt = default }), "firstStepAt");
        scene.Refuses(WhistleRules.FirstStepMissing, () => CheckIn(scene, card with { FirstStep = new('长', 501) }), "firstStep");
        scene.Refuses(WhistleRules.HandlerMissing, () => CheckIn(scene, card with { HandlerName = new('长', 41) }), "handlerName");
    }

    [Test]
    public void A_check_in_names_the_handler_and_stops_the_waiting()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called().At("2026-03-02 11:00");
        CheckIn(scene, new(" 示例经办 ", "13812345678", " 示例第一步 ", scene.Now.AddHours(3)));
        var leg = scene.LeadLeg;

        Assert.Multiple(() =>
        {
            Assert.That(
                (leg.Status, leg.HandlerName, leg.HandlerPhone, leg.FirstStep, leg.FirstStepAt, leg.CheckedInAt),
                Is.EqualTo((LegStatus.CheckedIn, "示例经办", "13812345678", "示例第一步", scene.Now.AddHours(3), scene.Now))
            );
            Assert.That(scene.Clock(PromiseKind.CheckIn).Result, Is.EqualTo(PromiseResult.Met));
            Assert.That(
                (scene.Clock(PromiseKind.LegResult).SubjectId, scene.Clock(PromiseKind.LegResult).IsRunning),
                Is.EqualTo((leg.Id.Value, true))
            );
        });
    }

    // The case was accepted on Monday 2026-03-02 and is due on Monday 2026-03-09 at 18:00.
    [TestCase("2026-03-02 11:00", "2026-03-06 18:00")]
    [TestCase("2026-03-04 11:00", "2026-03-06 18:00")]
    [TestCase("2026-03-05 11:00", "2026-03-06 18:00")]
    [TestCase("2026-03-06 11:00", "2026-03-09 18:00")]
    [TestCase("2026-03-09 17:00", "2026-03-10 18:00")]
    [TestCase("2026-03-12 11:00", "2026-03-13 18:00")]
    public void The_lead_reports_one_working_day_before_the_case_is_due_but_has_at_least_one(string checkedIn, string due)
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called().At(checkedIn);
        scene.Make(CaseMove.CheckIn, scene.Actors[Role.DepartmentLiaison]);
        Assert.That(scene.Clock(PromiseKind.LegResult).DueAt, A.IsAt(due));
    }

    [TestCase(Urgency.Ordinary, WhistleKind.Routine, "2026-03-05 18:00")]
    [TestCase(Urgency.Urgent, WhistleKind.Routine, "2026-03-03 18:00")]
    [TestCase(Urgency.Ordinary, WhistleKind.Emergency, "2026-03-03 10:00")]
    public void Who_assists_reports_within_its_own_time(Urgency urgency, WhistleKind kind, string due)
    {
        var scene = new Scene("2026-03-02 10:00", urgency).To(CaseStatus.InProgress);
        scene.Case.BlowWhistle(A.Call(kind), [(scene.Lead, true), (scene.Assist, false)], A.Promises, scene.Commissioner, scene.Now);
        scene.Make(CaseMove.CheckIn, A.Actor(Role.DepartmentHandler, department: scene.Assist.Id));
        Assert.That(scene.Clock(PromiseKind.LegResult).DueAt, A.IsAt(due));
    }

    [Test]
    public void The_lead_of_an_emergency_reports_within_a_day_and_a_night()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.CheckedIn, WhistleKind.Emergency);
        Assert.That(scene.Clock(PromiseKind.LegResult).DueAt, A.IsAt("2026-03-03 10:00"));
    }

    [Test]
    public void Another_department_s_leg_does_not_exist()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        var (stranger, nobody) = (A.Actor(Role.DepartmentLiaison, department: scene.Assist.Id), A.Actor(Role.DepartmentLiaison));
        var before = scene.Snapshot();

        Assert.That(
            () => scene.Case.CheckIn(scene.LeadLeg.Id, "示例部门", A.Card(scene.Now), A.Promises, stranger, scene.Now),
            Throws.TypeOf<NotFound>()
        );
        Assert.That(
            () => scene.Case.CheckIn(scene.LeadLeg.Id, "示例部门", A.Card(scene.Now), A.Promises, nobody, scene.Now),
            Throws.TypeOf<NotFound>()
        );
        Assert.That(
            () =>
                scene.Case.CheckIn(Id<Leg>.New(), "示例部门", A.Card(scene.Now), A.Promises, scene.Actors[Role.DepartmentHead], scene.Now),
            Throws.TypeOf<NotFound>()
        );
        Assert.That(
            () => scene.Case.Report(scene.LeadLeg.Id, "示例部门", A.Elements(scene.Now), true, stranger, scene.Now),
            Throws.TypeOf<NotFound>()
        );
        Assert.That(() => scene.Case.ApproveReport(Id<Leg>.New(), "示例部门", scene.Commissioner, scene.Now), Throws.TypeOf<NotFound>());
        Assert.That(scene.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public void A_leg_takes_its_moves_in_their_order()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        var liaison = scene.Actors[Role.DepartmentLiaison];
        Refuses(CaseMove.Report, liaison, LegStatus.Called);
        Refuses(CaseMove.ApproveReport, scene.Commissioner, LegStatus.Called);
        Refuses(CaseMove.ReturnReport, scene.Commissioner, LegStatus.Called);
        scene.Make(CaseMove.CheckIn, liaison);
        Refuses(CaseMove.CheckIn, liaison, LegStatus.CheckedIn);
        Refuses(CaseMove.ApproveReport, scene.Commissioner, LegStatus.CheckedIn);
        scene.Make(CaseMove.Report, liaison);
        Refuses(CaseMove.CheckIn, liaison, LegStatus.Reported);
        Refuses(CaseMove.Report, liaison, LegStatus.Reported);
        scene.Make(CaseMove.ApproveReport, scene.Commissioner);
        Refuses(CaseMove.ApproveReport, scene.Commissioner, LegStatus.Done);
        Refuses(CaseMove.ReturnReport, scene.Commissioner, LegStatus.Done);

        void Refuses(CaseMove move, Actor by, LegStatus standing) =>
            Assert.That(
                scene.Refuses(WhistleRules.LegOutOfOrder, () => scene.Make(move, by)).Details,
                Is.EqualTo(new object[] { standing })
            );
    }

    [TestCase("takenUpAt")]
    [TestCase("spokenWith")]
    [TestCase("spokenAt")]
    [TestCase("done")]
    [TestCase("solvedAt")]
    public void Each_of_the_elements_of_a_report_is_compulsory_and_none_lies_in_the_future(string field)
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.CheckedIn);
        var (whole, later, by) = (A.Elements(scene.Now), scene.Now.AddTicks(1), scene.Actors[Role.DepartmentHandler]);
        var (missing, future) = field switch
        {
            "takenUpAt" => (whole with { TakenUpAt = default }, whole with { TakenUpAt = later }),
            "spokenWith" => (whole with { SpokenWith = "" }, null),
            "spokenAt" => (whole with { SpokenAt = default }, whole with { SpokenAt = later }),
            "done" => (whole with { Done = "" }, null),
            _ => (whole with { SolvedAt = default }, whole with { SolvedAt = later }),
        };
        scene.Refuses(CaseRules.FourElementsMissing, () => scene.Make(CaseMove.Report, by, elements: missing), field);
        if (future is not null)
        {
            scene.Refuses(CaseRules.TimesCannotBe, () => scene.Make(CaseMove.Report, by, elements: future), field);
        }
    }

    [Test]
    public void A_report_sent_back_runs_its_clock_on_to_the_same_due_time()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.CheckedIn);
        var (clock, due) = (scene.Clock(PromiseKind.LegResult), scene.Clock(PromiseKind.LegResult).DueAt);
        scene.At("2026-03-03 10:00").Make(CaseMove.Report, scene.Actors[Role.DepartmentHandler]);
        Assert.That((clock.IsRunning, clock.Result, scene.LeadLeg.ReportedAt), Is.EqualTo((false, PromiseResult.Met, scene.Now)));

        scene.Refuses(CaseRules.ReasonMissing, () => scene.Make(CaseMove.ReturnReport, scene.Commissioner, reason: ""), "reason");
        scene.Make(CaseMove.ReturnReport, scene.Commissioner);

        Assert.Multiple(() =>
        {
            Assert.That((scene.LeadLeg.Status, scene.LeadLeg.ReportedAt), Is.EqualTo((LegStatus.CheckedIn, (DateTimeOffset?)null)));
            Assert.That(scene.Clock(PromiseKind.LegResult), Is.SameAs(clock));
            Assert.That((clock.IsRunning, clock.DueAt, clock.Result), Is.EqualTo((true, due, (PromiseResult?)null)));
            Assert.That((scene.Case.Holder, scene.Case.NextDueAt), Is.EqualTo((HolderKind.Department, due)));
        });
    }

    [Test]
    public void From_the_second_return_on_each_raises_one_level_up_to_the_third()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.CheckedIn);
        List<int> levels = [];
        for (var i = 0; i < 4; i++)
        {
            scene.Make(CaseMove.Report, scene.Actors[Role.DepartmentHandler]);
            scene.Make(CaseMove.ReturnReport, scene.Commissioner);
            levels.Add(scene.LeadLeg.Level);
        }

        Assert.That(levels, Is.EqualTo(new[] { 1, 2, 3, 3 }));
        Assert.That(scene.LeadLeg.Returns, Is.EqualTo(4));
    }

    static void CheckIn(Scene scene, CheckInCard card) =>
        scene.Case.CheckIn(scene.LeadLeg.Id, "示例部门", card, A.Promises, scene.Actors[Role.DepartmentLiaison], scene.Now);
}
