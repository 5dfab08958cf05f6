using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Cases;

/// <summary>Why a matter can't be done, as two offices are asked to approve.</summary>
/// <param name="Why">What forbids it, of the list.</param>
/// <param name="Basis">The law, the policy or the rule of competence, and its article; 1 to 1,000 characters.</param>
/// <param name="Words">What the enterprise is told, 1 to 2,000 characters.</param>
/// <param name="ProposedById">Who proposed it.</param>
/// <param name="OfficeId">Who approved it for the service office; null as long as nobody has.</param>
/// <param name="SupervisorId">Who approved it for supervision; null as long as nobody has.</param>
public sealed record Explanation(
    ExplainedWhy Why,
    string Basis,
    string Words,
    Id<Person> ProposedById,
    Id<Person>? OfficeId = null,
    Id<Person>? SupervisorId = null
);

/// <summary>
/// How a case is closed with an explanation: one proposes, two others of two offices approve; the enterprise may contest it for 30 days.
/// </summary>
public sealed partial class Case
{
    /// <summary>The explanation that is proposed, or with which it was closed; null when there is none.</summary>
    public Explanation? Explanation { get; private set; }

    /// <summary>Proposes to close it explained: law, policy or competence forbids what is asked.</summary>
    /// <exception cref="RuleBroken">A rule of <see cref="CaseRules"/> about explanations.</exception>
    public void ProposeExplained(ExplainedWhy? why, string basis, string words, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.ProposeExplained, by);
        if (why is not { } forbids || !Enum.IsDefined(forbids))
        {
            throw new RuleBroken(CaseRules.ExplainedWhyMissing) { Field = "reason" };
        }

        Within(basis, 1000, CaseRules.BasisMissing, "basis");
        Within(words, 2000, CaseRules.ExplanationMissing, "words");
        if (Explanation is not null)
        {
            throw new RuleBroken(CaseRules.ExplanationIsProposed);
        }

        Explanation = new(forbids, basis.Trim(), words.Trim(), by.Id);
        Record(by, role, now, new ExplanationProposed(forbids, Explanation.Basis, Explanation.Words));
        Settle();
    }

    /// <summary>The service office or supervision approves it; with the second approval the case is closed.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.NoExplanationProposed"/>, <see cref="CaseRules.ApprovedByOthers"/>, <see
    /// cref="CaseRules.ApprovedBefore"/>.</exception>
    public void ApproveExplained(Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.ApproveExplained, by);
        var proposed = DemandAnotherApprover(by);
        // Somebody who holds both roles approves for the office that has not approved yet. DemandAnotherApprover keeps it from approving
        // for both.
        role = proposed.OfficeId is not null && by.Is(Role.Supervisor) ? Role.Supervisor : role;
        if ((role == Role.Supervisor ? proposed.SupervisorId : proposed.OfficeId) is not null)
        {
            throw new RuleBroken(CaseRules.ApprovedBefore);
        }

        Explanation = role == Role.Supervisor ? proposed with { SupervisorId = by.Id } : proposed with { OfficeId = by.Id };
        Record(by, role, now, new ExplanationApproved());
        if (Explanation is { OfficeId: not null, SupervisorId: not null })
        {
            // The explanation settles the promise, in time or late. Close alone would cancel it, as if it were merely no longer owed.
            StopClock(PromiseKind.Settle, Id.Value, by, now);
            ServedById = AboutOfficials ? null : Enterprise.ActiveId;
            Close(CaseStatus.Explained, by, now);
            Record(by, role, now, new CaseExplained(proposed.Why, proposed.Basis, proposed.Words, now + ReopenFor));
        }

        Settle();
    }

    /// <summary>Either office refuses it: then it goes on as it stands.</summary>
    /// <exception cref="RuleBroken"><see cref="CaseRules.NoExplanationProposed"/>, <see cref="CaseRules.ApprovedByOthers"/>, <see
    /// cref="CaseRules.ReasonMissing"/>.</exception>
    public void RefuseExplained(string reason, Actor by, DateTimeOffset now)
    {
        var role = Demand(CaseMove.RefuseExplained, by);
        Within(reason, 1000, CaseRules.ReasonMissing, "reason");
        _ = DemandAnotherApprover(by);
        Explanation = null;
        Record(by, role, now, new ExplanationRefused(reason.Trim()));
        Settle();
    }

    private static bool Others(Explanation proposed, Actor by) =>
        by.Id != proposed.ProposedById && by.Id != proposed.OfficeId && by.Id != proposed.SupervisorId;

    private Explanation DemandAnotherApprover(Actor by)
    {
        var proposed = Explanation ?? throw new RuleBroken(CaseRules.NoExplanationProposed);
        return Others(proposed, by)
            ? proposed
            : throw new RuleBroken(CaseRules.ApprovedByOthers) { Could = [Role.TriageDesk, Role.Supervisor] };
    }
}
