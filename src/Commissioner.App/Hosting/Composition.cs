using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using AutoMapper;
using Commissioner.App.Features.Catalogue;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Notices;
using Commissioner.App.Features.Replacements;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting.Description;
using Commissioner.App.Hosting.Files;
using Commissioner.App.Hosting.Requests;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Commissioner.Data.Sealing;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Commissioner.PrivatePostgres;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Hosting;

/// <summary>Puts the application together: settings, database, services.</summary>
internal static class Composition
{
    /// <summary>
    /// Uses the configured server; without one, starts the application's own PostgreSQL, to be disposed of after the application, or
    /// <paramref name="joins"/> the one that another process has started.
    /// </summary>
    public static async Task<PrivateCluster?> AddDatabaseAsync(this WebApplicationBuilder builder, Settings settings, bool joins = false)
    {
        DemandWritable(settings.Home);
        var keys = DatabaseKeys.Read(settings);
        if (builder.Configuration.GetConnectionString("Commissioner") is { Length: > 0 } given)
        {
            try
            {
                Engines.Configure(
                    new(),
                    settings.Database,
                    new System.Data.Common.DbConnectionStringBuilder { ConnectionString = given }.ConnectionString,
                    keys
                );
            }
            catch (ArgumentException wrong)
            {
                throw new CannotStart($"ConnectionStrings:Commissioner can't be read: {wrong.Message.ReplaceLineEndings(" ")}");
            }

            builder.Services.AddCommissionerDb(settings.Database, given, keys).AddJobEngine(settings, given);
            builder.Services.AddQueueing(settings, given);
            return null;
        }

        if (settings.Database != Engine.Postgres)
        {
            throw new CannotStart(
                $"Commissioner:Database={settings.Database} needs ConnectionStrings:Commissioner; only PostgreSQL can be started privately."
            );
        }

        using var logs = LoggerFactory.Create(l => l.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        var wanted = new PrivateClusterSettings
        {
            Directory = Path.Combine(settings.Home, "postgres"),
            Port = settings.PostgresPort,
            Binaries = settings.PostgresBinaries.Length > 0 ? settings.PostgresBinaries : null,
        };
        if (joins && PrivateCluster.Running(wanted) is { } running)
        {
            builder.Services.AddCommissionerDb(Engine.Postgres, running, keys).AddJobEngine(settings, running);
            builder.Services.AddQueueing(settings, running);
            return null;
        }

        var cluster = await PrivateCluster.StartAsync(wanted, logs.CreateLogger("Commissioner.PrivatePostgres"), CancellationToken.None);
        var own = cluster.ConnectionString("commissioner");
        builder.Services.AddCommissionerDb(Engine.Postgres, own, keys).AddJobEngine(settings, own);
        builder.Services.AddQueueing(settings, own);
        return cluster;
    }

    public static void AddCommissioner(this WebApplicationBuilder builder, Settings settings)
    {
        var services = builder.Services;
        services.AddSingleton(new MachineClock(TimeProvider.System)).AddSingleton<DatabaseClock>().AddHostedService<AskTheTime>();
        services.AddSingleton<TimeProvider>(s =>
            settings.Clock == "Simulated" ? new SimulatedClock(TimeProvider.System.GetUtcNow()) : s.GetRequiredService<DatabaseClock>()
        );
        services.AddSingleton<Texts>();
        services.AddSingleton<Rulebook>().AddTransient(s => s.GetRequiredService<Rulebook>().Current);
        services.AddSingleton<RoutingBook>();
        services.AddSingleton<Dues>();
        services.AddSingleton<Features.Live.LiveFeed>().AddHostedService(s => s.GetRequiredService<Features.Live.LiveFeed>());
        services.AddHttpContextAccessor();
        services.AddMemoryCache();
        services.AddSingleton<Seals>().AddScoped<Traces>();
        services.AddScoped<AuditTrail>();
        services.AddSingleton(s => new Features.Audit.AuditAnchors(Path.Combine(settings.Home, "audit")));
        services.AddScoped<Features.Audit.AuditCheck>();
        services.AddScoped<CurrentActor>().AddTransient(s => s.GetRequiredService<CurrentActor>().Actor);
        services
            .AddScoped<Envelope>()
            .AddScoped<Refusals>()
            .AddScoped<Drafts>()
            .AddScoped<Outbox>()
            .AddScoped<LocalTimes.Unread>()
            .AddScoped<DepartmentNames>()
            .AddScoped<Successors>()
            .AddScoped<Features.Leaves.LeaveBook>()
            .AddScoped<Features.Hotline.Callers>()
            .AddScoped<Features.Hotline.Duty.OnDuty>()
            .AddScoped<Features.Hotline.Calls.TwilioAnswers>()
            .AddScoped<Features.Clocks.Canary>()
            .AddScoped<Features.Clocks.Outages>()
            .AddScoped<Features.Clocks.CasesDue>();
        services
            .AddScoped<Features.Scores.CaseLogs>()
            .AddScoped<Features.Scores.FactBook>()
            .AddScoped<Features.Lists.CaseBook>()
            .AddSingleton<Features.Bulk.OneByOne>()
            .AddScoped<Features.Organisation.OrganisationBook>()
            .AddScoped<Features.Moves.StandingBook>()
            .AddScoped<Features.Moves.MatchingBook>()
            .AddScoped<Features.Offerings.OfferingBook>()
            .AddScoped<Features.Introductions.IntroductionBook>()
            .AddScoped<Features.Privacy.OwnCopy>()
            .AddScoped<Features.Retention.Eraser>()
            .AddScoped<Features.Archive.Archivist>()
            .AddScoped<Features.Receipts.AnswersByText>()
            .AddScoped<Features.Scores.ScoreBook>()
            .AddScoped<Features.Supervision.Charts.ChartBook>();
        services
            .AddScoped<Features.Notices.Unread>()
            .AddScoped<Features.Deliveries.ToldBook>()
            .AddScoped<Features.Deliveries.WaysTo>()
            .AddScoped<Features.Deliveries.Groups>()
            .AddScoped<Features.Deliveries.DeliveryPlan>()
            .AddScoped<Features.Deliveries.ChannelHealth>()
            .AddScoped<Features.Deliveries.Digests>()
            .AddScoped<Features.Deliveries.HandOver>()
            .AddScoped<Features.Deliveries.AnswerBook>()
            .AddScoped<Features.Deliveries.Leases>()
            .AddScoped<Features.Deliveries.MessageLinks>()
            .AddScoped<Features.Deliveries.Wording>()
            .AddScoped<Features.Receipts.OpenQuestions>()
            .AddScoped<Features.Rehearsals.Rehearsal>();
        services.AddScoped<Features.Calendars.Proposals>().AddScoped<Features.Calendars.PromiseMoves>();
        services.AddFiles(settings);
        services.AddSingleton<Features.Archive.ArchiveKey>();
        services.AddSingleton<Features.Attachments.Pictures.PictureDecoder>().AddSingleton<Features.Attachments.Pictures.CleanCopy>();
        services.AddSingleton<VirusScanner>().AddSingleton<SharedLimits>();
        services.AddRequests();
        services.AddPeople();
        services.AddDataProtection().SetApplicationName("Commissioner").PersistKeysToDbContext<CommissionerDb>();
        services.AddAutoMapper(
            c =>
            {
                c.LicenseKey = settings.AutoMapperLicense.Length > 0 ? settings.AutoMapperLicense : null;
            },
            typeof(Composition).Assembly
        );

        services.AddSingleton<JobRunner>().AddSingleton<EngineWatch>().AddSingleton<Bell>().AddSingleton<Watchdog>();
        services.AddScoped<Alarms>().AddScoped<SetAside>();
        if (settings.RunsJobs)
        {
            services.AddHostedService(s => s.GetRequiredService<Watchdog>());
        }

        services.AddWeb();
        services.AddOtherSites(settings);
        if (!builder.Environment.IsDevelopment())
        {
            // What Development alone has answers nowhere else.
            services.Configure<RazorPagesOptions>(o =>
                o.Conventions.AddFolderRouteModelConvention("/Machine/Dev", page => page.Selectors.Clear())
            );
        }

        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            settings.Proxies.Select(IPAddress.Parse).ToList().ForEach(o.KnownProxies.Add);
        });
        // Whoever is waited for while nodes are drained is still given its time.
        services.Configure<HostOptions>(o => o.ShutdownTimeout += TimeSpan.FromSeconds(settings.DrainSeconds));
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = BodyLimits.Usual;
        });
    }

    public static async Task MigrateAsync(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        // Of two that migrate at once, one waits for the other and then finds nothing to do.
        await using (await db.AloneAsync())
        {
            await DemandSetAsync(db);
            await db.Database.MigrateAsync();
            services.GetRequiredService<EngineTables>().Install();
        }

        await services.DemandKeysAsync();
    }

    /// <summary>Makes the model of the data, which the first statement would otherwise wait for.</summary>
    public static void MakeModel(this IServiceProvider services)
    {
        using var scope = services.CreateScope();
        _ = scope.ServiceProvider.GetRequiredService<CommissionerDb>().Model.GetRelationalModel();
    }

    /// <summary>A database that lacks what this version needs answers no page.</summary>
    /// <exception cref="CannotStart">It was not migrated.</exception>
    public static async Task DemandMigratedAsync(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        await DemandSetAsync(db);
        if ((await db.Database.GetPendingMigrationsAsync()).Any())
        {
            throw new CannotStart(
                "The database is not migrated to this version: run commissioner migrate first (outside Development it is not done by itself)."
            );
        }

        await services.DemandKeysAsync();
    }

    private static async Task DemandSetAsync(CommissionerDb db)
    {
        if (await db.LacksAsync(CancellationToken.None) is { Count: > 0 } settings)
        {
            throw new CannotStart($"The database must first be set by its administrator: {string.Join(' ', settings)}");
        }
    }

    // Attachments and session keys are written there. A folder that can't be written is told at the start, not by the first sign-in.
    internal static void DemandWritable(string home)
    {
        try
        {
            Directory.CreateDirectory(home);
            using var probe = new FileStream(
                Path.Combine(home, Path.GetRandomFileName()),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                }
            );
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotStart(
                $"The directory {home} can't be written ({failure.Message.TrimEnd('.')}): make it writable, or set Commissioner:DataDirectory to another one."
            );
        }
    }

    // Registers MediatR with all handlers, validators and reactions of this assembly.
    private static void AddRequests(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(s => s.GetService!).AddScoped<IMediator, Mediator>();
        foreach (
            var type in typeof(Composition)
                .Assembly.GetTypes()
                .Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false })
        )
        {
            foreach (var contract in type.GetInterfaces())
            {
                if (
                    contract == typeof(IReaction)
                    || (
                        contract.IsGenericType
                        && contract.GetGenericTypeDefinition() is { } open
                        && (open == typeof(IRequestHandler<,>) || open == typeof(IValidator<>))
                    )
                )
                {
                    services.AddTransient(contract, type);
                }
            }
        }

        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(Observe<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(Limit<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(Record<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(Authorize<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(Validate<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(Scan<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(UnitOfWork<,>));
    }

    private static void AddFiles(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(s => FilePlaces.Of(settings, s.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(s => Store(s, FilePlaces.Attachments));
        services.AddKeyedSingleton(Features.Attachments.FileStore.Recordings, (s, key) => Store(s, (string)key));
        services.AddSingleton(s => new Features.Archive.ArchiveStore(
            s.GetRequiredService<IFilePlace>(),
            Path.Combine(settings.Home, FilePlaces.Archive),
            s.GetRequiredService<ILogger<Features.Archive.ArchiveStore>>()
        ));
        services.AddSingleton<Features.Backups.KeptFiles>();

        static Features.Attachments.FileStore Store(IServiceProvider services, string folder) =>
            new(services.GetRequiredService<IFilePlace>(), folder, services.GetRequiredService<ILogger<Features.Attachments.FileStore>>());
    }

    private static void AddPeople(this IServiceCollection services)
    {
        services
            .AddScoped<IPasswordHasher<Account>, PasswordHasher<Account>>()
            .AddScoped<Passwords>()
            .AddScoped<Guesses>()
            .AddScoped<CodeBook>()
            .AddScoped<Features.Staff.RoleBook>()
            .AddScoped<Features.Departures.HandOverBook>()
            .AddScoped<Features.FactorResets.FactorBook>()
            .AddScoped<Features.BreakGlass.EmergencyBook>()
            .AddScoped<Features.Colleagues.ColleagueBook>()
            .AddScoped<SecondFactor>()
            .AddScoped<Features.Logins.Passkeys.PasskeyBook>();
        services.AddSingleton<RelyingParty>();
        services.AddSingleton<Features.Accounts.CodeCarrier>();
        services.AddSessions();
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            // What anybody reads without signing in, and may be asked for again and again by machines.
            o.AddPolicy(
                "status",
                c =>
                    RateLimitPartition.GetFixedWindowLimiter(
                        c.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => new() { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) }
                    )
            );
            o.AddPolicy(
                "sign-in",
                c =>
                    HttpMethods.IsPost(c.Request.Method)
                        ? RateLimitPartition.GetFixedWindowLimiter(
                            c.Connection.RemoteIpAddress?.ToString() ?? "",
                            _ =>
                                new()
                                {
                                    PermitLimit = c.RequestServices.GetRequiredService<Settings>().Limits.SignInsByAddress,
                                    Window = TimeSpan.FromMinutes(1),
                                }
                        )
                        : RateLimitPartition.GetNoLimiter("")
            );
        });
    }

    private static void AddWeb(this IServiceCollection services)
    {
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(o =>
        {
            CultureInfo[] cultures = [new("zh-CN"), new("en")];
            (o.DefaultRequestCulture, o.SupportedCultures, o.SupportedUICultures) = (new RequestCulture("zh-CN"), cultures, cultures);
        });
        services
            .AddRazorPages(o =>
            {
                o.RootDirectory = "/Features";
                o.Conventions.Add(new PageAddresses());
            })
            .AddMvcOptions(o =>
            {
                o.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                o.ModelBinderProviders.Insert(0, new LocalTimes.Provider());
                o.ModelBinderProviders.Insert(0, new Flags());
                o.Filters.Add<PageEnvelope>();
                o.Filters.Add<PageRefusals>();
            });
        services.Configure<RouteOptions>(o => (o.LowercaseUrls, o.LowercaseQueryStrings) = (true, false));
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
            o.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter<Alarm>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            // A value's number is nobody's business outside; and one that there is not would be taken.
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
            o.SerializerOptions.Converters.Add(new Instants.Json());
            foreach (var converter in RecordEvents.Json.Converters.Where(c => c is not JsonStringEnumConverter))
            {
                o.SerializerOptions.Converters.Add(converter);
            }
        });
        services
            .AddOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>()
            .Configure<Dues>(
                (o, dues) =>
                    o.SerializerOptions.TypeInfoResolver = (
                        o.SerializerOptions.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()
                    ).WithAddedModifier(dues.Tell)
            );
        services.AddAntiforgery(o => o.Cookie.Name = Strangers.FormCookie);
        services.AddProblems();
        services.AddCompression();
        services.AddApiDocument();
        services.AddScoped<Health>().AddHostedService<Drain>();
    }
}
