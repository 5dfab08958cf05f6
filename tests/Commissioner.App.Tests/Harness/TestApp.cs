using System.Data.Common;
using System.Globalization;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Hangfire.PostgreSql;
using Hangfire.SqlServer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
    public const string Machine = "Tests:Machine";

    /// <summary>The setting that starts it in another environment than Production.</summary>
    public const string In = "Tests:Environment";

    /// <summary>The setting that puts the machine's own clock wrong by this.</summary>
    public const string Shift = "Tests:Shift";

    /// <summary>What looks for work by itself, and is paused unless a test is about it.</summary>
    public static readonly string[] Pulling = ["BackgroundJobServerHostedService", "Timetable", "AtOnce", "Watchdog"];

    private static readonly Lazy<Task<string?>> Answering = new(async () =>
    {
        try
        {
            await using var line = new SqlConnection(SqlServer);
            await line.OpenAsync();
            return null;
        }
        catch (SqlException away)
        {
            return away.Message.ReplaceLineEndings(" ");
        }
    });

    private readonly Engine _engine;
    private readonly string _connection;
    private readonly Node _node;

    private readonly List<Node> _nodes = [];

    private TestApp(Engine engine, string connection, Node node, World world) =>
        (_engine, _connection, _node, World) = (engine, connection, node, world);

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

    /// <summary>What every test runs on that names none: the SQL Server where one is given.</summary>
    public static Engine Given => SqlServer is null ? Engine.Postgres : Engine.SqlServer;

    /// <summary>Ends a test that is of PostgreSQL alone where it would run on another engine.</summary>
    public static void OnPostgresOnly(Engine engine, string because)
    {
        if (engine != Engine.Postgres)
        {
            Assert.Ignore($"Of PostgreSQL alone: {because}.");
        }
    }

    /// <summary>Who and what there is.</summary>
    public World World { get; }

    /// <summary>What the application takes for the time.</summary>
    public SimulatedClock Clock => (SimulatedClock)Services.GetRequiredService<TimeProvider>();

    /// <summary>The application's services.</summary>
    public IServiceProvider Services => _node.Services;

    /// <summary>Faults that the application logged: what a 500 does not tell.</summary>
    public IEnumerable<string> Faults => _node.Faults;

    /// <summary>Text messages that were handed to the carrier: number and text.</summary>
    public IReadOnlyCollection<(string Phone, string Text)> TextMessages => [.. _node.Carrier.Sent.Select(m => (m.To, m.Text))];

    /// <summary>What takes text messages in place of a carrier.</summary>
    public Carrier Carrier => _node.Carrier;

    /// <summary>Every line that the application logged, at the levels that it is shipped with.</summary>
    public IEnumerable<string> Logged => _node.Logged;

    /// <summary>What the application sends its database, counted from now on.</summary>
    public Statements Count()
    {
        _node.Statements.Take();
        return _node.Statements;
    }

    /// <summary>The connection string of a PostgreSQL, for what the application would never do. On SQL Server the test says so and ends.</summary>
    public string ConnectionString
    {
        get
        {
            OnPostgresOnly(_engine, "it opens a line of its own");
            return _connection;
        }
    }

    /// <summary>
    /// Starts the application at an instant, by default <see cref="Monday"/>; or, with <see cref="Machine"/> among the settings, in
    /// the real time. <paramref name="through"/> may lead its line to the database elsewhere. Where no engine is named it is the one that is given.
    /// </summary>
    public static async Task<TestApp> StartAsync(
        DateTimeOffset? at = null,
        Engine? engine = null,
        IReadOnlyDictionary<string, string>? settings = null,
        Func<string, string>? through = null
    )
    {
        var chosen = engine ?? Given;
        if (through is not null)
        {
            OnPostgresOnly(chosen, "its line is led through what speaks that protocol");
        }

        var asked = settings ?? new Dictionary<string, string>();
        var rested = through is null ? Node.Rested(chosen, asked) : null;
        var connection =
            chosen == Engine.Postgres
                ? await TestCluster.CreateDatabaseAsync(
                    await TestCluster.EnsureTemplateAsync(c => SettleAsync(chosen, c)),
                    rested?.ConnectionString
                )
                : await OnSqlServerAsync();
        if (chosen == Engine.SqlServer)
        {
            await SettleAsync(chosen, connection);
        }

        if (rested is not null)
        {
            // What looks at the time by itself may have held a line while the old database was dropped.
            await rested.HangUpAsync();
        }

        await using var db = Open(chosen, connection);
        var node = rested ?? new(chosen, through?.Invoke(connection) ?? connection, Folder(), asked, fromTemplate: through is null);
        var app = new TestApp(chosen, connection, node, await World.FindAsync(db));
        if (rested is not null)
        {
            await rested.BeginAnewAsync();
        }

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
        var connection = await EmptyAsync();
        var settings = new Dictionary<string, string> { [In] = "Development", ["Commissioner:Demo"] = "true" };
        var app = new TestApp(Given, connection, new(Given, connection, Folder(), settings), null!);
        _ = app.Services;
        return app;
    }

    /// <summary>Starts it on a migrated database without anybody in it.</summary>
    public static async Task<TestApp> StartEmptyAsync()
    {
        var connection = await EmptyAsync();
        await using (var db = Open(Given, connection))
        await using (await db.AloneAsync())
        {
            await db.Database.MigrateAsync();
        }

        var app = new TestApp(Given, connection, new(Given, connection, Folder(), new Dictionary<string, string>()), null!);
        _ = app.Services;
        return app;
    }

    /// <summary>Starts another node of the application on the same database and gives its services; it ends with the application.</summary>
    public IServiceProvider StartNode(IReadOnlyDictionary<string, string> settings)
    {
        var node = new Node(_engine, _connection, _node.Directory, settings);
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
        var api = new Api(NodeOf(node).CreateClient(new() { AllowAutoRedirect = false }));
        if (userName is not null)
        {
            await api.SignInAsync(userName, World.Password);
        }

        return api;
    }

    /// <summary>A browser without JavaScript, signed in through the sign-in page; nobody in particular without a name.</summary>
    public async Task<Browser> Browser(string? userName = null)
    {
        var browser = new Browser(_node.CreateClient());
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
        var http = NodeOf(node).CreateClient();
        var page = await new Browser(http).GetAsync("/sign-in");
        await page.Form().Fill("UserName", userName).Fill("Password", World.Password).SubmitAsync();
        return http;
    }

    /// <summary>One more person with an account, by the password of all.</summary>
    public async Task TakeInAsync(string userName, params Role[] roles)
    {
        await using var db = Db();
        var hash = (await db.Accounts.AsNoTracking().SingleAsync(a => a.UserName == "triage")).PasswordHash;
        var person = Person.Register(Id<Person>.New(Monday), "示例" + userName, roles);
        db.People.Add(person);
        db.Accounts.Add(
            new Account
            {
                Id = person.Id.Value,
                UserName = userName,
                NormalizedUserName = userName.ToUpperInvariant(),
                PasswordHash = hash,
                LockoutEnabled = true,
                SecurityStamp = userName,
                ConcurrencyStamp = userName,
            }
        );
        await db.SaveChangesAsync();
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
    public HttpClient Client(IServiceProvider? node = null) => NodeOf(node).CreateClient(new() { AllowAutoRedirect = false });

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

        var restsThen = _node.MayServeAgain;
        if (restsThen)
        {
            await _node.HangUpAsync();
        }
        else
        {
            await _node.EndAsync();
        }

        if (_engine == Engine.Postgres)
        {
            await TestCluster.DropDatabaseAsync(_connection);
        }
        else
        {
            await using var db = Db();
            await db.Database.EnsureDeletedAsync();
        }

        if (restsThen)
        {
            await _node.RestAsync();
        }
    }

    private static Task<string> EmptyAsync() => Given == Engine.Postgres ? TestCluster.CreateDatabaseAsync() : OnSqlServerAsync();

    // A database that is not there yet, of a server that is. It is asked once a run: where it does not answer, every test says so at once.
    private static async Task<string> OnSqlServerAsync() =>
        await Answering.Value is { } why
            ? throw new InvalidOperationException($"The SQL Server of COMMISSIONER_TEST_SQLSERVER can't be used: {why}")
            : new SqlConnectionStringBuilder(SqlServer) { InitialCatalog = $"commissioner_{Id<World>.New().Value:n}" }.ConnectionString;

    private static string Folder() => Directory.CreateTempSubdirectory("commissioner-app-").FullName;

    private Node NodeOf(IServiceProvider? services) => _nodes.Find(n => n.Services == services) ?? _node;

    private static async Task SettleAsync(Engine engine, string connection)
    {
        await using var db = Open(engine, connection);
        if (engine == Engine.Postgres)
        {
            await db.Database.MigrateAsync();
            await using var line = new NpgsqlConnection(connection);
            await line.OpenAsync();
            PostgreSqlObjectsInstaller.Install(line, "hangfire");
        }
        else
        {
            // There is no database yet: whoever is alone makes it, and sets it as the product wants it.
            await using var alone = await db.AloneAsync();
            await db.Database.MigrateAsync();
            await using var line = new SqlConnection(connection);
            await line.OpenAsync();
            SqlServerObjectsInstaller.Install(line, "hangfire", enableHeavyMigrations: true);
        }

        await World.SettleAsync(db);
        await CutKeyAsync(engine, connection);
    }

    // By which nodes protect their cookies: cut here, one is the same on every copy, and a node that rested knows it.
    private static async Task CutKeyAsync(Engine engine, string connection)
    {
        var services = new ServiceCollection().AddLogging().AddCommissionerDb(engine, connection, TestCluster.Keys);
        services.AddDataProtection().SetApplicationName("Commissioner").PersistKeysToDbContext<CommissionerDb>();
        await using var provider = services.BuildServiceProvider();
        var now = TimeProvider.System.GetUtcNow();
        provider.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));
    }
}
