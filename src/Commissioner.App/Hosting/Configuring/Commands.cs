namespace Commissioner.App.Hosting.Configuring;

/// <summary>What the program is asked for by the first words of its line; without any of them it serves.</summary>
public static class Commands
{
    /// <summary>Each with its options; settings (<c>--Commissioner:…</c>, <c>--urls</c>) go with all that open the database.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } =
        new Dictionary<string, string[]>
        {
            ["migrate"] = [],
            ["setup"] = [],
            ["doctor"] = [],
            ["settings"] = [],
            ["backup"] = [],
            ["restore"] = [],
            ["rotate-keys"] = [],
            ["audit verify"] = [],
            ["archive verify"] = ["--key"],
            ["archive key"] = [],
            ["simulate"] = ["--year", "--policy", "--seed", "--compare"],
            ["picture"] = [],
        };

    /// <summary>The one that a line begins with, or null.</summary>
    public static string? In(IReadOnlyList<string> line) =>
        All.Keys.FirstOrDefault(c => c.Split(' ') is var words && line.Take(words.Length).SequenceEqual(words));

    /// <summary>A word that was mistyped would serve instead.</summary>
    /// <exception cref="CannotStart">The line begins with a word that is no command.</exception>
    public static void Demand(IReadOnlyList<string> line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line is [var first, ..] && !first.StartsWith('-') && !first.Contains('=', StringComparison.Ordinal) && In(line) is null)
        {
            throw new CannotStart($"There is no command {string.Join(' ', line)}. There are {string.Join(", ", All.Keys)}.");
        }
    }
}
