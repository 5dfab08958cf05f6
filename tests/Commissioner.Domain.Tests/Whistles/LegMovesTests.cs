using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Whistles;

[Parallelizable(ParallelScope.All)]
public class LegMovesTests
{
    [Test]
    public void A_lead_s_report_without_its_head_lies_with_the_head_and_its_clock_runs_on()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.CheckedIn);
        var (handler, head) = (scene.Actors[Role.DepartmentHandler], scene.Actors[Role.DepartmentHead]);
        scene.Refuses(WhistleRules.NothingForHead, () => scene.Make(CaseMove.ConsentAsHead, head));
        scene.Make(CaseMove.Report, handler, Outcome.Partly);
        Assert.That(
            (scene.LeadLeg.Status, scene.LeadLeg.AwaitsHead, scene.LeadLeg.ReportedAt, scene.Clock(PromiseKind.LegResult).IsRunning),
            Is.EqualTo((LegStatus.CheckedIn, true, (DateTimeOffset?)null, true))
        );
        scene.Refuses(WhistleRules.LegOutOfOrder, () => scene.Make(CaseMove.ApproveReport, scene.Commissioner));
        scene.Refuses(CaseRules.MoveNotYours, () => scene.Make(CaseMove.ConsentAsHead, handler));

        scene.Make(CaseMove.ConsentAsHead, head);
        Assert.That(
            (scene.LeadLeg.Status, scene.LeadLeg.HeadConsent, scene.Clock(PromiseKind.LegResult).Result),
            Is.EqualTo((LegStatus.Reported, new HeadConsent(head.Id, false, scene.Now), (PromiseResult?)PromiseResult.Met))
        );

        // Sent back, it needs the head again; a head that reports itself consents by that, and who says that it did is named.
        scene.Make(CaseMove.ReturnReport, scene.Commissioner);
        scene.Make(CaseMove.Report, head, Outcome.Partly);
        Assert.That((scene.LeadLeg.Status, scene.LeadLeg.HeadConsent!.Stated), Is.EqualTo((LegStatus.Reported, false)));
        scene.Make(CaseMove.ReturnReport, scene.Commissioner);
        scene.Make(CaseMove.Report, handler);
        Assert.That(scene.LeadLeg.HeadConsent, Is.EqualTo(new HeadConsent(handler.Id, true, scene.Now)));
    }

    [Test]
    public void Who_assists_reports_without_its_head()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Case.BlowWhistle(A.Call(), [(scene.Lead, true), (scene.Assist, false)], A.Promises, scene.Commissioner, scene.Now);
        var handler = A.Actor(Role.DepartmentHandler, department: scene.Assist.Id);
        scene.Make(CaseMove.CheckIn, handler);
        scene.Make(CaseMove.Report, handler, Outcome.Partly);
        Assert.That(
            scene.Case.Legs.Single(l => !l.IsLead),
            Has.Property("Status").EqualTo(LegStatus.Reported).And.Property("HeadConsent").Null
        );
    }

    [Test]
    public void The_commissioner_cancels_before_the_check_in_and_the_office_after_it_the_lead_last()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Case.BlowWhistle(A.Call(), [(scene.Lead, true), (scene.Assist, false)], A.Promises, scene.Commissioner, scene.Now);
        var (lead, assist) = (scene.Case.Legs.First(l => l.IsLead), scene.Case.Legs.First(l => !l.IsLead));
        scene.Refuses(WhistleRules.LeadIsCancelledLast, () => Cancel(lead, scene.Commissioner));
        scene.Refuses(
            CaseRules.ReasonMissing,
            () => scene.Case.CancelLeg(assist.Id, "示例部门", "", A.Promises, scene.Commissioner, scene.Now),
            "reason"
        );
        scene.Make(CaseMove.CheckIn, A.Actor(Role.DepartmentHandler, department: scene.Assist.Id));
        Assert.That(
            scene.Refuses(CaseRules.MoveNotYours, () => Cancel(assist, scene.Commissioner)).Could,
            Is.EqualTo(new[] { Role.TriageDesk })
        );
        Cancel(assist, scene.Reviewer);
        Cancel(lead, scene.Commissioner);
        Assert.That(
            (lead.Status, assist.Status, scene.Case.Holder),
            Is.EqualTo((LegStatus.Cancelled, LegStatus.Cancelled, HolderKind.Commissioner))
        );
        Assert.That(scene.Case.Clocks.Where(c => c.SubjectId != scene.Case.Id.Value).Select(c => c.IsRunning), Is.All.False);
        scene.Refuses(WhistleRules.LegOutOfOrder, () => Cancel(lead, scene.Reviewer));

        void Cancel(Leg leg, Actor by) => scene.Case.CancelLeg(leg.Id, "示例部门", "示例理由", A.Promises, by, scene.Now);
    }

    [Test]
    public void A_leg_is_raised_by_hand_to_the_third_level_and_no_higher()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        scene.Refuses(CaseRules.ReasonMissing, () => scene.Make(CaseMove.Escalate, scene.Commissioner, reason: ""), "reason");
        scene.Make(CaseMove.Escalate, scene.Commissioner);
        scene.Make(CaseMove.Escalate, scene.Reviewer);
        scene.Refuses(
            WhistleRules.HighestLevel,
            () => scene.Case.Escalate(scene.LeadLeg.Id, "示例部门", "示例理由", A.Promises, scene.Commissioner, scene.Now)
        );
        Assert.That(
            scene.Case.Happened.Select(h => h.What).OfType<LegRaised>().Select(r => (r.Level, r.RaisedBecause)),
            Is.EqualTo(new[] { (2, RaisedBecause.Asked), (3, RaisedBecause.Asked) })
        );
    }

    [Test]
    public void An_interim_report_says_why_where_it_stands_and_when_more_is_heard_and_moves_no_clock()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.CheckedIn);
        var (handler, due) = (scene.Actors[Role.DepartmentHandler], scene.Clock(PromiseKind.LegResult).DueAt);
        scene.Refuses(WhistleRules.InterimMissing, () => Say("", "示例", 1), "why");
        scene.Refuses(WhistleRules.InterimMissing, () => Say("示例", " ", 1), "standing");
        scene.Refuses(WhistleRules.InterimMissing, () => Say("示例", "示例", 0), "nextAt");
        Say("示例", "示例进展", 1);
        Assert.That(
            (scene.LeadLeg.Interim!.Standing, scene.LeadLeg.Status, scene.Clock(PromiseKind.LegResult).DueAt),
            Is.EqualTo(("示例进展", LegStatus.CheckedIn, due))
        );

        void Say(string why, string standing, int hours) =>
            scene.Case.ReportInterim(scene.LeadLeg.Id, "示例部门", why, standing, scene.Now.AddHours(hours), handler, scene.Now);
    }

    [Test]
    public void An_arrival_is_said_by_one_side_and_confirmed_by_the_other()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        var handler = scene.Actors[Role.DepartmentHandler];
        scene.Refuses(WhistleRules.NobodyArrived, () => scene.Make(CaseMove.ConfirmArrival, scene.Commissioner));
        scene.Refuses(WhistleRules.ArrivalMissing, () => Arrive("", 0), "place");
        scene.Refuses(WhistleRules.ArrivalMissing, () => Arrive("示例", 1), "at");
        Arrive("示例会合点", 0);
        scene.Refuses(WhistleRules.LegOutOfOrder, () => Arrive("示例会合点", 0));
        scene.Refuses(CaseRules.MoveNotYours, () => scene.Make(CaseMove.ConfirmArrival, handler));
        scene.Make(CaseMove.ConfirmArrival, scene.Commissioner);
        scene.Refuses(WhistleRules.NobodyArrived, () => scene.Make(CaseMove.ConfirmArrival, scene.Commissioner));
        Assert.That(scene.LeadLeg.Arrival, Is.EqualTo(new Arrival("示例会合点", scene.Now, scene.Commissioner.Id)));

        var elsewhere = new Scene().To(CaseStatus.InProgress);
        elsewhere.Case.BlowWhistle(
            A.Call() with
            {
                MeetPlace = null,
            },
            [(elsewhere.Lead, true)],
            A.Promises,
            elsewhere.Commissioner,
            elsewhere.Now
        );
        elsewhere.Refuses(WhistleRules.NoMeeting, () => elsewhere.Make(CaseMove.Arrive, elsewhere.Actors[Role.DepartmentHandler]));

        void Arrive(string place, int minutes) =>
            scene.Case.Arrive(scene.LeadLeg.Id, "示例部门", place, scene.Now.AddMinutes(minutes), handler, scene.Now);
    }

    [Test]
    public void The_two_sides_judge_each_other_sealed_until_both_have_or_five_working_days_have_passed()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called(LegStatus.Reported);
        var (handler, calendar) = (scene.Actors[Role.DepartmentHandler], A.Promises.Calendar);
        scene.Refuses(WhistleRules.LegOutOfOrder, () => scene.Make(CaseMove.JudgeLeg, scene.Commissioner));
        scene.Make(CaseMove.ApproveReport, scene.Commissioner);
        scene.Refuses(
            WhistleRules.MarkMissing,
            () => scene.Case.JudgeLeg(scene.LeadLeg.Id, 6, null, A.Promises, scene.Commissioner, scene.Now),
            "mark"
        );
        scene.Make(CaseMove.JudgeLeg, scene.Commissioner);
        scene.Refuses(WhistleRules.JudgedBefore, () => scene.Make(CaseMove.JudgeLeg, scene.Commissioner));
        Assert.That(scene.LeadLeg.IsUnsealed(calendar, scene.Now), Is.False);

        // 2026-03-02 and five working days: open from the next instant on, and then too late for the other side.
        var until = Calendars.Given.Shanghai("2026-03-09 18:00");
        Assert.That(
            (scene.LeadLeg.IsUnsealed(calendar, until), scene.LeadLeg.IsUnsealed(calendar, until.AddTicks(1))),
            Is.EqualTo((false, true))
        );
        scene.At("2026-03-10 09:00");
        scene.Refuses(WhistleRules.JudgedTooLate, () => scene.Make(CaseMove.JudgeWhistle, handler));
        scene.At("2026-03-09 10:00").Make(CaseMove.JudgeWhistle, handler);
        Assert.That(scene.LeadLeg.IsUnsealed(calendar, scene.Now), Is.True);
        Assert.That(
            scene.Case.Happened.Where(h => h.What is SideJudged).Select(h => h.What.SeenBy()),
            Is.All.EqualTo(Audience.Supervision)
        );
    }

    [Test]
    public void A_seat_whistles_in_emergencies_alone_on_what_it_filed_within_a_day()
    {
        var scene = new Scene(bySeat: true);
        scene.Refuses(WhistleRules.SeatsEmergency, () => Blow(WhistleKind.Routine, scene.Seat), "kind");
        scene.Refuses(WhistleRules.SeatsEmergency, () => Blow(WhistleKind.Emergency, A.Actor(Role.HotlineSeat)), "kind");
        scene.At("2026-03-03 10:01");
        scene.Refuses(WhistleRules.SeatsEmergency, () => Blow(WhistleKind.Emergency, scene.Seat), "kind");
        scene.At("2026-03-03 10:00");
        Blow(WhistleKind.Emergency, scene.Seat);
        Assert.That(
            (scene.Case.Status, scene.Clock(PromiseKind.CheckIn).DueAt),
            Is.EqualTo((CaseStatus.Submitted, scene.Now.AddMinutes(30)))
        );
        scene.Make(CaseMove.CheckIn, scene.Actors[Role.DepartmentHandler]);
        Assert.That(scene.LeadLeg.Status, Is.EqualTo(LegStatus.CheckedIn));

        void Blow(WhistleKind kind, Actor by) =>
            scene.Case.WhistleInEmergency(A.Call(kind), [(scene.Lead, true)], A.Promises, by, scene.Now);
    }

    [Test]
    public void The_leader_and_the_backup_may_whistle_too()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        scene.Case.BlowWhistle(A.Call(), [(scene.Lead, true)], A.Promises, scene.Actors[Role.Leader], scene.Now);
        scene.Case.BlowWhistle(A.Call(), [(scene.Assist, true)], A.Promises, scene.Backup.Acting(), scene.Now);
        Assert.That(scene.Case.Legs.Count(), Is.EqualTo(2));
    }
}
