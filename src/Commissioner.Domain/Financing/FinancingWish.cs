using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Financing;

/// <summary>What an enterprise needs.</summary>
/// <param name="AmountFrom">At least so much, in yuan.</param>
/// <param name="AmountTo">At most so much, in yuan; null for the same.</param>
/// <param name="Purpose">What for.</param>
/// <param name="TermMonths">For how many months.</param>
/// <param name="WantedOn">By which day.</param>
/// <param name="Collateral">What it can give as security, in words; may be empty.</param>
/// <param name="ContactName">Whom a bank asks for.</param>
/// <param name="ContactPhone">Where: <see cref="ContactWays"/>.</param>
public sealed record FinancingWish(
    decimal? AmountFrom,
    decimal? AmountTo,
    string? Purpose,
    int? TermMonths,
    DateOnly? WantedOn,
    string? Collateral,
    string? ContactName,
    string? ContactPhone
);

/// <summary>What of a need an enterprise lets which banks see.</summary>
/// <param name="Fields">Which fields.</param>
/// <param name="Labels">Which of its labels, by code.</param>
/// <param name="Papers">Which of its papers, by key.</param>
/// <param name="ToAll">To all partner banks, also those to come.</param>
/// <param name="Banks">To these, where it is not to all.</param>
public sealed record FinancingRelease(
    IReadOnlyList<FinancingField> Fields,
    IReadOnlyList<string> Labels,
    IReadOnlyList<Guid> Papers,
    bool ToAll,
    IReadOnlyList<Id<Bank>> Banks
)
{
    /// <summary>Nothing to nobody.</summary>
    public static FinancingRelease Nothing { get; } = new([], [], [], false, []);

    /// <summary>The same with each thing once; it shows something to somebody.</summary>
    /// <exception cref="RuleBroken">It shows nothing, or nobody; a label is unknown.</exception>
    internal FinancingRelease Checked()
    {
        var fields = Fields.Distinct().Order().ToList();
        if (fields.Count == 0 || fields.Exists(f => !Enum.IsDefined(f)))
        {
            throw new RuleBroken(FinancingRules.FinancingReleaseEmpty) { Field = "fields" };
        }

        var labels = Labels
            .Select(l => LabelKey.Find(l)?.Code ?? throw new RuleBroken(BenefitRules.LabelUnknown) { Field = "labels" })
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (!ToAll && Banks.Count == 0)
        {
            throw new RuleBroken(FinancingRules.FinancingBanksMissing) { Field = "banks" };
        }

        return new(fields, labels, [.. Papers.Distinct()], ToAll, ToAll ? [] : [.. Banks.Distinct()]);
    }
}
