using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Whistles;

[Parallelizable(ParallelScope.All)]
public class ObjectionTests
{
    [Test]
    public void An_objection_says_why_and_on_what_basis_names_another_department_and_has_the_head_s_consent()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        var (liaison, head) = (scene.Actors[Role.DepartmentLiaison], scene.Actors[Role.DepartmentHead]);
        scene.Refuses(WhistleRules.ObjectionReasonMissing, () => Object(scene, liaison, reason: " "), "reason");
        scene.Refuses(WhistleRules.ObjectionReasonMissing, () => Object(scene, liaison, reason: new('字', 1001)), "reason");
        scene.Refuses(WhistleRules.DutyBasisMissing, () => Object(scene, liaison, basis: ""), "dutyBasis");
        scene.Refuses(WhistleRules.CompetentMissing, () => Object(scene, liaison, competent: scene.Lead), "competentDepartmentId");
        scene.Refuses(WhistleRules.HeadConsentMissing, () => Object(scene, liaison, consented: false), "headConsented");
        scene.Refuses(CaseRules.MoveNotYours, () => Object(scene, scene.Actors[Role.DepartmentHandler]));
        var stranger = A.Actor(Role.DepartmentLiaison, department: scene.Assist.Id);
        Assert.That(() => Object(scene, stranger), Throws.TypeOf<NotFound>());

