using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Tests.Calendars;
using Commissioner.Domain.Undertakings;

namespace Commissioner.Domain.Tests.Undertakings;

/// <summary>Packages: one list of papers by what is answered, asked for once, one limit; and papers that follow against a promise.</summary>
[Parallelizable(ParallelScope.All)]
public class PackageTests
{
    private static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");

    private readonly Department _one = Department.Open(Id<Department>.New(), A.Park.Id, "D1", "示例市场监管分局");
    private readonly Department _two = Department.Open(Id<Department>.New(), A.Park.Id, "D2", "示例消防服务处");
    private readonly Enterprise _enterprise = A.Enterprise(Monday.AddDays(-30));

    private Dictionary<Id<Department>, string> Names => new() { [_one.Id] = _one.Name, [_two.Id] = _two.Name };

    private Actor Owner => A.Actor(Role.EnterpriseOwner, _enterprise.Id);

    private static Actor Desk { get; } = A.Actor(Role.TriageDesk);

    private Actor Handler(Department of) => A.Actor(Role.DepartmentHandler, department: of.Id);

    [TestCase("租赁", "是", "申请书、租赁合同、用气申请表、检测报告")]
    [TestCase("租赁", "否", "申请书、租赁合同、检测报告")]
    [TestCase("借用", "否", "申请书、租赁合同、检测报告")]
    [TestCase("自有", "是", "申请书、产权证书、用气申请表、检测报告")]
    [TestCase("自有", "否", "申请书、产权证书、检测报告")]
    [TestCase(null, null, "申请书、租赁合同、产权证书、用气申请表、检测报告")]
    [TestCase("自有", null, "申请书、产权证书、用气申请表、检测报告")]
    public void The_list_is_what_the_answers_say_and_what_has_no_answer_yet_stands_in_it(string? place, string? gas, string expected)
    {
        Dictionary<string, string> answers = [];
        foreach (var (question, answer) in new[] { ("场所", place), ("燃气", gas) })
        {
            if (answer is not null)
            {
                answers[question] = answer;
            }
        }

        Assert.That(string.Join('、', Canteen.ListOf(answers).Select(p => p.Name)), Is.EqualTo(expected));
    }

    [Test]
    public void A_paper_of_two_matters_is_handed_in_once_and_is_lacking_only_where_both_allow_it()
    {
        var template = Package(Matter("A", "D1", 5, "甲{10d}", "乙{10d}", "丙"), Matter("B", "D2", 5, "甲{5d}", "乙", "丙{5d}"));
        Assert.That(
            template.ListOf(new Dictionary<string, string>()).Select(p => (p.Name, string.Concat(p.NodeCodes), p.Lacking?.Amount)),
            Is.EqualTo(new (string, string, int?)[] { ("甲", "AB", 5), ("乙", "AB", null), ("丙", "AB", null) })
        );
    }

    [TestCase("租赁合同", "租赁合同", null, null)]
    [TestCase(" 租赁合同 [场所=租赁 / 借用] {10d} ", "租赁合同", "场所=租赁/借用", "10d")]
    [TestCase("租赁合同【场所＝租赁】", "租赁合同", "场所=租赁", null)]
    [TestCase("检测报告{5d}", "检测报告", null, "5d")]
    public void A_paper_is_one_line_that_is_read_as_it_is_written(string line, string name, string? when, string? lacking)
    {
        var paper = TemplatePaper.Read(line);
        Assert.That(
            (paper.Name, paper.When is { } w ? $"{w.Question}={string.Join('/', w.Answers)}" : null, paper.Lacking?.ToString()),
            Is.EqualTo((name, when, lacking))
        );
        Assert.That(TemplatePaper.Read(paper.ToString()).ToString(), Is.EqualTo(paper.ToString()));
    }

