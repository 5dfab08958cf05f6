using System.Globalization;
using Commissioner.Domain;

namespace Commissioner.App.Features.Q;

/// <summary>A place that an address brings with it: words of somebody unknown, so they are cleaned and cut before anybody reads them.</summary>
public static class GatePlace
{
    /// <summary>In characters; a longer one would make a code that cameras read badly.</summary>
    public const int Longest = 60;

    /// <summary>The place, or null where nothing is left of it.</summary>
    public static string? Of(string? said)
    {
        // Nothing is looked at beyond what could be left.
        var clean = TypedText.Clean(said is { Length: > 1000 } ? said[..1000] : said ?? "", lines: false);
        var letters = new StringInfo(clean);
        return clean.Length == 0 ? null
            : letters.LengthInTextElements > Longest ? letters.SubstringByTextElements(0, Longest)
            : clean;
    }
}
