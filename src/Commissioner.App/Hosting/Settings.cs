using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using System.Net.Sockets;
using Commissioner.App.Hosting.Configuring;
using Commissioner.App.Jobs;
using Commissioner.Data.Providers;
using Commissioner.PrivatePostgres;
using Microsoft.AspNetCore.Connections;

namespace Commissioner.App.Hosting;

/// <summary>What an installation decides, under <c>Commissioner:</c>.</summary>
public sealed class Settings
{
    [Description("The engine of the database server.")]
    public Engine Database { get; set; } = Engine.Postgres;

    [Description(
        "Where everything that is kept lies: the private database, attachments, recordings, keys. Empty for a folder "
            + "beside the user's other data."
    )]
    [Is(Shape.Folder)]
    public string DataDirectory { get; set; } = "";

    [Description(
        "The file of the keys by which personal data is encrypted in the database; empty for field-keys in the data "
            + "directory, made at the first start."
    )]
    [Is(Shape.File)]
    public string FieldKeys { get; set; } = "";

    public Files.FileSettings Files { get; set; } = new();

    [Description("Where the private PostgreSQL's programs lie; empty to look for them.")]
    [Is(Shape.Folder)]
    public string PostgresBinaries { get; set; } = "";

    [Description("A fixed port of the private PostgreSQL; left out, a free one.")]
    [Range(1, 65535)]
    public int? PostgresPort { get; set; }

    [Description("Simulated is moved by hand, in Development alone.")]
    [AllowedValues("System", "Simulated")]
    public string Clock { get; set; } = "System";

    [Description("Whether the node runs jobs; false for one that only answers requests. Of several nodes at least one must run them.")]
    public bool RunsJobs { get; set; } = true;

    [Description("How many requests work at once; left out, two thirds of the pool of connections.")]
    [Range(1, int.MaxValue)]
    public int? AtOnce { get; set; }

    [Description(
        "For how many seconds a node that is stopping still takes requests, while /health/ready is 503: so long a balancer in front may "
            + "need to notice. 0 where there is none."
    )]
    [Range(0, 300)]
    public int DrainSeconds { get; set; }

    [Description("Addresses of the proxies in front, beside those on this host.")]
    [Is(Shape.Machine)]
    public IReadOnlyList<string> Proxies { get; set; } = [];

    [Description(
        "Other sites whose pages may call the API from their users' browsers (CORS), by the token or key that they send; empty for none."
    )]
    [Is(Shape.Site)]
    public IReadOnlyList<string> Origins { get; set; } = [];

    public EngineTimes Times { get; set; } = new();

    public Watching.WatchSettings Watch { get; set; } = new();

    [Description("How the log is written: Text for people, Json for programs, a line each, with the trace that it belongs to.")]
    public Watching.LogFormat LogFormat { get; set; }

    [Description(
        "Under which address people reach the application: links in messages begin with it, and passkeys are made for " + "its host."
    )]
    [Is(Shape.PublicAddress)]
    public string PublicAddress { get; set; } = "";

    [Description("Who messages are from, as their heading says; empty for the office's general name.")]
    public string Signature { get; set; } = "";

    public Features.Hotline.Calls.CallSettings Calls { get; set; } = new();

    public Features.Audit.AuditSettings Audit { get; set; } = new();

    public Security.LimitSettings Limits { get; set; } = new();

    public Features.Views.UnusualSettings Unusual { get; set; } = new();

    public Features.Privacy.PrivacySettings Privacy { get; set; } = new();

    [Description(
        "Where ClamAV's daemon listens, 127.0.0.1:3310 or its socket's path: every file that comes from outside is "
            + "scanned. Empty for none."
    )]
    [Is(Shape.Scanner)]
    public string VirusScanner { get; set; } = "";

    [Description("How long a file may take to be scanned; after that it is refused.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan VirusScannerWithin { get; set; } = TimeSpan.FromSeconds(30);

    [Description(
        "How often all departments together may plan to visit an enterprise in a quarter; one more needs a reason and the service "
            + "office's decision. What the enterprise asks for does not count."
    )]
    [Range(0, 90)]
    public int VisitsAQuarter { get; set; } = 1;

    [Description("Fill an empty database with the demo park. Development only.")]
    public bool? Demo { get; set; }

    [Description(
        "Whether roles that decide over others need an authenticator; left out, Optional in Development, where the "
            + "demo signs in by one press, and Required elsewhere."
    )]
    public Security.Asked? SecondFactor { get; set; }

    /// <summary>By whose word people sign in beside their passwords.</summary>
    public Features.SingleSignOn.SingleSignOnSettings SingleSignOn { get; set; } = new();

    [Description("The key of AutoMapper's commercial licence, where one is held.")]
    [Is(Shape.Secret)]
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
            Files.FilesAway away =>
                $"The storage of Commissioner:Files:S3 does not do what it is asked ({away.Why}): commissioner doctor says more.",
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
