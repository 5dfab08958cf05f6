using System.Text.RegularExpressions;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Catalogue;

/// <summary>One version of an item of the routing catalogue 派单目录; versions are only added, each from a day on.</summary>
public sealed partial class CatalogueItem
{
    private CatalogueItem() { }

    /// <summary>What the item is called in whistles and tables.</summary>
    public string Code { get; private set; } = "";

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; private set; }

    /// <summary>The matter in one line.</summary>
    public string Matter { get; private set; } = "";

    /// <summary>A category's code.</summary>
    public string Category { get; private set; } = "";

    /// <summary>Words that people use for it.</summary>
    public IReadOnlyList<string> Words { get; private set; } = [];

    /// <summary>The department that leads.</summary>
    public Id<Department> LeadId { get; private set; }

    /// <summary>Those that assist.</summary>
    public IReadOnlyList<Id<Department>> AssistingIds { get; private set; } = [];

    /// <summary>The duty's basis.</summary>
    public string LegalBasis { get; private set; } = "";

    /// <summary>How much of the enterprise they see by default.</summary>
    public Disclosure Disclosure { get; private set; }

    /// <summary>Not suggested any more.</summary>
    public bool Retired { get; private set; }

    /// <summary>From which day on, by the park's calendar.</summary>
    public DateOnly EffectiveOn { get; private set; }

    /// <summary>Who added it; empty for what ships with the product.</summary>
    public Id<Person> AddedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset AddedAt { get; private set; }

    /// <summary>Why it was changed.</summary>
    public string? Reason { get; private set; }

    /// <summary>The proposal that it comes from, where it comes from one.</summary>
    public Id<CatalogueProposal>? ProposalId { get; private set; }

    /// <summary>All that it says.</summary>
    public CatalogueEntry Says => new(Matter, Category, Words, LeadId, AssistingIds, LegalBasis, Disclosure, Retired);

    /// <summary>Adds an item.</summary>
    /// <exception cref="RuleBroken">A field is wrong.</exception>
    public static CatalogueItem Add(string? code, CatalogueEntry entry, DateOnly effectiveOn, string? reason, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!IsCode(code))
        {
            throw new RuleBroken(CatalogueRules.CatalogueCodeUnusable) { Field = "code" };
        }

        return Write(code!.Trim().ToUpperInvariant(), 1, entry, effectiveOn, reason, by, now);
    }

    /// <summary>Adds the next version; this one must be the last.</summary>
    /// <param name="entry">What it says from then on.</param>
    /// <param name="effectiveOn">From which day on.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who adds it.</param>
    /// <param name="today">The park's day.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="proposal">The proposal that it comes from.</param>
    /// <exception cref="RuleBroken">A field is wrong, the day lies before today or this version's, or nothing would change.</exception>
    public CatalogueItem Revise(
        CatalogueEntry entry,
        DateOnly effectiveOn,
        string? reason,
        Actor by,
        DateOnly today,
        DateTimeOffset now,
        Id<CatalogueProposal>? proposal = null
    )
    {
        ArgumentNullException.ThrowIfNull(entry);
        var earliest = EffectiveOn > today ? EffectiveOn : today;
        if (effectiveOn < earliest)
        {
            throw new RuleBroken(CatalogueRules.CatalogueDayTooEarly, earliest) { Field = "effectiveOn" };
        }

        var next = Write(Code, Version + 1, entry, effectiveOn, reason, by, now);
        next.ProposalId = proposal;
        return Says.DiffersIn(next.Says).Any() ? next : throw new RuleBroken(CatalogueRules.CatalogueChangesNothing);
    }

    /// <summary>This can be an item's code, in capitals.</summary>
    public static bool IsCode(string? code) => code is not null && CodeShape().IsMatch(code.Trim().ToUpperInvariant());

    private static CatalogueItem Write(
        string code,
        int version,
        CatalogueEntry entry,
        DateOnly effectiveOn,
        string? reason,
        Actor by,
        DateTimeOffset now
    )
    {
        if (reason?.Characters() > 500)
        {
            throw new RuleBroken(CatalogueRules.CatalogueReasonTooLong) { Field = "reason" };
        }

        var says = entry.Checked();
        return new()
        {
            Code = code,
            Version = version,
            Matter = says.Matter,
            Category = says.Category,
            Words = says.Words,
            LeadId = says.LeadId,
            AssistingIds = says.AssistingIds,
            LegalBasis = says.LegalBasis,
            Disclosure = says.Disclosure,
            Retired = says.Retired,
            EffectiveOn = effectiveOn,
            AddedById = by.Id,
            AddedAt = now,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
        };
    }

    [GeneratedRegex("^[A-Z0-9][A-Z0-9-]{1,23}$")]
    private static partial Regex CodeShape();
}
