using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Undertakings;

/// <summary>Who had a node, minute by minute: the ledger of cases, laid out over the node's own entries.</summary>
public static class NodeLedger
{
    /// <summary>Lays it out.</summary>
    /// <param name="node">The node's code.</param>
    /// <param name="entries">What happened to the undertaking, in its order.</param>
    /// <param name="calendar">What working minutes are counted by.</param>
    /// <param name="until">Now, while it is open.</param>
    public static Ledger Of(
        string node,
        IEnumerable<(DateTimeOffset At, Role As, string Name, INodeEvent What)> entries,
        WorkingCalendar calendar,
        DateTimeOffset until
    ) =>
        Ledger.Of(
            entries.Where(e => e.What.NodeCode == node).Select(e => new LedgerEntry(e.At, new(e.What.Held, e.What.HeldById), e.Name, e.As)),
            calendar,
            until
        );
}
