using Commissioner.Domain.Calendars;

namespace Commissioner.Domain.Undertakings;

/// <summary>A node as the schedule reads it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Needs">The nodes before it.</param>
/// <param name="Limit">How long it may take.</param>
/// <param name="BeganAt">When it began, UTC; null while it has not.</param>
/// <param name="EndsAt">When it ended or is known to end, UTC; null where that follows from its limit.</param>
public sealed record ScheduledNode(
    string Code,
    IReadOnlyList<string> Needs,
    WorkingTime Limit,
    DateTimeOffset? BeganAt = null,
    DateTimeOffset? EndsAt = null
);

/// <summary>When a node begins and ends.</summary>
/// <param name="Code">The node.</param>
/// <param name="From">When it begins, UTC.</param>
/// <param name="To">When it ends, UTC.</param>
/// <param name="Assured">False where a year without a notice was needed.</param>
/// <param name="Critical">Were it to end later, the whole would end later.</param>
public sealed record NodeSpan(string Code, DateTimeOffset From, DateTimeOffset To, bool Assured, bool Critical = false);

/// <summary>
/// Dates computed forward (docs/trade.md, Undertakings): a node begins when the last of what it needs ends, and ends after its limit in
/// working time. What has happened takes the place of what was computed. Nothing here knows the present.
/// </summary>
public sealed class NodeSchedule
{
    private readonly Dictionary<string, NodeSpan> _spans;

    private NodeSchedule(DateTimeOffset from, List<NodeSpan> spans)
    {
        (StartsAt, Spans) = (from, spans);
        _spans = spans.ToDictionary(s => s.Code);
    }

    /// <summary>When it begins, UTC.</summary>
    public DateTimeOffset StartsAt { get; }

    /// <summary>The nodes, in the order in which they were given.</summary>
    public IReadOnlyList<NodeSpan> Spans { get; }

    /// <summary>When the last node ends, UTC.</summary>
    public DateTimeOffset EndsAt => Spans.Max(s => s.To);

    /// <summary>A node's span.</summary>
    public NodeSpan this[string code] => _spans[code];

    /// <summary>Computes it.</summary>
    /// <param name="nodes">In an order in which none needs one behind it.</param>
    /// <param name="from">When what needs nothing begins.</param>
    /// <param name="calendar">By which limits are counted.</param>
    public static NodeSchedule Lay(IReadOnlyList<ScheduledNode> nodes, DateTimeOffset from, WorkingCalendar calendar)
    {
        Dictionary<string, NodeSpan> laid = [];
        foreach (var node in nodes)
        {
            var (start, assured) = (from, true);
            foreach (var need in node.Needs.Select(n => laid[n]))
            {
                start = need.To > start ? need.To : start;
                assured &= need.Assured;
            }

            start = node.BeganAt ?? start;
            var answer = node.EndsAt is { } known ? new Answer(known, true) : calendar.Add(start, node.Limit);
            laid[node.Code] = new(node.Code, start, answer.At, answer.Assured && (assured || node.BeganAt is not null));
        }

        var end = laid.Values.Max(s => s.To);
        // Backwards: what ends last decides, and of what it needs whatever ends when it begins.
        HashSet<string> critical = [.. laid.Values.Where(s => s.To == end).Select(s => s.Code)];
        foreach (var node in nodes.Reverse().Where(n => critical.Contains(n.Code) && n.Needs.Count > 0))
        {
            var last = node.Needs.Max(n => laid[n].To);
            critical.UnionWith(node.Needs.Where(n => laid[n].To == last));
        }

        return new(from, [.. nodes.Select(n => laid[n.Code] with { Critical = critical.Contains(n.Code) })]);
    }

    /// <summary>What begins or ends later here than there, in their order.</summary>
    public IReadOnlyList<string> MovedFrom(NodeSchedule before) =>
        [.. Spans.Where(s => s.From > before[s.Code].From || s.To > before[s.Code].To).Select(s => s.Code)];
}
