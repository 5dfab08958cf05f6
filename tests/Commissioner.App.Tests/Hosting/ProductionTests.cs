using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Hangfire;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Tests.Hosting;

/// <summary>What a host is composed of that starts with nothing but what an installation sets: as it runs, not as tests start it.</summary>
public sealed class ProductionTests
{
    private TestApp _settled = null!;
    private string _directory = null!;

    [OneTimeSetUp]
    public async Task Settle()
    {
        _settled = await TestApp.StartAsync();
        _directory = Directory.CreateTempSubdirectory("commissioner-production-").FullName;
    }

    [OneTimeTearDown]
    public async Task Leave()
    {
        await _settled.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Everybodys_time_is_the_databases(bool runsJobs)
    {
        await using var host = Host(runsJobs);
        var clock = host.Services.GetRequiredService<DatabaseClock>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(host.Services.GetRequiredService<TimeProvider>(), Is.SameAs(clock));
            Assert.That(host.Services.GetRequiredService<MachineClock>().Time, Is.SameAs(TimeProvider.System));
            Assert.That(
                host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Sessions.Cookie).TimeProvider,
                Is.SameAs(clock)
            );
            Assert.That(
                host.Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(Sessions.Bearer).TimeProvider,
                Is.SameAs(clock)
            );
        }
    }

    [Test]
    public async Task What_runs_in_it_and_what_it_answers_is_agreed_on()
    {
        List<string> said = [];
        foreach (var runsJobs in new[] { true, false })
        {
            await using var host = Host(runsJobs);
            said.Add(runsJobs ? "# a node that runs jobs" : "# a node that only answers");
            said.AddRange(
                host.Services.GetServices<IHostedService>()
                    .Select(s => s.GetType())
                    // The framework's own are its affair.
                    .Where(t => !t.Namespace!.StartsWith("Microsoft.", StringComparison.Ordinal))
                    .Select(t => $"runs {t.FullName}")
            );
            var limits = host.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;
            said.Add($"takes bodies of {limits.Limits.MaxRequestBodySize} bytes");
            said.Add($"names its server {limits.AddServerHeader}");
            var forwarded = host.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
            said.Add(
                $"believes {forwarded.ForwardedHeaders} of {string.Join(' ', forwarded.KnownProxies)} {string.Join(' ', forwarded.KnownIPNetworks)}"
            );
            using var http = host.CreateClient(new() { AllowAutoRedirect = false });
            using var page = await http.GetAsync("/sign-in");
            said.AddRange(
                page.Headers.Concat(page.Content.Headers)
                    .Where(h => h.Key is not ("Set-Cookie" or "Content-Length"))
                    .OrderBy(h => h.Key)
                    .Select(h => $"/sign-in {h.Key}: {string.Join(", ", h.Value)}")
            );
            said.AddRange(
                page.Headers.GetValues("Set-Cookie")
                    .Select(c => "/sign-in sets " + string.Join(';', c.Split(';').Select((p, i) => i == 0 ? p.Split('=')[0] : p)))
            );
        }

        Snapshot.Match("production", string.Join('\n', said));
    }

    [Test]
    public async Task What_lives_shorter_is_not_held_by_what_lives_longer()
    {
        await using var host = Host(true);
        Assert.That(() => host.Services.GetRequiredService<CommissionerDb>(), Throws.InvalidOperationException);
    }

    [Test]
    public async Task The_engine_remembers_in_a_schema_of_its_own_on_the_same_database()
    {
        await using var host = Host(true);
        Assert.That(
            host.Services.GetRequiredService<JobStorage>().ToString(),
            Does.Contain("Schema: hangfire").And.Not.Contain("Password")
        );
    }

    [Test]
    public async Task What_the_tests_start_differs_by_the_engines_pause_alone()
    {
        await using var host = Host(true);
        var paused = Types(_settled.Services).ToList();
        var running = Types(host.Services).ToList();
        Assert.That(running.Except(paused).Select(t => t.Name), Is.EquivalentTo(TestApp.Pulling));
        Assert.That(paused.Except(running), Is.Empty);
        Assert.That(
            _settled.Services.GetRequiredService<IServer>().GetType(),
            Is.EqualTo(host.Services.GetRequiredService<IServer>().GetType())
        );

        static IEnumerable<Type> Types(IServiceProvider services) =>
            services.GetServices<IHostedService>().Select(s => s.GetType()).Distinct();
    }

    private WebApplicationFactory<Program> Host(bool runsJobs) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(b =>
            b.UseEnvironment("Production")
                .UseSetting("ConnectionStrings:Commissioner", _settled.ConnectionString)
                .UseSetting("Commissioner:DataDirectory", _directory)
                .UseSetting("Commissioner:RunsJobs", runsJobs ? "true" : "false")
                .ConfigureTestServices(Node.KeepHangfireSilent)
        );
}
