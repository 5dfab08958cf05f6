using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commissioner.PrivatePostgres;

/// <summary>
/// The application's own PostgreSQL: on the loopback only, started as its child, stopped with it, its data kept between starts.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private const string Superuser = "commissioner";
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(60);

    private readonly ClusterDirectory _place;
    private readonly PostgresBinaries _binaries;
    private readonly ILogger _logger;
    private readonly string _password;
    private readonly Postmaster _postmaster;
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stopping;

    private PrivateCluster(
        ClusterDirectory place,
        PostgresBinaries binaries,
        string password,
        Postmaster postmaster,
        int port,
        ILogger logger
    )
    {
        _place = place;
        _binaries = binaries;
        _password = password;
        _postmaster = postmaster;
        Port = port;
        _logger = logger;
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Ends when the server has ended by itself: it was killed, or its machine has no memory or disk left.</summary>
    public Task Lost => _lost.Task;

    /// <summary>The server's process.</summary>
    public int ProcessId => _postmaster.ProcessId;

    /// <summary>The programs that it runs.</summary>
    public PostgresBinaries Binaries => _binaries;

    /// <summary>PostgreSQL's data directory, which need not be below the wanted one when the application is root.</summary>
    public string DataDirectory => _place.Data;

    /// <summary>
    /// Starts the server, making its data on the first start and mending what a killed one left; throws <see
    /// cref="PrivatePostgresFailed"/>.
    /// </summary>
    public static async Task<PrivateCluster> StartAsync(
        PrivateClusterSettings settings,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        var place = await ClusterDirectory.OpenAsync(settings.Directory, logger, cancellationToken);
        PrivateCluster? cluster = null;
        try
        {
            var binaries = await PostgresBinaries.FindAsync(settings.Binaries, place, cancellationToken);
            await StopOrphanAsync(place, binaries, logger);
            var password = Directory.Exists(place.Data)
                ? place.Password()
                : await InitializeAsync(place, binaries, settings.Durable, cancellationToken);
            var (postmaster, port) = await LaunchAsync(place, binaries, settings, cancellationToken);
            cluster = new(place, binaries, password, postmaster, port, logger);
            await cluster.CreateMissingAsync(settings.Database, cancellationToken);
            place.Port = port;
            _ = cluster.WatchAsync();
            logger.LogInformation(
                "PostgreSQL {Version} runs as process {Process} on port {Port} with its data in {Data}",
                binaries.Version,
                cluster.ProcessId,
                port,
                place.Data
            );
            return cluster;
        }
        catch (Exception failure)
        {
            if (cluster is not null)
            {
                await cluster.DisposeAsync();
            }

            place.Dispose();
            if (failure is IOException or UnauthorizedAccessException or Win32Exception or NpgsqlException)
            {
                throw new PrivatePostgresFailed($"The private PostgreSQL in {place.Root} could not be started: {failure.Message}", failure);
            }

            throw;
        }
    }

    /// <summary>What opens the database of the cluster that another process runs in this directory; null where none does.</summary>
    public static string? Running(PrivateClusterSettings settings) =>
        ClusterDirectory.Running(settings.Directory) is { } running
            ? ConnectionString(running.Port, running.Password, settings.Database)
            : null;

    /// <summary>What opens a database of this cluster.</summary>
    public string ConnectionString(string database) => ConnectionString(Port, _password, database);

    private static string ConnectionString(int port, string password, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = IPAddress.Loopback.ToString(),
            Port = port,
            Username = Superuser,
            Password = password,
            Database = database,
            ApplicationName = "commissioner",
            MaxPoolSize = 50,
        }.ConnectionString;

    /// <summary>Ends the sessions, stops the server and waits for its end, then lets another process have the directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopping, 1) == 1)
        {
            return;
        }

        await StopAsync(_place, _binaries, _postmaster.ProcessId, _postmaster.Ended);
        _place.Dispose();
    }

    private static async Task<string> InitializeAsync(
        ClusterDirectory place,
        PostgresBinaries binaries,
        bool durable,
        CancellationToken cancellationToken
    )
    {
        var password = await place.NewPasswordAsync(cancellationToken);
        // Renamed when complete: a start killed half-way leaves nothing that looks like data.
        var unfinished = place.Data + ".new";
        ClusterDirectory.Remove(unfinished);
        Directory.CreateDirectory(unfinished);
        await place.Account.OwnAsync(unfinished, cancellationToken);

        // The trigram index finds Chinese only where the C library's LC_CTYPE knows its characters; sorting is the builtin provider's where
        // there is one.
        var locale = OperatingSystem.IsLinux() ? "C.UTF-8" : "en_US.UTF-8";
        string[] builtin = binaries.Version >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : [];
        var ended = await place.Account.RunAsync(
            binaries.InitDb,
            [
                "--pgdata",
                unfinished,
                "--username",
                Superuser,
                "--pwfile",
                place.PasswordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                $"--locale={locale}",
                "--lc-messages=C",
                "--no-instructions",
                .. builtin,
                .. durable ? (string[])[] : ["--no-sync"],
            ],
            cancellationToken
        );
        if (ended.Code != 0)
        {
            ClusterDirectory.Remove(unfinished);
            throw new PrivatePostgresFailed($"PostgreSQL's data could not be made in {place.Root}: {Complaint(ended.Output)}");
        }

        await File.AppendAllTextAsync(
            Path.Combine(unfinished, "postgresql.conf"),
            """

            # Chosen by the application on its first start; change them here.
            shared_buffers = 256MB
            max_connections = 200
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'

            """,
            cancellationToken
        );
        Directory.Move(unfinished, place.Data);
        return password;
    }

    private static async Task<(Postmaster, int Port)> LaunchAsync(
        ClusterDirectory place,
        PostgresBinaries binaries,
        PrivateClusterSettings settings,
        CancellationToken cancellationToken
    )
    {
        var tether = await Postmaster.TetherAsync(place.Account, cancellationToken);
        for (var tries = Stopwatch.StartNew(); ; await Task.Delay(100, cancellationToken))
        {
            var port = ChoosePort(settings.Port, place.Port);
            string[] words =
            [
                .. tether,
                binaries.Postgres,
                "-D",
                place.Data,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                $"port={port}",
                "-c",
                "unix_socket_directories=",
                "-c",
                "logging_collector=on",
                "-c",
                "log_directory=log",
                "-c",
                "log_line_prefix=%m [%p] ",
                // A refused row's details are what people wrote.
                "-c",
                "log_error_verbosity=terse",
                "-c",
                "log_parameter_max_length_on_error=0",
                // A week of logs, the day's name their only difference.
                "-c",
                "log_filename=postgres-%a.log",
                "-c",
                "log_truncate_on_rotation=on",
                "-c",
                "log_rotation_age=1d",
                "-c",
                "log_rotation_size=0",
                .. settings.Durable ? (string[])[] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"],
            ];
            var postmaster = await Postmaster.StartAsync(place.Account.Command(words[0], words[1..]));
            try
            {
                // Its own file says that the server which answers on the port is this one and no other.
                while (PostmasterFile.Read(place.Data) is not { IsReady: true } file || file.ProcessId != postmaster.ProcessId)
                {
                    if (postmaster.Ended.IsCompleted)
                    {
                        break;
                    }

                    await Task.Delay(10, cancellationToken);
                }
            }
            catch (OperationCanceledException)
            {
                await StopAsync(place, binaries, postmaster.ProcessId, postmaster.Ended);
                throw;
            }

            if (!postmaster.Ended.IsCompleted)
            {
                return (postmaster, port);
            }

            var said = await postmaster.Ended + Logged(place.Data, postmaster.ProcessId);
            var portTaken = said.Contains("could not create any TCP/IP sockets", StringComparison.Ordinal);
            if (portTaken && settings.Port is not null)
            {
                throw PortTaken(port);
            }

            // Sessions of a killed server hold its memory until they notice.
            var memoryHeld = said.Contains("pre-existing shared memory block", StringComparison.Ordinal);
            if (!(portTaken || memoryHeld) || tries.Elapsed > StopsWithin)
            {
                throw new PrivatePostgresFailed(
                    $"PostgreSQL ended on starting with {place.Data}: {Complaint(said)}; more in {Path.Combine(place.Data, "log")}."
                );
            }
        }
    }

    private static int ChoosePort(int? wanted, int? last)
    {
        if (wanted is { } port)
        {
            return IsFree(port) ? port : throw PortTaken(port);
        }

        if (last is { } kept && IsFree(kept))
        {
            return kept;
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static PrivatePostgresFailed PortTaken(int port) =>
        new(
            $"Port {port} on 127.0.0.1 is taken by another program: end that, or set Commissioner:PostgresPort to another port, or unset it to have a free one."
        );

    private static async Task StopOrphanAsync(ClusterDirectory place, PostgresBinaries binaries, ILogger logger)
    {
        if (PostmasterFile.Read(place.Data) is not { } file)
        {
            return;
        }

        if (!file.IsAlive())
        {
            // The lock is ours and the server is dead; its number may by now be another program's, which PostgreSQL would take for a
            // server.
            File.Delete(file.Path);
            return;
        }

        logger.LogWarning("PostgreSQL process {Process} outlived its application: it is stopped and started again", file.ProcessId);
        await StopAsync(place, binaries, file.ProcessId, EndAsync());

        async Task EndAsync()
        {
            while (file.IsAlive())
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }

    private static async Task StopAsync(ClusterDirectory place, PostgresBinaries binaries, int server, Task ended)
    {
        // Fast ends the sessions and writes everything down; immediate leaves the writing to the next start's recovery.
        foreach (var signal in new[] { "INT", "QUIT", "KILL" })
        {
            if (ended.IsCompleted)
            {
                return;
            }

            await place.Account.RunAsync(
                binaries.PgCtl,
                ["kill", signal, server.ToString(CultureInfo.InvariantCulture)],
                CancellationToken.None
            );
            await Task.WhenAny(ended, Task.Delay(StopsWithin, CancellationToken.None));
        }
    }

    private static string Logged(string data, int process)
    {
        var log = new DirectoryInfo(Path.Combine(data, "log"));
        var newest = log.Exists ? log.EnumerateFiles().MaxBy(file => file.LastWriteTimeUtc) : null;
        return newest is null
            ? ""
            : string.Join('\n', File.ReadLines(newest.FullName).Where(line => line.Contains($" [{process}] ", StringComparison.Ordinal)));
    }

    // The first complaint, what follows being its consequences, with the line before it where that names the wrong setting.
    private static string Complaint(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line[(line.IndexOf("] ", StringComparison.Ordinal) is var prefix and >= 0 ? prefix + 2 : 0)..])
            .ToList();
        var first = lines.FindIndex(line =>
            new[] { "FATAL:", "PANIC:", "ERROR:", "error:" }.Any(mark => line.Contains(mark, StringComparison.Ordinal))
        );
        return (lines.Count, first) switch
        {
            (0, _) => "it did not say why",
            (_, < 0) => lines[^1],
            (_, > 0) when lines[first - 1].StartsWith("LOG:", StringComparison.Ordinal) => $"{lines[first - 1]}; {lines[first]}",
            _ => lines[first],
        };
    }

    private async Task CreateMissingAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(cancellationToken);
        await using var find = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = database } },
        };
        if (await find.ExecuteScalarAsync(cancellationToken) is not null)
        {
            return;
        }

        using var quoting = new NpgsqlCommandBuilder();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {quoting.QuoteIdentifier(database)}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WatchAsync()
    {
        await _postmaster.Ended;
        if (Volatile.Read(ref _stopping) == 0)
        {
            _logger.LogCritical(
                "PostgreSQL process {Process} ended by itself; its log is in {Log}; a new start of the application recovers the data",
                ProcessId,
                Path.Combine(DataDirectory, "log")
            );
            _lost.TrySetResult();
        }
    }
}
