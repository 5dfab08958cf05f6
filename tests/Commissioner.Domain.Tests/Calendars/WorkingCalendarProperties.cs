using Commissioner.Domain.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace Commissioner.Domain.Tests.Calendars;

/// <summary>
/// Laws of the calendar, on random calendars in zones with and without summer time, against a clock that is read minute by minute.
/// </summary>
[Parallelizable(ParallelScope.All)]
public class WorkingCalendarProperties
{
    static readonly DateTimeOffset Start = Given.At("2025-01-01T00:00+00:00");

    static readonly Gen<long> Precise = Gen.Choose(0, (int)TimeSpan.TicksPerMinute - 1).Select(ticks => (long)ticks);

    // Every other instant is a whole quarter of an hour, where windows begin and end.
    static readonly Gen<DateTimeOffset> Instants =
        from minute in Gen.Choose(0, 700 * 1440)
        from ticks in Gen.OneOf(Gen.Constant(-1L), Precise)
        select ticks < 0 ? Start.AddMinutes(minute / 15 * 15) : Start.AddMinutes(minute).AddTicks(ticks);

    static readonly Gen<TimeSpan> Periods =
        from minutes in Gen.OneOf(Gen.Choose(0, 600), Gen.Choose(0, 30_000))
        from ticks in Gen.OneOf(Gen.Constant(0L), Precise)
        select new TimeSpan((minutes * TimeSpan.TicksPerMinute) + ticks);

    static readonly Gen<IReadOnlyList<Window>> Hours =
        from ends in Gen.Choose(0, 96).Select(quarter => quarter * 15).ListOf(6)
        let cuts = ends.Distinct().Order().ToList()
        select (IReadOnlyList<Window>)[.. Enumerable.Range(0, cuts.Count / 2).Select(i => new Window(cuts[2 * i], cuts[(2 * i) + 1]))];

    static readonly Gen<DatedOverride> Overrides =
        from day in Gen.Choose(0, 900)
        from hours in Gen.OneOf(Gen.Constant<IReadOnlyList<Window>>([]), Hours)
        select new DatedOverride(Given.Date("2024-10-01").AddDays(day), "x", hours);

