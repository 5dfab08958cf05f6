using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Tests.Calendars;
using Commissioner.Domain.Undertakings;

namespace Commissioner.Domain.Tests.Undertakings;

/// <summary>An undertaking from the entrustment to the rating.</summary>
[Parallelizable(ParallelScope.All)]
public class UndertakingTests
{
    private static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");

    private readonly Department _one = Department.Open(Id<Department>.New(), A.Park.Id, "D1", "示例经济发展局");
    private readonly Department _two = Department.Open(Id<Department>.New(), A.Park.Id, "D2", "示例建设管理处");
    private readonly Enterprise _enterprise = A.Enterprise(Monday.AddDays(-30));
    private readonly Person _agent = A.Person("示例代办员", Role.Commissioner);
    private readonly Person _colleague = A.Person("示例同事", Role.Commissioner);

    private Dictionary<Id<Department>, string> Names => new() { [_one.Id] = _one.Name, [_two.Id] = _two.Name };

    private Actor Owner => A.Actor(Role.EnterpriseOwner, _enterprise.Id);

    private Actor Agent => new(_agent.Id, _agent.Name, [Role.Commissioner], null, null);

    private Actor Handler(Department of) => A.Actor(Role.DepartmentHandler, department: of.Id);

    [Test]
    public void Only_the_owner_of_the_enterprise_entrusts_and_says_what_and_with_which_authority()
    {
        A.Refusal(UndertakingRules.OwnerEntrusts, null, () => Entrusted(by: A.Actor(Role.EnterpriseUser, _enterprise.Id)));
        A.Refusal(UndertakingRules.OwnerEntrusts, null, () => Entrusted(by: A.Actor(Role.EnterpriseOwner, Id<Enterprise>.New())));
        A.Refusal(UndertakingRules.AuthorityMissing, "authority", () => Entrusted(authority: 0));
        A.Refusal(UndertakingRules.EntrustedWhatMissing, "what", () => Entrusted(what: " "));
        Assert.That(Entrusted().Status, Is.EqualTo(UndertakingStatus.Entrusted));
    }

    [Test]
    public void It_begins_with_what_needs_nothing_and_what_was_approved_makes_the_next_ready()
    {
        var its = Started();
        Assert.That(
            its.Nodes.Select(n => n.Status),
            Is.EqualTo(new[] { NodeStatus.Ready, NodeStatus.NotStarted, NodeStatus.NotStarted, NodeStatus.NotStarted })
        );
        Assert.That((its.Holding, its.EndAt), Is.EqualTo((Holding.Commissioner, (DateTimeOffset?)Given.Shanghai("2026-03-18 18:00"))));
        Pass(its, "A", Monday);
        Assert.That(its.Nodes.Where(n => n.Status == NodeStatus.Ready).Select(n => n.Code), Is.EqualTo(new[] { "B", "C" }), "in parallel");
        Pass(its, "B", Monday.AddHours(1));
        Assert.That(its.Nodes[3].Status, Is.EqualTo(NodeStatus.NotStarted), "it needs both");
        Pass(its, "C", Monday.AddHours(2));
        Assert.That(its.Nodes[3].Status, Is.EqualTo(NodeStatus.Ready));
        Pass(its, "D", Monday.AddDays(1));
        var done = its.Happened.Select(h => h.What).OfType<UndertakingCompleted>().Single();
        Assert.That(
            (its.Status, its.Holding, done.DaysTaken, done.DaysStatutory),
            Is.EqualTo((UndertakingStatus.Completed, Holding.Nobody, 1, 40)),
            "five, thirty and five days of the law one after the other, and one day that it took"
        );
    }

