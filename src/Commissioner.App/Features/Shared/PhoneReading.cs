using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Commissioner.Domain;
using Commissioner.Domain.People;
using PhoneNumbers;
using PhoneNumber = Commissioner.Domain.People.PhoneNumber;

namespace Commissioner.App.Features.Shared;

/// <summary>
/// Reads numbers as people write them: mobiles, lines with their area code and extension, 400 and service numbers, numbers of this place
/// without its area code, numbers abroad; several in one field. What the world's numbering plans say is the library's affair, what is
/// written between the digits here is ours.
/// </summary>
public static partial class PhoneReading
{
    private const string Here = "CN";
    private const int CountryHere = 86;
    private const int Longest = 200;

    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    // They are written without the plus: 852 is also the beginning of an area code in Guizhou, but no line there is that long.
    private static readonly string[] Neighbours = ["852", "853", "886"];

    /// <summary>The ways that a field says.</summary>
    /// <exception cref="RuleBroken"><see cref="PhoneNumberRules.PhoneNumberInvalid"/>.</exception>
    public static ContactWays Read(string? text, string field) =>
        TryRead(text, out var ways) ? ways : throw new RuleBroken(PhoneNumberRules.PhoneNumberInvalid, text ?? "") { Field = field };

    /// <summary>Whether a text says at least one way, no more than are kept, and nothing but ways.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ContactWays? ways)
    {
        ways = null;
        if (text is not { Length: > 0 and <= Longest })
        {
            return false;
        }

        var bare = FullWidth.Bare(text);
        // A comma may stand before an extension and a blank within a number: they divide only what can't be read whole.
        foreach (var between in new[] { Divides(), DividesOrComma(), DividesOrCommaOrBlank() })
        {
            List<PhoneNumber> numbers = [];
            var parts = between.Split(bare).Where(p => p.Trim().Length > 0).ToList();
            foreach (var part in parts)
            {
                if (TryReadOne(part, out var number))
                {
                    numbers.Add(Beside(numbers, number));
                }
            }

            if (parts.Count > 0 && numbers.Count == parts.Count)
            {
                ways = ContactWays.Of(numbers);
                return ways is not null;
            }
        }

        return false;
    }

    // 0512-66668888/66668889: the second is a line of the same place.
    private static PhoneNumber Beside(List<PhoneNumber> numbers, PhoneNumber number) =>
        numbers.Count > 0 && LocalLine().IsMatch(number.ToString()) && AreaBefore().Match(numbers[^1].ToString()) is { Success: true } area
            ? PhoneNumber.Parse(area.Value + number)
            : number;

    private static bool TryReadOne(string text, out PhoneNumber number)
    {
        number = default;
        var written = Label().Replace(text, "").Trim().Trim('-', '.', ':');
        var extension = "";
        if (Extension().Match(written) is { Success: true } behind)
        {
            // Too short for a number with an extension, and behind a mobile's comma stands the next number.
            var digits = string.Concat(behind.Groups["number"].Value.Where(char.IsAsciiDigit));
            if (digits.Length < 7 || (behind.Groups["by"].Value == "," && IsMobile(digits)))
            {
                return false;
            }

            (written, extension) = (behind.Groups["number"].Value, behind.Groups["extension"].Value);
        }

        if (!Diallable().IsMatch(written))
        {
            return false;
        }

        var stored = Stored(written);
        return stored is not null && PhoneNumber.TryParse(extension.Length > 0 ? $"{stored}-{extension}" : stored, out number);
    }

