using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Clocks;

/// <summary>Who has a case.</summary>
/// <param name="Kind">As what.</param>
/// <param name="DepartmentId">Which department, where it is one.</param>
public sealed record Holding(HolderKind Kind, Id<Department>? DepartmentId = null)
{
    /// <summary>The system's own time: its engine stood still, or its limits do not fit together.</summary>
    public static Holding System { get; } = new(HolderKind.System);

    /// <summary>Nobody, whose time is charged to nobody: a department was called that is not competent.</summary>
    public static Holding Nobody { get; } = new(HolderKind.Nobody);

    /// <summary>The enterprise, whose time is charged to nobody.</summary>
    public static Holding Enterprise { get; } = new(HolderKind.Enterprise);

    /// <summary>The commissioner, or the duty desk in its place.</summary>
    public static Holding Commissioner { get; } = new(HolderKind.Commissioner);
}

/// <summary>An entry of a case's timeline, as far as the ledger reads it.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Holder">Who had the case from then on; null where the entry does not say, so that nothing changed.</param>
/// <param name="Name">The event's name: the reason of what follows it. Empty where who asks may not know it.</param>
/// <param name="As">The role in which it was done.</param>
/// <param name="Concerns">The department that it concerns.</param>
/// <param name="OwedSince">Since when the system itself owed this entry, where it came late by its own fault.</param>
/// <param name="Restates">Whose an earlier stretch turned out to be, where it says so.</param>
public sealed record LedgerEntry(
    DateTimeOffset At,
    Holding? Holder,
    string Name,
    Role As,
    Id<Department>? Concerns = null,
    DateTimeOffset? OwedSince = null,
    Restated? Restates = null
);

/// <summary>A stretch that turned out to be another's than who had the case then.</summary>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
/// <param name="Holder">Whose it is.</param>
/// <param name="Of">Who had it: what somebody else had meanwhile stays theirs.</param>
public sealed record Restated(DateTimeOffset From, DateTimeOffset To, Holding Holder, IReadOnlyList<Holding> Of);

/// <summary>A stretch in which one holder had the case for one reason, <c>[From, To)</c>.</summary>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
/// <param name="Holder">Who had it.</param>
/// <param name="Why">The event since which it is so.</param>
/// <param name="WorkingMinutes">Its whole working minutes, rounded so that all of them sum to the whole's.</param>
public sealed record LedgerSegment(DateTimeOffset From, DateTimeOffset To, Holding Holder, string Why, long WorkingMinutes);

/// <summary>Working minutes of a holder.</summary>
/// <param name="Holder">Who.</param>
/// <param name="Minutes">How many.</param>
public sealed record HeldMinutes(Holding Holder, long Minutes);

/// <summary>
/// Who had a case, minute by minute (docs/trade.md, Ledger): from the first entry that says so until now or the closure, without the time
/// in which it was closed. The parts sum exactly to the whole.
/// </summary>
public sealed class Ledger
{
    /// <summary>The reason of the system's own time.</summary>
    public const string SystemStoodStill = "SystemStoodStill";

    private readonly WorkingCalendar _calendar;
    private readonly List<Stretch> _stretches;

    private Ledger(WorkingCalendar calendar, List<Stretch> stretches)
    {
        (_calendar, _stretches) = (calendar, stretches);
        List<LedgerSegment> segments = [];
        // Whole minutes are taken from the running sum, not from each piece, so that seconds left over by one piece count in the next and
        // the minutes sum to the whole.
        var worked = 0L;
        foreach (var (from, to, holder, why) in stretches)
        {
            var before = worked / TimeSpan.TicksPerMinute;
            worked += calendar.Between(from, to).Ticks;
            segments.Add(new(from, to, holder, why, (worked / TimeSpan.TicksPerMinute) - before));
        }

        Segments = segments;
        WorkingMinutes = worked / TimeSpan.TicksPerMinute;
        Totals = [.. segments.GroupBy(s => s.Holder).Select(g => new HeldMinutes(g.Key, g.Sum(s => s.WorkingMinutes)))];
    }

    /// <summary>The stretches in their order.</summary>
    public IReadOnlyList<LedgerSegment> Segments { get; }

    /// <summary>Working minutes of the whole.</summary>
    public long WorkingMinutes { get; }

    /// <summary>Working minutes by holder, in the order in which they first had it.</summary>
    public IReadOnlyList<HeldMinutes> Totals { get; }

