using System.Globalization;
using System.Text;

namespace Commissioner.Domain;

/// <summary>
/// Text as people type, paste and dictate it: it comes with marks that nobody sees and that turn a phone number, a search or a name into
/// something else. What is kept is what is seen.
/// </summary>
public static class TypedText
{
    private const int ZeroWidthJoiner = 0x200D;

    // Of one character, with all its accents and joined parts, so many UTF-16 units are stored at most on average.
    private const int UnitsEach = 4;

    /// <summary>
    /// How many characters a text has as people count them: an emoji of seven code points is one. Never less than a quarter of its UTF-16
    /// units, so that a limit of n characters bounds what is stored at 4n units.
    /// </summary>
    public static int Characters(this string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Math.Max(new StringInfo(text).LengthInTextElements, (text.Length + UnitsEach - 1) / UnitsEach);
    }

    /// <summary>
    /// The text without what nobody sees: in Unicode's form C, without controls, marks of direction and of no width, halves of characters
    /// and blanks around it. Blank letters and blanks of other widths become blanks; a joiner stays within an emoji.
    /// </summary>
    /// <param name="text">As it was typed.</param>
    /// <param name="lines">Whether its line breaks stay, each as \n; else they become blanks.</param>
    public static string Clean(string text, bool lines)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        var runes = text.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            var rune = runes[i];
            if (rune.Value == ZeroWidthJoiner)
            {
                if (i > 0 && i + 1 < runes.Length && IsOfAnEmoji(runes[i - 1]) && IsOfAnEmoji(runes[i + 1]))
                {
                    clean.Append(rune.ToString());
                }

                continue;
            }

            switch (rune.Value)
            {
                case '\r' when i + 1 < runes.Length && runes[i + 1].Value == '\n':
                    break;
                case '\n' or '\r' or 0x0B or 0x0C or 0x85 or 0x2028 or 0x2029:
                    clean.Append(lines ? '\n' : ' ');
                    break;
                // A tab, blanks of other widths but for the one of a Chinese character, and letters that are drawn as nothing.
                case '\t'
                or 0xA0
                or 0x1680
                or (>= 0x2000 and <= 0x200A)
                or 0x202F
                or 0x205F
                or 0x115F
                or 0x1160
                or 0x2800
                or 0x3164
                or 0xFFA0:
                    clean.Append(' ');
                    break;
                // Halves of characters come as this, and so does what an earlier program could not read.
                case 0xFFFD:
                // Marks that select how the character before is drawn say nothing without one.
                case >= 0xFE00 and <= 0xFE0F when i == 0 || Rune.IsWhiteSpace(runes[i - 1]):
                    break;
                default:
                    if (IsSeen(rune))
                    {
                        clean.Append(rune.ToString());
                    }

                    break;
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    // Characters of rare names stand in private areas, or are newer than what this version of Unicode knows: they stay.
    private static bool IsSeen(Rune rune) =>
        rune.Value is not (0x034F or (>= 0xFDD0 and <= 0xFDEF) or (>= 0xE0000 and <= 0xE0FFF))
        && (rune.Value & 0xFFFE) != 0xFFFE
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate);

    // Pictographs, the mark that draws as one, and skin tones.
    private static bool IsOfAnEmoji(Rune rune) => rune.Value is 0xFE0F or (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2190 and <= 0x2BFF);
}
