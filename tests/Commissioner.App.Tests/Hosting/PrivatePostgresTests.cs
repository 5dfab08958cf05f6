using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Commissioner.PrivatePostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Commissioner.App.Tests.Hosting;

/// <summary>The private PostgreSQL starts, stops, comes back after a kill, and says in one line why it can't.</summary>
[Parallelizable]
public sealed class PrivatePostgresTests
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), "commissioner-tests-" + Path.GetRandomFileName());
    private int _port;
    private PostgresBinaries _binaries = null!;

    private string Data => Path.Combine(_root, "data");

    [OneTimeSetUp]
    public async Task Make_the_data_that_every_start_has_to_find()
    {
        await using var first = await StartAsync();
        _port = first.Port;
        _binaries = first.Binaries;
        await ReadAsync(first, "CREATE TABLE kept AS SELECT '智能制造' AS text");
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_root, recursive: true);

    [Test]
    public async Task The_server_ends_with_its_cluster_and_the_next_start_finds_the_rows_on_the_same_port()
    {
        int process;
        await using (var first = await StartAsync())
        {
            process = first.ProcessId;
            Assert.That(first.Port, Is.EqualTo(_port));
            await AssertKeptAsync(first);
        }

        Assert.That(IsAlive(process), Is.False);
    }

    [Test]
    public async Task A_killed_server_comes_back_with_its_rows()
    {
        await using (var first = await StartAsync())
        {
            await ReadAsync(first, "CREATE TABLE before_the_kill AS SELECT 1 AS id");
            await using var session = await OpenAsync(first);
            using var server = Process.GetProcessById(first.ProcessId);
            server.Kill();
            await server.WaitForExitAsync();
        }

        await using var second = await StartAsync();
        await AssertKeptAsync(second);
        Assert.That(await ReadAsync(second, "SELECT id FROM before_the_kill"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_outlived_its_application_is_replaced()
    {
        using var orphan = await StartOrphanAsync();
        try
        {
            await using var cluster = await StartAsync();
            await orphan.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token);
            await AssertKeptAsync(cluster);
        }
        finally
        {
            if (!orphan.HasExited)
            {
                orphan.Kill();
            }
        }
    }

    [Test]
    public async Task A_process_number_left_behind_is_not_taken_for_a_server_when_another_program_has_it()
    {
        await File.WriteAllTextAsync(
            Path.Combine(Data, "postmaster.pid"),
            $"{Environment.ProcessId}\n{Data}\n1700000000\n{_port}\n\n127.0.0.1\n  1234567         0\nready   \n"
        );
        await using var cluster = await StartAsync();
        await AssertKeptAsync(cluster);
    }

    [Test]
    public async Task A_stranger_on_the_last_port_makes_the_server_move()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, _port);
        stranger.Start();
        await using var cluster = await StartAsync();
        Assert.That(cluster.Port, Is.Not.EqualTo(_port));
        await AssertKeptAsync(cluster);
        _port = cluster.Port;
    }

    [Test]
    public void A_taken_fixed_port_is_one_clear_line()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        var port = ((IPEndPoint)stranger.LocalEndpoint).Port;
        AssertRefused(Settings() with { Port = port }, $"Port {port} on 127.0.0.1 is taken", "Commissioner:PostgresPort");
    }

    [Test]
    public async Task A_second_application_on_the_same_directory_is_refused()
    {
        await using var first = await StartAsync();
        AssertRefused(Settings(), _root, $"already in use by process {Environment.ProcessId}");
        await AssertKeptAsync(first);
    }

    [Test]
    public void A_directory_that_cannot_be_written_is_one_clear_line()
    {
        var file = Path.Combine(_root, "port");
        AssertRefused(Settings() with { Directory = Path.Combine(file, "below") }, file, "can't be written", "Commissioner:DataDirectory");
    }

    [Test]
    public void Missing_binaries_are_one_clear_line()
    {
        var missing = Path.Combine(_root, "missing");
        AssertRefused(Settings() with { Binaries = missing }, "No PostgreSQL binaries", missing, "Commissioner:PostgresBinaries");
    }

    [Test]
    public void Data_of_another_version_is_one_clear_line()
    {
        var old = Path.Combine(_root, "old");
        Directory.CreateDirectory(Path.Combine(old, "data"));
        File.WriteAllText(Path.Combine(old, "data", "PG_VERSION"), "9.6\n");
        AssertRefused(Settings() with { Directory = old }, old, "needs PostgreSQL 9", "Commissioner:PostgresBinaries");
    }

    [Test]
    public void Data_without_its_password_is_one_clear_line()
    {
        var password = Path.Combine(_root, "password");
        File.Move(password, password + ".away");
        try
        {
            AssertRefused(Settings(), password, "missing");
        }
        finally
        {
            File.Move(password + ".away", password);
        }
    }

    [Test]
    public async Task Settings_that_PostgreSQL_refuses_are_one_clear_line()
    {
        var path = Path.Combine(Data, "postgresql.conf");
        var before = await File.ReadAllTextAsync(path);
        await File.AppendAllTextAsync(path, "max_connections = many\n");
        try
        {
            AssertRefused(Settings(), Data, "max_connections");
        }
        finally
        {
            await File.WriteAllTextAsync(path, before);
        }
    }

    [Test]
    public async Task Binaries_without_links_and_modes_in_a_private_directory_are_mended()
    {
        var origin = Path.GetDirectoryName(_binaries.Directory)!;
        Assume.That(Path.Combine(origin, "pg-symlinks.json"), Does.Exist, "The system's own binaries need no mending.");
        var hidden = Path.Combine(_root, "hidden");
        foreach (
            var file in Directory
                .EnumerateFiles(origin, "*", SearchOption.AllDirectories)
                .Where(file => new FileInfo(file).LinkTarget is null)
        )
        {
            var copy = Path.Combine(hidden, "native", Path.GetRelativePath(origin, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hidden, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await using var cluster = await StartAsync(Settings() with { Binaries = Path.Combine(hidden, "native", "bin") });
        Assert.That(cluster.Binaries.Directory, Does.StartWith(_root));
        await AssertKeptAsync(cluster);
    }

    [Test]
    public async Task Chinese_has_trigrams_and_the_time_is_universal()
    {
        await using var cluster = await StartAsync();
        await ReadAsync(cluster, "CREATE EXTENSION pg_trgm");
        Assert.That(await ReadAsync(cluster, "SELECT similarity('高新技术产业园', '高新技术产业园区') > 0.5"), Is.True);
        Assert.That(await ReadAsync(cluster, "SHOW timezone"), Is.EqualTo("UTC"));
    }

    [Test]
    public async Task Its_log_says_what_was_refused_and_nothing_of_what_people_wrote()
    {
        await using var cluster = await StartAsync();
        await ReadAsync(cluster, "CREATE TABLE told (phone text UNIQUE, text text CHECK (length(text) < 20))");
        await using var connection = await OpenAsync(cluster);
        foreach (
            var (phone, text) in new[]
            {
                ("13912345678", "示例"),
                ("13912345678", "示例"),
                ("13887654321", "示例：一段说明，写得太长了，所以不被接受"),
            }
        )
        {
            await using var insert = new NpgsqlCommand("INSERT INTO told VALUES ($1, $2)", connection)
            {
                Parameters =
                {
                    new() { Value = phone },
                    new() { Value = text },
                },
            };
            try
            {
                await insert.ExecuteNonQueryAsync();
            }
            catch (PostgresException)
            {
                // As it should.
            }
        }

        // Its log collector writes a moment after the refusal was answered.
        var log = "";
        for (var tries = 0; tries < 100 && !log.Contains("told_text_check", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(100);
            log = string.Concat(
                new DirectoryInfo(Path.Combine(cluster.DataDirectory, "log"))
                    .GetFiles()
                    .Select(file =>
                    {
                        using var reader = new StreamReader(
                            new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
                        );
                        return reader.ReadToEnd();
                    })
            );
        }

        Assert.That(
            log,
            Does.Contain("told_phone_key")
                .And.Contain("told_text_check")
                .And.Not.Contain("13912345678")
                .And.Not.Contain("13887654321")
                .And.Not.Contain("说明")
        );
    }

    [Test]
    public async Task A_database_of_the_run_is_a_copy_of_the_template()
    {
        var template = await TestCluster.CreateDatabaseAsync();
        await ReadAsync(
            new NpgsqlConnectionStringBuilder(template) { Pooling = false }.ConnectionString,
            "CREATE TABLE parks AS SELECT 7 AS id"
        );
        var name = new NpgsqlConnectionStringBuilder(template).Database;
        var copies = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TestCluster.CreateDatabaseAsync(name)));
        foreach (var copy in copies.Append(template))
        {
            Assert.That(await ReadAsync(copy, "SELECT id FROM parks"), Is.EqualTo(7));
            await TestCluster.DropDatabaseAsync(copy);
            Assert.That(() => ReadAsync(copy, "SELECT 1"), Throws.InstanceOf<PostgresException>());
        }
    }

    private PrivateClusterSettings Settings() => new() { Directory = _root };

    private Task<PrivateCluster> StartAsync(PrivateClusterSettings? settings = null) =>
        PrivateCluster.StartAsync(settings ?? Settings(), NullLogger.Instance, CancellationToken.None);

    private static void AssertRefused(PrivateClusterSettings settings, params string[] said)
    {
        var failure = Assert.ThrowsAsync<PrivatePostgresFailed>(() =>
            PrivateCluster.StartAsync(settings, NullLogger.Instance, CancellationToken.None)
        )!;
        Assert.That(failure.Message, Does.Not.Contain('\n'));
        foreach (var part in said)
        {
            Assert.That(failure.Message, Does.Contain(part));
        }
    }

    private static async Task AssertKeptAsync(PrivateCluster cluster) =>
        Assert.That(await ReadAsync(cluster, "SELECT text FROM kept"), Is.EqualTo("智能制造"));

    private static Task<NpgsqlConnection> OpenAsync(PrivateCluster cluster) => OpenAsync(Unpooled(cluster));

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static Task<object?> ReadAsync(PrivateCluster cluster, string sql) => ReadAsync(Unpooled(cluster), sql);

    private static async Task<object?> ReadAsync(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static string Unpooled(PrivateCluster cluster) =>
        new NpgsqlConnectionStringBuilder(cluster.ConnectionString("commissioner")) { Pooling = false }.ConnectionString;

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task<Process> StartOrphanAsync()
    {
        var start = new ProcessStartInfo(
            _binaries.Postgres,
            ["-D", Data, "-c", "listen_addresses=127.0.0.1", "-c", $"port={_port}", "-c", "unix_socket_directories="]
        )
        {
            WorkingDirectory = Path.GetPathRoot(_root),
            RedirectStandardError = true,
        };
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%U", Data]) { RedirectStandardOutput = true })!;
            start.UserName = (await stat.StandardOutput.ReadToEndAsync()).Trim();
        }

        var orphan = Process.Start(start)!;
        while (
            await orphan.StandardError.ReadLineAsync() is { } line
            && !line.Contains("ready to accept connections", StringComparison.Ordinal)
        ) { }

        Assert.That(orphan.HasExited, Is.False, "The stage is not set: the server didn't start by hand.");
        return orphan;
    }
}
