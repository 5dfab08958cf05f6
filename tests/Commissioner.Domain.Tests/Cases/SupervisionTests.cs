using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Tests.Cases;

/// <summary>Supervision orders 督办单 and the Leader's opinions 批示: who owes words, by when, and that a closed case owes none.</summary>
[Parallelizable(ParallelScope.All)]
public class SupervisionTests
{
    static Actor Supervisor(Scene scene) => scene.Actors[Role.Supervisor];

    static Actor Leader(Scene scene) => scene.Actors[Role.Leader];

    [Test]
    public void A_promise_two_working_days_late_is_answered_for_by_who_owes_it_and_after_five_the_Leader_writes()
    {
        var scene = new Scene("2026-11-02 10:00");
        scene.Now = Given.Shanghai("2026-11-05 18:00");
        scene.Sweep();
        Assert.That(scene.Case.Orders, Is.Empty, "due at the end of the 3rd; two working days later is the end of the 5th");

        scene.Now = Given.Shanghai("2026-11-05 18:01");
        scene.Sweep();
        Assert.That(
            scene.Case.Orders.Select(o => (o.No, o.Why, o.Promise, o.To, o.Status)),
            Is.EqualTo(new[] { (1, OrderWhy.PromiseLate, (PromiseKind?)PromiseKind.Accept, HolderKind.Commissioner, OrderStatus.Issued) })
        );
        Assert.That(scene.Case.Orders[0].AnswerBy, Is.EqualTo(Given.Shanghai("2026-11-09 18:00")), "two working days");
        Assert.That(scene.Case.OpinionOwed, Is.Null);

        scene.Now = Given.Shanghai("2026-11-10 18:01");
        scene.Sweep();
        Assert.That(scene.Case.OpinionOwed?.Why, Is.EqualTo(OpinionWhy.PromiseLate));
        Assert.That(scene.Clock(PromiseKind.Opinion).DueAt, Is.EqualTo(Given.Shanghai("2026-11-11 18:00")), "one working day");
        Assert.That(scene.Case.Orders, Has.Count.EqualTo(1), "an order about an order is never issued");
    }

    [Test]
    public void A_department_late_with_its_check_in_owes_the_answer_itself_and_nobody_elses_can_be_answered()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        scene.Now = scene.Now.AddDays(9);
        scene.Sweep();
        var order = scene.Case.Orders.First(o => o.Promise == PromiseKind.CheckIn);
        Assert.That((order.To, order.DepartmentId), Is.EqualTo((HolderKind.Department, (Id<Departments.Department>?)scene.Lead.Id)));

