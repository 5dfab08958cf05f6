using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Catalogue;

/// <summary>What an item of the catalogue can differ in from its last version.</summary>
public enum CatalogueField
{
    /// <summary>事项.</summary>
    Matter,

    /// <summary>类别.</summary>
    Category,

    /// <summary>关键词.</summary>
    Words,

    /// <summary>主办部门.</summary>
    Lead,

    /// <summary>协办部门.</summary>
    Assisting,

    /// <summary>职责依据.</summary>
    LegalBasis,

    /// <summary>默认可见范围.</summary>
    Disclosure,

    /// <summary>停用.</summary>
    Retired,
}

/// <summary>
/// What an item of the routing catalogue 派单目录 says: which departments a matter is called to, by what duty, and by which words it is known.
/// </summary>
/// <param name="Matter">The matter in one line.</param>
/// <param name="Category">A category's code.</param>
/// <param name="Words">Words that people use for it, two characters and more.</param>
/// <param name="LeadId">The department that leads.</param>
/// <param name="AssistingIds">Those that assist.</param>
/// <param name="LegalBasis">The duty's basis.</param>
/// <param name="Disclosure">How much of the enterprise they see unless the whistle says otherwise.</param>
/// <param name="Retired">Not suggested any more.</param>
public sealed record CatalogueEntry(
    string Matter,
    string Category,
    IReadOnlyList<string> Words,
    Id<Department> LeadId,
    IReadOnlyList<Id<Department>> AssistingIds,
    string LegalBasis,
    Disclosure Disclosure,
    bool Retired = false
)
{
    /// <summary>The most words of an item.</summary>
    public const int MostWords = 40;

    private static readonly char[] Between = [' ', '\t', '\r', '\n', '、', '，', ',', ';', '；', '　'];

    /// <summary>Words as somebody wrote them into one field, apart.</summary>
    public static IReadOnlyList<string> WordsOf(string? text) =>
        [.. (text ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>These are words that matters can be known by.</summary>
    public static bool AreUsable(IReadOnlyList<string>? words) =>
        words is { Count: > 0 and <= MostWords }
        && words.All(w => w?.Trim() is { Length: >= 2 and <= 20 } word && !word.Any(c => char.IsControl(c) || Between.Contains(c)));

    /// <summary>The same, trimmed, each word and department once and the leading one not among those that assist.</summary>
    /// <exception cref="RuleBroken">A field is missing or too long.</exception>
    public CatalogueEntry Checked()
    {
        static RuleBroken Wrong(Rule rule, string field) => new(rule) { Field = field };
        if (Matter?.Trim() is not { Length: > 0 and <= 60 } matter)
        {
            throw Wrong(CatalogueRules.MatterMissing, "matter");
        }

        var category = CaseCategory.Find(Category) ?? throw Wrong(CaseRules.CategoryUnknown, "category");
        if (!AreUsable(Words))
        {
            throw Wrong(CatalogueRules.WordsUnusable, "words");
        }

        if (LegalBasis?.Trim() is not { Length: > 0 and <= 300 } basis)
        {
            throw Wrong(CatalogueRules.LegalBasisMissing, "legalBasis");
        }

        return this with
        {
            Matter = matter,
            Category = category.Code,
            Words = [.. Words.Select(w => w.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)],
            AssistingIds = [.. AssistingIds.Where(d => d != LeadId).Distinct()],
            LegalBasis = basis,
        };
    }

    /// <summary>In what another one differs from this.</summary>
    public IEnumerable<CatalogueField> DiffersIn(CatalogueEntry other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (CatalogueField Field, bool Differs)[] fields =
        [
            (CatalogueField.Matter, Matter != other.Matter),
            (CatalogueField.Category, Category != other.Category),
            (CatalogueField.Words, !Words.SequenceEqual(other.Words)),
            (CatalogueField.Lead, LeadId != other.LeadId),
            (CatalogueField.Assisting, !AssistingIds.ToHashSet().SetEquals(other.AssistingIds)),
            (CatalogueField.LegalBasis, LegalBasis != other.LegalBasis),
            (CatalogueField.Disclosure, Disclosure != other.Disclosure),
            (CatalogueField.Retired, Retired != other.Retired),
        ];
        return fields.Where(f => f.Differs).Select(f => f.Field);
    }

    /// <summary>The same with another department in the place of one whose objection was upheld.</summary>
    public CatalogueEntry Instead(Id<Department> objecting, Id<Department> competent)
    {
        var lead = LeadId == objecting ? competent : LeadId;
        return this with
        {
            LeadId = lead,
            AssistingIds = [.. AssistingIds.Select(d => d == objecting ? competent : d).Where(d => d != lead).Distinct()],
        };
    }
}
