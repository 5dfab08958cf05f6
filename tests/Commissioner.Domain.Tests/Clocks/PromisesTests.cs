using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Clocks;

[Parallelizable(ParallelScope.All)]
public class PromisesTests
{
    // 80 % comes first on long promises, the last working day on short ones; a promise of one day or less has no day left.
    [TestCase("2026-03-02 10:00", "15d", "2026-03-23 18:00", "2026-03-18 16:42")]
    [TestCase("2026-03-02 10:00", "5d", "2026-03-09 18:00", "2026-03-06 16:42")]
    [TestCase("2026-03-02 10:00", "3d", "2026-03-05 18:00", "2026-03-04 18:00")]
    [TestCase("2026-03-02 10:00", "2d", "2026-03-04 18:00", "2026-03-03 18:00")]
    [TestCase("2026-03-02 10:00", "1d", "2026-03-03 18:00", "2026-03-03 15:12")]
    [TestCase("2026-03-02 15:00", "4h", "2026-03-03 10:00", "2026-03-03 09:12")]
    [TestCase("2026-03-02 10:00", "30wm", "2026-03-02 10:30", "2026-03-02 10:24")]
    [TestCase("2026-03-02 10:00", "1440wm", "2026-03-03 10:00", "2026-03-03 05:12")]
    [TestCase("2026-09-30 17:59:59", "1d", "2026-10-08 18:00", "2026-10-08 16:29:59.8")]
    public void Amber_is_one_working_day_before_the_end_or_eighty_percent_whichever_is_first(
        string from,
        string limit,
        string due,
        string amber
    )
    {
        var promise = A.Promises.Make(new PromiseRule("a", PromiseKind.Settle, WorkingTime.Parse(limit)), Given.Shanghai(from));
        Assert.That(promise.DueAt, A.IsAt(due));
        Assert.That(promise.AmberAt, A.IsAt(amber));
    }

    [TestCase("2026-03-02 11:00", "2026-03-06 18:00", "2026-03-05 18:00")]
    [TestCase("2026-03-04 11:00", "2026-03-06 18:00", "2026-03-05 18:00")]
    public void A_lead_s_amber_follows_the_same_rule(string from, string due, string amber)
    {
        var promise = A.Promises.ForLead(Given.Shanghai("2026-03-09 18:00"), Given.Shanghai(from));
        Assert.That(
            (promise.Kind, promise.StartedAt, promise.PolicyVersion, promise.CalendarVersion),
            Is.EqualTo((PromiseKind.LegResult, Given.Shanghai(from), 1, 1))
        );
        Assert.That(promise.DueAt, A.IsAt(due));
        Assert.That(promise.AmberAt, A.IsAt(amber));
    }

    [Test]
    public void Every_promise_turns_amber_after_it_starts_and_not_after_it_is_due()
    {
        var start = Given.Shanghai("2026-01-01 00:00");
        foreach (
            var (kind, urgency, step) in from kind in Enum.GetValues<PromiseKind>()
            from urgency in Enum.GetValues<Urgency>()
            from step in Enumerable.Range(0, 60)
            select (kind, urgency, step)
        )
        {
            // 101 hours and 7 minutes: every weekday and hour, holidays and make-up days.
            var promise = A.Promises.Make(kind, urgency, start.AddMinutes(step * 6067));
            Assert.That(
                promise.AmberAt,
                Is.GreaterThan(promise.StartedAt).And.LessThanOrEqualTo(promise.DueAt),
                $"{kind} {urgency} from {promise.StartedAt:O}"
            );
        }
    }

    [TestCase(PromiseKind.Accept, Urgency.Emergency, "15wm")]
    [TestCase(PromiseKind.Review, Urgency.Emergency, "4h")]
    [TestCase(PromiseKind.Review, Urgency.Urgent, "4h")]
    [TestCase(PromiseKind.Confirmation, Urgency.Emergency, "5d")]
    [TestCase(PromiseKind.Successor, Urgency.Urgent, "4h")]
    [TestCase(PromiseKind.Settle, Urgency.Ordinary, "5d")]
    public void An_urgency_without_a_limit_of_its_own_has_the_next_lower_s(PromiseKind kind, Urgency urgency, string limit) =>
        Assert.That(PromisePolicy.First.Find(kind, urgency)!.Limit.ToString(), Is.EqualTo(limit));