    static readonly Gen<WorkingCalendar> Calendars =
        from zone in Gen.Elements("Asia/Shanghai", "Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
        from days in Gen.Choose(1, 127)
        from hours in Gen.OneOf(Gen.Constant(Given.Windows("00:00-24:00")), Hours.Where(windows => windows.Count > 0))
        from overrides in Overrides.ListOf(60)
        select Given.Calendar(
            zone,
            hours,
            Given.WholeWeek.Where(day => (days & (1 << (int)day)) != 0),
            overrides.DistinctBy(dated => dated.On),
            Given.Notices(2025, 2026)
        );

    [Test]
    public void An_instant_is_working_time_where_the_wall_clock_reads_inside_a_window() =>
        Holds(Instants, (calendar, at) => Assert.That(calendar.IsWorking(at), Is.EqualTo(Reads(calendar, at))));

    [Test]
    public void Working_time_between_is_what_a_clock_read_every_minute_counts() =>
        Holds(
            Gen.Choose(0, 600 * 1440).Zip(Gen.Choose(0, 4 * 1440)),
            (calendar, span) =>
            {
                var from = Start.AddMinutes(span.Item1);
                var counted = Enumerable.Range(0, span.Item2).Count(minute => Reads(calendar, from.AddMinutes(minute)));

                Assert.That(calendar.WorkingMinutesBetween(from, from.AddMinutes(span.Item2)), Is.EqualTo(counted));
            }
        );

    [Test]
    public void What_is_added_lies_between_and_no_earlier_instant_would_do() =>
        Holds(
            Instants.Zip(Periods),
            (calendar, given) =>
            {
                var (from, working) = given;
                var due = calendar.Add(from, working).At;

                Assert.That(calendar.Between(from, due), Is.EqualTo(working));
                Assert.That(working == TimeSpan.Zero ? due == from : Reads(calendar, due.AddTicks(-1)), Is.True);
            }
        );

    [Test]
    public void What_is_subtracted_lies_between_and_no_later_instant_would_do() =>
        Holds(
            Instants.Zip(Periods),
            (calendar, given) =>
            {
                var (to, working) = given;
                var start = calendar.Subtract(to, working).At;

                Assert.That(calendar.Between(start, to), Is.EqualTo(working));
                Assert.That(working == TimeSpan.Zero ? start == to : Reads(calendar, start), Is.True);
            }
        );

    [Test]
    public void Subtracting_undoes_adding_from_any_working_instant() =>
        Holds(
            Instants.Zip(Periods),
            (calendar, given) =>
            {
                var from = calendar.NextOpening(given.Item1);

                Assert.That(calendar.Subtract(calendar.Add(from, given.Item2).At, given.Item2).At, Is.EqualTo(from));
            }
        );

    [Test]
    public void Adding_in_two_parts_is_adding_at_once() =>
        Holds(
            Instants.Zip(Periods.Zip(Periods)),
            (calendar, given) =>
            {
                var (at, (one, two)) = given;

                Assert.That(calendar.Add(calendar.Add(at, one).At, two).At, Is.EqualTo(calendar.Add(at, one + two).At));
                Assert.That(calendar.Subtract(calendar.Subtract(at, one).At, two).At, Is.EqualTo(calendar.Subtract(at, one + two).At));
            }
        );

    [Test]
    public void A_later_start_or_a_longer_period_never_ends_earlier() =>
        Holds(
            Instants.Zip(Instants).Zip(Periods.Zip(Periods)),
            (calendar, given) =>
            {
                var ((one, other), (a, b)) = given;
                var (early, late) = one < other ? (one, other) : (other, one);
                var (brief, full) = a < b ? (a, b) : (b, a);

                Assert.That(calendar.Add(early, full).At, Is.LessThanOrEqualTo(calendar.Add(late, full).At));
                Assert.That(calendar.Add(early, brief).At, Is.LessThanOrEqualTo(calendar.Add(early, full).At));
                Assert.That(calendar.Subtract(early, full).At, Is.LessThanOrEqualTo(calendar.Subtract(late, full).At));
                Assert.That(calendar.Subtract(early, full).At, Is.LessThanOrEqualTo(calendar.Subtract(early, brief).At));
                var days = WorkingTime.Days((int)(full.Ticks / TimeSpan.TicksPerHour % 30));
                Assert.That(calendar.Add(early, days).At, Is.LessThanOrEqualTo(calendar.Add(late, days).At));
            }
        );

    [Test]
    public void The_parts_of_a_span_sum_to_the_whole() =>
        Holds(
            Instants.Zip(Instants).Zip(Instants),
            (calendar, given) =>
            {
                var ((a, b), c) = given;
                DateTimeOffset[] ordered = [.. new[] { a, b, c }.Order()];

                Assert.That(calendar.Between(a, b) + calendar.Between(b, c), Is.EqualTo(calendar.Between(a, c)));
                Assert.That(
                    new TimeSpan(calendar.WindowsBetween(ordered[0], ordered[2]).Sum(window => (window.To - window.From).Ticks)),
                    Is.EqualTo(calendar.Between(ordered[0], ordered[2]))
                );
            }
        );

    [Test]
    public void Working_days_are_counted_from_the_day_after_and_end_with_the_last_window() =>
        Holds(
            Instants.Zip(Gen.Choose(1, 20)),
            (calendar, given) =>
            {
                var (from, days) = given;
                var date = calendar.DateOf(from);
                for (var left = days; left > 0; )
                {
                    date = date.AddDays(1);
                    left -= WorkedQuarters(calendar, date).Any() ? 1 : 0;
                }
                var due = calendar.Add(from, WorkingTime.Days(days)).At;

                Assert.That(due, Is.EqualTo(WorkedQuarters(calendar, date).Last().AddMinutes(15)));
                Assert.That(calendar.WorkingDaysBetween(from, due), Is.EqualTo(days));
            }
        );

    [Test]
    public void Working_days_are_counted_back_from_the_day_before() =>
        Holds(
            Instants.Zip(Gen.Choose(1, 20)),
            (calendar, given) =>
            {
                var (to, days) = given;
                var date = calendar.DateOf(to.AddTicks(-1));
                for (var left = days; left > 0; )
                {
                    date = date.AddDays(-1);
                    left -= WorkedQuarters(calendar, date).Any() ? 1 : 0;
                }

                Assert.That(
                    calendar.Subtract(to, WorkingTime.Days(days)).At,
                    Is.EqualTo(WorkedQuarters(calendar, date).Last().AddMinutes(15))
                );
            }
        );

    [Test]
    public void An_answer_is_assured_exactly_while_it_stays_in_years_with_a_notice() =>
        Holds(
            Instants.Zip(Periods),
            (calendar, given) =>
            {
                var (from, working) = given;
                var (due, assured) = calendar.Add(from, working);
                // The day that an end at 24:00 closes is the day before.
                var lastYear = calendar.DateOf(due.AddTicks(-1)).Year;

                Assert.That(assured, Is.EqualTo(working == TimeSpan.Zero || (calendar.DateOf(from).Year >= 2025 && lastYear <= 2026)));
            }
        );

    static void Holds<T>(Gen<T> given, Action<WorkingCalendar, T> law) =>
        Prop.ForAll(Calendars.Zip(given).ToArbitrary(), pair => law(pair.Item1, pair.Item2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20260213, 5));

    static bool Reads(WorkingCalendar calendar, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(calendar.Zone));
        return calendar
            .WindowsOn(DateOnly.FromDateTime(local.DateTime))
            .Any(window => local.TimeOfDay >= TimeSpan.FromMinutes(window.From) && local.TimeOfDay < TimeSpan.FromMinutes(window.To));
    }

    static IEnumerable<DateTimeOffset> WorkedQuarters(WorkingCalendar calendar, DateOnly date)
    {
        var earliest = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(-15);
        return Enumerable
            .Range(0, 54 * 4)
            .Select(quarter => earliest.AddMinutes(15 * quarter))
            .Where(at => calendar.DateOf(at) == date && Reads(calendar, at));
    }
}
