using System.Diagnostics;

namespace Commissioner.PrivatePostgres;

/// <summary>What a program wrote and the code it ended with.</summary>
internal sealed record Ended(int Code, string Output);

/// <summary>
/// The operating system's account that PostgreSQL runs as: the application's own, or another one where that is root, which PostgreSQL
/// refuses.
/// </summary>
internal sealed class PostgresAccount
{
    private PostgresAccount(string? name) => Name = name;

    /// <summary>Null is the application's own account.</summary>
    public string? Name { get; }

    /// <summary>As root, whoever owns the data already, else <c>postgres</c> or <c>nobody</c>.</summary>
    public static async Task<PostgresAccount> ForAsync(string data, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new(null);
        }

        // Data that was begun without root stays its owner's: both kinds of start go on working.
        if (Directory.Exists(data) && await OwnerAsync(data, cancellationToken) is { } owner and not "root")
        {
            return new(owner);
        }

        return new(
            File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody"
        );
    }

    /// <summary>The name of a path's owner, null where the system doesn't say.</summary>
    public static async Task<string?> OwnerAsync(string path, CancellationToken cancellationToken)
    {
        var ended = await new PostgresAccount(null).RunAsync("stat", ["-c", "%U", path], cancellationToken);
        return ended.Code == 0 && ended.Output.Trim() is { Length: > 0 } owner and not "UNKNOWN" ? owner : null;
    }

    /// <summary>
    /// A command as this account, with all three streams redirected and nothing of the surroundings that PostgreSQL listens to.
    /// </summary>
    public ProcessStartInfo Command(string program, IEnumerable<string> arguments)
    {
        var command = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The account need not be able to reach the directory that the application was started in.
            WorkingDirectory = Path.GetPathRoot(AppContext.BaseDirectory),
        };
        foreach (var name in command.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            command.Environment.Remove(name);
        }

        command.Environment["LC_ALL"] = "C";
        if (Name is not null)
        {
            command.UserName = Name;
        }

        return command;
    }

    /// <summary>
    /// Runs a program to its end; a program that can't be started throws <see cref="System.ComponentModel.Win32Exception"/>.
    /// </summary>
    public async Task<Ended> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Command(program, arguments))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output + await error);
    }

    /// <summary>Whether this account can enter a directory.</summary>
    public async Task<bool> ReachesAsync(string directory, CancellationToken cancellationToken) =>
        Name is null || (await RunAsync("/bin/sh", ["-c", "cd \"$0\"", directory], cancellationToken)).Code == 0;

    /// <summary>Hands a file or a whole directory to this account.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (Name is null)
        {
            return;
        }

        var ended = await new PostgresAccount(null).RunAsync("chown", ["-R", $"{Name}:", path], cancellationToken);
        if (ended.Code != 0)
        {
            throw new PrivatePostgresFailed($"{path} could not be handed to the account {Name}, which PostgreSQL runs as: {ended.Output}");
        }
    }
}