    [Test]
    public void A_node_s_limit_is_the_template_s_and_pauses_and_resumes_like_a_case_s()
    {
        var its = Started();
        Move(its, "A", NodeMove.Submit, Agent, Monday);
        var clock = its.Clocks.Single(c => c.Kind == PromiseKind.NodeDecision);
        Assert.That(clock.DueAt, A.IsAt("2026-03-04 18:00"), "two working days, whatever the policy says of nodes");
        Move(its, "A", NodeMove.Return, Handler(_one), Monday.AddHours(2), new("缺示例材料一、二"));
        Assert.That((clock.State, its.Nodes[0].Status), Is.EqualTo((ClockState.Paused, NodeStatus.Correcting)));
        Move(its, "A", NodeMove.Correct, Agent, Given.Shanghai("2026-03-05 12:00"));
        Assert.That(clock.DueAt, A.IsAt("2026-03-09 18:00"), "from Thursday noon what was left on Monday noon");
        Move(its, "A", NodeMove.Approve, Handler(_one), Given.Shanghai("2026-03-06 09:00"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(clock.Result, Is.EqualTo(PromiseResult.Met));
            foreach (var any in its.Clocks)
            {
                var again = any.Replay(any.Events, A.Promises);
                Assert.That(
                    (again.DueAt, again.AmberAt, again.State, again.OwnLimit, again.NextFireAt),
                    Is.EqualTo((any.DueAt, any.AmberAt, any.State, any.OwnLimit, any.NextFireAt)),
                    $"{any.Kind} follows from its events"
                );
            }
        }
    }

    [Test]
    public void Suspended_for_the_law_it_stands_still_and_goes_on_by_itself_at_its_end()
    {
        var its = Started();
        Move(its, "A", NodeMove.Submit, Agent, Monday);
        A.Refusal(
            UndertakingRules.SuspensionEndMissing,
            "until",
            () => Move(its, "A", NodeMove.Suspend, Handler(_one), Monday, new("示例公示", SuspensionCause.Law, new(2026, 3, 2)))
        );
        Move(its, "A", NodeMove.Suspend, Handler(_one), Monday.AddHours(2), new("示例公示", SuspensionCause.Law, new(2026, 3, 10)));
        var (decision, end) = (
            its.Clocks.Single(c => c.Kind == PromiseKind.NodeDecision),
            its.Clocks.Single(c => c.Kind == PromiseKind.NodeResumption)
        );
        Assert.That((decision.NextFireAt, its.Nodes[0].Holding), Is.EqualTo(((DateTimeOffset?)null, Holding.Nobody)));
        Assert.That(end.DueAt, A.IsAt("2026-03-10 18:00"));
        its.Fire(end, A.Promises, Given.Shanghai("2026-03-10 18:00"));
        Assert.That(its.Nodes[0].Status, Is.EqualTo(NodeStatus.Suspended), "the last instant still belongs to it");
        its.Fire(end, A.Promises, Given.Shanghai("2026-03-10 18:01"));
        Assert.That(
            (its.Nodes[0].Status, decision.DueAt, end.Result),
            Is.EqualTo((NodeStatus.Submitted, Given.Shanghai("2026-03-13 15:00"), (PromiseResult?)PromiseResult.Lapsed))
        );
    }

    [Test]
    public void The_parts_of_a_node_s_ledger_sum_exactly_and_say_whose_the_time_was()
    {
        var its = Started();
        Move(its, "A", NodeMove.Submit, Agent, Given.Shanghai("2026-03-02 11:07"));
        Move(its, "A", NodeMove.Return, Handler(_one), Given.Shanghai("2026-03-02 14:31"), new("缺示例材料"));
        Move(its, "A", NodeMove.Correct, Agent, Given.Shanghai("2026-03-04 09:13"));
        Move(
            its,
            "A",
            NodeMove.Suspend,
            Handler(_one),
            Given.Shanghai("2026-03-04 10:00"),
            new("示例公示", SuspensionCause.Law, new(2026, 3, 6))
        );
        Move(its, "A", NodeMove.Resume, Handler(_one), Given.Shanghai("2026-03-05 10:00"));
        Move(its, "A", NodeMove.Approve, Handler(_one), Given.Shanghai("2026-03-05 16:44"));
        var until = Given.Shanghai("2026-03-09 18:00");
        var ledger = NodeLedger.Of(
            "A",
            its.Happened.Where(h => h.What is INodeEvent).Select(h => (h.At, h.As, h.What.GetType().Name, (INodeEvent)h.What)),
            ChinaWorkingDays.Default,
            until
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ledger.Segments.Sum(s => s.WorkingMinutes), Is.EqualTo(ledger.WorkingMinutes));
            Assert.That(ledger.Totals.Sum(t => t.Minutes), Is.EqualTo(ledger.WorkingMinutes));
            Assert.That(
                ledger.Totals.Select(t => (t.Holder, t.Minutes)),
                Is.EqualTo(
                    new[]
                    {
                        (Holding.Commissioner, 67L),
                        (new Holding(HolderKind.Department, _one.Id), 83 + 31 + 47 + 150 + 164L),
                        (Holding.Enterprise, 209 + 450 + 13L),
                    }
                ),
                "the law's day is nobody's"
            );
        }
    }

