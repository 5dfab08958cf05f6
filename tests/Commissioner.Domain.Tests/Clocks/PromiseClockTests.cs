using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Clocks;

/// <summary>
/// A clock of two working days: started on Monday at 10:00, amber on Tuesday at 18:00, due on Wednesday at 18:00; urgent, so that its
/// ladder is halved.
/// </summary>
[Parallelizable(ParallelScope.All)]
public class PromiseClockTests
{
    static readonly DateTimeOffset Monday = Given.Shanghai("2026-03-02 10:00");
    static readonly DateTimeOffset Amber = Given.Shanghai("2026-03-03 18:00");
    static readonly DateTimeOffset Due = Given.Shanghai("2026-03-04 18:00");
    static readonly Actor Somebody = A.Actor(Role.Commissioner);

    [Test]
    public void A_started_clock_waits_for_amber()
    {
        var clock = Started();
        Assert.That(
            (clock.StartedAt, clock.AmberAt, clock.DueAt, clock.NextFireAt, clock.State, clock.Level),
            Is.EqualTo((Monday, Amber, Due, (DateTimeOffset?)Amber, ClockState.Running, PromiseLevel.Quiet))
        );
        Assert.That(
            (clock.PolicyVersion, clock.RuleCode, clock.CalendarCode, clock.CalendarVersion, clock.Assured),
            Is.EqualTo((1, "settle-urgent", "cn-park", 1, true))
        );
        Assert.That(
            clock.Events.Select(e => (e.Seq, e.Kind, e.At, e.DueAt)),
            Is.EqualTo(new[] { (1, ClockEventKind.Started, Monday, Due) })
        );
    }

    [Test]
    public void Levels_are_raised_at_their_instants_never_early_and_once_each()
    {
        var clock = Started();
        Raises(clock, Amber.AddTicks(-1));
        Assert.That(clock.NextFireAt, Is.EqualTo(Amber));
        Raises(clock, Amber, PromiseLevel.Warned);
        Assert.That(clock.NextFireAt, Is.EqualTo(Due));
        Raises(clock, Amber);
        Raises(clock, Due);
        Raises(clock, Due.AddTicks(1), PromiseLevel.Overdue);
        // Half of a working day of 450 minutes, a whole one, and two and a half.
        Assert.That(clock.NextFireAt, A.IsAt("2026-03-05 14:15"));
        Raises(clock, Given.Shanghai("2026-03-05 14:15"));
        Raises(clock, Given.Shanghai("2026-03-05 14:15:01"), PromiseLevel.Reminded);
        Raises(clock, Given.Shanghai("2026-03-05 18:00:01"), PromiseLevel.Ordered);
        Raises(clock, Given.Shanghai("2026-03-09 14:15"));
        Raises(clock, Given.Shanghai("2026-03-09 14:15:01"), PromiseLevel.Escalated);
        Assert.That((clock.State, clock.NextFireAt), Is.EqualTo((ClockState.Spent, (DateTimeOffset?)null)));
        Raises(clock, Due.AddYears(1));
    }

    [Test]
    public void What_was_missed_is_raised_in_order_without_a_gap()
    {
        var clock = Started();
        Raises(
            clock,
            Due.AddDays(9),
            PromiseLevel.Warned,
            PromiseLevel.Overdue,
            PromiseLevel.Reminded,
            PromiseLevel.Ordered,
            PromiseLevel.Escalated
        );
        Assert.That(
            (clock.Level, clock.NextFireAt, clock.State),
            Is.EqualTo((PromiseLevel.Escalated, (DateTimeOffset?)null, ClockState.Spent))
        );
    }

    [Test]
    public void The_alarm_changes_at_exact_instants()
    {
        var clock = Started();
        Assert.That(
            new[] { Monday, Amber.AddTicks(-1), Amber, Due, Due.AddTicks(1) }.Select(clock.AlarmAt),
            Is.EqualTo(new[] { Alarm.None, Alarm.None, Alarm.Amber, Alarm.Amber, Alarm.Red })
        );

        clock.Stop(Somebody, Due.AddTicks(1));
        Assert.That(clock.AlarmAt(Due.AddDays(1)), Is.EqualTo(Alarm.None));
    }

