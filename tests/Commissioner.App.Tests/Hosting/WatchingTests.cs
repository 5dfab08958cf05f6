using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Commissioner.App.Hosting.Watching;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commissioner.App.Tests.Hosting;

/// <summary>What is measured is what happened, names nobody, and is what the dashboard and the alerts ask for.</summary>
public sealed partial class WatchingTests
{
    // Those of the frameworks that the dashboard shows.
    private static readonly string[] Frameworks =
    [
        "http_server_request_duration_seconds_bucket",
        "aspnetcore_rate_limiting_queued_requests",
        "aspnetcore_rate_limiting_active_request_leases",
    ];

    [Test]
    public async Task What_happens_is_measured_and_no_tag_says_whose_it_is()
    {
        await using var app = await TestApp.StartAsync();
        using var watched = new Watched(app.Services.GetRequiredService<IMeterFactory>());
        var story = new Journey(app);
        await story.FileAsync("秘密的标题");
        await story.AcceptAsync();
        await app.RunAsync("react");
        await app.RunAsync("deliver");
        await (await story.As("enterprise1")).PostAsync($"{story.Path}/confirmations", new { outcome = "resolved", words = "秘密的话" });
        var later = TestApp.Monday.AddDays(9).ToUniversalTime();
        app.Clock.MoveTo(later);
        await app.RunAsync("sweep-deadlines");
        await (await story.As("enterprise1")).PostAsync($"/enterprises/{app.World.Enterprises[0].Id.Value}/replacements", new { });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(watched.Sum("commissioner.requests", "request=SubmitCase", "outcome=done"), Is.EqualTo(1));
            Assert.That(watched.Sum("commissioner.requests", "outcome=refused"), Is.EqualTo(1));
            await using var db = app.Db();
            var firings = await db.Firings.Where(f => f.FiredAt >= later).ToListAsync();
            Assert.That(firings, Is.Not.Empty);
            Assert.That(watched.Sum("commissioner.promises.raised"), Is.EqualTo(firings.Count));
            Assert.That(
                watched.Sum("commissioner.promises.lateness"),
                Is.EqualTo(firings.Sum(f => (f.FiredAt - f.WantedAt).TotalSeconds)).Within(1)
            );
            Assert.That(watched.Sum("commissioner.deliveries", "fate=Taken"), Is.EqualTo(app.TextMessages.Count).And.Positive);
            Assert.That(watched.Sum("commissioner.replacements"), Is.EqualTo(1));
            var words = watched.Tags.Distinct().ToList();
            Assert.That(words.Where(w => !Plain().IsMatch(w)), Is.Empty, "tags are names of the product's own");
        }
    }

    [Test]
    public void The_dashboard_and_the_alerts_ask_for_what_is_measured()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var watched = new Watched(services.GetRequiredService<IMeterFactory>());
        _ = new Measures(services.GetRequiredService<IMeterFactory>());
        var there = watched.Instruments.SelectMany(Exported).Concat(Frameworks).ToHashSet();
        Assert.That(watched.Instruments, Has.Count.EqualTo(9));
        var folder = Path.Combine(Product.App, "../../deploy/watch");
        var dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "grafana.json")))!;
        var shown = dashboard["panels"]!.AsArray().SelectMany(p => p!["targets"]!.AsArray()).Select(t => (string)t!["expr"]!).ToList();
        var alerts = File.ReadAllLines(Path.Combine(folder, "alerts.yaml"))
            .Where(l => l.Contains("expr:", StringComparison.Ordinal))
            .ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shown, Has.Count.GreaterThan(9));
            Assert.That(alerts, Has.Count.GreaterThan(6));
            var asked = shown.Concat(alerts).SelectMany(e => Asked().Matches(e).Select(m => m.Value)).Distinct().ToList();
            Assert.That(asked.Where(a => !there.Contains(a)), Is.Empty);
            Assert.That(
                watched.Instruments.Where(i => !Exported(i).Any(asked.Contains)).Select(i => i.Name),
                Is.Empty,
                "what nobody looks at need not be measured"
            );
        }
    }

    [Test]
    public void A_trace_is_told_without_addresses_statements_and_messages()
    {
        using var source = new ActivitySource("Commissioner.Tests.Bare");
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var activity = source.StartActivity("GET /l/{token}")!;
        activity
            .SetTag("url.path", "/l/秘密")
            .SetTag("url.query", "?q=秘密")
            .SetTag("db.query.text", "秘密")
            .SetTag("http.route", "/l/{token}");
        activity.SetTag("some.future.tag", "秘密").SetStatus(ActivityStatusCode.Error, "duplicate key 秘密");
        new Bare().OnEnd(activity);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(activity.TagObjects.Select(t => t.Key), Is.EqualTo(new[] { "http.route" }));
            Assert.That(activity.Status, Is.EqualTo(ActivityStatusCode.Error));
            Assert.That(activity.StatusDescription ?? "", Is.Empty);
        }
    }

    [Test]
    public void A_line_of_the_log_for_programs_names_its_trace_and_no_address()
    {
        using var kept = new Kept();
        using var services = new ServiceCollection()
            .AddSingleton<IExternalScopeProvider, TraceAlone>()
            .AddLogging(l => l.AddProvider(kept))
            .BuildServiceProvider();
        using var activity = new Activity("request").Start();
        var log = services.GetRequiredService<ILogger<WatchingTests>>();
        using (log.BeginScope(new Dictionary<string, object> { ["RequestPath"] = "/l/秘密" }))
        {
            log.LogWarning("it is so");
        }

        Assert.That(kept.Around, Is.EqualTo(new[] { $"TraceId={activity.TraceId}", $"SpanId={activity.SpanId}" }));
    }

    // As a collector names them for Prometheus.
    private static IEnumerable<string> Exported(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument switch
        {
            Histogram<double> => [name + "_bucket", name + "_sum", name + "_count"],
            Counter<long> => [name + "_total"],
            _ => [name],
        };
    }

    [GeneratedRegex("(commissioner|http|aspnetcore|process|dotnet)_[a-z_]+")]
    private static partial Regex Asked();

    [GeneratedRegex("^(request|outcome|level|channel|fate)=[A-Za-z0-9`]+$")]
    private static partial Regex Plain();

    private sealed class Kept : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private IExternalScopeProvider _scopes = null!;

        public List<string> Around { get; } = [];

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => _scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) =>
            _scopes.ForEachScope(
                (scope, around) => around.AddRange(((IEnumerable<KeyValuePair<string, object?>>)scope!).Select(p => $"{p.Key}={p.Value}")),
                Around
            );

        public void Dispose() { }
    }

    // What one host measures; hosts of other tests have meters of their own.
    private sealed class Watched : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Lock _gate = new();
        private readonly List<(string Name, double Value, string[] Tags)> _seen = [];

        public Watched(IMeterFactory of)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Measures.Name && instrument.Meter.Scope == of)
                {
                    Instruments.Add(instrument);
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
            _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags));
            _listener.Start();
        }

        public List<Instrument> Instruments { get; } = [];

        public IEnumerable<string> Tags => Seen.SelectMany(s => s.Tags);

        private List<(string Name, double Value, string[] Tags)> Seen
        {
            get
            {
                lock (_gate)
                {
                    return [.. _seen];
                }
            }
        }

        public double Sum(string name, params string[] tags) =>
            Seen.Where(s => s.Name == name && tags.All(s.Tags.Contains)).Sum(s => s.Value);

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var said = tags.ToArray().Select(t => $"{t.Key}={t.Value}").ToArray();
            lock (_gate)
            {
                _seen.Add((instrument.Name, value, said));
            }
        }
    }
}
