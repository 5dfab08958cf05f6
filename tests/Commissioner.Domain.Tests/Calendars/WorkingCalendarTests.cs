using Commissioner.Domain.Calendars;
using NUnit.Framework.Constraints;
using static Commissioner.Domain.Tests.Calendars.Given;

namespace Commissioner.Domain.Tests.Calendars;

[Parallelizable(ParallelScope.All)]
public class WorkingCalendarTests
{
    // 2026-06-01 is a Monday; no override anywhere near.
    static readonly WorkingCalendar Office = Calendar();

    [TestCase("2026-06-01 09:00", "4h", "2026-06-01 14:30")]
    [TestCase("2026-06-01 09:00", "210m", "2026-06-01 12:30")]
    [TestCase("2026-06-01 09:00", "211m", "2026-06-01 14:01")]
    [TestCase("2026-06-01 12:30", "30m", "2026-06-01 14:30")]
    [TestCase("2026-06-01 13:10", "30m", "2026-06-01 14:30")]
    [TestCase("2026-06-01 03:00", "30m", "2026-06-01 09:30")]
    [TestCase("2026-06-01 14:00", "4h", "2026-06-01 18:00")]
    [TestCase("2026-06-05 17:45", "30m", "2026-06-08 09:15")]
    [TestCase("2026-06-06 11:00", "30m", "2026-06-08 09:30")]
    [TestCase("2026-06-05 17:45", "30wm", "2026-06-05 18:15")]
    [TestCase("2026-06-06 11:00", "1d", "2026-06-08 18:00")]
    [TestCase("2026-06-01 13:10", "0m", "2026-06-01 13:10")]
    [TestCase("2026-06-01 13:10", "0d", "2026-06-01 13:10")]
    public void A_period_is_summed_inside_the_windows_and_stays_at_the_end_of_one(string from, string time, string due) =>
        Assert.That(Office.Add(Shanghai(from), WorkingTime.Parse(time)).At, Is.EqualTo(Shanghai(due)));

    [TestCase("2026-06-01 14:30", "4h", "2026-06-01 09:00")]
    [TestCase("2026-06-01 14:30", "30m", "2026-06-01 14:00")]
    [TestCase("2026-06-01 14:30", "31m", "2026-06-01 12:29")]
    [TestCase("2026-06-01 13:10", "30m", "2026-06-01 12:00")]
    [TestCase("2026-06-08 09:15", "30m", "2026-06-05 17:45")]
    [TestCase("2026-06-07 11:00", "30m", "2026-06-05 17:30")]
    [TestCase("2026-06-08 09:15", "30wm", "2026-06-08 08:45")]
    [TestCase("2026-06-08 18:00", "1d", "2026-06-05 18:00")]
    [TestCase("2026-06-08 10:00", "1d", "2026-06-05 18:00")]
    [TestCase("2026-06-09 00:00", "1d", "2026-06-05 18:00")]
    [TestCase("2026-06-07 11:00", "1d", "2026-06-05 18:00")]
    [TestCase("2026-06-07 11:00", "0h", "2026-06-07 11:00")]
    public void Before_a_due_time_is_counted_back_inside_the_windows(string to, string time, string start) =>
        Assert.That(Office.Subtract(Shanghai(to), WorkingTime.Parse(time)).At, Is.EqualTo(Shanghai(start)));

    [Test]
    public void A_day_open_until_midnight_loses_no_minute()
    {
        var always = Calendar(windows: Windows("00:00-24:00"), days: WholeWeek);
        var from = Shanghai("2026-06-01 23:58");

        Assert.Multiple(() =>
        {
            Assert.That(always.Add(from, WorkingTime.Minutes(5)).At, Is.EqualTo(Shanghai("2026-06-02 00:03")));
            Assert.That(always.Add(from, WorkingTime.Minutes(2)).At, Is.EqualTo(Shanghai("2026-06-02 00:00")));
            Assert.That(always.Add(from, WorkingTime.Hours(24 * 365)).At, Is.EqualTo(Shanghai("2027-06-01 23:58")));
            Assert.That(always.Between(from, Shanghai("2027-06-01 23:58")), Is.EqualTo(TimeSpan.FromDays(365)));
            Assert.That(always.IsWorking(Shanghai("2026-06-02 00:00").AddTicks(-1)), Is.True);
            Assert.That(always.IsWorking(Shanghai("2026-06-02 00:00")), Is.True);
            Assert.That(
                always.WindowsBetween(from, Shanghai("2027-06-01 23:58")),
                Is.EqualTo(new[] { (from, Shanghai("2027-06-01 23:58")) })
            );
        });
    }

