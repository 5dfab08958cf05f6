using Commissioner.Domain.Cases;

namespace Commissioner.Domain.Clocks;

/// <summary>How a running promise is carried over to another policy.</summary>
public static class Rebasing
{
    /// <summary>
    /// The limit of another policy that takes the place of the present one; null where that policy promises nothing of the kind.
    /// </summary>
    /// <param name="to">The other policy.</param>
    /// <param name="present">What the clock is pinned to.</param>
    /// <param name="ofCase">How urgent the case is; ordinary for a replacement.</param>
    /// <param name="category">The case's category; null for a replacement.</param>
    public static PromiseRule? RuleFor(PromisePolicy to, PromiseRule present, Urgency ofCase, string? category)
    {
        var urgency = UrgencyOf(present, ofCase);
        var usual = to.Find(present.Kind, urgency, category);
        // A limit that a law sets for the category takes the place of the joint one, however many departments take part.
        return present.Variant == PromiseVariant.Usual || (present.Variant == PromiseVariant.Joint && usual?.Law is not null)
            ? usual
            : to.Find(present.Kind, urgency, category, present.Variant) ?? usual;
    }

    /// <summary>
    /// A move in the enterprise's favour, or none: what it is promised comes no later, and what is asked of it no sooner.
    /// </summary>
    public static bool Favours(PromiseKind kind, DateTimeOffset before, DateTimeOffset after) =>
        kind is PromiseKind.Confirmation or PromiseKind.Supplement or PromiseKind.Answer ? after >= before : after <= before;

    // A clock does not keep the urgency it was made by, so it is inferred: rework, leads and what the enterprise owes know none; others
    // have the case's.
    private static Urgency UrgencyOf(PromiseRule present, Urgency ofCase) =>
        present switch
        {
            { Variant: PromiseVariant.Rework or PromiseVariant.Lead } => Urgency.Ordinary,
            { Kind: PromiseKind.Confirmation or PromiseKind.Supplement or PromiseKind.Answer } => Urgency.Ordinary,
            // An emergency whistle on a less urgent case: its legs are pinned to limits of a higher urgency than the case's.
            { Kind: PromiseKind.CheckIn or PromiseKind.LegResult or PromiseKind.Ruling, Urgency: { } own } when own > ofCase => own,
            _ => ofCase,
        };
}

/// <summary>A limit that two policies have differently.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Before">As it was; null where there was none.</param>
/// <param name="After">As it would be; null where there is none any more.</param>
public sealed record LimitChange(string Code, PromiseRule? Before, PromiseRule? After);

/// <summary>In what two policies differ.</summary>
public static class PolicyDifference
{
    /// <summary>The limits that were added, changed or taken away, in the order of the later policy.</summary>
    public static IReadOnlyList<LimitChange> Between(PromisePolicy before, PromisePolicy after) =>
        [
            .. after
                .Rules.Select(r => new LimitChange(r.Code, before.ByCode(r.Code), r))
                .Where(c => c.Before is null || Said(c.Before) != Said(c.After!)),
            .. before.Rules.Where(r => after.ByCode(r.Code) is null).Select(r => new LimitChange(r.Code, r, null)),
        ];

    // A rule as text, with defaults spelled out, so that a default and its explicit value compare as equal. Records compare lists by
    // reference, hence the ladder is written out.
    private static string Said(PromiseRule rule) =>
        string.Join(
            '|',
            rule with
            {
                Warn = rule.Warn ?? Warning.Usual,
                Ladder = [],
            },
            string.Join(';', rule.Rungs.Select(r => $"{r.Level} {r.From} {r.After} {string.Join(',', r.Tells)}"))
        );
}
