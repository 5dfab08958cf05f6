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
    public void Amber_is_one_working_day_before_the_end_or_eighty_percent_whichever_is_first(string from, string limit, string due, string amber)
    {
        var promise = A.Promises.Within(WorkingTime.Parse(limit), PromiseKind.Settle, Given.Shanghai(from));
        Assert.That(promise.DueAt, A.IsAt(due));
        Assert.That(promise.AmberAt, A.IsAt(amber));
    }

    [TestCase("2026-03-02 11:00", "2026-03-06 18:00", "2026-03-05 18:00")]
    [TestCase("2026-03-04 11:00", "2026-03-06 18:00", "2026-03-05 18:00")]
    public void A_lead_s_amber_follows_the_same_rule(string from, string due, string amber)
    {
        var promise = A.Promises.ForLead(Given.Shanghai("2026-03-09 18:00"), Given.Shanghai(from));
        Assert.That((promise.Kind, promise.StartedAt, promise.PolicyVersion, promise.CalendarVersion), Is.EqualTo((PromiseKind.LegResult, Given.Shanghai(from), 1, 1)));
        Assert.That(promise.DueAt, A.IsAt(due));
        Assert.That(promise.AmberAt, A.IsAt(amber));
    }

    [Test]
    public void Every_promise_turns_amber_after_it_starts_and_not_after_it_is_due()
    {
        var start = Given.Shanghai("2026-01-01 00:00");
        foreach (var (kind, urgency, step) in from kind in Enum.GetValues<PromiseKind>() from urgency in Enum.GetValues<Urgency>() from step in Enumerable.Range(0, 60) select (kind, urgency, step))
        {
            // 101 hours and 7 minutes: every weekday and hour, holidays and make-up days.
            var promise = A.Promises.Make(kind, urgency, start.AddMinutes(step * 6067));
            Assert.That(promise.AmberAt, Is.GreaterThan(promise.StartedAt).And.LessThanOrEqualTo(promise.DueAt), $"{kind} {urgency} from {promise.StartedAt:O}");
        }
    }

    [TestCase(PromiseKind.Accept, Urgency.Emergency, "15wm")]
    [TestCase(PromiseKind.Review, Urgency.Emergency, "4h")]
    [TestCase(PromiseKind.Review, Urgency.Urgent, "4h")]
    [TestCase(PromiseKind.Confirmation, Urgency.Emergency, "5d")]
    [TestCase(PromiseKind.Successor, Urgency.Urgent, "4h")]
    [TestCase(PromiseKind.Settle, Urgency.Ordinary, "5d")]
    public void An_urgency_without_a_limit_of_its_own_has_the_next_lower_s(PromiseKind kind, Urgency urgency, string limit) =>
        Assert.That(PromisePolicy.First.Limit(kind, urgency).ToString(), Is.EqualTo(limit));

    [Test]
    public void A_lower_urgency_never_has_a_higher_one_s_limit()
    {
        var policy = new PromisePolicy(7, new Dictionary<(PromiseKind, Urgency), WorkingTime> { [(PromiseKind.Accept, Urgency.Urgent)] = WorkingTime.Hours(1) });

        Assert.That(policy.Version, Is.EqualTo(7));
        Assert.That(policy.Limit(PromiseKind.Accept, Urgency.Emergency), Is.EqualTo(WorkingTime.Hours(1)));
        Assert.That(() => policy.Limit(PromiseKind.Accept, Urgency.Ordinary), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => policy.Limit(PromiseKind.Settle, Urgency.Urgent), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void The_first_policy_has_a_limit_for_every_promise()
    {
        foreach (var (kind, urgency) in from kind in Enum.GetValues<PromiseKind>() from urgency in Enum.GetValues<Urgency>() select (kind, urgency))
        {
            Assert.That(PromisePolicy.First.Limit(kind, urgency).Amount, Is.Positive);
        }
    }
}
