using Commissioner.Data.Providers;
using Microsoft.EntityFrameworkCore;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Commissioner.App.Hosting.Watching;

/// <summary>Measures a node, and tells a collector where one is configured.</summary>
internal static class Telemetry
{
    // The frameworks' own: how long requests take and wait in line, what outgoing ones do, the pool of connections, memory.
    private static readonly string[] Frameworks =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting",
        "System.Net.Http",
        "System.Runtime",
        "Npgsql",
    ];

    public static void AddWatching(this WebApplicationBuilder builder, Settings settings)
    {
        var services = builder.Services;
        if (settings.LogFormat == LogFormat.Json)
        {
            builder.Logging.AddJsonConsole(o =>
                (o.IncludeScopes, o.UseUtcTimestamp, o.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ")
            );
            services.AddSingleton<IExternalScopeProvider, TraceAlone>();
        }

        services.AddSingleton<Measures>().AddSingleton<CountWhatIsWritten>();
        services.ConfigureDbContext<PostgresDb>((s, o) => o.AddInterceptors(s.GetRequiredService<CountWhatIsWritten>()));
        services.ConfigureDbContext<SqlServerDb>((s, o) => o.AddInterceptors(s.GetRequiredService<CountWhatIsWritten>()));
        if (settings.Watch.Collector.Length == 0)
        {
            return;
        }

        void Tell(OtlpExporterOptions o, string what) =>
            (o.Protocol, o.Endpoint) = (
                settings.Watch.Protocol,
                // By HTTP each kind has an address of its own, which the exporter adds to no address that it is given.
                settings.Watch.Protocol == OtlpExportProtocol.Grpc
                    ? new(settings.Watch.Collector)
                    : new(new Uri(settings.Watch.Collector.TrimEnd('/') + "/"), $"v1/{what}")
            );
        services.AddHostedService<LookHowItStands>();
        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(r =>
                r.AddService(
                    "commissioner",
                    serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(),
                    serviceInstanceId: Environment.MachineName
                )
            )
            .WithMetrics(m => m.AddMeter(Measures.Name).AddMeter(Frameworks).AddOtlpExporter(o => Tell(o, "metrics")));
        if (settings.Watch.Traces)
        {
            telemetry.WithTracing(t =>
                t.AddSource(Measures.Name, "Npgsql")
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddProcessor(new Bare())
                    .AddOtlpExporter(o => Tell(o, "traces"))
            );
        }
    }
}
