using System.Text.RegularExpressions;

namespace Commissioner.Data;

/// <summary>Patterns of the engines' LIKE out of what people type: every sign of it stands for itself.</summary>
public static partial class TextPattern
{
    /// <summary>Stands before a sign that the engine would understand.</summary>
    public const string Escape = "\\";

    /// <summary>Texts with these words in them.</summary>
    public static string Containing(string words) => $"%{Literally(words)}%";

    /// <summary>Texts that begin with this.</summary>
    public static string Beginning(string words) => $"{Literally(words)}%";

    /// <summary>Texts that end with this.</summary>
    public static string Ending(string words) => $"%{Literally(words)}";

    // PostgreSQL knows no brackets in a pattern; before what is no sign the backslash changes nothing.
    private static string Literally(string words) => Signs().Replace(words, @"\$&");

    [GeneratedRegex(@"[\\%_\[]")]
    private static partial Regex Signs();
}