        Object(scene, head, consented: false);
        Assert.That(
            (scene.LeadLeg.Status, scene.LeadLeg.Objection!.CompetentDepartmentId, scene.LeadLeg.Objection.ById),
            Is.EqualTo((LegStatus.Objected, scene.Assist.Id, head.Id))
        );
    }

    // Called on a Monday at 10:00: one working day ends on Tuesday with close of business.
    [TestCase(WhistleKind.Routine, "2026-03-03 18:00", true)]
    [TestCase(WhistleKind.Routine, "2026-03-04 09:00", false)]
    [TestCase(WhistleKind.Emergency, "2026-03-02 10:30", true)]
    [TestCase(WhistleKind.Emergency, "2026-03-02 10:31", false)]
    public void A_department_objects_within_a_working_day_in_an_emergency_within_half_an_hour(WhistleKind kind, string at, bool inTime)
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(kind: kind).At(at);
        if (inTime)
        {
            Object(scene, scene.Actors[Role.DepartmentLiaison]);
        }
        else
        {
            scene.Refuses(WhistleRules.ObjectedTooLate, () => Object(scene, scene.Actors[Role.DepartmentLiaison]));
        }
    }

    [TestCase(Urgency.Ordinary, "2026-03-02 16:30")]
    [TestCase(Urgency.Urgent, "2026-03-02 14:30")]
    [TestCase(Urgency.Emergency, "2026-03-02 11:30")]
    public void From_the_objection_on_the_check_in_stands_still_and_the_office_owes_a_ruling(Urgency urgency, string due)
    {
        var scene = new Scene("2026-03-02 10:50", urgency).To(CaseStatus.InProgress).Called().At("2026-03-02 11:00");
        Object(scene, scene.Actors[Role.DepartmentLiaison]);

        Assert.Multiple(() =>
        {
            Assert.That(
                (scene.Clock(PromiseKind.CheckIn).State, scene.Clock(PromiseKind.CheckIn).PausedAt),
                Is.EqualTo((ClockState.Paused, (DateTimeOffset?)scene.Now))
            );
            Assert.That(scene.Clock(PromiseKind.Ruling).DueAt, A.IsAt(due));
            Assert.That((scene.Case.Holder, scene.Case.HolderDepartmentId), Is.EqualTo((HolderKind.TriageDesk, (Id<Department>?)null)));
            Assert.That(scene.Case.NextDueAt, Is.EqualTo(scene.Clock(PromiseKind.Ruling).DueAt));
        });

        // Late, it is the office that is told, not the department.
        scene.Now = scene.Clock(PromiseKind.Ruling).DueAt.AddTicks(1);
        scene.Sweep();
        Assert.That(
            scene.Case.Happened.Select(h => h.What).OfType<PromiseOverdue>().Single(),
            Has.Property("DepartmentId").Null.And.Property("Promise").EqualTo(PromiseKind.Ruling)
        );
        Assert.That(scene.LeadLeg.Level, Is.EqualTo(1));
    }

    [Test]
    public void Kept_the_department_checks_in_within_a_new_time_and_never_objects_again()
    {
        var scene = new Scene("2026-03-02 09:00").To(CaseStatus.InProgress).Called().At("2026-03-02 10:00");
        var liaison = scene.Actors[Role.DepartmentLiaison];
        Object(scene, liaison);
        scene.At("2026-03-02 11:00");
        scene.Refuses(CaseRules.ReasonMissing, () => Rule(scene, RulingDecision.Keep, reason: ""), "reason");
        scene.Refuses(CaseRules.MoveNotYours, () => Rule(scene, RulingDecision.Keep, by: scene.Commissioner));
        scene.Refuses(WhistleRules.DecisionUnknown, () => Rule(scene, (RulingDecision)9), "decision");
        Rule(scene, RulingDecision.Keep);

        var checkIns = scene.Case.Clocks.Where(c => c.Kind == PromiseKind.CheckIn).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(checkIns.Select(c => c.Result), Is.EqualTo(new PromiseResult?[] { PromiseResult.Cancelled, null }));
            Assert.That(checkIns[1].DueAt, A.IsAt("2026-03-02 16:30"));
            Assert.That(scene.Clock(PromiseKind.Ruling).Result, Is.EqualTo(PromiseResult.Met));
            Assert.That(
                (scene.LeadLeg.Status, scene.LeadLeg.IsFinal, scene.Case.Holder),
                Is.EqualTo((LegStatus.Called, true, HolderKind.Department))
            );
        });
        scene.Refuses(WhistleRules.ObjectedBefore, () => Object(scene, liaison));
        Assert.That(scene.Can(liaison), Does.Not.Contain(CaseMove.ObjectToCall).And.Contain(CaseMove.CheckIn));
    }

    [Test]
    public void What_was_late_before_it_was_objected_to_stays_late_where_the_call_is_kept()
    {
        var scene = new Scene("2026-03-02 09:00").To(CaseStatus.InProgress).Called().At("2026-03-03 10:00");
        Object(scene, scene.Actors[Role.DepartmentLiaison]);
        Rule(scene, RulingDecision.Keep);
        Assert.That(scene.Case.Clocks.First(c => c.Kind == PromiseKind.CheckIn).Result, Is.EqualTo(PromiseResult.Late));
    }

    [Test]
    public void Upheld_another_department_is_called_with_the_same_part_and_may_object_itself()
    {
        var scene = new Scene("2026-03-02 09:00").To(CaseStatus.InProgress).Called();
        Object(scene, scene.Actors[Role.DepartmentLiaison]);
        scene.Refuses(WhistleRules.ReassignedToItself, () => Rule(scene, RulingDecision.Reassign, scene.Lead), "departmentId");
        Rule(scene, RulingDecision.Reassign, scene.Assist);

        var (old, called) = (scene.Case.Legs.First(), scene.Case.Legs.Last());
        Assert.Multiple(() =>
        {
            Assert.That((old.Status, old.IsOpen, old.HasPart), Is.EqualTo((LegStatus.Reassigned, false, false)));
            Assert.That(
                (called.DepartmentId, called.IsLead, called.InsteadOfId, called.Status),
                Is.EqualTo((scene.Assist.Id, true, (Id<Leg>?)old.Id, LegStatus.Called))
            );
            Assert.That(
                scene.Case.Clocks.Where(c => c.SubjectId == old.Id.Value).Select(c => c.Result),
                Is.EqualTo(new PromiseResult?[] { PromiseResult.Cancelled, PromiseResult.Met })
            );
            Assert.That(
                (scene.Case.Holder, scene.Case.HolderDepartmentId),
                Is.EqualTo((HolderKind.Department, (Id<Department>?)scene.Assist.Id))
            );
            Assert.That(
                scene.Case.Happened.Select(h => h.What).OfType<ObjectionUpheld>().Single(),
                Has.Property("NewDepartmentId").EqualTo(scene.Assist.Id).And.Property("CatalogueItemCode").Null
            );
        });
        scene.Case.ObjectToCall(
            called.Id,
            "示例协办局",
            "示例理由",
            "示例职责",
            scene.Lead,
            true,
            A.Promises,
            A.Actor(Role.DepartmentLiaison, department: scene.Assist.Id),
            scene.Now
        );
        Assert.That(called.Status, Is.EqualTo(LegStatus.Objected));
    }

    [Test]
    public void A_department_that_assists_takes_over_the_lead_that_is_reassigned_to_it()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Case.BlowWhistle(A.Call(), [(scene.Lead, true), (scene.Assist, false)], A.Promises, scene.Commissioner, scene.Now);
        Object(scene, scene.Actors[Role.DepartmentLiaison]);
        Rule(scene, RulingDecision.Reassign, scene.Assist);
        Assert.That(
            scene.Case.Legs.Where(l => l.IsOpen).Select(l => (l.DepartmentId, l.IsLead)),
            Is.EqualTo(new[] { (scene.Assist.Id, true) })
        );
        Assert.That(scene.Case.Happened.Select(h => h.What.GetType()), Does.Contain(typeof(LeadTakenOver)));
    }

    [Test]
    public void Passed_on_three_times_without_a_lead_it_is_a_problem_case_for_the_leader_with_its_whole_path()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        for (var i = 1; i <= 3; i++)
        {
            var leg = scene.Case.Legs.Last();
            scene.Case.ObjectToCall(
                leg.Id,
                "示例部门",
                "示例理由",
                "示例职责",
                A.Department(),
                true,
                A.Promises,
                A.Actor(Role.DepartmentHead, department: leg.DepartmentId),
                scene.Now
            );
            Assert.That(scene.Case.Whistles[0].ProblemAt, Is.Null);
            Rule(scene, RulingDecision.Reassign, scene.Met($"示例{i}局"), leg: leg);
        }

        var led = scene.Case.Happened.Select(h => h.What).OfType<NobodyLed>().Single();
        Assert.That(
            (led.Transfers, led.Path, scene.Case.Legs.Last().Level),
            Is.EqualTo((3, "示例主办局 → 示例1局 → 示例2局 → 示例3局", 3))
        );
        Assert.That(scene.Case.Whistles[0].ProblemAt, Is.EqualTo(scene.Now));
    }

    [Test]
    public void Who_objected_does_not_rule()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        var both = new Actor(Id<Person>.New(), "示例", [Role.DepartmentHead, Role.TriageDesk], null, scene.Lead.Id);
        Object(scene, both);
        scene.Refuses(WhistleRules.ObjectorRules, () => Rule(scene, RulingDecision.Keep, by: both));
        Assert.That(scene.Can(both), Does.Not.Contain(CaseMove.Rule));
    }

    [Test]
    public void Time_is_nobody_s_where_the_objection_is_upheld_and_the_department_s_where_it_is_not()
    {
        foreach (
            var (decision, department, nobody, desk) in new[]
            {
                (RulingDecision.Keep, 180L, 0L, 0L),
                (RulingDecision.Reassign, 0L, 120L, 0L),
            }
        )
        {
            var scene = new Scene("2026-03-02 09:00").To(CaseStatus.InProgress).Called().At("2026-03-02 10:00");
            Object(scene, scene.Actors[Role.DepartmentLiaison]);
            scene.At("2026-03-02 11:00");
            Rule(scene, decision, decision == RulingDecision.Reassign ? scene.Assist : null);
            var ledger = Ledger.Of(
                scene.Case.Happened.Select(h => new LedgerEntry(
                    h.At,
                    h.Held ?? scene.Case.Holding,
                    h.What.GetType().Name,
                    h.As,
                    h.What.Concerns(),
                    null,
                    h.What switch
                    {
                        ObjectionDismissed kept => new(
                            kept.ChargedFromAt,
                            kept.ChargedUntilAt,
                            new(HolderKind.Department, kept.DepartmentId),
                            [new(HolderKind.TriageDesk)]
                        ),
                        ObjectionUpheld upheld => new(
                            upheld.ChargedFromAt,
                            h.At,
                            Holding.Nobody,
                            [new(HolderKind.Department, upheld.DepartmentId), new(HolderKind.TriageDesk)]
                        ),
                        _ => null,
                    }
                )),
                A.Promises.Calendar,
                Given.Shanghai("2026-03-02 12:00")
            );
            long Of(Holding holder) => ledger.Totals.SingleOrDefault(t => t.Holder == holder)?.Minutes ?? 0;
            Assert.That(
                (Of(new(HolderKind.Department, scene.Lead.Id)), Of(Holding.Nobody), Of(new(HolderKind.TriageDesk))),
                Is.EqualTo((department, nobody, desk)),
                $"{decision}"
            );
            Assert.That(ledger.Totals.Sum(t => t.Minutes), Is.EqualTo(ledger.WorkingMinutes).And.EqualTo(180));
            Assert.That(
                Ledger.Charge(60, [new(Holding.Nobody, 100), new(Holding.Commissioner, 10)], new Dictionary<Holding, long>()),
                Is.EqualTo(new[] { new HeldMinutes(Holding.Commissioner, 60) })
            );
        }
    }

    static void Object(
        Scene scene,
        Actor by,
        string reason = "示例理由",
        string basis = "示例职责",
        Department? competent = null,
        bool consented = true
    ) =>
        scene.Case.ObjectToCall(
            scene.Case.Legs.First().Id,
            "示例主办局",
            reason,
            basis,
            competent ?? scene.Assist,
            consented,
            A.Promises,
            by,
            scene.Now
        );

    static void Rule(
        Scene scene,
        RulingDecision decision,
        Department? to = null,
        string reason = "示例理由",
        Actor? by = null,
        Leg? leg = null
    ) =>
        scene.Case.Rule(
            (leg ?? scene.Case.Legs.First()).Id,
            decision,
            reason,
            to,
            scene.Names,
            A.Promises,
            by ?? scene.Reviewer,
            scene.Now
        );
}
