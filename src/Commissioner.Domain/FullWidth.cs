using System.Globalization;

namespace Commissioner.Domain;

/// <summary>Characters as a Chinese input method types them: letters, digits and signs as wide as a 汉字.</summary>
public static class FullWidth
{
    /// <summary>The same text with full-width ASCII forms (U+FF01–U+FF5E) and the ideographic space made narrow.</summary>
    public static string Narrow(string text) =>
        // Not Unicode's NFKC: that throws on broken surrogates, which people's input may contain.
        string.Create(
            text.Length,
            text,
            static (narrow, wide) =>
            {
                for (var i = 0; i < wide.Length; i++)
                {
                    narrow[i] = wide[i] switch
                    {
                        >= '\uFF01' and <= '\uFF5E' => (char)(wide[i] - 0xFEE0),
                        '\u3000' => ' ',
                        _ => wide[i],
                    };
                }
            }
        );

    /// <summary>
    /// The same text without marks that nobody sees (directions of text, joiners, byte order marks, as telephones put them around numbers),
    /// blanks of every kind made one.
    /// </summary>
    public static string Visible(string text) =>
        string.Concat(
            text.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format && c is not ('\u3164' or '\u2800'))
                .Select(c => char.IsWhiteSpace(c) || char.IsControl(c) ? ' ' : c)
        );

    /// <summary>What a number or a code says, of what was pasted with it: narrow and visible, hyphens of every kind made one.</summary>
    public static string Bare(string text) =>
        string.Concat(
            Visible(Narrow(text))
                .Select(c =>
                    CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation || c is '\u2212' or '\u2043' or '\u30FC'
                        ? '-'
                        : c
                )
        );
}
