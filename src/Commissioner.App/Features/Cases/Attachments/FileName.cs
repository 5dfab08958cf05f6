using System.Globalization;
using System.Text;
using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments;

/// <summary>The name of an attached file, as it may be shown and saved on any system.</summary>
public static class FileName
{
    /// <summary>In UTF-16 units, extension included.</summary>
    public const int Longest = 120;

    private const int LongestExtension = 20;

    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", .. "0123456789¹²³".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" })],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>
    /// The name without folders, without characters that can't be seen or that turn the direction of writing, short enough, its extension
    /// kept.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="AttachmentRules.FileNameInvalid"/> when nothing is left of it.</exception>
    public static string Clean(string fileName)
    {
        var last = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var visible = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            // Enumerating runes turns a broken surrogate into the replacement character, which is then left out.
            if (
                rune != Rune.ReplacementChar
                && Rune.GetUnicodeCategory(rune)
                    is not (
                        UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                        or UnicodeCategory.OtherNotAssigned
                    )
            )
            {
                visible.Append("<>:\"|?*".Contains((char)rune.Value) && rune.IsAscii ? "_" : rune.ToString());
            }
        }

        var name = visible.ToString().Normalize(NormalizationForm.FormC).Trim().TrimEnd(' ', '.');
        var extension = Path.GetExtension(name) is { Length: <= LongestExtension } ending ? ending : "";
        var stem = name[..^extension.Length].Trim().Trim('.').Trim();
        if (stem.Length == 0)
        {
            throw new RuleBroken(AttachmentRules.FileNameInvalid) { Field = "file" };
        }

        if (Reserved.Contains(stem.Split('.')[0].TrimEnd()))
        {
            stem = "_" + stem;
        }

        if (stem.Length + extension.Length > Longest)
        {
            var end = Longest - extension.Length;
            stem = stem[..(char.IsHighSurrogate(stem[end - 1]) ? end - 1 : end)].TrimEnd(' ', '.');
        }

        return stem + extension;
    }
}