    [Test]
    public void Midnight_as_close_of_business_belongs_to_the_day_it_closes()
    {
        var late = Calendar(windows: Windows("14:00-24:00"));
        var due = late.Add(Shanghai("2026-06-01 15:00"), WorkingTime.Days(3)).At;

        Assert.Multiple(() =>
        {
            Assert.That(due, Is.EqualTo(Shanghai("2026-06-05 00:00")));
            Assert.That(late.WorkingDaysBetween(Shanghai("2026-06-01 15:00"), due), Is.EqualTo(3));
            Assert.That(late.Subtract(due, WorkingTime.Days(1)).At, Is.EqualTo(Shanghai("2026-06-04 00:00")));
            Assert.That(late.Subtract(Shanghai("2028-01-01 00:00"), WorkingTime.Days(1)).Assured, Is.True);
            Assert.That(late.Subtract(Shanghai("2028-01-01 00:00"), WorkingTime.Hours(1)).Assured, Is.True);
        });
    }

    [Test]
    public void Several_windows_a_day_are_sorted_and_touching_ones_merged()
    {
        var calendar = Calendar(windows: Windows("20:00-21:00", "14:00-18:00", "09:00-10:00", "10:00-12:30"));

        Assert.Multiple(() =>
        {
            Assert.That(calendar.BaseWeek[DayOfWeek.Monday], Is.EqualTo(Windows("09:00-12:30", "14:00-18:00", "20:00-21:00")));
            Assert.That(calendar.BaseWeek[DayOfWeek.Sunday], Is.Empty);
            Assert.That(calendar.Add(Shanghai("2026-06-01 09:00"), WorkingTime.Hours(8)).At, Is.EqualTo(Shanghai("2026-06-01 20:30")));
            Assert.That(calendar.Add(Shanghai("2026-06-01 09:00"), WorkingTime.Days(1)).At, Is.EqualTo(Shanghai("2026-06-02 21:00")));
        });
    }

