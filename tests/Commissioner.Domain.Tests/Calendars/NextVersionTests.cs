using Commissioner.Domain.Calendars;

namespace Commissioner.Domain.Tests.Calendars;

/// <summary>How the next version of a calendar comes of the one in force, and what it changes.</summary>
public sealed class NextVersionTests
{
    private static readonly YearNotice Notice = new(2027, "示例〔2026〕1号");

    private static WorkingCalendar Year2027(params AnnouncedDay[] days) => ChinaWorkingDays.Default.Announce(2, Notice, days);

    private static AnnouncedDay Day(string date, bool off, string name = "元旦") => new(Given.Date(date), name, off);

    [Test]
    public void A_year_is_added_and_the_others_stay()
    {
        var next = Year2027(Day("2027-01-01", true), Day("2027-01-02", false));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((next.Version, next.LastAssured), Is.EqualTo((2, Notice)));
            Assert.That(next.IsWorkingDay(Given.Date("2027-01-01")), Is.False);
            Assert.That(
                next.WindowsOn(Given.Date("2027-01-02")),
                Is.EqualTo(Given.Windows("09:00-12:30", "14:00-18:00")),
                "a make-up day is worked like Monday"
            );
            Assert.That(next.WorkingDaysIn(2026), Is.EqualTo(248));
        }
    }

    [Test]
    public void A_years_notice_settles_dates_of_the_years_beside_it()
    {
        var next = Year2027(Day("2026-12-31", true), Day("2027-01-01", true), Day("2028-01-01", true));
        var again = next.Announce(
            3,
            new(2026, "示例更正"),
            ChinaWorkingDays.Default.Overrides.Values.Where(o => o.On.Year == 2026).Select(o => new AnnouncedDay(o.On, o.Name, o.IsOff))
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(next.IsWorkingDay(Given.Date("2026-12-31")), Is.False);
            Assert.That(again.IsWorkingDay(Given.Date("2026-12-31")), Is.False, "2026 announced anew drops nothing of 2027's notice");
            Assert.That(CalendarDifference.Between(next, again).Dates, Is.Empty);
            Assert.That(
                again.Announce(4, Notice, [Day("2027-01-01", true)]).IsWorkingDay(Given.Date("2026-12-31")),
                Is.True,
                "2027 announced anew drops its own"
            );
        }
    }

    [Test]
    public void Of_two_notices_for_one_date_the_later_years_stands()
    {
        var next = Year2027(Day("2026-12-31", true), Day("2027-01-01", true));
        var again = next.Announce(3, new(2026, "示例更正"), [Day("2026-12-31", false)]);
        Assert.That(again.IsWorkingDay(Given.Date("2026-12-31")), Is.False);
    }

    [Test]
    public void A_date_that_is_worked_anyway_is_worked_like_any_other_of_its_weekday()
    {
        var shortFriday = WorkingCalendar.Create(
            "friday",
            1,
            "Asia/Shanghai",
            Given.MondayToFriday.ToDictionary(
                d => d,
                d => d == DayOfWeek.Friday ? Given.Windows("09:00-12:00") : Given.Windows("09:00-17:00")
            ),
            [new(Given.Date("2027-01-08"), "off by the year before", [], 2026)],
            Given.Notices(2026)
        );
        var next = shortFriday.Announce(2, Notice, [Day("2027-01-08", false), Day("2027-01-15", false), Day("2027-01-16", false)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                next.WindowsOn(Given.Date("2027-01-08")),
                Is.EqualTo(Given.Windows("09:00-12:00")),
                "the later year's notice stands"
            );
            Assert.That(next.WindowsOn(Given.Date("2027-01-15")), Is.EqualTo(Given.Windows("09:00-12:00")));
            Assert.That(next.WindowsOn(Given.Date("2027-01-16")), Is.EqualTo(Given.Windows("09:00-17:00")), "a make-up day");
            Assert.That(next.Overrides.Keys, Is.EqualTo(new[] { Given.Date("2027-01-16") }));
        }
    }

    [TestCase(2024)]
    [TestCase(2025)]
    [TestCase(2026)]
    public void A_year_as_it_was_is_not_doubted(int year) => Assert.That(YearDoubt.Of(ChinaWorkingDays.Default, year), Is.Null);

    [Test]
    public void A_year_with_too_few_or_too_many_days_off_is_doubted()
    {
        var three = Year2027(Day("2027-01-01", true), Day("2027-02-05", true), Day("2027-02-08", true));
        var weekends = Year2027([
            .. Enumerable.Range(0, 8).Select(w => new AnnouncedDay(Given.Date("2027-01-02").AddDays(7 * w), "周六", true)),
        ]);
        var many = Year2027([.. Enumerable.Range(0, 40).Select(d => new AnnouncedDay(Given.Date("2027-02-01").AddDays(d), "春节", true))]);
        var sixDays = WorkingCalendar
            .Create(
                "six",
                1,
                "Asia/Shanghai",
                Given.WholeWeek.Except([DayOfWeek.Sunday]).ToDictionary(d => d, _ => Given.Windows("09:00-12:00")),
                [],
                Given.Notices(2026)
            )
            .Announce(
                2,
                Notice,
                [.. Enumerable.Range(0, 12).Select(d => new AnnouncedDay(Given.Date("2027-02-01").AddDays(d), "春节", true))]
            );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(YearDoubt.Of(three, 2027), Is.EqualTo(new YearDoubt(2027, 3, 258)));
            Assert.That(YearDoubt.Of(weekends, 2027), Is.EqualTo(new YearDoubt(2027, 8, 261)));
            Assert.That(YearDoubt.Of(many, 2027)?.WorkingDays, Is.LessThan(240));
            Assert.That(YearDoubt.Of(sixDays, 2027), Is.Null, "who works six days a week works more days");
        }
    }

    [Test]
    public void Notices_must_follow_one_another() =>
        Assert.That(
            Assert.Throws<RuleBroken>(() => ChinaWorkingDays.Default.Announce(2, new(2028, "x"), []))!.Rule,
            Is.EqualTo(CalendarRules.NoticeYearsAreConsecutive)
        );

    [Test]
    public void It_survives_being_written_and_read()
    {
        var next = Year2027(Day("2026-12-31", true), Day("2027-01-01", true));
        var read = CalendarFile.Read(next.Code, next.Version, CalendarFile.Write(next));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(CalendarDifference.Between(next, read).IsNothing, Is.True);
            Assert.That(read.Overrides[Given.Date("2026-12-31")].NoticeYear, Is.EqualTo(2027));
        }
    }

    [Test]
    public void The_difference_names_each_date_and_since_when_anything_differs()
    {
        var before = Year2027(Day("2027-01-01", true), Day("2027-02-06", true, "春节"), Day("2027-05-03", true, "劳动节"));
        var after = before.Announce(
            3,
            Notice,
            [Day("2027-01-01", true), Day("2027-02-06", false, "春节"), Day("2027-10-01", true, "国庆节")]
        );
        var difference = CalendarDifference.Between(before, after);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                difference.Dates.Select(d => (d.On, d.Before?.IsOff, d.After?.IsOff)),
                Is.EqualTo(
                    new (DateOnly, bool?, bool?)[]
                    {
                        (Given.Date("2027-02-06"), true, false),
                        (Given.Date("2027-05-03"), true, null),
                        (Given.Date("2027-10-01"), null, true),
                    }
                )
            );
            Assert.That(difference.Since, Is.EqualTo(Given.At("2027-02-05T00:00Z")));
            Assert.That(CalendarDifference.Between(before, before).IsNothing, Is.True);
            Assert.That(CalendarDifference.Between(before, before).Since, Is.Null);
            Assert.That(
                CalendarDifference.Between(ChinaWorkingDays.Default, Year2027()).Since,
                Is.EqualTo(Given.At("2026-12-31T00:00Z")),
                "from the year on that becomes assured"
            );
        }
    }

    [Test]
    public void Before_the_first_difference_two_versions_answer_alike()
    {
        var next = Year2027(Day("2026-12-26", false), Day("2027-01-01", true));
        var since = CalendarDifference.Between(ChinaWorkingDays.Default, next).Since!.Value;
        for (var from = Given.Shanghai("2026-11-02 10:00"); from < since; from = from.AddHours(5))
        {
            var answer = ChinaWorkingDays.Default.Add(from, WorkingTime.Days(3));
            if (answer.At < since)
            {
                Assert.That(next.Add(from, WorkingTime.Days(3)), Is.EqualTo(answer));
            }
        }
    }

    [Test]
    public void Other_hours_or_another_zone_keep_the_holidays()
    {
        var early = Given.MondayToFriday.ToDictionary(d => d, _ => Given.Windows("08:00-12:00"));
        var next = ChinaWorkingDays.Default.KeepHours("cn-park", 2, "Europe/Berlin", early);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((next.Zone, next.Version, ChinaWorkingDays.Default.Zone), Is.EqualTo(("Europe/Berlin", 2, "Asia/Shanghai")));
            Assert.That(next.IsWorkingDay(Given.Date("2026-10-01")), Is.False);
            Assert.That(
                next.WindowsOn(Given.Date("2026-02-14")),
                Is.EqualTo(Given.Windows("08:00-12:00")),
                "a make-up day follows the new hours"
            );
            Assert.That(next.WorkingDaysIn(2026), Is.EqualTo(248));
            Assert.That(CalendarDifference.Between(ChinaWorkingDays.Default, next).Since, Is.LessThan(Given.At("1970-01-02T00:00Z")));
        }
    }

    [Test]
    public void A_week_in_which_nobody_works_is_refused_although_there_are_make_up_days() =>
        Assert.That(
            Assert
                .Throws<RuleBroken>(() =>
                    ChinaWorkingDays.Default.KeepHours("cn-park", 2, "Asia/Shanghai", new Dictionary<DayOfWeek, IReadOnlyList<Window>>())
                )!
                .Rule,
            Is.EqualTo(CalendarRules.NoWorkingTime)
        );

    [TestCase("2026-10-31T23:59:59+08:00", null)]
    [TestCase("2026-11-01T00:00:00+08:00", 2027)]
    [TestCase("2027-01-01T00:00:00+08:00", 2027)]
    [TestCase("2028-12-01T00:00:00+08:00", 2027)]
    public void From_November_on_the_next_years_notice_is_missed(string now, int? missing) =>
        Assert.That(ChinaWorkingDays.Default.MissingYear(Given.At(now)), Is.EqualTo(missing));

    [TestCase("09:00-12:30, 14:00-18:00", "09:00-12:30,14:00-18:00")]
    [TestCase(" 9：00-12:30；14:00–18:00 ", "09:00-12:30,14:00-18:00")]
    [TestCase("", "")]
    [TestCase("00:00-24:00", "00:00-24:00")]
    public void Hours_are_read_as_people_write_them(string text, string windows) =>
        Assert.That(string.Join(',', NextVersion.Hours(text)), Is.EqualTo(windows));

    [TestCase("nine to five")]
    [TestCase("09:00")]
    public void What_are_no_hours_is_said(string text) =>
        Assert.That(Assert.Throws<RuleBroken>(() => NextVersion.Hours(text))!.Rule, Is.EqualTo(CalendarRules.WindowsUnreadable));
}