    [Test]
    public void A_package_is_in_order_or_refused_by_its_field()
    {
        A.Refusal(TemplateRules.PackageLimitMissing, "limit", () => Package(null, [], Matter("A", "D1", 5)));
        A.Refusal(TemplateRules.PackageLimitFalls, "nodes[0].promised", () => Package(WorkingTime.Days(4), [], Matter("A", "D1", 5)));
        A.Refusal(TemplateRules.QuestionUnusable, "questions", () => Package(WorkingTime.Days(9), ["场所"], Matter("A", "D1", 5)));
        A.Refusal(
            TemplateRules.QuestionUnusable,
            "questions",
            () => Package(WorkingTime.Days(9), ["甲:一", "甲:二"], Matter("A", "D1", 5))
        );
        A.Refusal(TemplateRules.PaperAnswerUnknown, "nodes[0].papers", () => Package(Matter("A", "D1", 5, "证[没有=是]")));
        A.Refusal(
            TemplateRules.PaperAnswerUnknown,
            "nodes[0].papers",
            () => Package(WorkingTime.Days(9), ["场所:哪一种=自有/租赁"], Matter("A", "D1", 5, "证[场所=借用]"))
        );
        foreach (var wrong in new[] { "证[场所", "证{十天}", "证{0d}", "证{91d}", "证{4h}" })
        {
            A.Refusal(TemplateRules.PaperUnreadable, "nodes[0].papers", () => Package(Matter("A", "D1", 5, wrong)));
        }

        A.Refusal(
            TemplateRules.PackageRunsInParallel,
            "nodes[1].needs",
            () => Package(Matter("A", "D1", 5), Matter("B", "D1", 5) with { Needs = ["A"] })
        );
        Assert.That(FirstPackages.Of(new(2026, 3, 2), Monday), Has.Count.EqualTo(12));
    }

