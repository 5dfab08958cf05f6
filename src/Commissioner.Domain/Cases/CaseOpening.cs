using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Cases;

/// <summary>By what a call opened a case.</summary>
public enum OpenedBy
{
    /// <summary>The caller read its number out 报编号.</summary>
    NumberReadOut,

    /// <summary>The caller rings from a number of the enterprise 来电号码.</summary>
    CallersNumber,
}

/// <summary>That a call opened a case to a seat, for a while.</summary>
public sealed class CaseOpening
{
    /// <summary>For so long (docs/trade.md, People).</summary>
    public static readonly TimeSpan For = TimeSpan.FromHours(2);

    public Id<CaseOpening> Id { get; init; }

    public Id<Case> CaseId { get; init; }

    /// <summary>The seat.</summary>
    public Id<Person> PersonId { get; init; }

    public OpenedBy OpenedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Until when it gives sight, UTC.</summary>
    public DateTimeOffset Until { get; init; }
}

/// <summary>What calls open.</summary>
public sealed partial class Case
{
    private readonly List<CaseOpening> _openings = [];
    private readonly List<Callbacks.CallbackTask> _callbacks = [];

    /// <summary>To whom calls opened it: to ask the database by.</summary>
    public IReadOnlyList<CaseOpening> Openings => _openings;

    /// <summary>Its call-backs: to ask the database by.</summary>
    public IReadOnlyList<Callbacks.CallbackTask> Callbacks => _callbacks;

    /// <summary>Opens it to a seat for a while; the enterprise reads that. <see cref="Enterprise"/> must have been loaded.</summary>
    /// <param name="why">By what the caller has shown that it is its case.</param>
    /// <param name="by">The seat.</param>
    /// <param name="now">When.</param>
    /// <exception cref="RuleBroken"><see cref="CaseRules.MoveNotYours"/>.</exception>
    public void OpenTo(OpenedBy why, Actor by, DateTimeOffset now)
    {
        if (!by.Is(Role.HotlineSeat))
        {
            throw new RuleBroken(CaseRules.MoveNotYours) { Could = [Role.HotlineSeat] };
        }

        // Numbers can be counted through: a number alone opens nothing that is about officials.
        if (AboutOfficials && why == OpenedBy.NumberReadOut)
        {
            throw new NotFound();
        }

        var until = now + CaseOpening.For;
        _openings.Add(
            new()
            {
                Id = Id<CaseOpening>.New(now),
                CaseId = Id,
                PersonId = by.Id,
                OpenedBy = why,
                At = now,
                Until = until,
            }
        );
        Enterprise.Tell(new CaseOpenedToSeat(Id, Number ?? "", why, until), by, Role.HotlineSeat, now);
    }
}
