using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Financing;

/// <summary>What of a need an enterprise lets which banks see, as it was chosen.</summary>
/// <param name="Fields">Which fields.</param>
/// <param name="Labels">Which of its labels, by code.</param>
/// <param name="Papers">Which of its papers.</param>
/// <param name="ToAll">To all partner banks.</param>
/// <param name="Banks">To these, where it is not to all.</param>
public sealed record FinancingChoice(
    IReadOnlyList<FinancingField>? Fields,
    IReadOnlyList<string>? Labels,
    IReadOnlyList<Id<Attachment>>? Papers,
    bool ToAll,
    IReadOnlyList<Id<Bank>>? Banks
)
{
    internal async Task<FinancingRelease> ReadAsync(CommissionerDb db, Actor actor, CancellationToken cancellationToken)
    {
        var (papers, banks) = ((Papers ?? []).Distinct().ToList(), (Banks ?? []).Distinct().ToList());
        if (
            papers.Count > 50
            || (papers.Count > 0 && await db.OwnPapers(actor).CountAsync(f => papers.Contains(f.Id), cancellationToken) != papers.Count)
        )
        {
            throw new RuleBroken(FinancingPaperRules.FinancingPaperUnknown) { Field = "papers" };
        }

        if (
            banks.Count > 50
            || (
                banks.Count > 0
                && await db.Banks.CountAsync(b => banks.Contains(b.Id) && b.EndedAt == null, cancellationToken) != banks.Count
            )
        )
        {
            throw new RuleBroken(FinancingRules.BankUnknown) { Field = "banks" };
        }

        return new(Fields ?? [], Labels ?? [], [.. papers.Select(p => p.Value)], ToAll, banks);
    }
}

/// <summary>What is refused of papers that are released.</summary>
public static class FinancingPaperRules
{
    public static readonly Rule FinancingPaperUnknown = new(
        "FinancingPaperUnknown",
        "Released are papers that the enterprise brought itself, of no confidential case, 50 at most."
    );
}
