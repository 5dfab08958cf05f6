using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.RegularExpressions;
using Commissioner.App.Hosting;

namespace Commissioner.Browser.Tests;

/// <summary>The application as a newcomer starts it: a process of its own, with its private PostgreSQL and the demo park.</summary>
internal sealed partial class RunningApp : IAsyncDisposable
{
    /// <summary>What an exchange marks its events with.</summary>
    public const string Secret = "example-secret";

    private readonly string _directory = Directory.CreateTempSubdirectory("commissioner-browser-").FullName;
    private Process _process = null!;

    public Uri Address { get; private set; } = null!;

    public static async Task<RunningApp> StartAsync()
    {
        var app = new RunningApp();
        if (!OperatingSystem.IsWindows())
        {
            // Its PostgreSQL, which is not root's, reaches it.
            File.SetUnixFileMode(app._directory, (UnixFileMode)0b111_101_101);
        }

        var home = typeof(Settings)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "ProjectDirectory")
            .Value!;
        app._process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "commissioner.dll"),
                    "--contentRoot",
                    home,
                    "--urls",
                    $"http://127.0.0.1:{Free()}",
                    "--Commissioner:DataDirectory",
                    app._directory,
                    "--Commissioner:Calls:Secret",
                    Secret,
                ]
            )
            {
                Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var said = new List<string>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (await app._process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            said.Add(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                app.Address = new Uri(match.Groups[1].Value);
                _ = app._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = app._process.StandardError.ReadToEndAsync(CancellationToken.None);
                return app;
            }
        }

        throw new InvalidOperationException(
            $"The application did not start: {string.Join(Environment.NewLine, said)} {await app._process.StandardError.ReadToEndAsync(CancellationToken.None)}"
        );
    }

    public async ValueTask DisposeAsync()
    {
        Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    // A passkey is made for an address that the application knows before it listens.
    private static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("Now listening on: (http://127.0.0.1:\\d+)")]
    private static partial Regex Listening();
}
