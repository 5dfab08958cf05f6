using System.Globalization;
using Commissioner.App.Hosting;
using Commissioner.Domain.Benefits;

namespace Commissioner.App.Features.Labels;

/// <summary>Values of labels as people read them.</summary>
public static class LabelWords
{
    /// <summary>Yes and no in words, numbers in groups of three digits, anything else as it is kept.</summary>
    public static string Label(this Texts texts, string label, string value)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return LabelKey.Find(label)?.Kind switch
        {
            LabelKind.YesNo => texts[value == "yes" ? "shared.yes" : "shared.no"],
            LabelKind.Number when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) =>
                number.ToString("#,0.####", CultureInfo.InvariantCulture),
            _ => value,
        };
    }
}
