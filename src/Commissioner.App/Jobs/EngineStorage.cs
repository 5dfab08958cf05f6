using System.Data.Common;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data.Providers;
using Commissioner.Domain.People;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Dashboard;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Commissioner.App.Jobs;

/// <summary>Hangfire in this house: where it remembers, who works its queues, and who may look at it.</summary>
internal static class EngineStorage
{
    /// <summary>The schema that is the engine's alone; all of it may be deleted at any moment.</summary>
    public const string Schema = "hangfire";

    // A job of a killed node may be taken by another after this long. While it runs, its node renews its claim every fifth of it.
    private static readonly TimeSpan Invisible = TimeSpan.FromMinutes(2);

    // How long the engine keeps jobs that have run. Nothing is read from them: heartbeats and alarms are rows of the product.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Registers the engine: its storage and its timetable everywhere, and workers where the node runs jobs.</summary>
    public static void AddJobEngine(this IServiceCollection services, Settings settings, string connection)
    {
        // Not by Hangfire's own registration: that keeps both in statics, which several hosts in one process (as in tests) would share.
        services.AddSingleton<JobStorage>(_ => Open(settings, connection));
        services.AddSingleton<JobActivator>(s => new AspNetCoreJobActivator(s.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton(new EngineTables(() => Install(settings.Database, connection)));
        services.AddHangfire(c =>
            c.SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
                .UseSimpleAssemblyNameTypeSerializer()
                .UseRecommendedSerializerSettings()
        );
        services.AddSingleton<Running>().AddSingleton<Timetable>();
        if (!settings.RunsJobs)
        {
            return;
        }

        services.AddHostedService(s => s.GetRequiredService<Timetable>());
        services.AddHostedService<AtOnce>();
        Workers(services, Queues.Promises, settings.Times.Poll, 2);
        Workers(services, Queues.Deliveries, TimeSpan.FromMinutes(1), 2);
        Workers(services, Queues.Reports, TimeSpan.FromMinutes(1), 3);
    }

    /// <summary>
    /// How many machines run jobs just now: nodes that only answer have no workers and are not counted. 0 before its tables are made.
    /// </summary>
    public static int Nodes(IServiceProvider services)
    {
        try
        {
            var servers = services.GetRequiredService<JobStorage>().GetMonitoringApi().Servers();
            return servers.Select(s => s.Name.Split(':')[0]).Distinct().Count();
        }
        catch (Exception unknown) when (unknown is DbException or InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>
    /// Shows the engine at <c>/jobs</c> to the system administrator, and without its buttons to the auditor. To everybody else there is no
    /// such page.
    /// </summary>
    public static void MapJobEngine(this WebApplication app)
    {
        app.MapHangfireDashboard(
                "/jobs",
                new DashboardOptions
                {
                    Authorization = [new Looking()],
                    IsReadOnlyFunc = c =>
                        !Permissions.Holds(c.GetHttpContext().RequestServices.GetRequiredService<Actor>(), Permission.RunMachine),
                    DisplayStorageConnectionString = false,
                    DisplayNameFunc = (_, job) => job.Args is [string name, ..] ? name : job.Type.Name,
                    DashboardTitle = "Commissioner",
                    AppPath = "/",
                }
            )
            .RequireAuthorization(new AllowAttribute(Permission.WatchEngine))
            .WithMetadata(new AllowAttribute(Permission.WatchEngine));
    }

    /// <summary>Answers 404 below <c>/jobs</c> to who may not look, as for any page that is not there.</summary>
    public static Task HideAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/jobs") || MayLook(context))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static bool MayLook(HttpContext context) =>
        Permissions.Holds(context.RequestServices.GetRequiredService<Actor>(), Permission.WatchEngine);

    private static void Workers(IServiceCollection services, string queue, TimeSpan poll, int count) =>
        services.AddSingleton<IHostedService, BackgroundJobServerHostedService>(s =>
            new(
                s.GetRequiredService<JobStorage>(),
                new BackgroundJobServerOptions
                {
                    Activator = s.GetRequiredService<JobActivator>(),
                    ServerName = $"{Environment.MachineName}:{queue}",
                    Queues = [queue],
                    WorkerCount = count,
                    // Each node has three servers, one a queue. Every one polls the timetable; Hangfire's lock lets one at a time.
                    SchedulePollingInterval = poll,
                    HeartbeatInterval = TimeSpan.FromSeconds(15),
                    ServerTimeout = TimeSpan.FromMinutes(2),
                    ServerCheckInterval = TimeSpan.FromMinutes(1),
                    StopTimeout = TimeSpan.FromSeconds(5),
                    ShutdownTimeout = TimeSpan.FromSeconds(10),
                },
                [],
                s.GetRequiredService<IHostApplicationLifetime>()
            )
        );

    private static JobStorage Open(Settings settings, string connection)
    {
        if (settings.Database == Engine.SqlServer)
        {
            return new SqlServerStorage(
                connection,
                new()
                {
                    SchemaName = Schema,
                    PrepareSchemaIfNecessary = false,
                    SlidingInvisibilityTimeout = Invisible,
                    QueuePollInterval = settings.Times.Poll,
                    UseRecommendedIsolationLevel = true,
                    TryAutoDetectSchemaDependentOptions = true,
                }
            )
            {
                JobExpirationTimeout = Kept,
            };
        }

        PostgreSqlStorageOptions options = new()
        {
            SchemaName = Schema,
            PrepareSchemaIfNecessary = false,
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = Invisible,
            QueuePollInterval = settings.Times.Poll,
            DistributedLockTimeout = TimeSpan.FromMinutes(1),
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, options), options) { JobExpirationTimeout = Kept };
    }

    private static void Install(Engine engine, string connection)
    {
        if (engine == Engine.SqlServer)
        {
            using var sqlServer = new SqlConnection(connection);
            sqlServer.Open();
            SqlServerObjectsInstaller.Install(sqlServer, Schema, enableHeavyMigrations: true);
            return;
        }

        using var postgres = new NpgsqlConnection(connection);
        postgres.Open();
        PostgreSqlObjectsInstaller.Install(postgres, Schema);
    }

    private sealed class Looking : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => MayLook(context.GetHttpContext());
    }
}

/// <summary>Makes the engine's tables where they are missing; where they are there it does nothing.</summary>
public sealed record EngineTables(Action Install);
