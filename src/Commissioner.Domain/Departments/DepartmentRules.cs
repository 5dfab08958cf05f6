using System.Text.RegularExpressions;

namespace Commissioner.Domain.Departments;

/// <summary>What is refused of a department.</summary>
public static partial class DepartmentRules
{
    /// <summary>How long a department's name is at the most, in characters.</summary>
    public const int LongestName = 80;

    /// <summary>How long a reason is at the most, in characters.</summary>
    public const int LongestReason = 500;

    public static readonly Rule DepartmentCodeUnfit = new(
        "DepartmentCodeUnfit",
        "A department's code has 1 to 16 letters, digits, hyphens and underscores."
    );

    public static readonly Rule DepartmentNameMissing = new("DepartmentNameMissing", "A department has a name of 1 to 80 characters.");

    /// <summary>Detail 0: its code.</summary>
    public static readonly Rule DepartmentIsClosed = new(
        "DepartmentIsClosed",
        "This department has closed: another does its work.",
        RuleKind.Conflict
    );

    public static readonly Rule SuccessorUnfit = new("SuccessorUnfit", "Another department that is open does its work from then on.");

    /// <summary>Detail 0: the cases' numbers.</summary>
    public static readonly Rule SuccessorIsCalledThere = new(
        "SuccessorIsCalledThere",
        "Both departments have open legs in these cases: one of them is cancelled or done first.",
        RuleKind.Conflict
    );

    public static readonly Rule ClosingReasonMissing = new("ClosingReasonMissing", "Say in 1 to 500 characters why it closes.");

    /// <summary>Whether a code is fit.</summary>
    public static bool IsCode(string code) => Code().IsMatch(code);

    /// <summary>Whether a name is fit.</summary>
    public static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && name.Characters() <= LongestName;

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
