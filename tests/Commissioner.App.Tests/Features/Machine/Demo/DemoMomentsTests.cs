namespace Commissioner.App.Tests.Features.Demo;

/// <summary>A newcomer starts the demo whenever it likes; each moment plays other choices.</summary>
public sealed class DemoMomentsTests
{
    private static readonly DateTimeOffset First = new(2026, 11, 27, 15, 28, 52, TimeSpan.Zero);

    [Test]
    public void At_any_moment_the_six_months_before_can_be_played()
    {
        Scale.LeaveToTheNight("half a year for each moment; here DemoPlayTests play some");
        const int Whole = 40;
        var moments = Scale.Of(Whole, 2);
        // Spread over the same hundred days however few they are. Hours and seconds of the day, working days and holidays all come by.
        var failed = new List<string>();
        foreach (var now in Enumerable.Range(0, moments).Select(i => First + (i * Whole / moments * new TimeSpan(2, 13, 7, 11))))
        {
            try
            {
                DemoPlayTests.Played(now);
            }
            catch (Exception e)
            {
                failed.Add($"{now:u}: {e.Message}");
            }
        }

        Assert.That(failed, Is.Empty);
    }
}
