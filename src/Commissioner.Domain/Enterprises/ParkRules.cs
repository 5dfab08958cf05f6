using System.Text.RegularExpressions;

namespace Commissioner.Domain.Enterprises;

/// <summary>What is refused of a park and its sub-parks.</summary>
public static partial class ParkRules
{
    /// <summary>How long a park's name is at the most, in characters.</summary>
    public const int LongestName = 60;

    public static readonly Rule ParkCodeUnfit = new(
        "ParkCodeUnfit",
        "A park's code has 2 to 6 capital letters, and begins its cases' numbers."
    );

    public static readonly Rule ParkNameMissing = new("ParkNameMissing", "A park has a name of 1 to 60 characters.");

    public static readonly Rule SubParkCodeUnfit = new(
        "SubParkCodeUnfit",
        "A sub-park's code has 2 to 8 capital letters and digits, and begins with a letter."
    );

    /// <summary>Detail 0: the code.</summary>
    public static readonly Rule ParkCodeTaken = new("ParkCodeTaken", "The park itself has this code.", RuleKind.Conflict);

    /// <summary>Whether a park's own code is fit.</summary>
    public static bool IsCode(string code) => Code().IsMatch(code);

    /// <summary>Whether a sub-park's code is fit.</summary>
    public static bool IsPartsCode(string code) => PartsCode().IsMatch(code);

    /// <summary>Whether a name is fit.</summary>
    public static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && name.Characters() <= LongestName;

    [GeneratedRegex(@"\A[A-Z]{2,6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9]{1,7}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartsCode();
}
