using Commissioner.App.Channels;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Configuring;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Commissioner.Domain;
using Commissioner.Domain.Told;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commissioner.App.Tests.Channels;

/// <summary>The gateways of an installation with these settings, without the application around them.</summary>
public sealed class Configured : IAsyncDisposable
{
    private readonly WebApplication _app;

    public Configured(IReadOnlyDictionary<string, string?> settings, string? connection = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
        builder.Configuration.AddInMemoryCollection(settings);
        var its = new Settings { PublicAddress = "https://park.example" };
        builder
            .Services.AddSingleton(its)
            .AddSingleton(TimeProvider.System)
            .AddScoped<App.Jobs.Alarms>()
            .AddDataProtection()
            .UseEphemeralDataProtectionProvider();
        if (connection is not null)
        {
            builder.Services.AddCommissionerDb(Engine.Postgres, connection, TestCluster.Keys);
        }

        if (SettingsTable.Wrong(builder.Configuration).ToList() is { Count: > 0 } wrong)
        {
            throw new CannotStart(string.Join('\n', wrong));
        }

        builder.Services.AddGateways(builder.AddChannelSettings(its));
        _app = builder.Build();
    }

    /// <summary>What was logged, at every level.</summary>
    public Lines Log { get; } = new();

    /// <summary>The services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The only gateway of a kind; null where there is none.</summary>
    public IChannel? Of(Channel kind) => Services.GetServices<IChannel>().SingleOrDefault(c => c.Kind == kind);

    /// <summary>A message.</summary>
    public static Outgoing Message(
        string to,
        string key = "YourCaseAccepted",
        string text = "【示例】您的诉求 {text} 已受理 \"好\"\n第二行"
    ) =>
        new(
            Id<Delivery>.New(),
            to,
            key,
            "示例高新区",
            text + " https://park.example/l/tok%20en",
            "https://park.example/l/token",
            "zh-CN",
            new Dictionary<string, string> { ["number"] = "FL-1", ["title"] = "示例" },
            TimeProvider.System.GetUtcNow().AddHours(3),
            null
        );

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Keeps what is logged.</summary>
    public sealed class Lines : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> All { get; } = [];

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
        ) => All.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
