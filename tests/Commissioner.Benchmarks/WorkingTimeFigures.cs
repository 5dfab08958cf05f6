using System.Diagnostics;
using Commissioner.Domain.Calendars;

namespace Commissioner.Benchmarks;

/// <summary>What a question to the working calendar costs.</summary>
internal static class WorkingTimeFigures
{
    private const int Times = 1_000_000;

    public static void Print()
    {
        var calendar = ChinaWorkingDays.Default;
        var from = new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
        foreach (var limit in new[] { WorkingTime.Days(15), WorkingTime.Hours(4) })
        {
            Ask(calendar, from, limit, 10_000);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            var last = Ask(calendar, from, limit, Times);
            var took = Stopwatch.GetElapsedTime(started);
            Console.WriteLine(
                $"working time: add {limit} takes {took.TotalNanoseconds / Times:0} ns and {(GC.GetAllocatedBytesForCurrentThread() - before) / (double)Times:0.0} bytes ({last:O})"
            );
        }
    }

    private static DateTimeOffset Ask(WorkingCalendar calendar, DateTimeOffset from, WorkingTime limit, int times)
    {
        var last = from;
        for (var i = 0; i < times; i++)
        {
            last = calendar.Add(from.AddMinutes(i % 40_000), limit).At;
        }

        return last;
    }
}
