using System.Text.RegularExpressions;

namespace Commissioner.Domain.Departments;

/// <summary>What is refused of a department.</summary>
public static partial class DepartmentRules
{
    /// <summary>How long a department's name is at the most, in characters.</summary>
    public const int LongestName = 80;

    public static readonly Rule DepartmentCodeUnfit = new(
        "DepartmentCodeUnfit",
        "A department's code has 1 to 16 letters, digits, hyphens and underscores."
    );

    public static readonly Rule DepartmentNameMissing = new("DepartmentNameMissing", "A department has a name of 1 to 80 characters.");

    /// <summary>Whether a code is fit.</summary>
    public static bool IsCode(string code) => Code().IsMatch(code);

    /// <summary>Whether a name is fit.</summary>
    public static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && name.Characters() <= LongestName;

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
