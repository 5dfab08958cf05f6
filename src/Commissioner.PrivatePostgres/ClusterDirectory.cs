using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Commissioner.PrivatePostgres;

/// <summary>The directory of a private PostgreSQL, held by one application process: its data, password, last port and lock.</summary>
internal sealed class ClusterDirectory : IDisposable
{
    private readonly FileStream _lock;

    private ClusterDirectory(string root, PostgresAccount account, FileStream @lock)
    {
        Root = root;
        Account = account;
        _lock = @lock;
    }

    public string Root { get; }

    public PostgresAccount Account { get; }

    public string Data => Path.Combine(Root, "data");

    public string PasswordFile => Path.Combine(Root, "password");

    /// <summary>The major version that made the data; null before the first start.</summary>
    public int? DataVersion =>
        File.Exists(Path.Combine(Data, "PG_VERSION"))
            ? int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Split('.')[0], CultureInfo.InvariantCulture)
            : null;

    public int? Port
    {
        get => File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), CultureInfo.InvariantCulture, out var port) ? port : null;
        set => File.WriteAllText(PortFile, value?.ToString(CultureInfo.InvariantCulture));
    }

    private string PortFile => Path.Combine(Root, "port");

    /// <summary>
    /// Makes the directory where it is missing and takes its lock; throws <see cref="PrivatePostgresFailed"/> when another process has it.
    /// </summary>
    public static async Task<ClusterDirectory> OpenAsync(string wanted, ILogger logger, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(wanted);
        try
        {
            var account = await PostgresAccount.ForAsync(Path.Combine(root, "data"), cancellationToken);
            Create(root, account);
            if (!await account.ReachesAsync(root, cancellationToken))
            {
                root = await ReachableAsync(root, account, logger, cancellationToken);
                account = await PostgresAccount.ForAsync(Path.Combine(root, "data"), cancellationToken);
            }

            return new(root, account, Lock(root));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Win32Exception)
        {
            throw new PrivatePostgresFailed(
                $"The directory {root} for PostgreSQL's data can't be written ({failure.Message.TrimEnd('.')}): make it writable, or set Commissioner:DataDirectory to another one.",
                failure
            );
        }
    }

    /// <summary>On which port, by which password, the server of a directory answers that another process holds; null where none does.</summary>
    public static (int Port, string Password)? Running(string wanted)
    {
        var root = Path.GetFullPath(wanted);
        foreach (var place in new[] { root, Elsewhere(root) })
        {
            if (PostmasterFile.Read(Path.Combine(place, "data")) is { IsReady: true, Port: { } port } file && file.IsAlive())
            {
                return (port, File.ReadAllText(Path.Combine(place, "password")));
            }
        }

        return null;
    }

    /// <summary>Gives a new cluster's password a file that only its owner reads.</summary>
    public async Task<string> NewPasswordAsync(CancellationToken cancellationToken)
    {
        var password = RandomNumberGenerator.GetHexString(40, lowercase: true);
        File.Delete(PasswordFile);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var file = new StreamWriter(PasswordFile, options))
        {
            await file.WriteAsync(password);
        }

        // initdb reads it.
        await Account.OwnAsync(PasswordFile, cancellationToken);
        return password;
    }

    /// <summary>The password that the existing data was made with.</summary>
    public string Password() =>
        File.Exists(PasswordFile)
            ? File.ReadAllText(PasswordFile)
            : throw new PrivatePostgresFailed(
                $"{PasswordFile}, which opens the data in {Data}, is missing: put it back, or remove {Data} to begin anew."
            );

    /// <summary>Removes a directory and all below it, if it is there.</summary>
    public static void Remove(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static void Create(string root, PostgresAccount account)
    {
        if (Directory.Exists(root))
        {
            return;
        }

        Directory.CreateDirectory(root);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            File.SetUnixFileMode(root, account.Name is null ? Own : Own | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    private static async Task<string> ReachableAsync(
        string wanted,
        PostgresAccount account,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        // Going elsewhere would look like lost data.
        if (Directory.Exists(Path.Combine(wanted, "data")))
        {
            throw new PrivatePostgresFailed(
                $"The account {account.Name}, which PostgreSQL runs as, can't reach its data in {wanted}: allow it to (chmod o+x on the directories above), or start the application as the data's owner."
            );
        }

        var reachable = Elsewhere(wanted);
        Create(reachable, account);
        // Everybody may write to /var/tmp: what lies there under our name need not be ours.
        if (new DirectoryInfo(reachable).LinkTarget is not null || await PostgresAccount.OwnerAsync(reachable, cancellationToken) != "root")
        {
            throw new PrivatePostgresFailed(
                $"{reachable} belongs to somebody else: remove it, or set Commissioner:DataDirectory to a directory that the account {account.Name} can reach."
            );
        }

        logger.LogInformation(
            "PostgreSQL runs as {Account}, who can't reach {Wanted}: its data is in {Reachable}",
            account.Name,
            wanted,
            reachable
        );
        return reachable;
    }

    private static string Elsewhere(string wanted) =>
        "/var/tmp/commissioner-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..12];

    // The system frees the lock when the process ends, however it ends.
    private static FileStream Lock(string root)
    {
        var holder = Path.Combine(root, "holder");
        try
        {
            var taken = new FileStream(Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return taken;
        }
        catch (IOException failure) when (failure.HResult is Linux or MacOs or Windows)
        {
            throw new PrivatePostgresFailed(
                $"The PostgreSQL data in {root} is already in use by process {(File.Exists(holder) ? File.ReadAllText(holder) : "unknown")}: stop that, or set Commissioner:DataDirectory to another directory.",
                failure
            );
        }
    }

    // EWOULDBLOCK of flock, ERROR_SHARING_VIOLATION.
    private const int Linux = 11;
    private const int MacOs = 35;
    private const int Windows = unchecked((int)0x80070020);
}
