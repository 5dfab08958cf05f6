using System.Diagnostics;
using System.Globalization;

namespace Commissioner.PrivatePostgres;

/// <summary>The server's first process, as a child of this application.</summary>
internal sealed class Postmaster
{
    private Postmaster(int processId, Task<string> ended)
    {
        ProcessId = processId;
        Ended = ended;
    }

    public int ProcessId { get; }

    /// <summary>Ends when the process does, with what it said before it turned to its log.</summary>
    public Task<string> Ended { get; }

    public static async Task<Postmaster> StartAsync(ProcessStartInfo command)
    {
        var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        // Linux sends the parent's death signal when the thread ends that made the child: one of the pool may do so at any time.
        new Thread(() =>
        {
            try
            {
                using var process = Process.Start(command)!;
                process.StandardInput.Close();
                started.SetResult(process.Id);
                var said = process.StandardError.ReadToEnd();
                process.WaitForExit();
                ended.SetResult(said);
            }
            catch (Exception failure) when (!started.Task.IsCompleted)
            {
                started.SetException(failure);
            }
        })
        {
            IsBackground = true,
            Name = "PostgreSQL",
        }.Start();
        return new(await started.Task, ended.Task);
    }

    /// <summary>
    /// The words before the server's command that end it with the application and keep the terminal's Ctrl-C for the application, where the
    /// system has them.
    /// </summary>
    public static async Task<string[]> TetherAsync(PostgresAccount account, CancellationToken cancellationToken)
    {
        const string Session = "/usr/bin/setsid",
            Privileges = "/usr/bin/setpriv";
        return
            OperatingSystem.IsLinux()
            && File.Exists(Session)
            && File.Exists(Privileges)
            && (await account.RunAsync(Privileges, ["--help"], cancellationToken)).Output.Contains("--pdeathsig", StringComparison.Ordinal)
            ? [Session, Privileges, "--pdeathsig", "INT", "--"]
            : [];
    }
}

/// <summary>What a server wrote to its data directory's postmaster.pid.</summary>
internal sealed record PostmasterFile(string Path, string Text)
{
    private readonly string[] _lines = Text.Split('\n');

    public int ProcessId => int.TryParse(_lines[0], CultureInfo.InvariantCulture, out var id) ? id : 0;

    public int? Port => _lines.Length > 3 && int.TryParse(_lines[3], CultureInfo.InvariantCulture, out var port) ? port : null;

    public bool IsReady => _lines.Length > 7 && _lines[7].Trim() == "ready";

    public static PostmasterFile? Read(string data) =>
        System.IO.Path.Combine(data, "postmaster.pid") is var path && TryRead(path) is { } text ? new(path, text) : null;

    /// <summary>Whether the server that wrote this very file lives, rather than another program with its number.</summary>
    public bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            // A server's working directory is its data directory; a dead one that nobody has collected has none. The lines after number,
            // directory and start change while it starts.
            return OperatingSystem.IsLinux()
                ? TryRead($"/proc/{ProcessId}/cwd/postmaster.pid")?.Split('\n').Take(3).SequenceEqual(_lines.Take(3)) == true
                : process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
