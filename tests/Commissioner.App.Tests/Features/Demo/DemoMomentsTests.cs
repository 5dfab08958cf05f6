using Commissioner.App.Features.Demo;
using Commissioner.App.Hosting;
using Commissioner.Data.Providers;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Demo;

/// <summary>A newcomer starts the demo whenever it likes; each moment plays other choices.</summary>
public sealed class DemoMomentsTests
{
    private static readonly DateTimeOffset First = new(2026, 11, 27, 15, 28, 52, TimeSpan.Zero);

    [Test]
    public void At_every_moment_the_six_months_before_can_be_played()
    {
        // Hours and seconds of the day, working days and holidays all come by.
        var failed = new List<string>();
        foreach (var now in Enumerable.Range(0, 40).Select(i => First + (i * new TimeSpan(2, 13, 7, 11))))
        {
            try
            {
                Play(now);
            }
            catch (Exception e)
            {
                failed.Add($"{now:u}: {e.Message}");
            }
        }

        Assert.That(failed, Is.Empty);
    }

    private static void Play(DateTimeOffset now)
    {
        // Nothing is stored: there is no server behind it.
        var options = new DbContextOptionsBuilder<PostgresDb>();
        Engines.Configure(options, Engine.Postgres, "Host=127.0.0.1");
        using var db = new PostgresDb(options.Options);
        new DemoPark(db, new Promises(ChinaWorkingDays.Default, PromisePolicy.First), new SimulatedClock(now)).Play();
    }
}
