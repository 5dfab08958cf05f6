using System.Globalization;

namespace Commissioner.Domain.Benefits;

/// <summary>What a label's value is.</summary>
public enum LabelKind
{
    Word,

    Number,

    /// <summary>Several words, such as certificates.</summary>
    Words,

    YesNo,

    /// <summary>A day, as yyyy-MM-dd.</summary>
    Day,
}

/// <summary>What can be said of an enterprise 企业标签.</summary>
/// <param name="Code">Stable; behind <c>label.</c> the key of its name.</param>
/// <param name="Kind">What its value is.</param>
public sealed record LabelKey(string Code, LabelKind Kind)
{
    /// <summary>Its line of business; where no label says it, the directory does.</summary>
    public const string IndustryCode = "Industry";

    /// <summary>Its sub-park's code; where no label says it, the directory does.</summary>
    public const string ParkCode = "Park";

    /// <summary>How long a value is at the most, in characters.</summary>
    public const int Longest = 200;

    /// <summary>The labels that the product knows (docs/trade.md, Benefits).</summary>
    public static IReadOnlyList<LabelKey> All { get; } =
    [
        new(IndustryCode, LabelKind.Word),
        new(ParkCode, LabelKind.Word),
        new("Size", LabelKind.Word),
        new("RevenueClass", LabelKind.Word),
        new("Revenue", LabelKind.Number),
        new("RevenueGrowth", LabelKind.Number),
        new("ResearchShare", LabelKind.Number),
        new("Staff", LabelKind.Number),
        new("Patents", LabelKind.Number),
        new("Certificates", LabelKind.Words),
        new("TaxGrade", LabelKind.Word),
        new("Founded", LabelKind.Day),
        new("Exports", LabelKind.YesNo),
        new("Dishonest", LabelKind.YesNo),
    ];

    /// <summary>The label with this code, whatever its case; null when there is none.</summary>
    public static LabelKey? Find(string? code) =>
        All.FirstOrDefault(k => string.Equals(k.Code, code?.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The value as it is kept, or null where it is none of this label's.</summary>
    public string? Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length == 0 || text.Characters() > Longest)
        {
            return null;
        }

        return Kind switch
        {
            LabelKind.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) && Math.Abs(n) < 1e12m
                ? n.ToString("0.####", CultureInfo.InvariantCulture)
                : null,
            LabelKind.YesNo => text is "是" or "yes" or "true" ? "yes"
            : text is "否" or "no" or "false" ? "no"
            : null,
            LabelKind.Day => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? text
                : null,
            LabelKind.Words => string.Join('、', Split(text)),
            _ => text,
        };
    }

    /// <summary>The words of a value that has several.</summary>
    public static IReadOnlyList<string> Split(string text) =>
        [
            .. text.Split(['、', ',', '，', ';', '；', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
}