    [Test]
    public void A_category_s_own_limit_comes_before_the_general_one_whatever_the_urgency()
    {
        var policy = new PromisePolicy(
            7,
            [
                .. PromisePolicy.First.Rules,
                new("arrears", PromiseKind.Settle, WorkingTime.Parse("30cd"), Category: "ArrearsOwed", Law: "示例法规第一条"),
            ]
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy.Find(PromiseKind.Settle, Urgency.Urgent, "ArrearsOwed")!.Code, Is.EqualTo("arrears"));
            Assert.That(policy.Find(PromiseKind.Settle, Urgency.Urgent, "Utilities")!.Code, Is.EqualTo("settle-urgent"));
            Assert.That(policy.Find(PromiseKind.Accept, Urgency.Urgent, "ArrearsOwed")!.Code, Is.EqualTo("accept-urgent"));
        }
    }

    [Test]
    public void Joint_work_has_a_limit_of_its_own_only_where_the_urgency_names_one()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                PromisePolicy.First.Find(PromiseKind.Settle, Urgency.Ordinary, variant: PromiseVariant.Joint)!.Limit,
                Is.EqualTo(WorkingTime.Days(15))
            );
            Assert.That(
                PromisePolicy.First.Find(PromiseKind.Settle, Urgency.Urgent, variant: PromiseVariant.Joint)!.Limit,
                Is.EqualTo(WorkingTime.Days(7))
            );
            Assert.That(PromisePolicy.First.Find(PromiseKind.Settle, Urgency.Emergency, variant: PromiseVariant.Joint), Is.Null);
        }
    }

    [Test]
    public void The_first_policy_has_a_limit_for_every_promise_and_says_the_same_when_it_is_written_and_read()
    {
        foreach (
            var (kind, urgency) in from kind in Enum.GetValues<PromiseKind>()
            from urgency in Enum.GetValues<Urgency>()
            select (kind, urgency)
        )
        {
            Assert.That(PromisePolicy.First.Find(kind, urgency)!.Limit.Amount, Is.Positive);
        }

        var text = PolicyFile.Write(PromisePolicy.First);
        Assert.That(PolicyFile.Write(PolicyFile.Read(2, text)), Is.EqualTo(text));
    }

    [TestCase("""{"rules": [{"code": "a", "kind": "Settle", "limit": "5 days"}]}""", "PolicyUnreadable")]
    [TestCase("""{"rules": [{"code": "a", "kind": "Sleep", "limit": "5d"}]}""", "PolicyUnreadable")]
    [TestCase("""{"rules": [{"code": "a", "kind": "Settle", "limit": "5d", "colour": 1}]}""", "PolicyUnreadable")]
    [TestCase("not json", "PolicyUnreadable")]
    [TestCase("""{"rules": [{"code": "a", "kind": "Settle", "limit": "5d"}]}""", "EveryPromiseHasALimit")]
    [TestCase("""{"rules": [{"code": "a", "kind": "Settle", "limit": "0d"}]}""", "LimitMissing")]
    [TestCase("""{"rules": [{"code": "a", "kind": "Settle", "limit": "5d", "category": "Sport"}]}""", "CategoryIsKnown")]
    [TestCase(
        """{"rules": [{"code": "a", "kind": "Settle", "limit": "5d"}, {"code": "a", "kind": "Accept", "limit": "5d"}]}""",
        "RuleCodesDiffer"
    )]
    [TestCase(
        """{"rules": [{"code": "a", "kind": "Settle", "limit": "5d"}, {"code": "b", "kind": "Settle", "limit": "6d"}]}""",
        "OneLimitPerPromise"
    )]
    [TestCase("""{"rules": [{"code": "a", "kind": "Settle", "limit": "5d", "warn": {"percent": 100}}]}""", "WarningIsAShare")]
    [TestCase("""{"rules": [{"code": "a", "kind": "Settle", "limit": "5d", "ladder": []}]}""", "LadderStandsOnDue")]
    public void A_policy_that_says_nonsense_is_refused_with_what_is_wrong(string text, string rule) =>
        Assert.That(Assert.Throws<RuleBroken>(() => PolicyFile.Read(2, text))!.Rule.Code, Is.EqualTo(rule));
}
