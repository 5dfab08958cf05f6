using System.Data.Common;
using System.Net.Sockets;
using Commissioner.App.Jobs;
using Commissioner.Data.Providers;
using Commissioner.PrivatePostgres;
using Microsoft.AspNetCore.Connections;

namespace Commissioner.App.Hosting;

/// <summary>What an installation decides, under <c>Commissioner:</c>.</summary>
public sealed class Settings
{
    public Engine Database { get; set; } = Engine.Postgres;

    /// <summary>Where everything that is kept lies; empty for a folder beside the user's other data.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>The file of the keys by which personal data is encrypted in the database; empty for <c>field-keys</c> in the directory.</summary>
    public string FieldKeys { get; set; } = "";

    /// <summary>Where the private PostgreSQL's programs lie; empty to look for them.</summary>
    public string PostgresBinaries { get; set; } = "";

    /// <summary>A fixed port of the private PostgreSQL; null takes a free one.</summary>
    public int? PostgresPort { get; set; }

    /// <summary><c>System</c>, or <c>Simulated</c> in Development.</summary>
    public string Clock { get; set; } = "System";

    /// <summary>
    /// Whether the node runs jobs; <c>false</c> for one that only answers requests. Of several nodes at least one must run them.
    /// </summary>
    public bool RunsJobs { get; set; } = true;

    /// <summary>How many requests work at once; null for two thirds of the pool of connections, which fits it.</summary>
    public int? AtOnce { get; set; }

    /// <summary>Addresses of the proxies in front, beside those on this host.</summary>
    public IReadOnlyList<string> Proxies { get; set; } = [];

    public EngineTimes Times { get; set; } = new();

    /// <summary>Under which address people reach the application, <c>https://…</c>: what links in messages begin with.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>Who messages are from, as their heading says; empty for the office's general name.</summary>
    public string Signature { get; set; } = "";

    public Features.Hotline.Calls.CallSettings Calls { get; set; } = new();

    public Features.Audit.AuditSettings Audit { get; set; } = new();

    public Security.LimitSettings Limits { get; set; } = new();

    public Features.Views.UnusualSettings Unusual { get; set; } = new();

    public Features.Privacy.PrivacySettings Privacy { get; set; } = new();

    /// <summary>
    /// Where ClamAV's daemon listens, <c>127.0.0.1:3310</c> or its socket's path: every file that comes from outside is scanned. Empty for none.
    /// </summary>
    public string VirusScanner { get; set; } = "";

    /// <summary>How long a file may take to be scanned; after that it is refused.</summary>
    public TimeSpan VirusScannerWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Fill an empty database with the demo park. Development only.</summary>
    public bool? Demo { get; set; }

    /// <summary>
    /// Whether roles that decide over others need an authenticator; <c>Optional</c> in Development, where the demo signs in by one press,
    /// and <c>Required</c> elsewhere, unless it says otherwise.
    /// </summary>
    public Security.Asked? SecondFactor { get; set; }

    /// <summary>By whose word people sign in beside their passwords.</summary>
    public Features.SingleSignOn.SingleSignOnSettings SingleSignOn { get; set; } = new();

    /// <summary>The key of AutoMapper's commercial licence, where one is held.</summary>
    public string AutoMapperLicense { get; set; } = "";

    /// <summary>The file that <see cref="FieldKeys"/> means.</summary>
    public string FieldKeysFile => FieldKeys.Length > 0 ? Path.GetFullPath(FieldKeys) : Path.Combine(Home, "field-keys");

    /// <summary>The folder that <see cref="DataDirectory"/> means.</summary>
    public string Home =>
        DataDirectory.Length > 0
            ? Path.GetFullPath(DataDirectory)
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
                    is { Length: > 0 } local
                    ? local
                    : Path.GetTempPath(),
                "commissioner"
            );
}

/// <summary>Thrown at start when the application can't run as configured; its message is one clear line.</summary>
public sealed class CannotStart(string message) : Exception(message)
{
    /// <summary>The one line that says why the application did not start; null for a fault of ours, which deserves its stack.</summary>
    public static string? Why(Exception exception) =>
        exception switch
        {
            CannotStart or PrivatePostgresFailed => exception.Message,
            // EF Core's advice to try again, around what it is about.
            InvalidOperationException { InnerException: DbException inner } => Why(inner),
            IOException { InnerException: AddressInUseException } =>
                $"{exception.Message.TrimEnd('.')}: end what listens there, or choose another address with --urls.",
            DbException { IsTransient: true } or DbException { InnerException: SocketException or TimeoutException } =>
                $"The database server of ConnectionStrings:Commissioner does not answer: {exception.Message}",
            // PostgreSQL's codes: wrong password, no such role, no such database, no right.
            DbException { SqlState: "28P01" or "28000" or "3D000" or "42501" } =>
                $"The database server of ConnectionStrings:Commissioner refuses: {exception.Message}",
            _ => null,
        };
}
