using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Clocks;

/// <summary>
/// When a promise turns amber: so much of its time is used, or so much is left, whichever comes first (docs/trade.md, Clocks).
/// </summary>
/// <param name="Percent">Of the promised time, 1 to 99.</param>
/// <param name="Left">Before the due time; null for limits that have no such rest.</param>
public sealed record Warning(int Percent, WorkingTime? Left)
{
    /// <summary>80 % used, or one working day left.</summary>
    public static Warning Usual { get; } = new(80, WorkingTime.Days(1));
}

/// <summary>What a rung of a ladder is counted from.</summary>
public enum RungFrom
{
    /// <summary>The start: a reminder in time.</summary>
    Start,

    /// <summary>The due time: it is late.</summary>
    Due,

    /// <summary>The due time, backwards: a reminder in time.</summary>
    Before,
}

/// <summary>A rung of a ladder: what is raised, when, and who is told beside who owes it.</summary>
/// <param name="Level">What is raised.</param>
/// <param name="From">What it is counted from.</param>
/// <param name="After">How long after; of <see cref="RungFrom.Before"/>, how long before.</param>
/// <param name="Tells">Roles that are told beside who owes it.</param>
public sealed record Rung(PromiseLevel Level, RungFrom From, WorkingTime After, IReadOnlyList<Role> Tells);

/// <summary>One limit of a policy.</summary>
/// <param name="Code">Unique in its policy; clocks are pinned to it.</param>
/// <param name="Kind">What is promised.</param>
/// <param name="Limit">How long it may take.</param>
/// <param name="Urgency">For cases at least this urgent; null for all.</param>
/// <param name="Category">For this category only; null for all.</param>
/// <param name="Variant">Which of the kind's limits.</param>
/// <param name="Calendar">A calendar of its own; null for the subject's.</param>
/// <param name="Warn">When it turns amber; null for <see cref="Warning.Usual"/>.</param>
/// <param name="Ladder">What is raised; null for the usual ladder of its urgency.</param>
/// <param name="Law">The law's article that sets the limit, where one does.</param>
public sealed record PromiseRule(
    string Code,
    PromiseKind Kind,
    WorkingTime Limit,
    Urgency? Urgency = null,
    string? Category = null,
    PromiseVariant Variant = PromiseVariant.Usual,
    string? Calendar = null,
    Warning? Warn = null,
    IReadOnlyList<Rung>? Ladder = null,
    string? Law = null
)
{
    /// <summary>The rungs, in the order in which they stand in the policy; amber stands first by itself.</summary>
    public IReadOnlyList<Rung> Rungs => Ladder ?? PromiseLadders.Of(Urgency ?? Cases.Urgency.Ordinary);
}

/// <summary>The limits of all promises: one version, never changed, pinned by the clocks that used it.</summary>
public sealed class PromisePolicy
{
    private readonly Dictionary<string, PromiseRule> _byCode;

    /// <summary>A policy.</summary>
    /// <param name="version">1, 2, 3 …</param>
    /// <param name="rules">Its limits; a kind without one can't be promised.</param>
    /// <exception cref="RuleBroken">A rule of <see cref="PolicyRules"/>.</exception>
    public PromisePolicy(int version, IReadOnlyList<PromiseRule> rules)
    {
        Version = version;
        Rules = rules;
        _byCode = [];
        foreach (var rule in rules)
        {
            Check(rule);
            if (!_byCode.TryAdd(rule.Code, rule))
            {
                throw new RuleBroken(PolicyRules.RuleCodesDiffer, rule.Code);
            }
        }

        if (
            rules.GroupBy(r => (r.Kind, r.Variant, r.Urgency ?? Urgency.Ordinary, r.Category)).FirstOrDefault(g => g.Count() > 1) is
            { } twice
        )
        {
            throw new RuleBroken(PolicyRules.OneLimitPerPromise, string.Join(", ", twice.Select(r => r.Code)));
        }

        if (
            Enum.GetValues<PromiseKind>()
                .Where(k => k != PromiseKind.Canary)
                .FirstOrDefault(k => Find(k, Urgency.Ordinary) is null, (PromiseKind)(-1))
            is >= 0
                and var missing
        )
        {
            throw new RuleBroken(PolicyRules.EveryPromiseHasALimit, missing);
        }

        // Rework and a lead's result have limits of their own, which the code relies on: a policy without them is refused.
        if (
            Find(PromiseKind.Settle, Urgency.Ordinary, variant: PromiseVariant.Rework) is null
            || Find(PromiseKind.LegResult, Urgency.Ordinary, variant: PromiseVariant.Lead) is null
        )
        {
            throw new RuleBroken(
                PolicyRules.EveryPromiseHasALimit,
                Find(PromiseKind.Settle, Urgency.Ordinary, variant: PromiseVariant.Rework) is null
                    ? PromiseVariant.Rework
                    : PromiseVariant.Lead
            );
        }
    }