    [Test]
    public void Every_set_of_weekdays_is_counted_right_and_the_empty_refused([Range(0, 127)] int set)
    {
        var days = WholeWeek.Where(day => (set & (1 << (int)day)) != 0).ToList();
        if (days.Count == 0)
        {
            Assert.That(() => Calendar(days: days), Breaks(CalendarRules.NoWorkingTime));
            return;
        }
        var calendar = Calendar(days: days);
        var start = Shanghai("2026-06-03 13:00");
        var worked = Enumerable.Range(1, 70).Select(day => start.AddDays(day)).Where(day => days.Contains(day.DayOfWeek)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(calendar.Add(start, WorkingTime.Days(9)).At, Is.EqualTo(worked[8].AddHours(5)));
            Assert.That(calendar.Subtract(worked[8].AddHours(5), WorkingTime.Days(8)).At, Is.EqualTo(worked[0].AddHours(5)));
            Assert.That(calendar.Between(worked[0], worked[8].AddHours(5)), Is.EqualTo(TimeSpan.FromHours(4 + (8 * 7.5))));
            Assert.That(calendar.Add(worked[0], WorkingTime.Hours(64)).At, Is.EqualTo(worked[8].AddHours(5)));
            Assert.That(
                calendar.WorkingDaysIn(2026),
                Is.EqualTo(Enumerable.Range(0, 365).Count(day => days.Contains(Date("2026-01-01").AddDays(day).DayOfWeek)))
            );
        });
    }

    [Test]
    public void A_calendar_that_only_ever_closes_is_refused() =>
        Assert.That(() => Calendar(days: [], overrides: [Off("2026-06-01")]), Breaks(CalendarRules.NoWorkingTime));

    [Test]
    public void A_search_past_the_last_working_time_ends_in_a_rule()
    {
        var onceOnly = Calendar(days: [], overrides: [Worked("2026-06-01", "09:00-10:00")]);
        var before = Shanghai("2026-05-01 00:00");
        var after = Shanghai("2026-06-02 00:00");

        Assert.Multiple(() =>
        {
            Assert.That(onceOnly.Add(before, WorkingTime.Hours(1)).At, Is.EqualTo(Shanghai("2026-06-01 10:00")));
            Assert.That(() => onceOnly.Add(before, WorkingTime.Minutes(61)), Breaks(CalendarRules.NoWorkingTime));
            Assert.That(() => onceOnly.Add(before, WorkingTime.Days(2)), Breaks(CalendarRules.NoWorkingTime));
            Assert.That(() => onceOnly.Subtract(after, WorkingTime.Days(2)), Breaks(CalendarRules.NoWorkingTime));
            Assert.That(() => onceOnly.Subtract(after, WorkingTime.Minutes(61)), Breaks(CalendarRules.NoWorkingTime));
            Assert.That(() => onceOnly.NextOpening(after), Breaks(CalendarRules.NoWorkingTime));
            Assert.That(() => Office.Add(after, WorkingTime.Days(int.MaxValue)), Breaks(CalendarRules.NoWorkingTime));
            Assert.That(() => Office.Add(after, WorkingTime.Hours(int.MaxValue)), Breaks(CalendarRules.NoWorkingTime));
            Assert.That(() => Office.Subtract(after, WorkingTime.Minutes(int.MaxValue)), Breaks(CalendarRules.NoWorkingTime));
            Assert.That(() => Office.Add(after, TimeSpan.MaxValue), Breaks(CalendarRules.NoWorkingTime));
            Assert.That(() => Office.Between(default, after), Breaks(CalendarRules.NoWorkingTime));
            Assert.That(() => Office.Subtract(DateTimeOffset.MinValue, WorkingTime.Hours(1)), Breaks(CalendarRules.NoWorkingTime));
            Assert.That(() => Office.Add(DateTimeOffset.MaxValue, WorkingTime.Hours(1)), Breaks(CalendarRules.NoWorkingTime));
        });
    }

    [Test]
    public void Thousands_of_hours_are_a_period_like_any_other()
    {
        var from = Shanghai("2026-06-01 09:00");
        var due = Office.Add(from, WorkingTime.Hours(7500)).At;

        Assert.Multiple(() =>
        {
            Assert.That(due, Is.EqualTo(Shanghai("2030-03-29 18:00")));
            Assert.That(Office.WorkingDaysBetween(from, due), Is.EqualTo(999));
            Assert.That(Office.Subtract(due, WorkingTime.Hours(7500)).At, Is.EqualTo(from));
        });
    }

    [Test]
    public void A_pause_is_cut_out_of_the_calendar_and_not_added_to_the_due_time()
    {
        var started = Shanghai("2026-06-05 16:00");
        var paused = Shanghai("2026-06-05 17:00");
        var resumed = Shanghai("2026-06-08 10:00");
        var promised = TimeSpan.FromHours(4);

        var due = Office.Add(resumed, promised - Office.Between(started, paused)).At;

        Assert.That(due, Is.EqualTo(Shanghai("2026-06-08 14:30")));
    }

    [Test]
    public void A_stopped_clock_says_when_it_goes_on() =>
        Assert.Multiple(() =>
        {
            Assert.That(Office.IsWorking(Shanghai("2026-06-06 11:00")), Is.False);
            Assert.That(Office.NextOpening(Shanghai("2026-06-06 11:00")), Is.EqualTo(Shanghai("2026-06-08 09:00")));
            Assert.That(Office.NextOpening(Shanghai("2026-06-05 18:00")), Is.EqualTo(Shanghai("2026-06-08 09:00")));
            Assert.That(Office.NextOpening(Shanghai("2026-06-05 17:00")), Is.EqualTo(Shanghai("2026-06-05 17:00")));
            Assert.That(Office.NextOpening(Shanghai("2026-06-08 09:00")), Is.EqualTo(Shanghai("2026-06-08 09:00")));
            Assert.That(
                Calendar(overrides: [Off("2027-01-01")]).NextOpening(Shanghai("2026-12-31 19:00")),
                Is.EqualTo(Shanghai("2027-01-04 09:00"))
            );
        });

    [Test]
    public void Time_is_kept_to_the_tick_and_only_whole_minutes_are_shown() =>
        Assert.Multiple(() =>
        {
            var from = Shanghai("2026-06-01 12:29:59.9999999");
            Assert.That(Office.Add(from, TimeSpan.FromTicks(2)).At, Is.EqualTo(Shanghai("2026-06-01 14:00:00.0000001")));
            Assert.That(Office.Between(from, Shanghai("2026-06-01 14:00:00.0000001")).Ticks, Is.EqualTo(2));
            Assert.That(Office.WorkingMinutesBetween(from, Shanghai("2026-06-01 14:00:59.9999998")), Is.Zero);
            Assert.That(Office.WorkingMinutesBetween(from, Shanghai("2026-06-01 14:00:59.9999999")), Is.EqualTo(1));
        });

    [Test]
    public void A_span_read_backwards_is_negative() =>
        Assert.Multiple(() =>
        {
            var (from, to) = (Shanghai("2026-06-01 10:00"), Shanghai("2026-06-03 10:00"));
            Assert.That(Office.Between(to, from), Is.EqualTo(TimeSpan.FromHours(-15)));
            Assert.That(Office.WorkingMinutesBetween(to, from), Is.EqualTo(-900));
            Assert.That(Office.WorkingDaysBetween(to, from), Is.EqualTo(-2));
            Assert.That(Office.WorkingDaysBetween(from, from), Is.Zero);
            Assert.That(Office.WorkingDaysBetween(Shanghai("2026-06-02 00:00"), Shanghai("2026-06-02 00:00")), Is.Zero);
            Assert.That(Office.WindowsBetween(to, from), Is.Empty);
        });

    [Test]
    public void Working_time_is_shown_as_intervals_cut_at_both_ends() =>
        Assert.That(
            Office.WindowsBetween(Shanghai("2026-06-05 15:00"), Shanghai("2026-06-08 14:10")),
            Is.EqualTo(
                new[]
                {
                    (Shanghai("2026-06-05 15:00"), Shanghai("2026-06-05 18:00")),
                    (Shanghai("2026-06-08 09:00"), Shanghai("2026-06-08 12:30")),
                    (Shanghai("2026-06-08 14:00"), Shanghai("2026-06-08 14:10")),
                }
            )
        );

    [Test]
    public void An_override_replaces_the_windows_of_its_date_only()
    {
        var calendar = Calendar(overrides: [Off("2026-06-02"), Worked("2026-06-06", "10:00-11:00"), Worked("2026-06-04", "09:00-12:00")]);

        Assert.Multiple(() =>
        {
            Assert.That(calendar.IsWorkingDay(Date("2026-06-02")), Is.False);
            Assert.That(calendar.IsWorkingDay(Date("2026-06-06")), Is.True);
            Assert.That(calendar.IsWorkingDay(Date("2026-06-09")), Is.True);
            Assert.That(calendar.Add(Shanghai("2026-06-01 10:00"), WorkingTime.Days(2)).At, Is.EqualTo(Shanghai("2026-06-04 12:00")));
            Assert.That(calendar.Add(Shanghai("2026-06-05 17:00"), WorkingTime.Hours(2)).At, Is.EqualTo(Shanghai("2026-06-06 11:00")));
        });
    }

    [Test]
    public void A_date_settled_by_the_notice_of_the_year_beside_it_is_followed_but_its_year_is_not_assured()
    {
        var calendar = Calendar(overrides: [Off("2026-12-31"), Off("2027-01-01")], notices: Notices(2027));

        Assert.That(
            calendar.Add(Shanghai("2026-12-30 10:00"), WorkingTime.Days(1)),
            Is.EqualTo(new Answer(Shanghai("2027-01-04 18:00"), false))
        );
    }

    [Test]
    public void Without_a_notice_nothing_is_assured()
    {
        var calendar = Calendar(notices: []);

        Assert.Multiple(() =>
        {
            Assert.That(calendar.FirstAssured, Is.Null);
            Assert.That(calendar.LastAssured, Is.Null);
            Assert.That(
                calendar.Add(Shanghai("2026-06-01 10:00"), WorkingTime.Days(1)),
                Is.EqualTo(new Answer(Shanghai("2026-06-02 18:00"), false))
            );
        });
    }

    [TestCase("Asia/Nowhere")]
    [TestCase("")]
    [TestCase("China Standard Time")]
    [TestCase("+08:00")]
    public void A_zone_that_is_not_IANA_is_refused(string zone) => Assert.That(() => Calendar(zone), Breaks(CalendarRules.ZoneIsKnown));

    [TestCase(600, 600)]
    [TestCase(600, 540)]
    [TestCase(-1, 60)]
    [TestCase(600, 1441)]
    public void A_window_that_runs_backward_or_leaves_its_day_is_refused(int from, int to) =>
        Assert.Multiple(() =>
        {
            Assert.That(() => Calendar(windows: [new(from, to)]), Breaks(CalendarRules.WindowsRunForward));
            Assert.That(
                () => Calendar(overrides: [new(Date("2026-06-01"), "x", [new(from, to)])]),
                Breaks(CalendarRules.WindowsRunForward)
            );
        });

    [Test]
    public void Windows_that_overlap_are_refused() =>
        Assert.Multiple(() =>
        {
            Assert.That(() => Calendar(windows: Windows("14:00-18:00", "09:00-14:01")), Breaks(CalendarRules.WindowsDoNotOverlap));
            Assert.That(() => Calendar(windows: Windows("09:00-18:00", "10:00-11:00")), Breaks(CalendarRules.WindowsDoNotOverlap));
            Assert.That(
                () => Calendar(overrides: [Worked("2026-06-06", "09:00-11:00", "10:00-12:00")]),
                Breaks(CalendarRules.WindowsDoNotOverlap)
            );
        });

    [Test]
    public void A_date_overridden_twice_is_refused() =>
        Assert.That(
            () => Calendar(overrides: [Off("2026-06-01"), Worked("2026-06-01", "09:00-10:00")]),
            Breaks(CalendarRules.OneOverridePerDate)
        );

    [TestCase(2024, 2026)]
    [TestCase(2026, 2026)]
    public void Notices_with_a_gap_or_twice_for_a_year_are_refused(int first, int second) =>
        Assert.That(() => Calendar(notices: Notices(first, second)), Breaks(CalendarRules.NoticeYearsAreConsecutive));

    [Test]
    public void A_negative_period_is_refused() =>
        Assert.Multiple(() =>
        {
            Assert.That(() => WorkingTime.Days(-1), Breaks(CalendarRules.PeriodIsNotNegative));
            Assert.That(() => Office.Add(Shanghai("2026-06-01 10:00"), TimeSpan.FromTicks(-1)), Breaks(CalendarRules.PeriodIsNotNegative));
            Assert.That(
                () => Office.Subtract(Shanghai("2026-06-01 10:00"), TimeSpan.FromTicks(-1)),
                Breaks(CalendarRules.PeriodIsNotNegative)
            );
        });

    [Test]
    public void What_was_given_to_a_calendar_may_change_afterwards_without_changing_it()
    {
        Window[] windows = [.. Windows("09:00-10:00")];
        var calendar = Calendar(windows: windows);
        windows[0] = new(0, 1440);

        Assert.That(calendar.WindowsOn(Date("2026-06-01")), Is.EqualTo(Windows("09:00-10:00")));
    }

    [Test]
    public void Many_threads_that_ask_a_fresh_calendar_hear_the_same()
    {
        var calendar = Calendar();
        var answers = new Answer[64];

        Parallel.For(0, answers.Length, i => answers[i] = calendar.Add(Shanghai("2026-06-01 10:00"), WorkingTime.Days(2000)));

        Assert.That(answers, Is.All.EqualTo(new Answer(Shanghai("2034-01-30 18:00"), false)));
    }

    static EqualConstraint<Rule> Breaks(Rule rule) => Throws.TypeOf<RuleBroken>().With.Property(nameof(RuleBroken.Rule)).EqualTo(rule);
}
