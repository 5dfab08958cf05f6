using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Doctor;
using Commissioner.App.Jobs;
using Commissioner.App.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commissioner.App.Tests.Hosting;

/// <summary>The doctor finds what breaks, names it, and says what to do; of what is well it says that.</summary>
public sealed class DoctorTests
{
    private static readonly string[] Unset = ["public address", "virus scanner"];
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Settle()
    {
        _app = await TestApp.StartAsync();
        await RunJobsAsync();
    }

    [OneTimeTearDown]
    public async Task Leave() => await _app.DisposeAsync();

    [Test]
    public async Task What_is_well_is_said_to_be()
    {
        var checks = await LookAsync(_app.Services);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(checks.Where(c => c.How != Found.Ok).Select(c => c.What), Is.EqualTo(Unset), string.Join('\n', checks));
            Assert.That(
                checks.Select(c => c.What),
                Is.SupersetOf(["clock", "time zone", "calendar", "connections", "migrations", "encryption", "field-keys", "disk", "jobs"])
            );
        }

        using StringWriter said = new();
        Assert.That(await DoctorCommand.TellAsync(checks, said), Is.Zero);
        Assert.That(said.ToString().Trim().Split('\n'), Has.Length.EqualTo(checks.Count));
    }

    [Test]
    public async Task A_clock_that_is_wrong_is_found()
    {
        var node = _app.StartNode(new Dictionary<string, string> { [TestApp.Shift] = "00:10:00" });
        Fails(await LookAsync(node), "clock", "600 s ahead");
        await _app.EndNodeAsync(node);
    }

    [Test]
    public async Task More_connections_than_the_server_has_are_found()
    {
        var node = _app.StartNode(
            new Dictionary<string, string> { ["ConnectionStrings:Commissioner"] = _app.ConnectionString + ";Maximum Pool Size=1000" }
        );
        Fails(await LookAsync(node), "connections", "(1000 + 20)");
        await _app.EndNodeAsync(node);
    }

    [Test]
    public async Task A_missing_migration_a_year_without_holidays_and_jobs_that_stand_still_are_found()
    {
        await using var app = await TestApp.StartAsync();
        Assert.That((await LookAsync(app.Services)).Single(c => c.What == "jobs").Seen, Is.EqualTo("none has ever run"));
        var runner = app.Services.GetRequiredService<JobRunner>();
        foreach (var job in Schedule.Jobs.Where(j => j.At is null))
        {
            await runner.RunAsync(job, CancellationToken.None);
        }

        // A park of today has not seen its night.
        Assert.That(
            (await LookAsync(app.Services)).Single(c => c.What == "jobs").ToString(),
            Does.StartWith("WARN").And.Contain("erase-expired have never run yet")
        );
        foreach (var job in Schedule.Jobs.Where(j => j.At is not null))
        {
            await runner.RunAsync(job, CancellationToken.None);
        }

        app.Clock.MoveTo(TestApp.Monday.AddHours(2));
        Fails(await LookAsync(app.Services), "jobs", "sweep-deadlines");
        app.Clock.MoveTo(new(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        Assert.That(
            (await LookAsync(app.Services)).Single(c => c.What == "calendar").ToString(),
            Does.StartWith("WARN").And.Contain("2027")
        );
        app.Clock.MoveTo(new(2027, 1, 4, 9, 0, 0, TimeSpan.FromHours(8)));
        Fails(await LookAsync(app.Services), "calendar", "2027 has no notice of holidays");
        await app.ExecuteAsync("DELETE FROM migrations");
        Fails(await LookAsync(app.Services), "migrations", "1 are pending");
    }

    [Test]
    public async Task An_address_gateways_and_a_scanner_that_do_not_answer_as_they_should_are_found()
    {
        await using var site = await SiteAsync();
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        var node = _app.StartNode(
            new Dictionary<string, string>
            {
                ["Commissioner:PublicAddress"] = site.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal),
                ["Commissioner:VirusScanner"] = "127.0.0.1:1",
                ["Commissioner:Mail:Host"] = "127.0.0.1",
                ["Commissioner:Mail:Port"] = "1",
                ["Commissioner:Mail:From"] = "park@example.com",
                ["Commissioner:Robots:greens:Address"] =
                    $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}/robot?key=shili-secret",
            }
        );
        var checks = await LookAsync(node);
        Fails(checks, "certificate", "browsers refuse it");
        Fails(checks, "proxy", "does not know that it is asked by https");
        Fails(checks, "virus scanner", "does not answer");
        Fails(checks, "mail", "127.0.0.1:1 is not reached");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(checks.Single(c => c.What == "robot greens").How, Is.EqualTo(Found.Ok));
            Assert.That(checks.Single(c => c.What == "public address").How, Is.EqualTo(Found.Ok));
            Assert.That(string.Join('\n', checks), Does.Not.Contain("shili-secret"));
        }

        var settings = node.GetRequiredService<Settings>();
        settings.PublicAddress = "http://park.example";
        Fails(await LookAsync(node), "public address", "is not https");
        settings.PublicAddress = "https://127.0.0.1:1";
        var numbers = await LookAsync(node);
        Assert.That(numbers.Single(c => c.What == "public address").ToString(), Does.StartWith("WARN").And.Contain("passkeys need a name"));
        Assert.That(numbers.Single(c => c.What == "certificate").How, Is.EqualTo(Found.Warn), "it is not reached");
        await _app.EndNodeAsync(node);
    }

    [Test]
    public void A_directory_for_everybody_and_keys_that_are_gone_or_are_read_by_others_are_found()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows keeps its rights elsewhere");
            return;
        }

        var home = Directory.CreateTempSubdirectory("commissioner-doctor-").FullName;
        Settings settings = new() { DataDirectory = home, FieldKeys = Path.Combine(home, "field-keys") };
        Fails(DoctorCommand.LookAtFiles(settings), "field-keys", "is not there");
        File.WriteAllText(settings.FieldKeys, "示例");
        File.SetUnixFileMode(settings.FieldKeys, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Fails(DoctorCommand.LookAtFiles(settings), "field-keys", "may read");
        var owner = File.GetUnixFileMode(home);
        File.SetUnixFileMode(home, owner | UnixFileMode.OtherRead);
        Assert.That(DoctorCommand.LookAtFiles(settings).Single(c => c.What == "data directory").How, Is.EqualTo(Found.Warn));
        File.SetUnixFileMode(home, owner | UnixFileMode.OtherWrite);
        Fails(DoctorCommand.LookAtFiles(settings), "data directory", "everybody may write");
        Fails(DoctorCommand.LookAtFiles(new Settings { DataDirectory = "/proc/commissioner" }), "data directory", "can't be written");
        Directory.Delete(home, recursive: true);
    }

    [Test]
    public async Task The_command_makes_no_keys_in_place_of_those_that_are_gone()
    {
        var home = Directory.CreateTempSubdirectory("commissioner-doctor-").FullName;
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "commissioner.dll"),
                    "doctor",
                    $"--Commissioner:DataDirectory={home}",
                    $"--Commissioner:FieldKeys={home}/field-keys",
                ]
            )
            {
                RedirectStandardOutput = true,
                Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(output, Does.Contain("FAIL  field-keys"));
            Assert.That(process.ExitCode, Is.EqualTo(1));
            Assert.That(Directory.EnumerateFileSystemEntries(home), Is.Empty);
        }

        Directory.Delete(home, recursive: true);
    }

    private static Task<IReadOnlyList<Check>> LookAsync(IServiceProvider services) =>
        DoctorCommand.LookAsync(services, CancellationToken.None);

    private static void Fails(IReadOnlyList<Check> checks, string what, string seen) =>
        Assert.That(
            checks.SingleOrDefault(c => c.What == what)?.ToString(),
            Does.StartWith("FAIL").And.Contain(seen),
            string.Join('\n', checks)
        );

    private async Task RunJobsAsync()
    {
        foreach (var job in Schedule.Jobs)
        {
            await _app.Services.GetRequiredService<JobRunner>().RunAsync(job, CancellationToken.None);
        }
    }

    // A site by https whose certificate no browser knows, in front of an application that does not believe its proxy.
    private static async Task<WebApplication> SiteAsync()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(
            now.AddDays(-1),
            now.AddDays(90)
        );
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        var site = builder.Build();
        site.MapGet("/health/live", () => Results.Ok());
        await site.StartAsync();
        return site;
    }
}
