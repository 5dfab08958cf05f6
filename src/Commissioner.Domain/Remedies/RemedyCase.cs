using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Remedies;

/// <summary>A case that a remedy stands for, and what its enterprise says of it. Its key says nothing of the other cases.</summary>
public sealed class RemedyCase
{
    private RemedyCase() { }

    internal RemedyCase(Id<Remedy> remedy, Id<Case> @case, bool cameBack, DateTimeOffset now) =>
        (Id, RemedyId, CaseId, CameBack, LinkedAt) = (Id<RemedyCase>.New(now), remedy, @case, cameBack, now);

    public Id<RemedyCase> Id { get; private set; }

    public Id<Remedy> RemedyId { get; private set; }

    public Id<Case> CaseId { get; private set; }

    /// <summary>It came after the remedy was done.</summary>
    public bool CameBack { get; private set; }

    /// <summary>When the remedy began to stand for it, UTC.</summary>
    public DateTimeOffset LinkedAt { get; private set; }

    /// <summary>When it was taken from the remedy again, UTC; null while the remedy stands for it.</summary>
    public DateTimeOffset? LeftAt { get; internal set; }

    /// <summary>What the enterprise said last; null while it said nothing.</summary>
    public bool? Helped { get; internal set; }

    public string? Words { get; internal set; }

    public DateTimeOffset? AnsweredAt { get; internal set; }

    public Id<Person>? AnsweredById { get; internal set; }

    /// <summary>In which cycle of the remedy it was answered; in a later one it is asked again.</summary>
    public int? AnsweredCycle { get; internal set; }

    /// <summary>The remedy stands for it.</summary>
    public bool IsIn => LeftAt is null;
}
