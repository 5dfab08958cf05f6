using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Retention;

/// <summary>While it stands nothing of a case, or of an enterprise, is erased: a court, an inspection or an inquiry may want it.</summary>
public sealed class LegalHold
{
    private LegalHold() { }

    public Id<LegalHold> Id { get; private set; }

    /// <summary>The case that is held; null where the whole enterprise is.</summary>
    public Id<Case>? CaseId { get; private set; }

    /// <summary>The enterprise that is held with all that is its own; null where one case is.</summary>
    public Id<Enterprise>? EnterpriseId { get; private set; }

    /// <summary>What for.</summary>
    public string Reason { get; private set; } = "";

    public Id<Person> SetById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset SetAt { get; private set; }

    public Id<Person>? LiftedById { get; private set; }

    /// <summary>When, UTC; null while it stands.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    /// <summary>Why it was lifted.</summary>
    public string? LiftedBecause { get; private set; }

    /// <summary>Holds a case, or an enterprise.</summary>
    /// <param name="case">The case; null for the whole enterprise.</param>
    /// <param name="enterprise">The enterprise.</param>
    /// <param name="isHeld">A hold of the same stands.</param>
    /// <param name="reason">What for, 1 to 1,000 characters.</param>
    /// <param name="by">Who.</param>
    /// <param name="now">When, UTC.</param>
    /// <exception cref="RuleBroken"><see cref="RetentionRules.HeldAlready"/>, <see cref="RetentionRules.RetentionNeedsReason"/>.</exception>
    public static LegalHold Set(Id<Case>? @case, Id<Enterprise> enterprise, bool isHeld, string? reason, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        return isHeld
            ? throw new RuleBroken(RetentionRules.HeldAlready)
            : new()
            {
                Id = Id<LegalHold>.New(now),
                CaseId = @case,
                EnterpriseId = @case is null ? enterprise : null,
                Reason = RetentionRules.Reason(reason),
                SetById = by.Id,
                SetAt = now,
            };
    }

    /// <summary>The enterprise that is held whole merged into another: its cases, which go there, stay held one by one, for the same.</summary>
    public LegalHold Over(Id<Case> @case, DateTimeOffset now) =>
        new()
        {
            Id = Id<LegalHold>.New(now),
            CaseId = @case,
            Reason = Reason,
            SetById = SetById,
            SetAt = now,
        };

    /// <summary>The same, where what goes there has no case of its own: the other enterprise is held whole, rather too much than too little.</summary>
    public LegalHold Over(Id<Enterprise> successor, DateTimeOffset now) =>
        new()
        {
            Id = Id<LegalHold>.New(now),
            EnterpriseId = successor,
            Reason = Reason,
            SetById = SetById,
            SetAt = now,
        };

    /// <summary>Lifts it: what is past its time is erased by the next run.</summary>
    /// <exception cref="RuleBroken"><see cref="RetentionRules.HoldIsLifted"/>, <see cref="RetentionRules.RetentionNeedsReason"/>.</exception>
    public void Lift(string? reason, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (LiftedAt is not null)
        {
            throw new RuleBroken(RetentionRules.HoldIsLifted);
        }

        (LiftedBecause, LiftedById, LiftedAt) = (RetentionRules.Reason(reason), by.Id, now);
    }
}
