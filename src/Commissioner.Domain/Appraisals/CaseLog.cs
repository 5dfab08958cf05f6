using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Appraisals;

/// <summary>An entry of a case's timeline, as far as appraisal reads it.</summary>
/// <param name="Entry">What the ledger reads of it.</param>
/// <param name="Outcome">What the enterprise said, where it said so.</param>
public sealed record LogLine(LedgerEntry Entry, Outcome? Outcome = null);

/// <summary>A department's part in a case.</summary>
/// <param name="Id">The leg.</param>
/// <param name="DepartmentId">The department.</param>
/// <param name="IsLead">It leads.</param>
/// <param name="IsEnded">It ended without a result: cancelled, or given to another.</param>
/// <param name="InError">It was called in error: nothing was granted to it.</param>
public sealed record LegOfLog(Guid Id, Id<Department> DepartmentId, bool IsLead, bool IsEnded, bool InError = false);

/// <summary>Who held the post of commissioner, <c>[From, To)</c>; null is the duty desk.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when; null for still.</param>
public sealed record PostHeld(Id<Person>? PersonId, DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>What of it lies between two instants, each null for no bound; null for nothing.</summary>
    public PostHeld? Between(DateTimeOffset? from, DateTimeOffset? until)
    {
        var (first, end) = (from > From ? from.Value : From, until < To || To is null ? until : To);
        return end <= first ? null : this with { From = first, To = end };
    }
}

/// <summary>A rating as it counts.</summary>
/// <param name="Cycle">Of which cycle of the case.</param>
/// <param name="ServedById">Who is rated.</param>
/// <param name="Level">The level that counts: the first, or a raise that a call-back says was free.</param>
/// <param name="At">When it was given.</param>
/// <param name="Departments">Departments that took part.</param>
/// <param name="IsFrozen">An incident is looked into.</param>
public sealed record RatingOfLog(
    int Cycle,
    Id<Person>? ServedById,
    Level Level,
    DateTimeOffset At,
    IReadOnlyList<(Id<Department> Department, Level Level)> Departments,
    bool IsFrozen = false
);

/// <summary>All that is on record of one case: its facts follow from this alone.</summary>
public sealed record CaseLog
{
    /// <summary>The case.</summary>
    public required Id<Case> Id { get; init; }

    /// <summary>Whose.</summary>
    public required Id<Enterprise> EnterpriseId { get; init; }

    public required Id<Park> ParkId { get; init; }

    public required Id<Park> SubParkId { get; init; }

    public required string Category { get; init; }

    /// <summary>About a commissioner or a department: no commissioner serves it.</summary>
    public required bool AboutOfficials { get; init; }

    /// <summary>When it was filed, UTC.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Its timeline.</summary>
    public required IReadOnlyList<LogLine> Lines { get; init; }

    public required IReadOnlyList<PromiseClock> Clocks { get; init; }

    /// <summary>Its departments' parts.</summary>
    public required IReadOnlyList<LegOfLog> Legs { get; init; }

    /// <summary>Who served the enterprise when.</summary>
    public required IReadOnlyList<PostHeld> Posts { get; init; }

    public required IReadOnlyList<RatingOfLog> Ratings { get; init; }

    /// <summary>An independent call-back says that its withdrawal was free.</summary>
    public bool WithdrawnFreely { get; init; }
}
