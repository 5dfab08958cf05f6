using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Commissioner.Domain.People;

/// <summary>
/// A telephone number of mainland China, written one way: <c>13812345678</c>, <c>0512-66668888</c>, <c>0512-66668888-801</c>,
/// <c>4001234567</c>.
/// </summary>
public readonly partial record struct PhoneNumber
{
    private readonly string? number;

    private PhoneNumber(string number) => this.number = number;

    /// <summary>Whether it can receive short messages.</summary>
    public bool IsMobile => number is ['1', ..];

    /// <summary>
    /// What may be shown without a purpose: <c>138****5678</c>, <c>0512-****8888</c>, <c>400****567</c>; never the extension.
    /// </summary>
    public string Masked =>
        number?.Split('-') switch
        {
            null => "",
            [var whole] => $"{whole[..3]}****{whole[7..]}",
            [var area, var subscriber, ..] => $"{area}-****{subscriber[^4..]}",
            _ => "****",
        };

    /// <summary>
    /// The number in <paramref name="text"/>, however people write it: full-width, spaced, with +86, with 转 before an extension.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="PhoneNumberRules.PhoneNumberInvalid"/></exception>
    public static PhoneNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new RuleBroken(PhoneNumberRules.PhoneNumberInvalid, text ?? "");

    /// <summary>Whether <paramref name="text"/> is a number that can be rung from anywhere in the country.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PhoneNumber number)
    {
        number = default;
        if (text is null or { Length: > 64 })
        {
            return false;
        }

        var written = Separators().Replace(FullWidth.Narrow(text), "-").Trim('-');
        var digits = written.Replace("-", "", StringComparison.Ordinal);
        if (Undivided().Match(digits) is { Success: true } whole)
        {
            number = new(whole.Groups["number"].Value);
        }
        else if (Landline().Match(written) is { Success: true } line)
        {
            var extension = line.Groups["extension"];
            number = new($"0{line.Groups["area"]}-{line.Groups["head"]}{line.Groups["tail"]}{(extension.Success ? "-" + extension : "")}");
        }

        return number != default;
    }

    /// <summary>The number as it is stored and dialled; empty for a number never given.</summary>
    public override string ToString() => number ?? "";

    [GeneratedRegex(@"[\s\-.()‐‑–—]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    // The optional 0: mobiles are often written with the prefix that long-distance calls once needed.
    [GeneratedRegex(
        "^((\\+|00)?86)?(0?(?<number>1[3-9][0-9]{9})|(?<number>400[0-9]{7}))$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Undivided();

    // 010 and 02x have eight digits behind them, other areas seven or eight; no subscriber's number starts with 0 or 1.
    [GeneratedRegex(
        """
            ^ ( (\+|00)?86-?0? | 0 )
            ( (?<area>10|2[0-9]) -? (?<head>[2-9][0-9]{3}) -? (?<tail>[0-9]{4})
            | (?<area>[3-9][0-9]{2}) -? (?<head>[2-9][0-9]{2,3}) -? (?<tail>[0-9]{4}) )
            ( -? (转分机|分机号?|转|ext|x|\#|,|-) :? -? (?<extension>[0-9]{1,6}) )? $
            """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase
    )]
    private static partial Regex Landline();
}
