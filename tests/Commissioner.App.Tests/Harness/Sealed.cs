using System.Text.RegularExpressions;

namespace Commissioner.App.Tests.Harness;

/// <summary>
/// What is encrypted in the database reaches nobody as it is stored. A query that lets the database choose between an encrypted column and
/// another one hands it out undecrypted, so every answer that a test reads is looked at.
/// </summary>
internal static partial class Sealed
{
    /// <summary>The same text.</summary>
    /// <exception cref="AssertionException">It holds something encrypted.</exception>
    public static string NotIn(string text)
    {
        Assert.That(Stored().Match(text).Value, Is.Empty, "this is what the database holds, not what it means");
        return text;
    }

    [GeneratedRegex(@"\bk[0-9]+:(?:[A-Za-z0-9/]|\+|&#x2B;|\\u002B){38,}")]
    private static partial Regex Stored();
}
