using System.Collections.Frozen;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;

namespace Commissioner.Domain.Clocks;

/// <summary>The limits of the promises, by kind and urgency: one version, pinned by the clocks that used it.</summary>
public sealed class PromisePolicy(int version, IReadOnlyDictionary<(PromiseKind Kind, Urgency Urgency), WorkingTime> limits)
{
    private readonly FrozenDictionary<(PromiseKind, Urgency), WorkingTime> _limits = limits.ToFrozenDictionary();

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; } = version;

    /// <summary>The limit; an urgency without one of its own has the next lower's.</summary>
    public WorkingTime Limit(PromiseKind kind, Urgency urgency)
    {
        for (var u = urgency; u >= Urgency.Ordinary; u--)
        {
            if (_limits.TryGetValue((kind, u), out var limit))
            {
                return limit;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(kind), kind, "No limit for this kind of promise.");
    }

    /// <summary>The table of product.md §5.</summary>
    public static PromisePolicy First { get; } = new(1, new Dictionary<(PromiseKind, Urgency), WorkingTime>
    {
        [(PromiseKind.Accept, Urgency.Ordinary)] = WorkingTime.Days(1),
        [(PromiseKind.Accept, Urgency.Urgent)] = WorkingTime.Hours(2),
        [(PromiseKind.Accept, Urgency.Emergency)] = WorkingTime.WallMinutes(15),
        [(PromiseKind.FirstContact, Urgency.Ordinary)] = WorkingTime.Days(1),
        [(PromiseKind.FirstContact, Urgency.Urgent)] = WorkingTime.Hours(1),
        [(PromiseKind.FirstContact, Urgency.Emergency)] = WorkingTime.WallMinutes(30),
        [(PromiseKind.Settle, Urgency.Ordinary)] = WorkingTime.Days(5),
        [(PromiseKind.Settle, Urgency.Urgent)] = WorkingTime.Days(2),
        [(PromiseKind.Settle, Urgency.Emergency)] = WorkingTime.WallMinutes(24 * 60),
        [(PromiseKind.CheckIn, Urgency.Ordinary)] = WorkingTime.Hours(4),
        [(PromiseKind.CheckIn, Urgency.Urgent)] = WorkingTime.Hours(2),
        [(PromiseKind.CheckIn, Urgency.Emergency)] = WorkingTime.WallMinutes(30),
        [(PromiseKind.LegResult, Urgency.Ordinary)] = WorkingTime.Days(3),
        [(PromiseKind.LegResult, Urgency.Urgent)] = WorkingTime.Days(1),
        [(PromiseKind.LegResult, Urgency.Emergency)] = WorkingTime.WallMinutes(24 * 60),
        [(PromiseKind.Review, Urgency.Ordinary)] = WorkingTime.Days(1),
        [(PromiseKind.Review, Urgency.Urgent)] = WorkingTime.Hours(4),
        [(PromiseKind.Confirmation, Urgency.Ordinary)] = WorkingTime.Days(5),
        [(PromiseKind.Successor, Urgency.Ordinary)] = WorkingTime.Hours(4),
    });

    /// <summary>After the enterprise said "not resolved", the rework is promised within this (product.md §3).</summary>
    public static WorkingTime Rework { get; } = WorkingTime.Days(3);

    /// <summary>The enterprise may keep its commissioner within this (product.md §6).</summary>
    public static WorkingTime Keep { get; } = WorkingTime.Days(1);
}
