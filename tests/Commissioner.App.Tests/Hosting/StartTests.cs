using System.Diagnostics;
using System.Net.Http.Json;
using Commissioner.App.Tests.Harness;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Hosting;

/// <summary>What keeps the application from starting is one clear line.</summary>
public sealed class StartTests
{
    [TestCase("refused in Production", "--Commissioner:Demo=true")]
    [TestCase("refused in Production", "--Commissioner:Clock=Simulated")]
    [TestCase("needs ConnectionStrings:Commissioner", "--Commissioner:Database=SqlServer")]
    [TestCase("whole number, 184 to 36500", "--Commissioner:Audit:KeepDays=183")]
    [TestCase("is Commissioner:Proxies:0 meant?", "--Commissioner:Proxis:0=10.0.0.1")]
    [TestCase("Commissioner:Mail:Port has no value that it can have: whole number, 1 to 65535.", "--Commissioner:Mail:Port=shili-secret")]
    [TestCase("does not answer", "migrate", "--ConnectionStrings:Commissioner=Host=127.0.0.1;Port=1;Username=x;Password=x")]
    [TestCase("can't be read", "--ConnectionStrings:Commissioner=Host=127.0.0.1;Pasword=示例")]
    [TestCase("can't be read", "--ConnectionStrings:Commissioner=nonsense")]
    [TestCase("refused in Staging", "--Commissioner:Demo=true", "--environment=Staging")]
    [TestCase("refused in Staging", "--Commissioner:Clock=Simulated", "--environment=Staging")]
    [TestCase("the folder of the backup is missing", "backup")]
    [TestCase("is no backup", "restore", "/proc")]
    [TestCase("SQL Server backs its databases up itself", "restore", "/proc", "--Commissioner:Database=SqlServer")]
    [TestCase("can't be written", "--Commissioner:DataDirectory=/proc/commissioner", "--ConnectionStrings:Commissioner=Host=127.0.0.1")]
    [TestCase("can't be written", "--Commissioner:DataDirectory=/proc/commissioner")]
    public async Task What_cannot_be_is_one_line_and_ends_with_one(string said, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "commissioner.dll"), .. arguments])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = (await process.StandardError.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error, Does.Contain(said).And.Not.Contain("\n"));
            Assert.That(process.ExitCode, Is.EqualTo(1));
            Assert.That(await output, Is.Empty);
        }
    }

    [Test]
    public async Task A_database_of_an_older_version_or_of_a_stranger_is_one_line()
    {
        var connection = await TestCluster.CreateDatabaseAsync();
        try
        {
            var directory = $"--Commissioner:DataDirectory={Path.Combine(TestContext.CurrentContext.WorkDirectory, "start")}";
            await What_cannot_be_is_one_line_and_ends_with_one(
                "run commissioner migrate",
                $"--ConnectionStrings:Commissioner={connection}",
                directory
            );
            await What_cannot_be_is_one_line_and_ends_with_one(
                "refuses",
                $"--ConnectionStrings:Commissioner={new Npgsql.NpgsqlConnectionStringBuilder(connection) { Password = "wrong" }.ConnectionString}",
                directory
            );
            await What_cannot_be_is_one_line_and_ends_with_one(
                "refuses",
                "migrate",
                $"--ConnectionStrings:Commissioner={new Npgsql.NpgsqlConnectionStringBuilder(connection) { Username = "nobody" }.ConnectionString}",
                directory
            );
        }
        finally
        {
            await TestCluster.DropDatabaseAsync(connection);
        }
    }

    [Test]
    public async Task Two_that_migrate_where_no_database_is_yet_both_end_well()
    {
        Scale.LeaveToTheNight("processes of its own; here tests/contract/from-nothing migrates twice at once");
        var there = await TestCluster.CreateDatabaseAsync();
        await TestCluster.DropDatabaseAsync(there);
        try
        {
            var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => MigrateAsync(there, i)));
            Assert.That(both, Is.EqualTo(new[] { (0, ""), (0, "") }));
            await using var db = TestApp.Open(Commissioner.Data.Providers.Engine.Postgres, there);
            Assert.That(await db.Database.GetPendingMigrationsAsync(), Is.Empty);
        }
        finally
        {
            await TestCluster.DropDatabaseAsync(there);
        }

        static async Task<(int Code, string Error)> MigrateAsync(string connection, int node)
        {
            var home = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"migrate-{node}");
            using var process = Process.Start(
                new ProcessStartInfo(
                    "dotnet",
                    [
                        Path.Combine(AppContext.BaseDirectory, "commissioner.dll"),
                        "migrate",
                        $"--ConnectionStrings:Commissioner={connection}",
                        $"--Commissioner:DataDirectory={home}",
                    ]
                )
                {
                    RedirectStandardError = true,
                    Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
                }
            )!;
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, error);
        }
    }

    [TestCase("Production")]
    [TestCase("Staging")]
    public async Task Outside_Development_there_is_no_clock_to_move_no_job_to_press_and_no_demo(string environment)
    {
        await using var app = await TestApp.StartAsync();
        var directory = Directory.CreateTempSubdirectory("commissioner-start-");
        await using (
            var other = new WebApplicationFactory<Program>().WithWebHostBuilder(b =>
                b.UseEnvironment(environment)
                    .UseSetting("ConnectionStrings:Commissioner", app.ConnectionString)
                    .UseSetting("Commissioner:DataDirectory", directory.FullName)
                    .ConfigureTestServices(Node.KeepHangfireSilent)
            )
        )
        {
            using var http = other.CreateClient(new() { AllowAutoRedirect = false });
            using (Assert.EnterMultipleScope())
            {
                foreach (var path in new[] { "/dev/clock", "/dev/jobs", "/dev/jobs/react", "/demo" })
                {
                    using var read = await http.GetAsync(path);
                    using var pressed = await http.PostAsync(path, JsonContent.Create(new { advance = "PT1H" }));
                    // What is not there asks a stranger to sign in first, as everything does.
                    Assert.That((int)read.StatusCode, Is.AnyOf(302, 404), path);
                    Assert.That((int)pressed.StatusCode, Is.AnyOf(302, 400, 404), path);
                }

                Assert.That(
                    other
                        .Services.GetRequiredService<EndpointDataSource>()
                        .Endpoints.OfType<RouteEndpoint>()
                        .Select(e => e.RoutePattern.RawText!.TrimStart('/')),
                    Has.Some.StartsWith("api/v1/").And.None.StartsWith("dev")
                );
                Assert.That(await http.GetStringAsync("/sign-in"), Does.Not.Contain("/demo"));
            }
        }

        directory.Delete(recursive: true);
    }

    [Test]
    public async Task The_simulated_clock_moves_by_a_duration_or_to_an_instant_and_refuses_what_is_neither()
    {
        await using var app = await TestApp.StartAsync(
            settings: new Dictionary<string, string>
            {
                [TestApp.Machine] = "runs",
                [TestApp.In] = "Development",
                ["Commissioner:Clock"] = "Simulated",
                ["Commissioner:Demo"] = "false",
            }
        );
        app.Clock.MoveTo(TestApp.Monday);
        using var http = app.Client();
        async Task<Answer> MoveAsync(object move)
        {
            using var response = await http.PostAsync("/dev/clock", JsonContent.Create(move));
            return await Answer.ReadAsync(response);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await MoveAsync(new { advance = "PT4H" })).At("now"), Is.EqualTo(TestApp.Monday.AddHours(4)));
            Assert.That((await MoveAsync(new { to = "2026-02-13T09:00:00+08:00" })).At("now"), Is.EqualTo(TestApp.At("02-13 09:00")));
            Assert.That((await MoveAsync(new { advance = "4 hours" })).Status, Is.EqualTo(422));
            Assert.That((await MoveAsync(new { advance = "P9999999D" })).Status, Is.EqualTo(422));
            Assert.That((await MoveAsync(new { to = "tomorrow" })).Status, Is.EqualTo(422));
            Assert.That((await MoveAsync(new { })).At("now"), Is.EqualTo(TestApp.At("02-13 09:00")));
            using var unknown = await http.PostAsync("/dev/jobs/nonsense", null);
            Assert.That((int)unknown.StatusCode, Is.EqualTo(404));
        }
    }
}
