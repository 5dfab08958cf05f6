using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Commissioner.App.Channels;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Commissioner.Domain;
using Hangfire.PostgreSql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commissioner.App.Tests.Harness;

/// <summary>
/// The application on a database, a clock and a directory of its own, with the people of <see cref="World"/> in it. Disposed of, it
/// leaves nothing behind.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    /// <summary>When every test begins unless it says otherwise: a Monday morning before a week without holidays.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The setting that starts the application with its engine running and the product's own clock.</summary>
    public const string Machine = "Commissioner:Tests:Machine";

    /// <summary>The setting that starts it in another environment than Production.</summary>
    public const string In = "Commissioner:Tests:Environment";

    /// <summary>The setting that puts the machine's own clock wrong by this.</summary>
    public const string Shift = "Commissioner:Tests:Shift";

    /// <summary>What looks for work by itself, and is paused unless a test is about it.</summary>
    public static readonly string[] Pulling = ["BackgroundJobServerHostedService", "Timetable", "AtOnce", "Watchdog"];

    private readonly Engine _engine;
    private readonly string _connection;
    private readonly string _directory;
    private readonly Factory _factory;

    private readonly List<Factory> _nodes = [];

    private TestApp(
        Engine engine,
        string connection,
        string directory,
        World world,
        IReadOnlyDictionary<string, string> settings,
        Func<string, string>? through
    )
    {
        (_engine, _connection, _directory, World) = (engine, connection, directory, world);
        _factory = new(engine, through?.Invoke(connection) ?? connection, directory, settings);
    }

    /// <summary>
    /// The SQL Server to test on, from COMMISSIONER_TEST_SQLSERVER: a connection string of somebody who may create databases; null when
    /// there is none.
    /// </summary>
    public static string? SqlServer { get; } =
        Environment.GetEnvironmentVariable("COMMISSIONER_TEST_SQLSERVER") is { Length: > 0 } given ? given : null;

    /// <summary>Both engines; where there is no SQL Server, its test is skipped by its name.</summary>
    public static IEnumerable<TestCaseData> EveryEngine
    {
        get
        {
            yield return new(Engine.Postgres);
            var sqlServer = new TestCaseData(Engine.SqlServer);
            yield return SqlServer is null ? sqlServer.Ignore("COMMISSIONER_TEST_SQLSERVER names no server") : sqlServer;
        }
    }

    /// <summary>Who and what there is.</summary>
    public World World { get; }

    /// <summary>What the application takes for the time.</summary>
    public SimulatedClock Clock => (SimulatedClock)Services.GetRequiredService<TimeProvider>();

    /// <summary>The application's services.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Faults that the application logged: what a 500 does not tell.</summary>
    public IEnumerable<string> Faults => _factory.Faults;

    /// <summary>Text messages that were handed to the carrier: number and text.</summary>
    public IReadOnlyCollection<(string Phone, string Text)> TextMessages => [.. _factory.Carrier.Sent.Select(m => (m.To, m.Text))];

    /// <summary>What takes text messages in place of a carrier.</summary>
    public Carrier Carrier => _factory.Carrier;

    /// <summary>Every line that the application logged, at the levels that it is shipped with.</summary>
    public IEnumerable<string> Logged => _factory.Logged;

    /// <summary>What the application sends its database, counted from now on.</summary>
    public Statements Count()
    {
        _factory.Statements.Take();
        return _factory.Statements;
    }

    /// <summary>The database's connection string, for SQL that the application would never write.</summary>
    public string ConnectionString => _connection;

    /// <summary>
    /// Starts the application at an instant, by default <see cref="Monday"/>; or, with <see cref="Machine"/> among the settings, in
    /// the real time. <paramref name="through"/> may lead its line to the database elsewhere.
    /// </summary>
    public static async Task<TestApp> StartAsync(
        DateTimeOffset? at = null,
        Engine engine = Engine.Postgres,
        IReadOnlyDictionary<string, string>? settings = null,
        Func<string, string>? through = null
    )
    {
        var connection =
            engine == Engine.Postgres
                ? await TestCluster.CreateDatabaseAsync(await TestCluster.EnsureTemplateAsync(c => SettleAsync(engine, c)))
                : $"{SqlServer};Database=commissioner_{Id<World>.New().Value:n}";
        if (engine == Engine.SqlServer)
        {
            await SettleAsync(engine, connection);
        }

        await using var db = Open(engine, connection);
        var app = new TestApp(
            engine,
            connection,
            Directory.CreateTempSubdirectory("commissioner-app-").FullName,
            await World.FindAsync(db),
            settings ?? new Dictionary<string, string>(),
            through
        );
        // Asked for its services the host starts; until then no engine of it runs.
        var services = app.Services;
        if (settings?.ContainsKey(Machine) != true && services.GetRequiredService<TimeProvider>() is SimulatedClock clock)
        {
            clock.MoveTo(at ?? Monday);
        }

        return app;
    }

    /// <summary>Starts it in Development on an empty database, which it fills with the demo park as of <see cref="Monday"/>.</summary>
    public static async Task<TestApp> StartDemoAsync()
    {
        var app = new TestApp(
            Engine.Postgres,
            await TestCluster.CreateDatabaseAsync(),
            Directory.CreateTempSubdirectory("commissioner-app-").FullName,
            null!,
            new Dictionary<string, string> { [In] = "Development", ["Commissioner:Demo"] = "true" },
            null
        );
        _ = app.Services;
        return app;
    }

    /// <summary>Starts it on a migrated database without anybody in it.</summary>
    public static async Task<TestApp> StartEmptyAsync()
    {
        var connection = await TestCluster.CreateDatabaseAsync();
        await using (var db = Open(Engine.Postgres, connection))
        {
            await db.Database.MigrateAsync();
        }

        var app = new TestApp(
            Engine.Postgres,
            connection,
            Directory.CreateTempSubdirectory("commissioner-app-").FullName,
            null!,
            new Dictionary<string, string>(),
            null
        );
        _ = app.Services;
        return app;
    }

    /// <summary>Starts another node of the application on the same database and gives its services; it ends with the application.</summary>
    public IServiceProvider StartNode(IReadOnlyDictionary<string, string> settings)
    {
        var node = new Factory(_engine, _connection, _directory, settings);
        _nodes.Add(node);
        return node.Services;
    }

    /// <summary>Ends a node that was started beside the first.</summary>
    public async Task EndNodeAsync(IServiceProvider services)
    {
        var node = _nodes.Single(n => n.Services == services);
        _nodes.Remove(node);
        await node.DisposeAsync();
    }

    /// <summary>A database of an engine; dispose of it.</summary>
    public static CommissionerDb Open(Engine engine, string connection) => Engines.Open(engine, connection, TestCluster.Keys);

    /// <summary>A client of the API, signed in by name and password; nobody in particular without a name. On the first node or another.</summary>
    public async Task<Api> Api(string? userName = null, IServiceProvider? node = null)
    {
        var api = new Api(Node(node).CreateClient(new() { AllowAutoRedirect = false }));
        if (userName is not null)
        {
            await api.SignInAsync(userName, World.Password);
        }

        return api;
    }

    /// <summary>A browser without JavaScript, signed in through the sign-in page; nobody in particular without a name.</summary>
    public async Task<Browser> Browser(string? userName = null)
    {
        var browser = new Browser(_factory.CreateClient());
        if (userName is not null)
        {
            var page = await browser.GetAsync("/sign-in");
            var next = await page.Form().Fill("UserName", userName).Fill("Password", World.Password).SubmitAsync();
            // Where one's work begins may be a page that is not there; but no longer the sign-in.
            Assert.That(next.Path, Is.Not.EqualTo("/sign-in"), $"{userName} signs in: {next.Text}");
        }

        return browser;
    }

    /// <summary>A bare client with a session of the pages, on the first node or another.</summary>
    public async Task<HttpClient> SessionAsync(string userName, IServiceProvider? node = null)
    {
        var http = Node(node).CreateClient();
        var page = await new Browser(http).GetAsync("/sign-in");
        await page.Form().Fill("UserName", userName).Fill("Password", World.Password).SubmitAsync();
        return http;
    }

    /// <summary>An instant of 2026 as the park's wall clock says it: <c>03-02 09:30</c>.</summary>
    public static DateTimeOffset At(string monthDayTime) =>
        DateTimeOffset.ParseExact(
            $"2026-{monthDayTime} +08:00",
            ["yyyy-MM-dd HH:mm zzz", "yyyy-MM-dd HH:mm:ss zzz"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None
        );

    /// <summary>A bare client that follows no redirect, on the first node or another.</summary>
    public HttpClient Client(IServiceProvider? node = null) => Node(node).CreateClient(new() { AllowAutoRedirect = false });

    /// <summary>Moves the clock to an instant of 2026 on the park's wall clock.</summary>
    public void MoveTo(string monthDayTime) => Clock.MoveTo(At(monthDayTime));

    /// <summary>Moves the clock on.</summary>
    public void Advance(TimeSpan by) => Clock.Advance(by);

    /// <summary>Moves the clock to an instant.</summary>
    public void MoveTo(DateTimeOffset at) => Clock.MoveTo(at);

    /// <summary>Runs a job of the timetable to its end.</summary>
    /// <returns>How much it did.</returns>
    public Task<int> RunAsync(string job) =>
        Services.GetRequiredService<JobRunner>().RunAsync(Schedule.Jobs.Single(j => j.Name == job), CancellationToken.None);

    /// <summary>The database, to look into; dispose of it.</summary>
    public CommissionerDb Db() => Open(_engine, _connection);

    /// <summary>
    /// Executes SQL that the application would never write. Where the database ends it because the running application held what it needs
    /// (a deadlock), it is done again, as an administrator would.
    /// </summary>
    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var db = Db();
        for (var time = 1; ; time++)
        {
            try
            {
                await db.Database.ExecuteSqlRawAsync(sql, values);
                return;
            }
            catch (Exception conflict)
                when (time < 20 && (conflict as DbException ?? conflict.InnerException) is DbException { IsTransient: true })
            {
                await TestContext.Out.WriteLineAsync($"done again: {sql}");
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var fault in Faults)
        {
            await TestContext.Out.WriteLineAsync(fault);
        }

        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _factory.DisposeAsync();
        if (_engine == Engine.Postgres)
        {
            await TestCluster.DropDatabaseAsync(_connection);
        }
        else
        {
            await using var db = Db();
            await db.Database.EnsureDeletedAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private Factory Node(IServiceProvider? services) => _nodes.Find(n => n.Services == services) ?? _factory;

    private static async Task SettleAsync(Engine engine, string connection)
    {
        await using var db = Open(engine, connection);
        await db.Database.MigrateAsync();
        if (engine == Engine.Postgres)
        {
            await using var line = new NpgsqlConnection(connection);
            await line.OpenAsync();
            PostgreSqlObjectsInstaller.Install(line, "hangfire");
        }

        await World.SettleAsync(db);
    }

    private sealed class Factory(Engine engine, string connection, string directory, IReadOnlyDictionary<string, string> settings)
        : WebApplicationFactory<Program>,
            ILoggerProvider,
            ILogger
    {
        private int _clients;

        public ConcurrentQueue<string> Faults { get; } = [];

        public ConcurrentQueue<string> Logged { get; } = [];

        public Carrier Carrier { get; } = new();

        public Statements Statements { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            Logged.Enqueue($"{formatter(state, exception)} {exception}");
            if (logLevel >= LogLevel.Error)
            {
                Faults.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            // Composed as production does. What differs stands here, each with its reason.
            builder.UseEnvironment(settings.GetValueOrDefault(In, "Production"));
            builder.UseSetting("ConnectionStrings:Commissioner", connection);
            builder.UseSetting("Commissioner:Database", engine.ToString());
            builder.UseSetting("Commissioner:DataDirectory", directory);
            // Who looks for a fault turns the product's own lines on: they must hold nothing either.
            builder.UseSetting("Logging:LogLevel:Commissioner", "Debug");
            // The people of the tests have no telephones; what is asked in production is asked where a test says so.
            builder.UseSetting("Commissioner:SecondFactor", "Optional");
            // One person of the tests does in a second what a park does in a day; how often is asked where a test says so.
            foreach (var limit in typeof(LimitSettings).GetProperties())
            {
                builder.UseSetting($"Commissioner:Limits:{limit.Name}", "1000000");
            }

            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureLogging(l => l.ClearProviders().AddProvider(this));
            builder.ConfigureTestServices(s =>
            {
                // The outermost seams: a carrier that keeps what it is handed, and the people's addresses, which no network brings here.
                s.AddSingleton<IStartupFilter, Addresses>();
                // Development's own telephones give way to the carrier, too.
                s.Where(d => d.ServiceType == typeof(IChannel) && d.ImplementationFactory is not null).ToList().ForEach(d => s.Remove(d));
                // A test of a carrier's own gateway brings a server in the carrier's place.
                if (!settings.ContainsKey("Commissioner:Sms:Gateway"))
                {
                    s.AddSingleton<IChannel>(Carrier);
                }

                s.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(Statements));
                s.ConfigureDbContext<SqlServerDb>(o => o.AddInterceptors(Statements));
                // A password costs what it costs in production only there.
                s.Configure<PasswordHasherOptions>(o => o.IterationCount = World.HashIterations);
                if (settings.TryGetValue(Shift, out var by))
                {
                    s.AddSingleton(new MachineClock(new Wrong(TimeSpan.Parse(by, CultureInfo.InvariantCulture))));
                }

                if (!settings.ContainsKey(Machine))
                {
                    s.AddSingleton<TimeProvider>(new SimulatedClock(Monday));
                    Pause(s);
                }
            });
        }

        // Hangfire's log is a static of the process: that of a host which has ended would throw in the engines of the others.
        protected override IHost CreateHost(IHostBuilder builder)
        {
            try
            {
                return base.CreateHost(builder);
            }
            finally
            {
                Hangfire.Logging.LogProvider.SetCurrentLogProvider(null);
            }
        }

        protected override void ConfigureClient(HttpClient client)
        {
            client.DefaultRequestHeaders.Add(Addresses.Header, $"198.51.100.{1 + (Interlocked.Increment(ref _clients) % 250)}");
            base.ConfigureClient(client);
        }

        // The engine is registered and its workers do not pull: what a test does not ask for does not happen.
        private static void Pause(IServiceCollection services)
        {
            foreach (
                var pulling in services
                    .Where(d => d.ServiceType == typeof(IHostedService))
                    .Where(d => Pulls(d.ImplementationType ?? d.ImplementationFactory!.GetType().GenericTypeArguments[^1]))
                    .ToList()
            )
            {
                services.Remove(pulling);
            }
        }

        private static bool Pulls(Type service) => service.Assembly != typeof(IHostedService).Assembly && Pulling.Contains(service.Name);
    }

    // A machine whose clock somebody has set wrong.
    private sealed class Wrong(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }

    // Each client is somebody else's telephone or desk: limits and traces see them as they would.
    private sealed class Addresses : IStartupFilter
    {
        public const string Header = "X-Test-Address";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, further) =>
                    {
                        context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(
                            context.Request.Headers[Header] is [{ } given] ? given : "127.0.0.1"
                        );
                        context.Request.Headers.Remove(Header);
                        return further(context);
                    }
                );
                next(app);
            };
    }
}
