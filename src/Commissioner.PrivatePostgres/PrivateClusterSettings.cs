namespace Commissioner.PrivatePostgres;

/// <summary>Where the application keeps its private PostgreSQL and how it runs it.</summary>
public sealed record PrivateClusterSettings
{
    /// <summary>The directory of data, password, port and lock; created when missing.</summary>
    public required string Directory { get; init; }

    /// <summary>False gives up what survives a power failure for speed: for tests.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>The database that is there after the start.</summary>
    public string Database { get; init; } = "commissioner";

    /// <summary>A fixed port; null keeps the last one, or takes a free one where that is taken.</summary>
    public int? Port { get; init; }

    /// <summary>The directory that holds initdb, postgres and pg_ctl; null looks in the usual places.</summary>
    public string? Binaries { get; init; }
}