    /// <summary>Lays the ledger out.</summary>
    /// <param name="entries">The case's entries in the order of their numbers.</param>
    /// <param name="calendar">What working minutes are counted by.</param>
    /// <param name="until">Now, for a case that is open.</param>
    public static Ledger Of(IEnumerable<LedgerEntry> entries, WorkingCalendar calendar, DateTimeOffset until)
    {
        List<Stretch> stretches = [];
        List<(DateTimeOffset From, DateTimeOffset To)> stood = [];
        List<(Restated What, string Why)> restated = [];
        Holding? holder = null;
        var (why, since) = ("", DateTimeOffset.MinValue);
        foreach (var entry in entries)
        {
            // Two nodes' clocks may differ a little, so an entry may bear an earlier time than the one before it: then it counts from that
            // one on.
            var at = entry.At > since ? entry.At : since;
            Close(at);
            var next = entry.Holder ?? holder;
            // The reason changes with the holder, and with what people do. A note of the system, or about another department, explains
            // nothing.
            if (next != holder || (entry.As != Role.System && (holder?.DepartmentId is null || entry.Concerns == holder.DepartmentId)))
            {
                why = entry.Name;
            }

            (holder, since) = (next, at);
            if (entry.OwedSince < at)
            {
                stood.Add((entry.OwedSince.Value, at));
            }

            if (entry.Restates is { } what)
            {
                restated.Add((what, entry.Name));
            }
        }

        Close(until);
        foreach (var (what, reason) in restated)
        {
            stretches = [.. stretches.SelectMany(s => Restate(s, what, reason))];
        }

        return new(calendar, Joined(stood.Count == 0 ? stretches : WithSystem(stretches, stood)));

        void Close(DateTimeOffset at)
        {
            if (at > since && holder is { Kind: not HolderKind.Nobody })
            {
                stretches.Add(new(since, at, holder, why));
            }
        }
    }

    /// <summary>The part between two instants, as a ledger of its own.</summary>
    public Ledger Between(DateTimeOffset from, DateTimeOffset to) =>
        new(
            _calendar,
            [
                .. _stretches
                    .Where(s => s.To > from && s.From < to)
                    .Select(s => s with { From = s.From > from ? s.From : from, To = s.To < to ? s.To : to }),
            ]
        );

    /// <summary>
    /// Charges a promise's lateness to those who used more than they were allowed (docs/trade.md, Ledger):
    /// <c>late_i = late × over_i / Σ over_j</c>, <c>over_j = max(0, minutes_j − allowance_j)</c>. What the enterprise had of it, and what
    /// was nobody's, is neither late nor charged.
    /// </summary>
    /// <remarks>
    /// Where nobody used more than it was allowed, the limits did not fit into the promise: then its lateness is the system's, whose limits
    /// they are. A person who kept every limit it was given is not late.
    /// </remarks>
    /// <param name="from">When the promise began.</param>
    /// <param name="dueAt">When it was due.</param>
    /// <param name="until">When it ended, or now.</param>
    /// <param name="allowances">Working minutes allowed to each holder; one that is not named was allowed none.</param>
    public IReadOnlyList<HeldMinutes> Charge(
        DateTimeOffset from,
        DateTimeOffset dueAt,
        DateTimeOffset until,
        IReadOnlyDictionary<Holding, long> allowances
    ) => Charge(Between(dueAt, until).Totals.Where(t => IsCharged(t.Holder)).Sum(t => t.Minutes), Between(from, until).Totals, allowances);

    /// <summary>
    /// The formula itself, in working minutes; the shares sum exactly to <paramref name="late"/>, and are empty where that is 0 or less.
    /// </summary>
    public static IReadOnlyList<HeldMinutes> Charge(
        long late,
        IReadOnlyList<HeldMinutes> held,
        IReadOnlyDictionary<Holding, long> allowances
    )
    {
        if (late <= 0)
        {
            return [];
        }

        var over = held.Where(h => IsCharged(h.Holder))
            .Select(h => new HeldMinutes(h.Holder, Math.Max(0, h.Minutes - allowances.GetValueOrDefault(h.Holder))))
            .Where(h => h.Minutes > 0)
            .ToList();
        if (over.Sum(o => o.Minutes) is var all && all == 0)
        {
            return [new(Holding.System, late)];
        }

        // Each share is cut to whole minutes; those left over go to the greatest remainders, and of equal ones to who had the case first.
        // So the shares sum exactly to the lateness.
        var shares = over.Select(o => (o.Holder, Minutes: (long)((Int128)late * o.Minutes / all), Left: (Int128)late * o.Minutes % all))
            .ToList();
        var rest = (int)(late - shares.Sum(s => s.Minutes));
        var raised = shares.Select((s, i) => (s.Left, i)).OrderByDescending(s => s.Left).Take(rest).Select(s => s.i).ToHashSet();
        return [.. shares.Select((s, i) => new HeldMinutes(s.Holder, s.Minutes + (raised.Contains(i) ? 1 : 0))).Where(s => s.Minutes > 0)];
    }

