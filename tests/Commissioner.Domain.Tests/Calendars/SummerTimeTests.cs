using Commissioner.Domain.Calendars;
using static Commissioner.Domain.Tests.Calendars.Given;

namespace Commissioner.Domain.Tests.Calendars;

[Parallelizable(ParallelScope.All)]
public class SummerTimeTests
{
    [TestCase("Europe/Amsterdam", "2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00", 23)]
    [TestCase("Europe/Amsterdam", "2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00", 25)]
    [TestCase("America/New_York", "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00", 23)]
    [TestCase("America/New_York", "2026-11-01T00:00-04:00", "2026-11-02T00:00-05:00", 25)]
    public void A_day_is_as_long_as_it_really_is(string zone, string midnight, string nextMidnight, int hours)
    {
        var always = Calendar(zone, Windows("00:00-24:00"), WholeWeek);

        Assert.Multiple(() =>
        {
            Assert.That(always.Between(At(midnight), At(nextMidnight)), Is.EqualTo(TimeSpan.FromHours(hours)));
            Assert.That(always.Add(At(midnight), WorkingTime.Hours(hours)).At, Is.EqualTo(At(nextMidnight)));
            Assert.That(always.Subtract(At(nextMidnight), WorkingTime.Hours(hours)).At, Is.EqualTo(At(midnight)));
            Assert.That(always.Add(At(midnight).AddDays(-1), WorkingTime.Days(1)).At, Is.EqualTo(At(nextMidnight)));
        });
    }

    [TestCase("Europe/Amsterdam", "2026-03-27T17:00+01:00", "2026-03-30T10:00+02:00", "2026-03-30T18:00+02:00")]
    [TestCase("Europe/Amsterdam", "2026-10-23T17:00+02:00", "2026-10-26T10:00+01:00", "2026-10-26T18:00+01:00")]
    [TestCase("America/New_York", "2026-03-06T17:00-05:00", "2026-03-09T10:00-04:00", "2026-03-09T18:00-04:00")]
    [TestCase("America/New_York", "2026-10-30T17:00-04:00", "2026-11-02T10:00-05:00", "2026-11-02T18:00-05:00")]
    public void Office_hours_follow_the_wall_clock(string zone, string from, string twoHoursLater, string oneDayLater)
    {
        var office = Calendar(zone);

        Assert.Multiple(() =>
        {
            Assert.That(office.Add(At(from), WorkingTime.Hours(2)).At, Is.EqualTo(At(twoHoursLater)));
            Assert.That(office.Subtract(At(twoHoursLater), WorkingTime.Hours(2)).At, Is.EqualTo(At(from)));
            Assert.That(office.Add(At(from), WorkingTime.Days(1)).At, Is.EqualTo(At(oneDayLater)));
        });
    }

    [Test]
    public void A_window_that_the_clock_jumps_over_does_not_exist_and_one_that_comes_twice_counts_twice()
    {
        var night = Calendar("Europe/Amsterdam", Windows("02:00-03:00"), WholeWeek);

        Assert.Multiple(() =>
        {
            Assert.That(night.IsWorkingDay(Date("2026-03-29")), Is.False);
            Assert.That(night.Add(At("2026-03-28T12:00+01:00"), WorkingTime.Days(1)).At, Is.EqualTo(At("2026-03-30T03:00+02:00")));
            Assert.That(night.WorkingDaysIn(2026), Is.EqualTo(364));
            Assert.That(night.Between(At("2026-10-25T00:00+02:00"), At("2026-10-26T00:00+01:00")), Is.EqualTo(TimeSpan.FromHours(2)));
            Assert.That(night.Add(At("2026-10-24T12:00+02:00"), WorkingTime.Days(1)).At, Is.EqualTo(At("2026-10-25T03:00+01:00")));
        });
    }

    [Test]
    public void A_window_that_the_clock_enters_twice_has_a_break_in_it()
    {
        var night = Calendar("Europe/Amsterdam", Windows("01:30-02:30"), WholeWeek);

        Assert.Multiple(() =>
        {
            Assert.That(
                night.WindowsBetween(At("2026-10-25T00:00+02:00"), At("2026-10-26T00:00+01:00")),
                Is.EqualTo(
                    new[]
                    {
                        (At("2026-10-25T01:30+02:00"), At("2026-10-25T02:30+02:00")),
                        (At("2026-10-25T02:00+01:00"), At("2026-10-25T02:30+01:00")),
                    }
                )
            );
            Assert.That(night.Between(At("2026-03-29T00:00+01:00"), At("2026-03-30T00:00+02:00")), Is.EqualTo(TimeSpan.FromMinutes(30)));
        });
    }

    [Test]
    public void Where_clocks_go_back_over_midnight_the_day_closes_at_its_last_midnight()
    {
        // St. John's set its clocks at 00:01 back to 23:01 of the day before.
        var always = Calendar("America/St_Johns", Windows("00:00-24:00"), WholeWeek);
        var firstMidnight = At("2010-11-07T00:00-02:30");
        var secondMidnight = At("2010-11-07T00:00-03:30");

        Assert.Multiple(() =>
        {
            Assert.That(always.Add(At("2010-11-05T12:00-02:30"), WorkingTime.Days(1)).At, Is.EqualTo(secondMidnight));
            Assert.That(always.Between(firstMidnight, secondMidnight), Is.EqualTo(TimeSpan.FromHours(1)));
            Assert.That(always.Add(firstMidnight.AddMinutes(-1), WorkingTime.Minutes(3)).At, Is.EqualTo(firstMidnight.AddMinutes(2)));
            Assert.That(always.WorkingDaysIn(2010), Is.EqualTo(365));
        });
    }

    [Test]
    public void A_date_that_a_country_left_out_is_no_working_day()
    {
        // Samoa went from 29 to 31 December 2011.
        var always = Calendar("Pacific/Apia", Windows("00:00-24:00"), WholeWeek);

        Assert.Multiple(() =>
        {
            Assert.That(always.IsWorkingDay(Date("2011-12-30")), Is.False);
            Assert.That(always.WorkingDaysIn(2011), Is.EqualTo(364));
            Assert.That(always.Add(At("2011-12-29T12:00-10:00"), WorkingTime.Hours(24)).At, Is.EqualTo(At("2011-12-31T12:00+14:00")));
        });
    }
}
