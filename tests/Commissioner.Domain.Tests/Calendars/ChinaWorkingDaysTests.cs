using System.Globalization;
using Commissioner.Domain.Calendars;
using static Commissioner.Domain.Tests.Calendars.Given;

namespace Commissioner.Domain.Tests.Calendars;

[Parallelizable(ParallelScope.All)]
public class ChinaWorkingDaysTests
{
    static readonly WorkingCalendar Park = ChinaWorkingDays.Default;

    [Test]
    public void A_period_in_working_days_ends_at_close_of_business_whatever_the_hour_of_its_start(
        [Values(
            "2026-02-13 +1 2026-02-14",
            "2026-02-13 +5 2026-02-27",
            "2026-02-14 +5 2026-02-28",
            "2026-09-30 +1 2026-10-08",
            "2026-09-30 +5 2026-10-13",
            "2025-09-26 +5 2025-10-10",
            "2025-01-27 +1 2025-02-05",
            "2024-02-09 +5 2024-02-22",
            "2026-04-30 +5 2026-05-11",
            "2024-10-11 +1 2024-10-12"
        )]
            string known,
        [Values("00:00", "10:00", "13:00", "18:00", "23:59:59.9999999")] string hour
    )
    {
        var parts = known.Split(' ');
        var (start, days, due) = (parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
        var from = Shanghai($"{start} {hour}");

        var answer = Park.Add(from, WorkingTime.Days(days));

        Assert.Multiple(() =>
        {
            Assert.That(answer, Is.EqualTo(new Answer(Shanghai($"{due} 18:00"), true)));
            Assert.That(answer.At.Offset, Is.EqualTo(TimeSpan.Zero));
            Assert.That(Park.WorkingDaysBetween(from, answer.At), Is.EqualTo(days));
            Assert.That(Park.Subtract(answer.At, WorkingTime.Days(days)).At, Is.EqualTo(Shanghai($"{start} 18:00")));
        });
    }

    [TestCase(2024, 251)]
    [TestCase(2025, 248)]
    [TestCase(2026, 248)]
    public void Working_days_a_year_are_those_of_the_notice(int year, int days) => Assert.That(Park.WorkingDaysIn(year), Is.EqualTo(days));

    [Test]
    public void A_make_up_Saturday_has_the_usual_windows() =>
        Assert.Multiple(() =>
        {
            Assert.That(Date("2026-02-14").DayOfWeek, Is.EqualTo(DayOfWeek.Saturday));
            Assert.That(Park.WindowsOn(Date("2026-02-14")), Is.EqualTo(Windows("09:00-12:30", "14:00-18:00")));
            Assert.That(Park.Overrides[Date("2026-02-14")].Name, Is.EqualTo("春节"));
            Assert.That(Park.IsWorkingDay(Date("2026-02-21")), Is.False);
            Assert.That(Park.Add(Shanghai("2026-02-13 17:00"), WorkingTime.Hours(4)).At, Is.EqualTo(Shanghai("2026-02-14 12:00")));
        });

    [Test]
    public void The_last_second_before_a_holiday_still_counts() =>
        Assert.Multiple(() =>
        {
            var lastSecond = Shanghai("2026-09-30 17:59:59");
            Assert.That(Park.IsWorking(lastSecond), Is.True);
            Assert.That(Park.Add(lastSecond, TimeSpan.FromSeconds(1)).At, Is.EqualTo(Shanghai("2026-09-30 18:00")));
            Assert.That(Park.Add(lastSecond, WorkingTime.Hours(1)).At, Is.EqualTo(Shanghai("2026-10-08 09:59:59")));
            Assert.That(Park.Add(lastSecond, WorkingTime.Days(1)).At, Is.EqualTo(Shanghai("2026-10-08 18:00")));
            Assert.That(Park.IsWorking(Shanghai("2026-09-30 18:00")), Is.False);
            Assert.That(Park.Add(Shanghai("2026-09-30 18:00"), WorkingTime.Minutes(1)).At, Is.EqualTo(Shanghai("2026-10-08 09:01")));
        });

    [Test]
    public void Each_year_shows_its_notice_and_the_first_year_without_one_is_not_assured() =>
        Assert.Multiple(() =>
        {
            Assert.That(Park.FirstAssured, Is.EqualTo(new YearNotice(2024, "国办发明电〔2023〕7号")));
            Assert.That(Park.LastAssured, Is.EqualTo(new YearNotice(2026, "国办发明电〔2025〕7号")));
            Assert.That(Park.IsAssured(2026), Is.True);
            Assert.That(Park.IsAssured(2027), Is.False);
            Assert.That(Park.IsAssured(2023), Is.False);
        });

    [Test]
    public void A_due_time_beyond_the_last_known_year_follows_the_base_week_and_is_not_assured() =>
        Assert.Multiple(() =>
        {
            Assert.That(
                Park.Add(Shanghai("2026-12-31 10:00"), WorkingTime.Hours(1)),
                Is.EqualTo(new Answer(Shanghai("2026-12-31 11:00"), true))
            );
            Assert.That(
                Park.Add(Shanghai("2026-12-30 10:00"), WorkingTime.Days(1)),
                Is.EqualTo(new Answer(Shanghai("2026-12-31 18:00"), true))
            );
            Assert.That(
                Park.Add(Shanghai("2026-12-31 10:00"), WorkingTime.Days(1)),
                Is.EqualTo(new Answer(Shanghai("2027-01-01 18:00"), false))
            );
            Assert.That(
                Park.Add(Shanghai("2026-12-31 17:30"), WorkingTime.Hours(1)),
                Is.EqualTo(new Answer(Shanghai("2027-01-01 09:30"), false))
            );
            Assert.That(
                Park.Subtract(Shanghai("2027-01-01 09:30"), WorkingTime.Hours(1)),
                Is.EqualTo(new Answer(Shanghai("2026-12-31 17:30"), false))
            );
            Assert.That(
                Park.Subtract(Shanghai("2024-01-02 18:00"), WorkingTime.Days(1)),
                Is.EqualTo(new Answer(Shanghai("2023-12-29 18:00"), false))
            );
            Assert.That(
                Park.Add(Shanghai("2026-12-31 17:30"), WorkingTime.WallMinutes(600)),
                Is.EqualTo(new Answer(Shanghai("2027-01-01 03:30"), true))
            );
        });

    [Test]
    public void A_question_allocates_nothing()
    {
        var from = Shanghai("2026-01-20 10:00");
        var to = Park.Add(from, WorkingTime.Days(15)).At;
        void AskAll()
        {
            Park.Add(from, WorkingTime.Days(15));
            Park.Add(from, WorkingTime.Hours(40));
            Park.Subtract(to, WorkingTime.Days(15));
            Park.Subtract(to, WorkingTime.Minutes(90));
            Park.Between(from, to);
            Park.WorkingDaysBetween(from, to);
            Park.IsWorking(from);
            Park.NextOpening(from);
        }
        AskAll();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            AskAll();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
