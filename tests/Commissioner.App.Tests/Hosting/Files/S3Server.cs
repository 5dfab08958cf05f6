using System.Diagnostics;
using Commissioner.App.Hosting.Files;
using Commissioner.App.Tests.Conventions;

namespace Commissioner.App.Tests.Hosting.Files;

/// <summary>A storage on this machine that speaks S3, npm's s3rver: a process of its own, which may be away for a while.</summary>
internal sealed class S3Server : IDisposable
{
    private const string Listening = "S3rver listening on ";
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Product.App, "../../tests/s3"));

    private readonly string _data = Directory.CreateTempSubdirectory("commissioner-s3-").FullName;
    private Process? _process;
    private string _port = "0";

    /// <summary>What opens it; it does not look whether a request was signed by it.</summary>
    public const string Secret = "never-to-be-shown";

    /// <summary>Installs it where it is not yet, and starts it; without npm or its registry the tests are skipped, and say why.</summary>
    public static async Task<S3Server> StartAsync()
    {
        var (restored, locked) = (Path.Combine(Folder, "node_modules/.restored"), Path.Combine(Folder, "package-lock.json"));
        if (!File.Exists(restored) || File.GetLastWriteTimeUtc(restored) < File.GetLastWriteTimeUtc(locked))
        {
            await InstallAsync();
            await File.WriteAllTextAsync(restored, "");
        }

        var server = new S3Server();
        await server.ComeAsync();
        return server;
    }

    /// <summary>The settings of a node that keeps its files in a folder of it.</summary>
    public Dictionary<string, string> Settings(string folder)
    {
        var its = Of(folder);
        return new()
        {
            ["Commissioner:Files:S3:Endpoint"] = its.Endpoint,
            ["Commissioner:Files:S3:Bucket"] = its.Bucket,
            ["Commissioner:Files:S3:AccessKey"] = its.AccessKey,
            ["Commissioner:Files:S3:SecretKey"] = its.SecretKey,
            ["Commissioner:Files:S3:Prefix"] = its.Prefix,
        };
    }

    /// <summary>The same, as they are read.</summary>
    public S3Settings Of(string folder) =>
        new()
        {
            Endpoint = $"http://127.0.0.1:{_port}",
            Bucket = "commissioner",
            AccessKey = "S3RVER",
            SecretKey = Secret,
            Prefix = folder,
        };

    /// <summary>It comes, or comes back where it was, with what it had.</summary>
    public async Task ComeAsync()
    {
        _process = Process.Start(
            new ProcessStartInfo(
                "node",
                [
                    Path.Combine(Folder, "node_modules/s3rver/bin/s3rver.js"),
                    "--silent",
                    "--directory",
                    _data,
                    "--address",
                    "127.0.0.1",
                    "--port",
                    _port,
                    "--configure-bucket",
                    "commissioner",
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                _port = line.Split(':')[^1];
                return;
            }
        }

        throw new InvalidOperationException("s3rver ended before it listened.");
    }

    /// <summary>It goes, in the middle of whatever it does.</summary>
    public void Go()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is not null)
        {
            Go();
        }

        Directory.Delete(_data, recursive: true);
    }

    private static async Task InstallAsync()
    {
        try
        {
            using var npm = Process.Start(
                new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
                {
                    WorkingDirectory = Folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var output = npm.StandardOutput.ReadToEndAsync();
            var error = await npm.StandardError.ReadToEndAsync();
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
            {
                Assert.Ignore($"s3rver is not installed, and npm does not bring it: {error.Trim()} {(await output).Trim()}");
            }
        }
        catch (System.ComponentModel.Win32Exception none)
        {
            Assert.Ignore($"There is no npm to bring s3rver: {none.Message}");
        }
    }
}