        Assert.That(() => scene.Case.AnswerOrder(order.Id, null, "示例回复", null, scene.Server, scene.Now), Throws.TypeOf<NotFound>());
        Assert.That(
            () =>
                scene.Case.AnswerOrder(
                    order.Id,
                    null,
                    "示例回复",
                    null,
                    A.Actor(Role.DepartmentHead, department: scene.Assist.Id),
                    scene.Now
                ),
            Throws.TypeOf<NotFound>()
        );
        scene.Refuses(
            CaseRules.OrderAnswerMissing,
            () => scene.Case.AnswerOrder(order.Id, null, " ", null, scene.Actors[Role.DepartmentHead], scene.Now),
            "answer"
        );
        scene.Refuses(
            CaseRules.DoneByIsAhead,
            () => scene.Case.AnswerOrder(order.Id, null, "示例回复", scene.Now, scene.Actors[Role.DepartmentHead], scene.Now),
            "doneBy"
        );
        scene.Case.AnswerOrder(order.Id, "示例部门", "示例回复", scene.Now.AddDays(1), scene.Actors[Role.DepartmentHead], scene.Now);
        Assert.That(
            (order.Status, order.Answer, order.DoneBy),
            Is.EqualTo((OrderStatus.Answered, "示例回复", (DateTimeOffset?)scene.Now.AddDays(1)))
        );
        Assert.That(scene.Case.Happened[^1].What.Concerns(), Is.EqualTo(scene.Lead.Id));
    }

    [Test]
    public void An_answer_that_is_sent_back_is_owed_anew_and_one_that_is_closed_is_not()
    {
        var scene = new Scene().To(CaseStatus.InProgress);
        var order = scene.Case.IssueOrder(new(HolderKind.Commissioner), null, " 请说明进展 ", A.Promises, Supervisor(scene), scene.Now);
        Assert.That((order.Demand, order.Why), Is.EqualTo(("请说明进展", OrderWhy.Demanded)));
        scene.Refuses(CaseRules.OrderOutOfOrder, () => scene.Case.CloseOrder(order.Id, Supervisor(scene), scene.Now));

        scene.Case.AnswerOrder(order.Id, null, "示例回复", null, scene.Server, scene.Now);
        scene.Refuses(CaseRules.OrderOutOfOrder, () => scene.Case.AnswerOrder(order.Id, null, "再回复", null, scene.Server, scene.Now));
        scene.Refuses(
            CaseRules.ReasonMissing,
            () => scene.Case.ReturnOrder(order.Id, null, "", A.Promises, Supervisor(scene), scene.Now),
            "reason"
        );
        scene.Now = scene.Now.AddDays(1);
        scene.Case.ReturnOrder(order.Id, null, "没有写时限", A.Promises, Supervisor(scene), scene.Now);
        Assert.That(
            (order.Status, order.ReturnedWhy, scene.Clock(PromiseKind.OrderAnswer).Cycle, scene.Clock(PromiseKind.OrderAnswer).DueAt),
            Is.EqualTo((OrderStatus.Issued, "没有写时限", 2, order.AnswerBy))
        );

        scene.Case.AnswerOrder(order.Id, null, "示例回复二", null, scene.Server, scene.Now);
        scene.Case.CloseOrder(order.Id, Supervisor(scene), scene.Now);
        Assert.That(
            (order.Status, scene.Case.Clocks.Any(c => c is { Kind: PromiseKind.OrderAnswer, IsRunning: true })),
            Is.EqualTo((OrderStatus.Closed, false))
        );
    }

    [Test]
    public void An_order_goes_to_a_department_that_was_called_and_to_nobody_else_s()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        scene.Refuses(
            CaseRules.OrderNeedsAddressee,
            () =>
                scene.Case.IssueOrder(
                    new(HolderKind.Department, scene.Met().Id),
                    null,
                    "示例要求",
                    A.Promises,
                    Supervisor(scene),
                    scene.Now
                ),
            "to"
        );
        scene.Refuses(
            CaseRules.OrderNeedsAddressee,
            () => scene.Case.IssueOrder(new(HolderKind.Enterprise), null, "示例要求", A.Promises, Supervisor(scene), scene.Now),
            "to"
        );
        scene.Refuses(
            CaseRules.DemandMissing,
            () => scene.Case.IssueOrder(new(HolderKind.Department, scene.Lead.Id), null, "", A.Promises, Supervisor(scene), scene.Now),
            "demand"
        );
        Assert.That(
            scene
                .Case.IssueOrder(
                    new(HolderKind.Department, scene.Lead.Id),
                    "示例部门",
                    "示例要求",
                    A.Promises,
                    Supervisor(scene),
                    scene.Now
                )
                .No,
            Is.EqualTo(1)
        );
    }

    [Test]
    public void An_order_late_by_a_working_day_is_the_Leaders()
    {
        var scene = new Scene("2026-11-02 10:00").To(CaseStatus.InProgress);
        scene.Case.IssueOrder(new(HolderKind.Commissioner), null, "示例要求", A.Promises, Supervisor(scene), scene.Now);
        scene.Now = Given.Shanghai("2026-11-05 18:01");
        scene.Sweep();
        Assert.That((scene.Case.OpinionOwed?.Why, scene.Case.Orders.Count), Is.EqualTo(((OpinionWhy?)OpinionWhy.PromiseLate, 1)));
    }

    [Test]
    public void A_leg_that_goes_up_asks_for_one_opinion_at_a_time_and_the_next_level_for_another()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        scene.Make(CaseMove.Escalate, scene.Server);
        var asked = scene.Clock(PromiseKind.Opinion);
        Assert.That(scene.Case.OpinionOwed, Is.EqualTo(new OpinionOwed(OpinionWhy.LegRaised, scene.Now)));
        scene.Refuses(CaseRules.OpinionMissing, () => scene.Case.GiveOpinion(" ", Leader(scene), scene.Now), "opinion");

        scene.Case.GiveOpinion(" 示例批示 ", Leader(scene), scene.Now);
        Assert.That(
            (scene.Case.OpinionOwed, scene.Case.OpinionAt, asked.Result),
            Is.EqualTo(((OpinionOwed?)null, (DateTimeOffset?)scene.Now, (PromiseResult?)PromiseResult.Met))
        );
        Assert.That(scene.Case.Happened[^1].What, Is.EqualTo(new OpinionGiven("示例批示")));
        scene.Refuses(CaseRules.NoOpinionOwed, () => scene.Case.GiveOpinion("示例批示", Leader(scene), scene.Now));

        scene.Make(CaseMove.Escalate, scene.Server);
        Assert.That((scene.Case.OpinionOwed is not null, scene.Clock(PromiseKind.Opinion).Cycle), Is.EqualTo((true, 2)));
    }

    [Test]
    public void The_second_rework_is_supervised_and_the_third_is_the_Leaders()
    {
        var scene = new Scene();
        Again();
        Assert.That((scene.Case.Orders.Count, scene.Case.OpinionOwed), Is.EqualTo((0, (OpinionOwed?)null)));
        Again();
        Assert.That(scene.Case.Orders.Select(o => (o.Why, o.To)), Is.EqualTo(new[] { (OrderWhy.ReworkedAgain, HolderKind.Commissioner) }));
        Assert.That(scene.Case.OpinionOwed, Is.Null);
        Again();
        Assert.That((scene.Case.Orders.Count, scene.Case.OpinionOwed?.Why), Is.EqualTo((1, (OpinionWhy?)OpinionWhy.ReworkedAgain)));

        void Again()
        {
            scene.To(CaseStatus.AwaitingConfirmation);
            scene.Make(CaseMove.Confirm, scene.Owner, Outcome.NotResolved);
        }
    }

    [Test]
    public void What_is_closed_owes_no_words_any_more_and_what_was_closed_before_stays_so()
    {
        var scene = new Scene().To(CaseStatus.InProgress).Called();
        scene.Make(CaseMove.Escalate, scene.Server);
        scene.Make(CaseMove.IssueOrder, Supervisor(scene));
        scene.Make(CaseMove.IssueOrder, Supervisor(scene));
        scene.Make(CaseMove.AnswerOrder, scene.Server);
        scene.Make(CaseMove.CloseOrder, Supervisor(scene));
        scene.Make(CaseMove.Withdraw, scene.Owner);

        Assert.That(
            (scene.Case.OpinionOwed, scene.Clock(PromiseKind.Opinion).Result),
            Is.EqualTo(((OpinionOwed?)null, (PromiseResult?)PromiseResult.Cancelled))
        );
        Assert.That(scene.Case.Orders.Select(o => o.Status), Is.EqualTo(new[] { OrderStatus.Closed, OrderStatus.Ended }));
        Assert.That(scene.Case.Clocks.Any(c => c.IsRunning), Is.False);
    }

    [Test]
    public void A_policy_from_before_these_promises_has_the_first_ones_limits_for_them_and_one_that_names_them_its_own()
    {
        var old = PolicyFile.Write(new(2, [.. PromisePolicy.First.Rules]));
        var without = System.Text.Json.Nodes.JsonNode.Parse(old)!;
        var rules = without["rules"]!.AsArray();
        foreach (
            var rule in rules.Where(r => (string?)r!["kind"] is nameof(PromiseKind.Opinion) or nameof(PromiseKind.OrderAnswer)).ToList()
        )
        {
            rules.Remove(rule);
        }

        Assert.That(
            PolicyFile.Read(2, without.ToJsonString()).Find(PromiseKind.Opinion, Urgency.Ordinary)!.Limit,
            Is.EqualTo(WorkingTime.Days(1))
        );
        Assert.That(
            PolicyFile
                .Read(2, old.Replace("\"opinion\"", "\"leader\"", StringComparison.Ordinal))
                .Rules.Count(r => r.Kind == PromiseKind.Opinion),
            Is.EqualTo(1)
        );
    }
}