    [TestCase(-1, PromiseResult.Met)]
    [TestCase(0, PromiseResult.Met)]
    [TestCase(1, PromiseResult.Late)]
    public void What_is_done_by_the_last_instant_is_in_time(int ticks, PromiseResult result)
    {
        var clock = Started();
        clock.Stop(Somebody, Due.AddTicks(ticks));
        Assert.That(
            (clock.Result, clock.StoppedAt, clock.NextFireAt, clock.State),
            Is.EqualTo((result, Due.AddTicks(ticks), (DateTimeOffset?)null, ClockState.Stopped))
        );
    }

    [Test]
    public void A_clock_that_has_ended_fires_nothing_and_its_result_does_not_change()
    {
        foreach (
            var (end, result) in new (Action<PromiseClock>, PromiseResult)[]
            {
                (c => c.Stop(Somebody, Monday), PromiseResult.Met),
                (c => c.Cancel(Somebody, Monday), PromiseResult.Cancelled),
                (c => c.Lapse(Monday), PromiseResult.Lapsed),
            }
        )
        {
            var clock = Started();
            end(clock);
            Raises(clock, Due.AddDays(1));
            clock.Stop(Somebody, Due.AddDays(2));
            clock.Cancel(Somebody, Due.AddDays(2));
            clock.Lapse(Due.AddDays(2));
            clock.Pause(Somebody, Due.AddDays(2), "x");
            Assert.That(
                (clock.Result, clock.StoppedAt, clock.Level, clock.NextFireAt, clock.State),
                Is.EqualTo((result, Monday, PromiseLevel.Quiet, (DateTimeOffset?)null, ClockState.Stopped))
            );
            Assert.That(clock.Events, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public void What_the_system_writes_neither_stops_nor_pauses_a_clock()
    {
        var clock = Started();
        Assert.That(() => clock.Stop(Actor.System, Monday), Throws.InvalidOperationException);
        Assert.That(() => clock.Pause(Actor.System, Monday, "x"), Throws.InvalidOperationException);
        Assert.That((clock.State, clock.LastSeq), Is.EqualTo((ClockState.Running, 1)));
    }

    [Test]
    public void A_clock_that_runs_on_keeps_its_due_time_and_what_was_raised()
    {
        foreach (
            var (until, level, next) in new[]
            {
                (Monday, PromiseLevel.Quiet, Amber),
                (Amber, PromiseLevel.Warned, Due),
                (Due.AddTicks(1), PromiseLevel.Overdue, Given.Shanghai("2026-03-05 14:15")),
            }
        )
        {
            var clock = Started();
            clock.Fire(A.Promises, until);
            clock.Stop(Somebody, until);
            clock.RunOn(A.Promises, Somebody, until);
            Assert.That(
                (clock.State, clock.Result, clock.DueAt, clock.Level, clock.NextFireAt),
                Is.EqualTo((ClockState.Running, (PromiseResult?)null, Due, level, (DateTimeOffset?)next))
            );
        }
    }

    [Test]
    public void What_came_due_while_it_stood_still_is_raised_when_it_runs_on()
    {
        var clock = Started();
        clock.Stop(Somebody, Monday);
        clock.RunOn(A.Promises, Somebody, Monday);
        Raises(clock, Due.AddTicks(1), PromiseLevel.Warned, PromiseLevel.Overdue);
    }

    [Test]
    public void A_paused_clock_fires_nothing_and_is_as_late_as_it_was()
    {
        var clock = Started();
        clock.Pause(Somebody, Given.Shanghai("2026-03-02 11:00"), "EnterpriseAsked");
        Assert.That((clock.State, clock.NextFireAt), Is.EqualTo((ClockState.Paused, (DateTimeOffset?)null)));
        Raises(clock, Due.AddYears(1));
        Assert.That(clock.AlarmAt(Due.AddYears(1)), Is.EqualTo(Alarm.None));
    }

    // Of the 20.5 working hours from Monday 10:00 to Wednesday 18:00 one was used at 11:00.
    [TestCase("2026-03-02 11:00", "2026-03-03 11:00", "2026-03-05 18:00", TestName = "A working day paused is a working day later")]
    [TestCase("2026-03-02 11:00", "2026-03-02 11:10", "2026-03-05 09:10", TestName = "Ten minutes paused are ten working minutes later")]
    [TestCase("2026-03-02 12:40", "2026-03-02 13:50", "2026-03-04 18:00", TestName = "A pause inside the lunch break moves nothing")]
    [TestCase("2026-03-06 20:00", "2026-03-08 20:00", "2026-03-04 18:00", TestName = "A pause after the due time moves nothing")]
    public void Working_time_is_the_calendar_minus_the_pauses(string from, string to, string due)
    {
        var clock = Started();
        clock.Pause(Somebody, Given.Shanghai(from), "EnterpriseAsked");
        clock.Resume(A.Promises, Somebody, Given.Shanghai(to));
        Assert.That(clock.DueAt, A.IsAt(due));
        Assert.That(Worked(clock), Is.EqualTo(A.Promises.Calendar.Between(Monday, Due)));
    }

    [Test]
    public void Pauses_and_an_extension_outlive_a_change_of_policy()
    {
        var clock = Started();
        clock.Pause(Somebody, Given.Shanghai("2026-03-02 11:00"), "EnterpriseAsked");
        clock.Resume(A.Promises, Somebody, Given.Shanghai("2026-03-03 11:00"));
        clock.Extend(WorkingTime.Days(1), A.Promises, Somebody, Given.Shanghai("2026-03-03 11:30"), "Granted");
        Assert.That((clock.DueAt, clock.Revision), Is.EqualTo((Given.Shanghai("2026-03-06 18:00"), 2)));
        var longer = new PromisePolicy(
            2,
            [.. PromisePolicy.First.Rules.Select(r => r.Code == "settle-urgent" ? r with { Limit = WorkingTime.Days(3) } : r)]
        );
        var both = new Promises([ChinaWorkingDays.Default], [PromisePolicy.First, longer], "cn-park");
        clock.Rebase(longer["settle-urgent"], 2, 1, both, Somebody, Given.Shanghai("2026-03-03 11:40"), "Policy");
        Assert.That((clock.DueAt, clock.Revision, clock.PolicyVersion), Is.EqualTo((Given.Shanghai("2026-03-09 18:00"), 3, 2)));
        clock.Rebase(PromisePolicy.First["settle-urgent"], 1, 1, both, Somebody, Given.Shanghai("2026-03-03 11:50"), "Back");
        Assert.That(clock.DueAt, A.IsAt("2026-03-06 18:00"), "a re-base can be taken back");
    }

    [Test]
    public void A_moved_due_time_is_raised_anew_and_amber_is_said_again()
    {
        var clock = Started();
        Raises(clock, Amber, PromiseLevel.Warned);
        clock.Extend(WorkingTime.Days(2), A.Promises, Somebody, Amber, "Granted");
        Assert.That((clock.DueAt, clock.Level), Is.EqualTo((Given.Shanghai("2026-03-06 18:00"), PromiseLevel.Quiet)));
        Raises(clock, Due.AddTicks(1));
        Raises(clock, Given.Shanghai("2026-03-05 18:00"), PromiseLevel.Warned);
        Raises(clock, Given.Shanghai("2026-03-06 18:00:01"), PromiseLevel.Overdue);
    }

    [Test]
    public void What_still_holds_after_a_re_base_is_not_raised_twice()
    {
        var clock = Started();
        Raises(clock, Due.AddTicks(1), PromiseLevel.Warned, PromiseLevel.Overdue);
        clock.Rebase(PromisePolicy.First["settle-urgent"], 1, 1, A.Promises, Somebody, Due.AddMinutes(1), "Policy");
        Assert.That(
            (clock.Level, clock.NextFireAt),
            Is.EqualTo((PromiseLevel.Overdue, (DateTimeOffset?)Given.Shanghai("2026-03-05 14:15")))
        );
    }

    [Test]
    public void A_clock_rebuilt_from_its_events_says_the_same()
    {
        var clock = Started();
        clock.Pause(Somebody, Given.Shanghai("2026-03-02 11:00"), "EnterpriseAsked");
        clock.Resume(A.Promises, Somebody, Given.Shanghai("2026-03-03 11:00"));
        clock.Extend(WorkingTime.Days(1), A.Promises, Somebody, Given.Shanghai("2026-03-03 11:30"), "Granted");
        clock.Stop(Somebody, Given.Shanghai("2026-03-04 11:30"));
        clock.RunOn(A.Promises, Somebody, Given.Shanghai("2026-03-04 12:30"));
        clock.Fire(A.Promises, Given.Shanghai("2026-03-06 10:00"));
        var again = clock.Replay(clock.Events, A.Promises);
        Assert.That(Said(again), Is.EqualTo(Said(clock)));
        Assert.That(
            Said(clock.Replay([.. clock.Events.Where(e => e.Kind != ClockEventKind.Extended)], A.Promises)),
            Is.Not.EqualTo(Said(clock)),
            "it would show a difference"
        );

        static object Said(PromiseClock c) =>
            (
                c.State,
                c.StartedAt,
                c.DueAt,
                c.AmberAt,
                c.NextFireAt,
                c.Revision,
                c.PausedAt,
                c.StoppedAt,
                c.Result,
                c.Extension,
                string.Join(' ', c.Pauses)
            );
    }

    [Test]
    public void The_enterprise_is_reminded_on_the_first_and_the_third_day()
    {
        var clock = PromiseClock.Start(
            A.Promises.Make(PromiseKind.Confirmation, Urgency.Ordinary, Monday),
            Id<Replacement>.New(),
            Somebody
        );
        Raises(clock, Given.Shanghai("2026-03-03 17:59:59"));
        Raises(clock, Given.Shanghai("2026-03-03 18:00"), PromiseLevel.FirstReminder);
        Raises(clock, Given.Shanghai("2026-03-05 18:00"), PromiseLevel.SecondReminder);
        Raises(clock, Given.Shanghai("2026-03-09 18:00"));
        Raises(clock, Given.Shanghai("2026-03-09 18:00:01"), PromiseLevel.Overdue);
    }

    [Test]
    public void A_firing_tells_how_late_the_sweep_was()
    {
        var clock = Started();
        var firing = Firing.Of(clock, clock.Fire(A.Promises, Amber.AddSeconds(7)).Single(), Amber.AddSeconds(7));
        Assert.That(
            (firing.ClockId, firing.Revision, firing.Level, firing.WantedAt, firing.FiredAt),
            Is.EqualTo((clock.Id, 1, PromiseLevel.Warned, Amber, Amber.AddSeconds(7)))
        );
    }

    static TimeSpan Worked(PromiseClock clock) =>
        A.Promises.Calendar.Between(clock.StartedAt, clock.DueAt)
        - clock.Pauses.Aggregate(
            TimeSpan.Zero,
            (sum, p) =>
                sum + (p.From < clock.DueAt ? A.Promises.Calendar.Between(p.From, p.To < clock.DueAt ? p.To : clock.DueAt) : TimeSpan.Zero)
        );

    static ClockOf<Replacement> Started() =>
        PromiseClock.Start(A.Promises.Make(PromiseKind.Settle, Urgency.Urgent, Monday), Id<Replacement>.New(), Somebody);

    static void Raises(PromiseClock clock, DateTimeOffset at, params PromiseLevel[] levels) =>
        Assert.That(clock.Fire(A.Promises, at).Select(s => s.Level), Is.EqualTo(levels), $"at {at:O}");
}
