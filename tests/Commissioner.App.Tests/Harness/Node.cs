#pragma warning disable EF1001 // See TransactSql.
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Commissioner.App.Channels;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Live;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Commissioner.App.Tests.Harness;

/// <summary>
/// A node of the application, composed as production does. Its start costs a second of computing, so one whose test has ended serves another:
/// on a new database by the name of the old one, with all forgotten that it remembered.
/// </summary>
internal sealed class Node(
    Engine engine,
    string connection,
    string directory,
    IReadOnlyDictionary<string, string> settings,
    bool fromTemplate = false
) : WebApplicationFactory<Program>, ILoggerProvider, ILogger
{
    // What may serve again, the longest rested first. More than tests run at once would only hold memory.
    private const int MostAtRest = 6;
    private static readonly List<Node> AtRest = [];

    // Without a limit: by itself EF Core keeps a thousand queries, and all tests ask some more.
    private static readonly MemoryCache Queries = new(new MemoryCacheOptions());

    private readonly List<ServiceDescriptor> _own = [];
    private int _clients;
    private volatile bool _watched;

    public string ConnectionString => connection;

    public string Directory => directory;

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
        builder.UseEnvironment(settings.GetValueOrDefault(TestApp.In, "Production"));
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
            s.AddSingleton<IStartupFilter>(new Addresses(() => _watched = true));
            // Development's own telephones give way to the carrier, too.
            s.Where(d => d.ServiceType == typeof(IChannel) && d.ImplementationFactory is not null).ToList().ForEach(d => s.Remove(d));
            // A test of a carrier's own gateway brings a server in the carrier's place.
            if (!settings.ContainsKey("Commissioner:Sms:Gateway"))
            {
                s.AddSingleton<IChannel>(Carrier);
            }

            s.ConfigureDbContext<PostgresDb>(
                (services, o) =>
                    SayThrough(services.GetRequiredService<ILoggerFactory>(), o.AddInterceptors(Statements))
                        .ReplaceService<IQueryCompiler, OnSqlServerToo>()
            );
            s.ConfigureDbContext<SqlServerDb>(o => o.AddInterceptors(Statements));
            // A password costs what it costs in production only there.
            s.Configure<PasswordHasherOptions>(o => o.IterationCount = World.HashIterations);
            if (settings.TryGetValue(TestApp.Shift, out var by))
            {
                s.AddSingleton(new MachineClock(new Wrong(TimeSpan.Parse(by, CultureInfo.InvariantCulture))));
            }

            if (!settings.ContainsKey(TestApp.Machine))
            {
                s.AddSingleton<TimeProvider>(new SimulatedClock(TestApp.Monday));
                Pause(s);
            }

            KeepHangfireSilent(s);
            _own.AddRange(s.Where(IsOwn));
        });
    }

    // EF Core keeps its model and its compiled queries once for each factory of logs. Hundreds of hosts would each make them anew, so all have one
    // that is silent, and what would be logged goes through the host's own, by its levels.
    private static DbContextOptionsBuilder SayThrough(ILoggerFactory logs, DbContextOptionsBuilder options) =>
        options
            .UseLoggerFactory(NullLoggerFactory.Instance)
            .UseMemoryCache(Queries)
            .LogTo(
                (id, level) => level >= LogLevel.Information && logs.CreateLogger(Category(id)).IsEnabled(level),
                said =>
                    logs.CreateLogger(Category(said.EventId))
                        .Log(said.LogLevel, said.EventId, said, (said as IErrorEventData)?.Exception, (s, _) => s.ToString())
            );

    private static string Category(EventId id) => id.Name![..id.Name!.LastIndexOf('.')];

    /// <summary>
    /// Hangfire's log is a static of the process, which each host sets when it is first asked for: that of a host which has ended would throw in the
    /// engines of the others. So none is set.
    /// </summary>
    public static void KeepHangfireSilent(IServiceCollection services)
    {
        var first = services.Last(d => d.ServiceType == typeof(IGlobalConfiguration));
        services.Replace(
            ServiceDescriptor.Singleton(s =>
            {
                var configured = (IGlobalConfiguration)first.ImplementationFactory!(s);
                Hangfire.Logging.LogProvider.SetCurrentLogProvider(null);
                return configured;
            })
        );
    }

    protected override void ConfigureClient(HttpClient client)
    {
        client.DefaultRequestHeaders.Add(Addresses.Header, $"198.51.100.{1 + (Interlocked.Increment(ref _clients) % 250)}");
        base.ConfigureClient(client);
    }

    /// <summary>A node that rests and was started with these settings, on the database by its name that the caller makes; null where none does.</summary>
    public static Node? Rested(Engine engine, IReadOnlyDictionary<string, string> settings)
    {
        lock (AtRest)
        {
            var found = AtRest.FindLast(n => n.IsFor(engine, settings));
            if (found is not null)
            {
                AtRest.Remove(found);
            }

            return found;
        }
    }

    /// <summary>Begins anew on its new database, as after a start.</summary>
    public async Task BeginAnewAsync()
    {
        foreach (var left in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            if (left is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                left.Delete();
            }
        }

        Faults.Clear();
        Logged.Clear();
        Carrier.Forget();
        Statements.Take();
        Statements.TakeWrites();
        ((MemoryCache)Services.GetRequiredService<IMemoryCache>()).Clear();
        foreach (var own in _own)
        {
            Forget(own);
        }

        await Services.GetRequiredService<DatabaseClock>().AskAsync(CancellationToken.None);
        await Services.GetRequiredService<Rulebook>().RefreshAsync(CancellationToken.None);
    }

    /// <summary>
    /// Whether it is as new once all is forgotten. An engine at work and a reader of what changes go on by themselves; and a node whose database was
    /// no copy of the template has keys of its own.
    /// </summary>
    public bool MayServeAgain =>
        fromTemplate
        && engine == Engine.Postgres
        && !settings.ContainsKey(TestApp.Machine)
        && !settings.ContainsKey(TestApp.In)
        && !_watched;

    /// <summary>Lets go of its lines to a database that is about to go.</summary>
    public async Task HangUpAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        NpgsqlConnection.ClearPool((NpgsqlConnection)scope.ServiceProvider.GetRequiredService<CommissionerDb>().Database.GetDbConnection());
    }

    /// <summary>Its test has ended and its database is gone: waits for another.</summary>
    public async Task RestAsync()
    {
        Node? leaves = null;
        lock (AtRest)
        {
            AtRest.Add(this);
            if (AtRest.Count > MostAtRest)
            {
                leaves = AtRest[0];
                AtRest.RemoveAt(0);
            }
        }

        if (leaves is not null)
        {
            await leaves.EndAsync();
        }
    }

    /// <summary>Ends it, and removes what it wrote.</summary>
    public async Task EndAsync()
    {
        await DisposeAsync();
        System.IO.Directory.Delete(directory, recursive: true);
    }

    /// <summary>Ends all that rest.</summary>
    public static async Task EndAllAsync()
    {
        foreach (var node in AtRest)
        {
            await node.EndAsync();
        }

        AtRest.Clear();
    }

    private bool IsFor(Engine asked, IReadOnlyDictionary<string, string> with) =>
        engine == asked && settings.Count == with.Count && settings.All(s => with.TryGetValue(s.Key, out var value) && value == s.Value);

    // The product's own services that live as long as the node and that nothing has in hand between two requests. What is paused remembers nothing.
    private static bool IsOwn(ServiceDescriptor service) =>
        service.Lifetime == ServiceLifetime.Singleton
        && IsProduct(service.ServiceType)
        && service.ServiceType != typeof(LiveFeed)
        && !TestApp.Pulling.Contains(service.ServiceType.Name)
        && (service.IsKeyedService ? service.KeyedImplementationInstance : service.ImplementationInstance) is null;

    private static bool IsProduct(Type? type) =>
        type?.Assembly == typeof(LiveFeed).Assembly || type?.Assembly == typeof(CommissionerDb).Assembly;

    // Becomes what it was when it was made: it takes over all that a new one holds.
    private void Forget(ServiceDescriptor own)
    {
        var (kept, made) = own.IsKeyedService
            ? (
                Services.GetRequiredKeyedService(own.ServiceType, own.ServiceKey),
                own.KeyedImplementationFactory?.Invoke(Services, own.ServiceKey)
                    ?? ActivatorUtilities.CreateInstance(Services, own.KeyedImplementationType!)
            )
            : (
                Services.GetRequiredService(own.ServiceType),
                own.ImplementationFactory?.Invoke(Services) ?? ActivatorUtilities.CreateInstance(Services, own.ImplementationType!)
            );
        for (var type = kept.GetType(); IsProduct(type); type = type.BaseType!)
        {
            foreach (
                var field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                field.SetValue(kept, field.GetValue(made));
            }
        }
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

    private static bool Pulls(Type service) =>
        service.Assembly != typeof(IHostedService).Assembly && TestApp.Pulling.Contains(service.Name);
}

// A machine whose clock somebody has set wrong.
file sealed class Wrong(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}

// Each client is somebody else's telephone or desk: limits and traces see them as they would.
file sealed class Addresses(Action watched) : IStartupFilter
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
                    if (context.Request.Path.StartsWithSegments("/live"))
                    {
                        watched();
                    }

                    return further(context);
                }
            );
            next(app);
        };
}