    /// <summary>
    /// What each was allowed of a promise: a department and the service office what they were promised for, the commissioner what the
    /// promise leaves after them. Promises that run at the same time take their time once.
    /// </summary>
    /// <param name="calendar">What working minutes are counted by.</param>
    /// <param name="from">When the promise began.</param>
    /// <param name="dueAt">When it is due.</param>
    /// <param name="granted">What the others were granted within it.</param>
    /// <param name="pauses">When the promise stood still, which is nobody's allowance.</param>
    public static IReadOnlyDictionary<Holding, long> Allowances(
        WorkingCalendar calendar,
        DateTimeOffset from,
        DateTimeOffset dueAt,
        IReadOnlyList<(Holding Holder, DateTimeOffset From, DateTimeOffset DueAt)> granted,
        IReadOnlyList<Pause>? pauses = null
    )
    {
        var allowances = granted.GroupBy(g => g.Holder).ToDictionary(g => g.Key, Minutes);
        allowances[Holding.Commissioner] = Math.Max(
            0,
            DueExplanation.Outside(from, dueAt, pauses).Sum(p => calendar.WorkingMinutesBetween(p.From, p.To)) - Minutes(granted)
        );
        return allowances;

        long Minutes(IEnumerable<(Holding Holder, DateTimeOffset From, DateTimeOffset DueAt)> promises) =>
            Merged(promises.Select(g => (g.From, g.DueAt))).Sum(p => calendar.WorkingMinutesBetween(p.From, p.To));
    }

    private static bool IsCharged(Holding holder) => holder != Holding.Enterprise && holder != Holding.Nobody;

    private static IEnumerable<Stretch> Restate(Stretch stretch, Restated what, string why)
    {
        var (from, to) = (stretch.From > what.From ? stretch.From : what.From, stretch.To < what.To ? stretch.To : what.To);
        if (from >= to || !what.Of.Contains(stretch.Holder))
        {
            return [stretch];
        }

        Stretch[] parts = [stretch with { To = from }, new(from, to, what.Holder, why), stretch with { From = to }];
        return parts.Where(p => p.To > p.From);
    }

    private static List<Stretch> WithSystem(List<Stretch> stretches, List<(DateTimeOffset From, DateTimeOffset To)> stood)
    {
        List<Stretch> cut = [];
        var still = Merged(stood);
        var first = 0;
        foreach (var stretch in stretches)
        {
            var from = stretch.From;
            while (first < still.Count && still[first].To <= from)
            {
                first++;
            }

            for (var i = first; i < still.Count && still[i].From < stretch.To; i++)
            {
                var (begins, ends) = (still[i].From > from ? still[i].From : from, still[i].To < stretch.To ? still[i].To : stretch.To);
                if (begins > from)
                {
                    cut.Add(stretch with { From = from, To = begins });
                }

                cut.Add(new(begins, ends, Holding.System, SystemStoodStill));
                from = ends;
            }

            if (from < stretch.To)
            {
                cut.Add(stretch with { From = from });
            }
        }

        return cut;
    }

    private static List<(DateTimeOffset From, DateTimeOffset To)> Merged(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> spans)
    {
        List<(DateTimeOffset From, DateTimeOffset To)> merged = [];
        foreach (var span in spans.Where(s => s.To > s.From).OrderBy(s => s.From))
        {
            if (merged.Count > 0 && merged[^1].To >= span.From)
            {
                merged[^1] = (merged[^1].From, span.To > merged[^1].To ? span.To : merged[^1].To);
            }
            else
            {
                merged.Add(span);
            }
        }

        return merged;
    }

    private static List<Stretch> Joined(List<Stretch> stretches)
    {
        List<Stretch> joined = [];
        foreach (var stretch in stretches)
        {
            if (
                joined.Count > 0
                && joined[^1] is var last
                && last.To == stretch.From
                && last.Holder == stretch.Holder
                && last.Why == stretch.Why
            )
            {
                joined[^1] = last with { To = stretch.To };
            }
            else
            {
                joined.Add(stretch);
            }
        }

        return joined;
    }

    private readonly record struct Stretch(DateTimeOffset From, DateTimeOffset To, Holding Holder, string Why);
}
