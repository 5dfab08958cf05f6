using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Clocks;

/// <summary>A clock of two working days: started on Monday at 10:00, amber on Tuesday at 18:00, due on Wednesday at 18:00.</summary>
[Parallelizable(ParallelScope.All)]
public class PromiseClockTests
{
    static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");
    static readonly DateTimeOffset Amber = Given.Shanghai("2026-03-03 18:00");
    static readonly DateTimeOffset Due = Given.Shanghai("2026-03-04 18:00");

    [Test]
    public void A_started_clock_waits_for_amber()
    {
        var clock = Started();
        Assert.That((clock.StartedAt, clock.AmberAt, clock.DueAt, clock.NextFireAt, clock.IsRunning, clock.Level), Is.EqualTo((Monday, Amber, Due, Amber, true, PromiseLevel.Quiet)));
        Assert.That((clock.PolicyVersion, clock.CalendarVersion, clock.Assured), Is.EqualTo((1, 1, true)));
    }

    [Test]
    public void Amber_and_red_are_raised_at_their_instants_never_early_and_once_each()
    {
        var clock = Started();
        Raises(clock, Amber.AddTicks(-1));
        Assert.That(clock.NextFireAt, Is.EqualTo(Amber));
        Raises(clock, Amber, PromiseLevel.Warned);
        Assert.That(clock.NextFireAt, Is.EqualTo(Due));
        Raises(clock, Amber);
        Raises(clock, Due);
        Assert.That(clock.NextFireAt, Is.EqualTo(Due));
        Raises(clock, Due.AddTicks(1), PromiseLevel.Overdue);
        Assert.That(clock.NextFireAt, Is.Null);
        Raises(clock, Due.AddYears(1));
    }

    [Test]
    public void What_was_missed_is_raised_in_order()
    {
        var clock = Started();
        Raises(clock, Due.AddDays(3), PromiseLevel.Warned, PromiseLevel.Overdue);
        Assert.That((clock.Level, clock.NextFireAt, clock.IsRunning), Is.EqualTo((PromiseLevel.Overdue, (DateTimeOffset?)null, true)));
    }

    [Test]
    public void The_alarm_changes_at_exact_instants()
    {
        var clock = Started();
        Assert.That(
            new[] { Monday, Amber.AddTicks(-1), Amber, Due, Due.AddTicks(1) }.Select(clock.AlarmAt),
            Is.EqualTo(new[] { Alarm.None, Alarm.None, Alarm.Amber, Alarm.Amber, Alarm.Red }));

        clock.Stop(Due.AddTicks(1));
        Assert.That(clock.AlarmAt(Due.AddDays(1)), Is.EqualTo(Alarm.None));
    }

    [TestCase(-1, PromiseResult.Met)]
    [TestCase(0, PromiseResult.Met)]
    [TestCase(1, PromiseResult.Late)]
    public void What_is_done_by_the_last_instant_is_in_time(int ticks, PromiseResult result)
    {
        var clock = Started();
        clock.Stop(Due.AddTicks(ticks));
        Assert.That((clock.Result, clock.StoppedAt, clock.NextFireAt, clock.IsRunning), Is.EqualTo((result, Due.AddTicks(ticks), (DateTimeOffset?)null, false)));
    }

    [Test]
    public void A_clock_that_has_ended_fires_nothing_and_its_result_does_not_change()
    {
        foreach (var (end, result) in new (Action<PromiseClock>, PromiseResult)[] { (c => c.Stop(Monday), PromiseResult.Met), (c => c.Cancel(Monday), PromiseResult.Cancelled), (c => c.Lapse(Monday), PromiseResult.Lapsed) })
        {
            var clock = Started();
            end(clock);
            Raises(clock, Due.AddDays(1));
            clock.Stop(Due.AddDays(2));
            clock.Cancel(Due.AddDays(2));
            clock.Lapse(Due.AddDays(2));
            Assert.That((clock.Result, clock.StoppedAt, clock.Level, clock.NextFireAt), Is.EqualTo((result, Monday, PromiseLevel.Quiet, (DateTimeOffset?)null)));
        }
    }

    [Test]
    public void A_clock_that_runs_on_keeps_its_due_time_and_what_was_raised()
    {
        foreach (var (until, level, next) in new (DateTimeOffset, PromiseLevel, DateTimeOffset?)[] { (Monday, PromiseLevel.Quiet, Amber), (Amber, PromiseLevel.Warned, Due), (Due.AddTicks(1), PromiseLevel.Overdue, null) })
        {
            var clock = Started();
            clock.Fire(until);
            clock.Stop(until);
            clock.RunOn();
            Assert.That((clock.IsRunning, clock.Result, clock.DueAt, clock.Level, clock.NextFireAt), Is.EqualTo((true, (PromiseResult?)null, Due, level, next)));
        }
    }

    [Test]
    public void What_came_due_while_it_stood_still_is_raised_when_it_runs_on()
    {
        var clock = Started();
        clock.Stop(Monday);
        clock.RunOn();
        Raises(clock, Due.AddTicks(1), PromiseLevel.Warned, PromiseLevel.Overdue);
    }

    [Test]
    public void A_firing_tells_how_late_the_sweep_was()
    {
        var clock = Started();
        var (warned, overdue) = (Firing.Of(clock, PromiseLevel.Warned, Due), Firing.Of(clock, PromiseLevel.Overdue, Due.AddMinutes(1)));
        Assert.That((warned.ClockId, warned.Level, warned.WantedAt, warned.FiredAt), Is.EqualTo((clock.Id, PromiseLevel.Warned, Amber, Due)));
        Assert.That((overdue.WantedAt, overdue.FiredAt), Is.EqualTo((Due, Due.AddMinutes(1))));
    }

    static PromiseClock Started() => PromiseClock.Start(A.Promises.Make(PromiseKind.Settle, Urgency.Urgent, Monday), Id<Replacement>.New());

    static void Raises(PromiseClock clock, DateTimeOffset at, params PromiseLevel[] levels) => Assert.That(clock.Fire(at), Is.EqualTo(levels), $"at {at:O}");
}
