using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Tests.Calendars;

namespace Commissioner.Domain.Tests.Clocks;

[Parallelizable(ParallelScope.All)]
public class DueExplanationTests
{
    [Test]
    public void Each_day_says_what_it_is_and_what_it_gives()
    {
        // Over the Spring Festival of 2026: Saturday the 14th is a make-up day, 15 to 23 February are off, the 28th is a make-up day again.
        var days = DueExplanation.Days(ChinaWorkingDays.Default, Given.Shanghai("2026-02-13 16:30"), Given.Shanghai("2026-02-24 18:00"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(days, Has.Count.EqualTo(12));
            Assert.That(
                (days[0].Kind, days[0].WorkingMinutes, days[0].Sum, days[0].WorkingDay),
                Is.EqualTo((DayKind.Ordinary, 90, 90, (int?)null))
            );
            Assert.That(
                (days[1].Kind, days[1].Name, days[1].WorkingMinutes, days[1].Sum, days[1].WorkingDay),
                Is.EqualTo((DayKind.MakeUp, "春节", 450, 540, (int?)1))
            );
            Assert.That(
                days.Skip(2).Take(9).Select(d => (d.Kind, d.Name, d.WorkingMinutes, d.Windows.Count)),
                Is.All.EqualTo((DayKind.Holiday, "春节", 0L, 0))
            );
            Assert.That(
                (days[11].Date, days[11].Kind, days[11].Sum, days[11].WorkingDay),
                Is.EqualTo((Given.Date("2026-02-24"), DayKind.Ordinary, 990, (int?)2))
            );
            Assert.That(
                days[11].Windows,
                Is.EqualTo(
                    new[]
                    {
                        (Given.Shanghai("2026-02-24 09:00"), Given.Shanghai("2026-02-24 12:30")),
                        (Given.Shanghai("2026-02-24 14:00"), Given.Shanghai("2026-02-24 18:00")),
                    }
                )
            );
        }
    }

    [TestCase("2026-02-13 10:00", "5d")]
    [TestCase("2026-09-30 17:59:59", "5d")]
    [TestCase("2026-04-30 03:00", "15d")]
    [TestCase("2026-03-02 15:00", "4h")]
    [TestCase("2026-03-07 12:00", "45m")]
    public void The_days_sum_to_the_working_time_that_lies_between(string from, string limit)
    {
        var start = Given.Shanghai(from);
        var time = WorkingTime.Parse(limit);
        var due = ChinaWorkingDays.Default.Add(start, time).At;
        var days = DueExplanation.Days(ChinaWorkingDays.Default, start, due);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                days.Sum(d => d.WorkingMinutes),
                Is.EqualTo(ChinaWorkingDays.Default.WorkingMinutesBetween(start, due)).And.EqualTo(days[^1].Sum)
            );
            Assert.That(days[^1].Windows[^1].To, Is.EqualTo(due), "the last window ends with the due time");
            if (time.Unit == TimeUnit.WorkingDays)
            {
                Assert.That(days[^1].WorkingDay, Is.EqualTo(time.Amount));
            }
            else
            {
                Assert.That(days[^1].Sum, Is.EqualTo(time.Unit == TimeUnit.WorkingHours ? time.Amount * 60 : time.Amount));
            }
        }
    }

    [Test]
    public void A_day_with_other_hours_and_a_week_s_day_off_are_told_apart()
    {
        var calendar = Given.Calendar(overrides: [Given.Worked("2026-03-04", "09:00-12:00")]);

        Assert.That(DueExplanation.Of(calendar, Given.Date("2026-03-04")), Is.EqualTo((DayKind.OtherHours, "worked")));
        Assert.That(DueExplanation.Of(calendar, Given.Date("2026-03-07")), Is.EqualTo((DayKind.DayOff, (string?)null)));
    }
}