    [Test]
    public void Applied_for_it_runs_at_once_and_keeps_the_answers_and_the_list()
    {
        A.Refusal(UndertakingRules.QuestionUnanswered, "answers.燃气", () => Applied(answers: new() { ["场所"] = "自有" }));
        A.Refusal(
            UndertakingRules.QuestionUnanswered,
            "answers.燃气",
            () => Applied(answers: new() { ["场所"] = "自有", ["燃气"] = "也许" })
        );
        A.Refusal(UndertakingRules.PapersMissing, "papers", () => Applied(brought: ["申请书"]));
        A.Refusal(UndertakingRules.PaperMayNotLack, "papers", () => Applied(brought: ["产权证书", "检测报告"], promised: ["申请书"]));
        A.Refusal(UndertakingRules.NodeIsAnothers, null, () => Applied(by: A.Actor(Role.EnterpriseOwner, Id<Enterprise>.New())));
        var its = Applied();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(its.Answers, Is.EqualTo(new[] { "场所=自有", "燃气=否" }));
            Assert.That(its.Nodes.Select(n => string.Join('、', n.Papers)), Is.EqualTo(new[] { "申请书、产权证书", "申请书、检测报告" }));
            Assert.That(its.Nodes.Select(n => n.Status), Is.All.EqualTo(NodeStatus.Submitted), "in parallel");
            Assert.That(its.WholeDueAt, A.IsAt("2026-03-16 18:00"), "one limit of ten working days");
            Assert.That((its.TemplateCode, its.TemplateVersion), Is.EqualTo(("CANTEEN", 1)));
        }
    }

    [Test]
    public void What_is_missing_is_asked_for_once_when_all_have_spoken_and_the_whole_stands_still()
    {
        var its = Applied();
        var whole = its.Clocks.Single(c => c.Kind == PromiseKind.PackageDecision);
        Move(its, "FOOD", NodeMove.Return, _one, Monday, "申请书缺签字");
        Assert.That(
            (its.AskedAt, its.Nodes[0].Status),
            Is.EqualTo(((DateTimeOffset?)null, NodeStatus.Collected)),
            "it waits for the other"
        );
        Assert.That(its.Happened.Select(h => h.What).OfType<PackageReturned>(), Is.Empty);
        Move(its, "FIRE", NodeMove.Return, _two, Monday.AddHours(1), "报告过期");
        var asked = its.Happened.Select(h => h.What).OfType<PackageReturned>().Single();
        Assert.That(asked.Missing, Is.EqualTo("FOOD：申请书缺签字\nFIRE：报告过期"));
        Assert.That((its.Nodes.All(n => n.Status == NodeStatus.Correcting), whole.State), Is.EqualTo((true, ClockState.Paused)));
        A.Refusal(UndertakingRules.SupplyIsNothing, "words", () => Supply(its, null, false, Monday.AddDays(1)));
        Supply(its, "已补齐", true, Monday.AddDays(1));
        Assert.That((its.Nodes.All(n => n.Status == NodeStatus.InReview), whole.State), Is.EqualTo((true, ClockState.Running)));
        A.Refusal(UndertakingRules.PackageAskedOnce, null, () => Move(its, "FOOD", NodeMove.Return, _one, Monday.AddDays(2), "还缺"));
        Move(its, "FOOD", NodeMove.Approve, _one, Monday.AddDays(2));
        Move(its, "FIRE", NodeMove.Approve, _two, Monday.AddDays(2));
        Assert.That((its.Status, whole.Result), Is.EqualTo((UndertakingStatus.Completed, (PromiseResult?)PromiseResult.Met)));
    }

    [Test]
    public void The_office_does_not_wait_for_who_says_nothing_and_nothing_is_returned_after_that()
    {
        var its = Applied();
        A.Refusal(UndertakingRules.UndertakingOutOfOrder, null, () => its.AskAtOnce(A.Promises, Desk, Monday));
        Move(its, "FOOD", NodeMove.Return, _one, Monday, "申请书缺签字");
        its.AskAtOnce(A.Promises, Desk, Monday.AddHours(1));
        Assert.That(its.Nodes[0].Status, Is.EqualTo(NodeStatus.Correcting));
        A.Refusal(UndertakingRules.PackageAskedOnce, null, () => Move(its, "FIRE", NodeMove.Return, _two, Monday.AddHours(2), "报告过期"));
    }

    [Test]
    public void What_nobody_supplies_in_time_is_not_decided_on_and_may_be_handed_in_anew()
    {
        var its = Applied();
        Move(its, "FOOD", NodeMove.Return, _one, Monday, "申请书缺签字");
        Move(its, "FIRE", NodeMove.TakeUp, _two, Monday);
        var supplement = its.Clocks.Single(c => c.Kind == PromiseKind.Supplement);
        its.Fire(supplement, A.Promises, supplement.DueAt.AddMinutes(1));
        Assert.That((its.Nodes[0].Status, supplement.Result), Is.EqualTo((NodeStatus.Refused, (PromiseResult?)PromiseResult.Lapsed)));
        its.Move("FOOD", NodeMove.Submit, new(), Names, A.Promises, Owner, supplement.DueAt.AddDays(1));
        Assert.That((its.Nodes[0].Status, its.Nodes[0].Cycle), Is.EqualTo((NodeStatus.Submitted, 2)));
    }

    [Test]
    public void A_promised_paper_is_reminded_of_three_times_and_kept()
    {
        var its = Promised();
        var (paper, clock) = (its.Papers.Single(), SupplyClock(its));
        Assert.That(paper.DueAt, A.IsAt("2026-03-16 18:00"), "ten working days");
        Assert.That(
            A.Promises.Ladder(clock).TakeWhile(s => s.At < clock.DueAt).Select(s => (s.Level, s.At.ToOffset(TimeSpan.FromHours(8)).Day)),
            Is.EqualTo(new[] { (PromiseLevel.FirstReminder, 9), (PromiseLevel.SecondReminder, 13), (PromiseLevel.LastReminder, 16) }),
            "five working days before, one before, and on the day"
        );
        its.MovePaper(paper.Id, PaperMove.Supply, new(null, true), A.Promises, Owner, Monday.AddDays(1));
        Assert.That((paper.Status, clock.State), Is.EqualTo((PaperStatus.Supplied, ClockState.Paused)));
        A.Refusal(
            UndertakingRules.NodeIsAnothers,
            null,
            () => its.MovePaper(paper.Id, PaperMove.Verify, new(), A.Promises, Handler(_one), Monday.AddDays(1))
        );
        its.MovePaper(paper.Id, PaperMove.SendBack, new("不清楚"), A.Promises, Handler(_two), Monday.AddDays(2));
        Assert.That((paper.Status, clock.State), Is.EqualTo((PaperStatus.Owed, ClockState.Running)));
        its.MovePaper(paper.Id, PaperMove.Supply, new("重传"), A.Promises, Owner, Monday.AddDays(3));
        its.MovePaper(paper.Id, PaperMove.Verify, new(), A.Promises, Handler(_two), Monday.AddDays(3));
        Assert.That((paper.Status, clock.Result), Is.EqualTo((PaperStatus.Verified, (PromiseResult?)PromiseResult.Met)));
        Assert.That(its.Clocks.Where(c => c.SubjectId == paper.Id.Value && c.IsRunning), Is.Empty);
        foreach (var any in its.Clocks)
        {
            var again = any.Replay(any.Events, A.Promises);
            Assert.That((again.DueAt, again.State), Is.EqualTo((any.DueAt, any.State)), $"{any.Kind} follows from its events");
        }
    }

    [Test]
    public void A_broken_promise_revokes_excludes_and_the_next_is_refused_until_force_majeure_lifts_it()
    {
        var (its, paper) = Broken();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((paper.Status, paper.ExcludedUntil), Is.EqualTo((PaperStatus.Broken, (DateOnly?)new DateOnly(2027, 3, 25))));
            Assert.That(its.Nodes[1].Status, Is.EqualTo(NodeStatus.Revoked));
            Assert.That(its.Clocks.Where(c => c.SubjectId == its.Nodes[1].Id.Value && c.IsRunning), Is.Empty);
        }

        var broken = new PromiseExclusion(its.Number, paper.Name, paper.ExcludedUntil!.Value);
        A.Refusal(UndertakingRules.ExcludedFromPromises, "papers", () => Promised(broken));
        Assert.That(Applied(exclusion: broken).Papers, Is.Empty, "without a promise it applies as before");
        var late = Given.Shanghai("2026-03-26 10:00");
        void Say(PaperMove move, Actor by, PaperSaying saying) => its.MovePaper(paper.Id, move, saying, A.Promises, by, late);
        A.Refusal(UndertakingRules.MajeureProofMissing, "attachmentIds", () => Say(PaperMove.ClaimMajeure, Owner, new("台风")));
        A.Refusal(UndertakingRules.PaperOutOfOrder, null, () => Say(PaperMove.GrantMajeure, Desk, new()));
        Say(PaperMove.ClaimMajeure, Owner, new("台风", true));
        A.Refusal(UndertakingRules.NodeIsAnothers, null, () => Say(PaperMove.GrantMajeure, Handler(_two), new()));
        Say(PaperMove.GrantMajeure, Desk, new());
        Assert.That((paper.Status, paper.MajeureGranted), Is.EqualTo((PaperStatus.Excused, (bool?)true)));
    }

    [Test]
    public void It_is_ordered_before_it_is_revoked_and_while_force_majeure_is_not_decided_nothing_is()
    {
        var its = Promised();
        var paper = its.Papers.Single();
        var due = paper.DueAt;
        A.Refusal(UndertakingRules.PaperOutOfOrder, null, () => Say(PaperMove.OrderCorrection, Handler(_two), new("请补交"), due));
        its.Fire(SupplyClock(its), A.Promises, due.AddMinutes(1));
        A.Refusal(UndertakingRules.PaperOutOfOrder, null, () => Say(PaperMove.Revoke, Handler(_two), new("撤销"), due.AddDays(1)));
        Say(PaperMove.OrderCorrection, Handler(_two), new("请补交"), due.AddDays(1));
        A.Refusal(UndertakingRules.CorrectionStillRuns, null, () => Say(PaperMove.Revoke, Handler(_two), new("撤销"), due.AddDays(2)));
        Say(PaperMove.ClaimMajeure, Owner, new("台风", true), due.AddDays(2));
        A.Refusal(UndertakingRules.MajeureWaits, null, () => Say(PaperMove.Revoke, Handler(_two), new("撤销"), due.AddDays(20)));
        var claimant = new Actor(paper.MajeureById!.Value, "示例", [Role.TriageDesk], null, null);
        A.Refusal(UndertakingRules.AnotherDecides, null, () => Say(PaperMove.GrantMajeure, claimant, new(), due.AddDays(20)));
        Say(PaperMove.GrantMajeure, Desk, new(), due.AddDays(20));
        Assert.That((paper.Status, paper.DueAt > due.AddDays(20)), Is.EqualTo((PaperStatus.Owed, true)), "the whole time anew");
        return;

        void Say(PaperMove move, Actor by, PaperSaying saying, DateTimeOffset at) =>
            its.MovePaper(paper.Id, move, saying, A.Promises, by, at);
    }

    [Test]
    public void Who_was_granted_something_on_a_promise_does_not_walk_away_from_it()
    {
        var its = Promised();
        Move(its, "FIRE", NodeMove.TakeUp, _two, Monday);
        Move(its, "FIRE", NodeMove.Approve, _two, Monday);
        A.Refusal(UndertakingRules.PaperStillOwed, null, () => its.Revoke(Owner, Monday.AddDays(1)));
        var paper = its.Papers.Single();
        its.MovePaper(paper.Id, PaperMove.Supply, new("补交"), A.Promises, Owner, Monday.AddDays(1));
        its.MovePaper(paper.Id, PaperMove.Verify, new(), A.Promises, Handler(_two), Monday.AddDays(1));
        its.Revoke(Owner, Monday.AddDays(1));
        Assert.That(its.Status, Is.EqualTo(UndertakingStatus.Revoked));
    }

    private static UndertakingTemplate Canteen { get; } =
        UndertakingTemplate.Add(
            UndertakingKind.Package,
            "CANTEEN",
            "示例食堂",
            [
                Matter("FOOD", "D1", 10, "申请书", "租赁合同[场所=租赁/借用]", "产权证书[场所=自有]", "用气申请表[燃气=是]"),
                Matter("FIRE", "D2", 8, "申请书", "检测报告{10d}"),
            ],
            new(2026, 3, 2),
            A.Office,
            Monday,
            new(
                null,
                WorkingTime.Days(10),
                [TemplateQuestion.Read("场所:哪一种=自有/租赁/借用"), TemplateQuestion.Read("燃气：使用燃气吗")]
            )
        );

    private static TemplateNode Matter(string code, string unit, int promised, params string[] papers) =>
        new(code, code, [], unit, WorkingTime.Days(20), WorkingTime.Days(promised), null, [.. papers.Select(TemplatePaper.Read)]);

    private static UndertakingTemplate Package(params TemplateNode[] nodes) => Package(WorkingTime.Days(9), [], nodes);

    private static UndertakingTemplate Package(WorkingTime? limit, string[] questions, params TemplateNode[] nodes) =>
        UndertakingTemplate.Add(
            UndertakingKind.Package,
            "EXAMPLE",
            "示例套餐",
            nodes,
            new(2026, 3, 2),
            A.Office,
            Monday,
            new(null, limit, [.. questions.Select(TemplateQuestion.Read)])
        );

    private static ClockOf<Undertaking> SupplyClock(Undertaking its) => its.Clocks.Single(c => c.Kind == PromiseKind.PaperSupply);

    private Undertaking Applied(
        Dictionary<string, string>? answers = null,
        string[]? brought = null,
        string[]? promised = null,
        PromiseExclusion? exclusion = null,
        Actor? by = null
    ) =>
        Undertaking.Apply(
            new(
                null,
                answers ?? new() { ["场所"] = "自有", ["燃气"] = "否" },
                brought ?? ["申请书", "产权证书", "检测报告"],
                promised ?? []
            ),
            Canteen,
            _enterprise,
            A.SubPark,
            [_one, _two],
            exclusion,
            "FL-YJ-20260302-0001",
            A.Promises,
            by ?? Owner,
            Monday
        );

    private Undertaking Promised(PromiseExclusion? exclusion = null) =>
        Applied(brought: ["申请书", "产权证书"], promised: ["检测报告"], exclusion: exclusion);

    private (Undertaking Its, PaperPromise Paper) Broken()
    {
        var its = Promised();
        var paper = its.Papers.Single();
        Move(its, "FIRE", NodeMove.TakeUp, _two, Monday);
        its.Fire(SupplyClock(its), A.Promises, paper.DueAt.AddMinutes(1));
        its.MovePaper(paper.Id, PaperMove.OrderCorrection, new("请补交"), A.Promises, Handler(_two), Given.Shanghai("2026-03-17 10:00"));
        its.MovePaper(paper.Id, PaperMove.Revoke, new("一直没有补交"), A.Promises, Handler(_two), Given.Shanghai("2026-03-25 10:00"));
        return (its, paper);
    }

    private void Move(Undertaking its, string code, NodeMove move, Department of, DateTimeOffset at, string? words = null) =>
        its.Move(code, move, new(words), Names, A.Promises, Handler(of), at);

    private void Supply(Undertaking its, string? words, bool papers, DateTimeOffset at) =>
        its.SupplyAll(words, papers, Names, A.Promises, Owner, at);
}