    /// <summary>Counts from 1; a clock is pinned to one version.</summary>
    public int Version { get; }

    /// <summary>All its limits, in the order in which the policy was written.</summary>
    public IReadOnlyList<PromiseRule> Rules { get; }

    /// <summary>
    /// The rule with this code. Throws <see cref="KeyNotFoundException"/> where there is none: a clock pinned to this version has one.
    /// </summary>
    public PromiseRule this[string code] => _byCode[code];

    /// <summary>The rule with this code; null where this version has none.</summary>
    public PromiseRule? ByCode(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>
    /// The limit for a case: a category's own before the general one; an urgency without one of its own has the next lower's, except of
    /// joint work, which only the urgencies that name it have. Null where there is none.
    /// </summary>
    public PromiseRule? Find(PromiseKind kind, Urgency urgency, string? category = null, PromiseVariant variant = PromiseVariant.Usual) =>
        Rules
            .Where(r =>
                r.Kind == kind
                && r.Variant == variant
                && (r.Category is null || r.Category == category)
                && (
                    variant == PromiseVariant.Joint
                        ? (r.Urgency ?? Urgency.Ordinary) == urgency
                        : (r.Urgency ?? Urgency.Ordinary) <= urgency
                )
            )
            .OrderByDescending(r => r.Category is not null)
            .ThenByDescending(r => r.Urgency ?? Urgency.Ordinary)
            .FirstOrDefault();

    /// <summary>The limits that ship with the product (docs/trade.md, Clocks).</summary>
    public static PromisePolicy First { get; } = new(1, FirstPolicy.Rules);

    /// <summary>For so long after a replacement began the enterprise may keep its commissioner (docs/trade.md, Replacement).</summary>
    public static WorkingTime Keep { get; } = WorkingTime.Days(1);

    private static void Check(PromiseRule rule)
    {
        if (string.IsNullOrWhiteSpace(rule.Code) || rule.Code.Length > 64)
        {
            throw new RuleBroken(PolicyRules.RuleCodeMissing, rule.Kind);
        }

        if (rule.Limit.Amount == 0)
        {
            throw new RuleBroken(PolicyRules.LimitMissing, rule.Code);
        }

        if (rule.Warn is { Percent: < 1 or > 99 })
        {
            throw new RuleBroken(PolicyRules.WarningIsAShare, rule.Code);
        }

        if (rule.Category is { } category && CaseCategory.Find(category)?.Code != category)
        {
            throw new RuleBroken(PolicyRules.CategoryIsKnown, rule.Code, category);
        }

        if (
            rule.Rungs.GroupBy(r => r.Level).Any(g => g.Count() > 1 || g.Key is PromiseLevel.Quiet or PromiseLevel.Warned)
            || !rule.Rungs.Any(r => r is { Level: PromiseLevel.Overdue, From: RungFrom.Due, After.Amount: 0 })
        )
        {
            throw new RuleBroken(PolicyRules.LadderStandsOnDue, rule.Code);
        }
    }
}

/// <summary>What a policy may not be.</summary>
public static class PolicyRules
{
    public static readonly Rule PolicyUnreadable = new(nameof(PolicyUnreadable), "The text is not a policy.");

    public static readonly Rule RuleCodesDiffer = new(nameof(RuleCodesDiffer), "Two limits of the policy have the same code.");

    public static readonly Rule RuleCodeMissing = new(nameof(RuleCodeMissing), "Each limit has a code of 1 to 64 characters.");

    /// <summary>One limit per kind, variant, urgency and category.</summary>
    public static readonly Rule OneLimitPerPromise = new(nameof(OneLimitPerPromise), "Two limits of the policy are for the same promise.");

    public static readonly Rule EveryPromiseHasALimit = new(nameof(EveryPromiseHasALimit), "A kind of promise has no limit.");

    public static readonly Rule LimitMissing = new(nameof(LimitMissing), "A limit is longer than nothing.");

    public static readonly Rule WarningIsAShare = new(nameof(WarningIsAShare), "Amber is raised at 1 to 99 percent of the promised time.");

    public static readonly Rule CategoryIsKnown = new(nameof(CategoryIsKnown), "A limit is for a category that does not exist.");

    public static readonly Rule LadderStandsOnDue = new(
        nameof(LadderStandsOnDue),
        "A ladder raises red at the due time, and each level at most once."
    );
}
