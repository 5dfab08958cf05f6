using System.Text.RegularExpressions;

namespace Commissioner.Data.Migrations;

/// <summary>SQL that no model describes, from the files beside the migrations that need it.</summary>
internal static partial class HandSql
{
    /// <summary>The text of <c>Migrations/{file}</c>.</summary>
    public static string Of(string file)
    {
        using var stream = typeof(HandSql).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return file.StartsWith("SqlServer/", StringComparison.Ordinal)
            ? string.Join('\n', Batch().Split(text).Select(b => $"EXEC(N'{b.Replace("'", "''", StringComparison.Ordinal)}');"))
            : text;
    }

    // What must begin a batch is carried out as one of its own: in a script for an administrator it stands among other statements.
    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Batch();
}
