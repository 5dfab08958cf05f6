using Commissioner.Domain.Appraisals;

namespace Commissioner.Data;

/// <summary>
/// What counts of one unit on one day in one measure: the sum of its facts, kept with every change of a fact, so that no page adds them up
/// anew.
/// </summary>
public sealed class AppraisalSum
{
    public UnitKind Kind { get; init; }

    /// <summary>Which person, department or park.</summary>
    public Guid UnitId { get; init; }

    /// <summary>Of which part: a category, a holder; empty for the whole.</summary>
    public string Part { get; init; } = "";

    /// <summary>The day on which it fell due.</summary>
    public DateOnly Day { get; init; }

    /// <summary>What was counted.</summary>
    public Measure Measure { get; init; }

    /// <summary>Counted, or why it is left out.</summary>
    public LeftOut Why { get; init; }

    /// <summary>Twice the numerator.</summary>
    public long Halves { get; init; }

    /// <summary>The denominator.</summary>
    public long N { get; init; }
}

/// <summary>How far the log has been read into facts. One row; who changes facts changes it first, so that one at a time does.</summary>
public sealed class AppraisalProgress
{
    /// <summary>
    /// The only one. Which facts are read is part of it: where there are new kinds, the number grows, and the log is read from its
    /// beginning.
    /// </summary>
    public const int Only = 2;

    public int Id { get; init; } = Only;

    /// <summary>All entries up to this one are in the facts.</summary>
    public long LastEntryId { get; set; }

    /// <summary>When the log was last read to its end, UTC.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>Grows with each change of facts, as a concurrency token.</summary>
    public long Step { get; set; }
}
