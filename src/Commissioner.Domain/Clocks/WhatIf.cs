using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;

namespace Commissioner.Domain.Clocks;

/// <summary>A running promise that another policy or calendar would move.</summary>
/// <param name="CaseId">Its case; null for anything else's.</param>
/// <param name="Owner">What it is of.</param>
/// <param name="Kind">What is promised.</param>
/// <param name="Before">When it is due, UTC.</param>
/// <param name="After">When it would be due, UTC.</param>
/// <param name="By">How much working time lies between, positive when it would be later; time on the wall for promises that run on
/// it.</param>
/// <param name="AlarmBefore">How near it is to being broken.</param>
/// <param name="AlarmAfter">How near it would be.</param>
public readonly record struct WhatIfMove(
    Id<Case>? CaseId,
    Owner Owner,
    PromiseKind Kind,
    DateTimeOffset Before,
    DateTimeOffset After,
    TimeSpan By,
    Alarm AlarmBefore,
    Alarm AlarmAfter
);

/// <summary>By how much promises would move one way, in minutes of working time.</summary>
/// <param name="Count">How many promises.</param>
/// <param name="Least">The smallest move.</param>
/// <param name="Median">As many move by less as by more; of an even number the lower of the two in the middle.</param>
/// <param name="Most">The greatest move.</param>
public sealed record Shift(int Count, long Least, long Median, long Most);

/// <summary>What another policy or calendar would do to the promises that run.</summary>
/// <param name="Looked">Running promises looked at.</param>
/// <param name="Earlier">Those due earlier.</param>
/// <param name="Later">Those due later.</param>
/// <param name="TurnAmber">Those that would turn amber at once.</param>
/// <param name="TurnRed">Those that would turn red at once.</param>
/// <param name="TurnBack">Those that would be less near to being broken.</param>
public sealed record WhatIfFigures(int Looked, Shift Earlier, Shift Later, int TurnAmber, int TurnRed, int TurnBack);

/// <summary>Adds up what another policy or calendar would do; nothing changes.</summary>
/// <param name="now">As if it were in force from now on.</param>
public sealed class WhatIf(DateTimeOffset now)
{
    private readonly List<WhatIfMove> _moves = [];
    private int _looked;

    /// <summary>Looks at a running promise.</summary>
    /// <param name="clock">Its clock.</param>
    /// <param name="would">When it would be amber and due.</param>
    /// <param name="rule">The limit that it would have.</param>
    /// <param name="calendar">The calendar that it would have.</param>
    public void Look(PromiseClock clock, Laid would, PromiseRule rule, WorkingCalendar calendar)
    {
        _looked++;
        if (would.DueAt == clock.DueAt && would.AmberAt == clock.AmberAt)
        {
            return;
        }

        // A paused clock is judged by the instant at which its pause began.
        var at = clock.PausedAt ?? now;
        var after =
            at > would.DueAt ? Alarm.Red
            : at >= would.AmberAt ? Alarm.Amber
            : Alarm.None;
        _moves.Add(
            new(
                clock.OfCase,
                clock.Owner,
                clock.Kind,
                clock.DueAt,
                would.DueAt,
                By(clock.DueAt, would.DueAt, rule, calendar),
                clock.AlarmAt(now),
                after
            )
        );
    }

    /// <summary>All that was looked at, in numbers.</summary>
    public WhatIfFigures Figures() =>
        new(
            _looked,
            ShiftOf(m => m.After < m.Before),
            ShiftOf(m => m.After > m.Before),
            _moves.Count(m => m is { AlarmAfter: Alarm.Amber, AlarmBefore: Alarm.None }),
            _moves.Count(m => m.AlarmAfter == Alarm.Red && m.AlarmBefore != Alarm.Red),
            _moves.Count(m => m.AlarmAfter < m.AlarmBefore)
        );

    /// <summary>The moves that matter most: what turns red, then amber, then by the new due time.</summary>
    public IReadOnlyList<WhatIfMove> First(int most) =>
        [
            .. _moves
                .OrderByDescending(m => m.AlarmAfter > m.AlarmBefore ? m.AlarmAfter : Alarm.None)
                .ThenBy(m => m.After)
                .ThenBy(m => m.Owner.Id)
                .Take(most),
        ];

    private static TimeSpan By(DateTimeOffset before, DateTimeOffset after, PromiseRule rule, WorkingCalendar calendar)
    {
        var (from, to) = before <= after ? (before, after) : (after, before);
        var between = Promises.OnTheWall(rule) ? to - from : calendar.Between(from, to);
        return before <= after ? between : -between;
    }

    private Shift ShiftOf(Func<WhatIfMove, bool> which)
    {
        var by = _moves.Where(which).Select(m => (long)m.By.Duration().TotalMinutes).Order().ToList();
        return by.Count == 0 ? new(0, 0, 0, 0) : new(by.Count, by[0], by[(by.Count - 1) / 2], by[^1]);
    }
}
