namespace Commissioner.Data.Migrations;

/// <summary>SQL that no model describes, from the files beside the migrations that need it.</summary>
internal static class HandSql
{
    /// <summary>The text of <c>Migrations/{file}</c>.</summary>
    public static string Of(string file)
    {
        using var stream = typeof(HandSql).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
