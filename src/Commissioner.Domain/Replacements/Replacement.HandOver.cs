using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Replacements;

/// <summary>What the successor takes over 交接: a pack that both sign, and a first contact that it owes.</summary>
public sealed partial class Replacement
{
    /// <summary>What whoever goes says to whoever comes: above all, what not to do.</summary>
    public string? HandOverNote { get; private set; }

    /// <summary>When whoever goes signed the pack, UTC.</summary>
    public DateTimeOffset? OutgoingSignedAt { get; private set; }

    /// <summary>When the successor signed the pack, UTC.</summary>
    public DateTimeOffset? SuccessorSignedAt { get; private set; }

    /// <summary>Whoever goes writes down what not to do, until it signs.</summary>
    /// <exception cref="RuleBroken">The text is missing or too long; somebody else writes; it has signed, or was kept.</exception>
    public void WriteNote(Enterprise enterprise, string text, Actor by, DateTimeOffset now)
    {
        DemandHandOver();
        if (by.Id != OutgoingId)
        {
            throw new RuleBroken(ReplacementRules.OnlyWhoHandsOver);
        }

        if (OutgoingSignedAt is not null)
        {
            throw new RuleBroken(ReplacementRules.HandOverSigned);
        }

        if (string.IsNullOrWhiteSpace(text) || text.Characters() > 2000)
        {
            throw new RuleBroken(ReplacementRules.HandOverNoteMissing) { Field = "text" };
        }

        HandOverNote = text.Trim();
        enterprise.Tell(new HandOverNoted(Id), by, Role.Commissioner, now);
    }

    /// <summary>Whoever goes, or the successor, signs the pack.</summary>
    /// <exception cref="RuleBroken">Somebody else signs; it has signed already; the commissioner was kept.</exception>
    public void Sign(Enterprise enterprise, Actor by, DateTimeOffset now)
    {
        DemandHandOver();
        if (by.Id == OutgoingId && OutgoingSignedAt is null)
        {
            OutgoingSignedAt = now;
        }
        else if (by.Id == SuccessorId && SuccessorSignedAt is null)
        {
            SuccessorSignedAt = now;
        }
        else
        {
            throw new RuleBroken(
                by.Id == OutgoingId || by.Id == SuccessorId ? ReplacementRules.HandOverSigned : ReplacementRules.OnlyWhoHandsOver
            );
        }

        enterprise.Tell(new HandOverSigned(Id, by.Id, by.Id == OutgoingId), by, Role.Commissioner, now);
    }

    /// <summary>Whoever goes leaves the staff before it signed: the service office signs in its place, and the entry says who did.</summary>
    /// <exception cref="RuleBroken"><see cref="ReplacementRules.OnlyTheOffice"/>.</exception>
    public void SignForWhoLeaves(Enterprise enterprise, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(enterprise);
        ArgumentNullException.ThrowIfNull(by);
        var role = by.First([Role.TriageDesk]) ?? throw new RuleBroken(ReplacementRules.OnlyTheOffice) { Could = [Role.TriageDesk] };
        if (OutgoingSignedAt is null && Status != ReplacementStatus.Kept)
        {
            OutgoingSignedAt = now;
            enterprise.Tell(new HandOverSigned(Id, by.Id, true), by, role, now);
        }
    }

    /// <summary>The successor records its first call, visit or message.</summary>
    /// <exception cref="RuleBroken">Somebody else does; it is no longer the successor; contact was made already; time or outcome can't
    /// be.</exception>
    public void RecordContact(Enterprise enterprise, ContactMeans means, DateTimeOffset at, string outcome, Actor by, DateTimeOffset now)
    {
        if (by.Id != SuccessorId || by.First([Role.Commissioner]) is not { } role)
        {
            throw new RuleBroken(ReplacementRules.OnlyTheSuccessor) { Could = [Role.Commissioner] };
        }

        if (Status != ReplacementStatus.Appointed || enterprise.ActiveId != SuccessorId)
        {
            throw new RuleBroken(ReplacementRules.ReplacementEnded);
        }

        var clock = _clocks.Find(c => c.Kind == PromiseKind.SuccessorContact);
        if (clock is not { IsRunning: true })
        {
            throw new RuleBroken(ReplacementRules.ContactWasMade);
        }

        if (string.IsNullOrWhiteSpace(outcome) || outcome.Characters() > 1000)
        {
            throw new RuleBroken(CaseRules.ContactOutcomeMissing) { Field = "outcome" };
        }

        // People write times to the minute: a contact in the very minute of the appointment is not one before it.
        if (at > now || at.AddMinutes(1) <= EndedAt)
        {
            throw new RuleBroken(CaseRules.TimesCannotBe) { Field = "at" };
        }

        clock.Stop(by, now);
        enterprise.Tell(new SuccessorMadeContact(Id, means, at, outcome.Trim()), by, role, now);
    }

    /// <summary>Notes what the clock of the first contact has raised.</summary>
    public void ContactIsOwed(Enterprise enterprise, PromiseClock clock, IEnumerable<Step> raised, DateTimeOffset now)
    {
        foreach (var step in raised)
        {
            enterprise.Tell(
                new SuccessorContactOwed(Id, SuccessorId!.Value, step.Level, clock.DueAt, step.Tells),
                Actor.System,
                Role.System,
                now
            );
        }
    }

    private void DemandHandOver()
    {
        if (Status == ReplacementStatus.Kept)
        {
            throw new RuleBroken(ReplacementRules.ReplacementEnded);
        }
    }
}