    [Test]
    public void A_slip_says_what_it_moved_and_touches_nothing_else()
    {
        var its = Started();
        Pass(its, "A", Monday);
        var before = its.Lay(A.Promises);
        Move(its, "B", NodeMove.Submit, Agent, Given.Shanghai("2026-03-12 10:00"));
        var after = its.Lay(A.Promises);
        var moved = its.Happened.Select(h => h.What).OfType<NodesMoved>().Last();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.MovedFrom(before), Is.EqualTo(new[] { "B", "D" }));
            Assert.That((moved.NodeNames, moved.EndAt), Is.EqualTo(("示例丁", after.EndsAt)));
            Assert.That(after["C"], Is.EqualTo(before["C"] with { Critical = after["C"].Critical }));
        }
    }

    [Test]
    public void Revoked_nobody_works_on_and_every_clock_ends()
    {
        var its = Started();
        Move(its, "A", NodeMove.Submit, Agent, Monday);
        A.Refusal(UndertakingRules.OwnerEntrusts, null, () => its.Revoke(A.Office, Monday));
        its.Revoke(Owner, Monday.AddHours(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(its.Clocks.All(c => c is { IsRunning: false, NextFireAt: null }));
            A.Refusal(UndertakingRules.EntrustmentRevoked, null, () => Move(its, "A", NodeMove.TakeUp, Handler(_one), Monday.AddHours(2)));
            A.Refusal(UndertakingRules.EntrustmentRevoked, null, () => its.NameAgents(_colleague, _agent, A.Office, Monday));
            Assert.That(its.Nodes.SelectMany(n => its.Can(n, Handler(_one))), Is.Empty);
        }
    }

    [Test]
    public void The_green_lane_shortens_what_runs_and_what_follows_and_names_its_decision()
    {
        var its = Started();
        Move(its, "A", NodeMove.Submit, Agent, Monday);
        A.Refusal(UndertakingRules.GreenLaneDecisionMissing, "decision", () => its.GrantGreenLane("", A.Promises, A.Office, Monday));
        its.GrantGreenLane("示例〔2026〕1 号", A.Promises, A.Office, Monday.AddHours(1));
        Assert.That(its.Clocks.Single(c => c.Kind == PromiseKind.NodeDecision).DueAt, A.IsAt("2026-03-03 18:00"));
        Assert.That(its.EndAt, A.IsAt("2026-03-11 18:00"), "one, five and one working days, less one day slip");
    }

    [Test]
    public void A_late_node_is_raised_once_a_level_by_the_policy_s_ladder()
    {
        var its = Started();
        Move(its, "A", NodeMove.Submit, Agent, Monday);
        var clock = its.Clocks.Single(c => c.Kind == PromiseKind.NodeDecision);
        its.Fire(clock, A.Promises, Given.Shanghai("2026-03-05 09:00"));
        its.Fire(clock, A.Promises, Given.Shanghai("2026-03-05 09:30"));
        Assert.That(
            its.Happened.Select(h => h.What).OfType<NodeLate>().Select(l => (l.Raised, l.HeldById)),
            Is.EqualTo(new[] { (PromiseLevel.Warned, (Id<Department>?)_one.Id), (PromiseLevel.Overdue, _one.Id) })
        );
    }

    [Test]
    public void Moves_are_whose_the_table_says()
    {
        var its = Started();
        A.Refusal(UndertakingRules.NodeIsAnothers, null, () => Move(its, "A", NodeMove.Submit, A.Actor(Role.Commissioner), Monday));
        A.Refusal(UndertakingRules.NodeOutOfOrder, null, () => Move(its, "B", NodeMove.Submit, Agent, Monday));
        Move(its, "A", NodeMove.Submit, Agent, Monday);
        A.Refusal(UndertakingRules.NodeIsAnothers, null, () => Move(its, "A", NodeMove.TakeUp, Handler(_two), Monday));
        A.Refusal(UndertakingRules.NodeWordsMissing, "words", () => Move(its, "A", NodeMove.Return, Handler(_one), Monday));
        Move(its, "A", NodeMove.TakeUp, Handler(_one), Monday);
        Move(its, "A", NodeMove.Refuse, Handler(_one), Monday, new("示例不符合"));
        Assert.That(its.Can(its.Nodes[0], Agent), Is.EqualTo(new[] { NodeMove.Submit }), "anew, as the next cycle");
        Move(its, "A", NodeMove.Submit, Agent, Monday.AddHours(1));
        Assert.That(its.Clocks.Where(c => c.Kind == PromiseKind.NodeDecision).Select(c => c.Cycle), Is.EqualTo(new[] { 1, 2 }));
        var asks = Started(Authority.Ask);
        A.Refusal(UndertakingRules.NotEntrusted, null, () => Move(asks, "A", NodeMove.Submit, Agent, Monday));
    }

    [Test]
    public void Every_week_it_is_told_and_in_the_end_rated_once()
    {
        var its = Started();
        its.TellStanding(A.Promises, Monday.AddDays(6));
        Assert.That(its.Happened.Select(h => h.What).OfType<StandingTold>(), Is.Empty);
        its.TellStanding(A.Promises, Monday.AddDays(7));
        its.TellStanding(A.Promises, Monday.AddDays(8));
        Assert.That(its.Happened.Select(h => h.What).OfType<StandingTold>().Single().NodeNames, Is.EqualTo("示例甲"));
        A.Refusal(UndertakingRules.UndertakingOutOfOrder, null, () => its.Rate(Level.Satisfied, null, Owner, Monday));
        foreach (var code in new[] { "A", "B", "C", "D" })
        {
            Pass(its, code, Monday.AddDays(9));
        }

        its.Rate(Level.VerySatisfied, "示例", Owner, Monday.AddDays(10));
        A.Refusal(UndertakingRules.UndertakingRatedAlready, null, () => its.Rate(Level.Satisfied, null, Owner, Monday.AddDays(10)));
    }

    [Test]
    public void A_template_is_in_order_or_refused_by_its_field()
    {
        A.Refusal(TemplateRules.NodeNeedsUnknown, "nodes[0].needs", () => Template(Node("A", "示例", "B", 1, 1, null)));
        A.Refusal(
            TemplateRules.NodeCodeTwice,
            "nodes[1].code",
            () => Template(Node("A", "示例", "", 1, 1, null), Node("A", "示例", "", 1, 1, null))
        );
        A.Refusal(TemplateRules.NodeLimitsFall, "nodes[0].promised", () => Template(Node("A", "示例", "", 1, 2, null)));
        A.Refusal(TemplateRules.NodeLimitsFall, "nodes[0].green", () => Template(Node("A", "示例", "", 3, 2, 3)));
        var first = Template(Node("A", "示例", "", 3, 2, 1));
        A.Refusal(
            TemplateRules.TemplateChangesNothing,
            null,
            () => first.Revise(first.Name, first.Nodes, new(2026, 3, 2), new(2026, 3, 2), A.Office, Monday)
        );
        Assert.That(FirstTemplates.Of(new(2026, 3, 2), Monday).Nodes, Has.Count.EqualTo(10));
    }

    private static UndertakingTemplate Template(params TemplateNode[] nodes) =>
        UndertakingTemplate.Add(UndertakingKind.AgencyProject, "AGENCY", "示例模板", nodes, new(2026, 3, 2), A.Office, Monday);

    private static TemplateNode Node(
        string code,
        string name,
        string needs,
        int statutory,
        int promised,
        int? green,
        string unit = "经济发展局"
    ) =>
        new(
            code,
            name,
            needs.Split('、', StringSplitOptions.RemoveEmptyEntries),
            unit,
            WorkingTime.Days(statutory),
            WorkingTime.Days(promised),
            green is { } g ? WorkingTime.Days(g) : null,
            ["示例材料"]
        );

    private static UndertakingTemplate Four { get; } =
        Template(
            Node("A", "示例甲", "", 5, 2, 1),
            Node("B", "示例乙", "A", 30, 8, 5, "建设管理处"),
            Node("C", "示例丙", "A", 10, 3, null),
            Node("D", "示例丁", "B、C", 5, 2, 1, "D2")
        );

    private Undertaking Entrusted(Authority authority = Authority.Ask | Authority.Submit, string what = "示例全程代办", Actor? by = null) =>
        Undertaking.Entrust(new("示例厂房项目", what, authority), Four, _enterprise, A.SubPark, "FL-DB-20260302-0001", by ?? Owner, Monday);

    private Undertaking Started(Authority authority = Authority.Ask | Authority.Submit)
    {
        var its = Entrusted(authority);
        its.Start(Four, [_one, _two], _agent, _colleague, A.Promises, A.Office, Monday);
        return its;
    }

    private void Move(Undertaking its, string code, NodeMove move, Actor by, DateTimeOffset at, NodeSaying? saying = null) =>
        its.Move(code, move, saying ?? new(), Names, A.Promises, by, at);

    private void Pass(Undertaking its, string code, DateTimeOffset at)
    {
        var handler = Handler(its.Nodes.Single(n => n.Code == code).DepartmentId == _one.Id ? _one : _two);
        Move(its, code, NodeMove.Submit, Agent, at);
        Move(its, code, NodeMove.TakeUp, handler, at);
        Move(its, code, NodeMove.Approve, handler, at);
    }
}