    private static string? Stored(string written)
    {
        var digits = string.Concat(written.Where(char.IsAsciiDigit));
        if (Parsed(written, Here) is { } here)
        {
            if (here.CountryCode != CountryHere)
            {
                return Abroad(here);
            }

            var national = Plans.GetNationalSignificantNumber(here);
            if (IsMobile(national))
            {
                return national;
            }

            if (Plans.IsValidNumber(here))
            {
                return Plans.GetLengthOfGeographicalAreaCode(here) is > 0 and var area
                    ? $"0{national[..area]}-{national[area..]}"
                    : national;
            }
        }

        // Lines of before the numbers grew by a digit are still on visiting cards.
        if (OldLine().Match(digits) is { Success: true } old && !written.StartsWith('+'))
        {
            return $"{old.Groups["area"]}-{old.Groups["subscriber"]}";
        }

        foreach (var country in Neighbours.Where(c => digits.StartsWith(c, StringComparison.Ordinal)))
        {
            if (Parsed("+" + digits, Here) is { } neighbour && Plans.IsValidNumber(neighbour))
            {
                return Abroad(neighbour);
            }
        }

        return WithoutArea().IsMatch(digits) && !written.StartsWith('+') ? digits : null;
    }

    // What may be a mobile abroad is written together, as the house's own form of what takes text messages.
    private static string? Abroad(PhoneNumbers.PhoneNumber number) =>
        !Plans.IsValidNumber(number) ? null
        : Plans.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE
            ? $"+{number.CountryCode}{Plans.GetNationalSignificantNumber(number)}"
        : $"+{number.CountryCode}-{Plans.GetNationalSignificantNumber(number)}";

    private static PhoneNumbers.PhoneNumber? Parsed(string written, string region)
    {
        try
        {
            return Plans.Parse(written, region);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    // New series are given out before the library hears of them.
    private static bool IsMobile(string national) => national is ['1', >= '3' and <= '9', ..] && national.Length == 11;

    [GeneratedRegex(@"[/|;；、\\&]|或|和|及|与", RegexOptions.CultureInvariant)]
    private static partial Regex Divides();

    [GeneratedRegex(@"[/|;；、\\&,，]|或|和|及|与", RegexOptions.CultureInvariant)]
    private static partial Regex DividesOrComma();

    [GeneratedRegex(@"[/|;；、\\&,，\s]|或|和|及|与", RegexOptions.CultureInvariant)]
    private static partial Regex DividesOrCommaOrBlank();

    [GeneratedRegex(
        @"^\s*(联系电话|办公电话|移动电话|固定电话|电话号码|手机号码?|电话|座机|固话|办公|手机|热线|telephone|phone|mobile|tel)\s*[.:]?\s*",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Label();

    // A hyphen alone divides an extension off only behind a whole subscriber's number: 138-1234-5678 has none.
    [GeneratedRegex(
        """
            ^ ( (?<number> .* [0-9] ) \s* -? \s* (?<by>转分机|分机号?|转|ext\.?|x|\#|,) \s* [:.]? \s* -? \s* (?<extension> [0-9]{1,6} )
              | (?<number> .* [0-9]{7,8} ) \s* - \s* (?<extension> [0-9]{1,6} ) ) $
            """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase
    )]
    private static partial Regex Extension();

    [GeneratedRegex(@"^\(?\+?[0-9][0-9\s\-.()]*$|^\([0-9+][0-9\s\-.()]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Diallable();

    [GeneratedRegex("^(?<area>0[3-9][0-9]{2})(?<subscriber>[2-8][0-9]{6,7})$", RegexOptions.CultureInvariant)]
    private static partial Regex OldLine();

    [GeneratedRegex("^[2-8][0-9]{6,7}(-[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LocalLine();

    [GeneratedRegex("^0[0-9]{2,3}-", RegexOptions.CultureInvariant)]
    private static partial Regex AreaBefore();

    // Lines of this place, and service numbers: 10086, 12345, 95588, 95566123, 96500. Who is rung in an emergency is nobody's contact.
    [GeneratedRegex("^([2-8][0-9]{6,7}|1[0-2][0-9]{3}|100[0-9]{2,5}|9[56][0-9]{3,6})$", RegexOptions.CultureInvariant)]
    private static partial Regex WithoutArea();
}
