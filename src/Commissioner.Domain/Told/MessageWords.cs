using System.Text.RegularExpressions;

namespace Commissioner.Domain.Told;

/// <summary>The words of a message, with named places such as <c>{number}</c>, and what they cost as text messages.</summary>
public static partial class MessageWords
{
    /// <summary>How many characters they have at the most.</summary>
    public const int Longest = 300;

    /// <summary>Into so many parts a text message may fall.</summary>
    public const int MostParts = 5;

    // A text message of letters that GSM's alphabet lacks, as all Chinese are, holds 70 UTF-16 units; in parts, 67 each (3GPP TS 23.038).
    private const int Alone = 70;
    private const int Part = 67;

    /// <summary>The places in a text.</summary>
    public static IReadOnlyList<string> Places(string text) =>
        [.. Place().Matches(text ?? "").Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>A text without its values, to know it by: <c>诉求 … 已受理</c>.</summary>
    public static string Outline(string text) => Place().Replace(text ?? "", "…");

    /// <summary>Into how many parts this falls as a text message.</summary>
    public static int Parts(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= Alone ? 1 : (text.Length + Part - 1) / Part;
    }

    /// <summary>Checks words that somebody wrote.</summary>
    /// <param name="text">The words.</param>
    /// <param name="known">The places that this message has a value for.</param>
    /// <exception cref="RuleBroken">They can't be told as they are.</exception>
    public static string Checked(string? text, IReadOnlyCollection<string> known)
    {
        var words = (text ?? "").Trim();
        if (words.Length == 0 || words.Characters() > Longest)
        {
            throw new RuleBroken(MessageRules.MessageWordsMissing) { Field = "body" };
        }

        if (Place().Replace(words, "").IndexOfAny(['{', '}']) >= 0)
        {
            throw new RuleBroken(MessageRules.WordsBracesOpen) { Field = "body" };
        }

        var unknown = Places(words).Except(known, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw new RuleBroken(MessageRules.WordsPlaceUnknown, string.Join(' ', unknown), string.Join(' ', known)) { Field = "body" };
        }

        if (Link().IsMatch(words))
        {
            throw new RuleBroken(MessageRules.MessageWordsLink) { Field = "body" };
        }

        return Parts(words) > MostParts ? throw new RuleBroken(MessageRules.MessageWordsTooLong) { Field = "body" } : words;
    }

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9]*)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"https?:|www\.", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
