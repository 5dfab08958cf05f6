namespace Commissioner.Domain.Calendars;

/// <summary>The working time of one local year, as instants with running sums, so that a question is a binary search.</summary>
sealed class CalendarYear
{
    readonly int firstDay;
    readonly int[] daysBefore;
    readonly long[] closes;
    readonly long[] from;
    readonly long[] to;
    readonly long[] workedBefore;

    /// <summary>Lays the local windows of each date on the line of UTC ticks.</summary>
    public CalendarYear(int number, TimeZoneInfo zone, Func<DateOnly, IReadOnlyList<Window>> windowsOn)
    {
        Number = number;
        firstDay = new DateOnly(number, 1, 1).DayNumber;
        daysBefore = new int[new DateOnly(number + 1, 1, 1).DayNumber - firstDay + 1];
        var stretches = Stretches(zone, firstDay - 2, firstDay + daysBefore.Length + 2);
        var pieces = new List<(long From, long To)>();
        var closings = new List<long>();
        for (var day = 0; day < daysBefore.Length - 1; day++)
        {
            var midnight = (firstDay + day) * TimeSpan.TicksPerDay;
            var close = 0L;
            foreach (var window in windowsOn(DateOnly.FromDayNumber(firstDay + day)))
            {
                // A window holds the instants at which the wall clock reads inside it. Where clocks go forward part of it does not exist,
                // where they go back part of it comes twice.
                foreach (var stretch in stretches)
                {
                    var opens = Math.Max(stretch.From, midnight + (window.From * TimeSpan.TicksPerMinute) - stretch.Offset);
                    var shuts = Math.Min(stretch.To, midnight + (window.To * TimeSpan.TicksPerMinute) - stretch.Offset);
                    if (opens < shuts)
                    {
                        pieces.Add((opens, shuts));
                        close = Math.Max(close, shuts);
                    }
                }
            }
            if (close > 0)
            {
                closings.Add(close);
            }
            daysBefore[day + 1] = closings.Count;
        }

        // Where clocks go back over midnight, the pieces of two dates interleave.
        pieces.Sort();
        closes = [.. closings];
        from = [.. pieces.Select(piece => piece.From)];
        to = [.. pieces.Select(piece => piece.To)];
        workedBefore = new long[pieces.Count + 1];
        for (var i = 0; i < pieces.Count; i++)
        {
            workedBefore[i + 1] = workedBefore[i] + to[i] - from[i];
        }
    }

    /// <summary>The year.</summary>
    public int Number { get; }

    /// <summary>Ticks of working time in it.</summary>
    public long Worked => workedBefore[^1];

    public int WorkingDays => closes.Length;

    /// <summary>How many pieces of working time it has.</summary>
    public int Pieces => from.Length;

    /// <summary>UTC ticks of a piece of working time.</summary>
    public (long From, long To) Piece(int index) => (from[index], to[index]);

    /// <summary>The first piece that ends after <paramref name="utc"/>; <see cref="Pieces"/> when there is none.</summary>
    public int FirstEndingAfter(long utc)
    {
        var found = Array.BinarySearch(to, utc);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>Working ticks from the start of the year to <paramref name="utc"/>.</summary>
    public long WorkedBy(long utc)
    {
        var piece = FirstEndingAfter(utc);
        return piece == Pieces ? Worked : workedBefore[piece] + Math.Max(0, utc - from[piece]);
    }

    /// <summary>
    /// The earliest instant by which <paramref name="worked"/> ticks, more than none, are worked: an end of a window stays that end.
    /// </summary>
    public long WhenWorked(long worked)
    {
        var found = Array.BinarySearch(workedBefore, worked);
        var piece = (found >= 0 ? found : ~found) - 1;
        return from[piece] + worked - workedBefore[piece];
    }

    /// <summary>
    /// The latest instant by which only <paramref name="worked"/> ticks, less than all, are worked: a start of a window stays that start.
    /// </summary>
    public long LastWorked(long worked)
    {
        var found = Array.BinarySearch(workedBefore, worked);
        var piece = found >= 0 ? found : ~found - 1;
        return from[piece] + worked - workedBefore[piece];
    }

    /// <summary>Working days of the year before a date of it.</summary>
    public int WorkingDaysBefore(int dayNumber) => daysBefore[dayNumber - firstDay];

    /// <summary>Working days of the year up to and with a date of it.</summary>
    public int WorkingDaysThrough(int dayNumber) => daysBefore[dayNumber - firstDay + 1];

    /// <summary>Close of business, in UTC ticks, of a working day counted from 0.</summary>
    public long Close(int workingDay) => closes[workingDay];

    /// <summary>
    /// The stretches of constant distance from UTC. TimeZoneInfo does not list its changes, so it is asked once a day, and the instant of
    /// each change is found by halving.
    /// </summary>
    static List<(long From, long To, long Offset)> Stretches(TimeZoneInfo zone, int firstDay, int lastDay)
    {
        long Offset(long utc) => zone.GetUtcOffset(new DateTime(utc, DateTimeKind.Utc)).Ticks;

        var stretches = new List<(long, long, long)>();
        var start = firstDay * TimeSpan.TicksPerDay;
        var offset = Offset(start);
        for (var day = firstDay + 1; day <= lastDay; day++)
        {
            var after = day * TimeSpan.TicksPerDay;
            if (Offset(after) == offset)
            {
                continue;
            }
            var before = after - TimeSpan.TicksPerDay;
            while (after - before > 1)
            {
                var middle = before + ((after - before) / 2);
                (before, after) = Offset(middle) == offset ? (middle, after) : (before, middle);
            }
            stretches.Add((start, after, offset));
            (start, offset) = (after, Offset(after));
        }
        stretches.Add((start, lastDay * TimeSpan.TicksPerDay, offset));
        return stretches;
    }
}
