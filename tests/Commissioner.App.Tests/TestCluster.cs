using Commissioner.App.Tests.Harness;
using Commissioner.Data.Sealing;
using Commissioner.PrivatePostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Commissioner.App.Tests;

/// <summary>The one PostgreSQL of a test run, without durability, in a directory of its own that goes with it.</summary>
[SetUpFixture]
public sealed class TestCluster
{
    private const string Template = "template_migrated";
    private static readonly SemaphoreSlim TemplateGate = new(1);
    private static readonly string Root = Path.Combine(Roomy(), "commissioner-tests-" + Path.GetRandomFileName());
    private static readonly string KeysFile = Path.Combine(Path.GetTempPath(), "commissioner-keys-" + Path.GetRandomFileName());
    private static PrivateCluster? _cluster;
    private static bool _templateIsMade;
    private static int _databases;

    private static PrivateCluster Cluster => _cluster ?? throw new InvalidOperationException("The test run has no PostgreSQL.");

    /// <summary>The keys of every database here: copies of one template have one.</summary>
    public static FieldKeys Keys { get; } = FieldKeys.ReadOrMake(KeysFile);

    /// <summary>
    /// Makes the migrated template on the first call and gives its name; a migration that throws is tried again by the next call.
    /// </summary>
    public static async Task<string> EnsureTemplateAsync(Func<string, Task> migrate)
    {
        await TemplateGate.WaitAsync();
        try
        {
            if (!_templateIsMade)
            {
                await ExecuteAsync($"DROP DATABASE IF EXISTS {Template} WITH (FORCE)");
                await ExecuteAsync($"CREATE DATABASE {Template}");
                // A pooled session would keep the template from being copied.
                await migrate(Unpooled(Template));
                _templateIsMade = true;
            }

            return Template;
        }
        finally
        {
            TemplateGate.Release();
        }
    }

    /// <summary>
    /// Makes a database of its own, empty or a copy of the template, and gives its connection string; by <paramref name="again"/>, that of one
    /// that was dropped, it has that one's name.
    /// </summary>
    public static async Task<string> CreateDatabaseAsync(string? template = null, string? again = null)
    {
        if (template is null)
        {
            TestApp.OnPostgresOnly(TestApp.Given, "it makes a database by itself");
        }

        var name = again is null ? $"test_{Interlocked.Increment(ref _databases)}" : new NpgsqlConnectionStringBuilder(again).Database!;
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}");
        // Two nodes of one process share a pool: with 20, the workers of their engines waited for each other's connections.
        return new NpgsqlConnectionStringBuilder(Cluster.ConnectionString(name)) { MaxPoolSize = 50 }.ConnectionString;
    }

    /// <summary>Ends the sessions of a database and drops it.</summary>
    public static async Task DropDatabaseAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    /// <summary>Starts the server.</summary>
    [OneTimeSetUp]
    public async Task Start()
    {
        // Hundreds of hosts come and go. Each would watch its settings for changes, and an account has only so many watches.
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        // Every host, and every node that is a process of its own, has the same.
        Environment.SetEnvironmentVariable("Commissioner__FieldKeys", KeysFile);
        _cluster = await PrivateCluster.StartAsync(
            new() { Directory = Root, Durable = false },
            NullLogger.Instance,
            CancellationToken.None
        );
    }

    /// <summary>Stops the server and removes what it wrote.</summary>
    [OneTimeTearDown]
    public async Task Stop()
    {
        await Node.EndAllAsync();
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
            Directory.Delete(Path.GetDirectoryName(cluster.DataDirectory)!, recursive: true);
        }

        File.Delete(KeysFile);
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    // A copy of the template is some 1,500 small files: half a second on a disk, nothing in memory. Where memory has no room, the disk is slow
    // and right.
    private static string Roomy()
    {
        const string memory = "/dev/shm";
        return Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace > 6L << 30 ? memory : Path.GetTempPath();
    }

    private static string Unpooled(string database) =>
        new NpgsqlConnectionStringBuilder(Cluster.ConnectionString(database)) { Pooling = false }.ConnectionString;

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Unpooled("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
