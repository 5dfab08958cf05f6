using System.Diagnostics.Metrics;
using Commissioner.App.Channels;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Told;

namespace Commissioner.App.Hosting.Watching;

/// <summary>
/// What is measured of a node: numbers, by names that the product has itself. No tag says whose it is, or what anybody wrote.
/// </summary>
public sealed class Measures
{
    /// <summary>The meter's name, and the source's of the product's own traces.</summary>
    public const string Name = "Commissioner";

    private readonly Counter<long> _requests;
    private readonly Counter<long> _raised;
    private readonly Histogram<double> _lateness;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _replacements;
    private Standing _standing = new(0, 0, 0, 0);

    public Measures(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(Name);
        _requests = meter.CreateCounter<long>("commissioner.requests", "{request}", "Requests of the product, by name and outcome");
        _raised = meter.CreateCounter<long>("commissioner.promises.raised", "{level}", "Levels of promises that were raised");
        _lateness = meter.CreateHistogram<double>(
            "commissioner.promises.lateness",
            "s",
            "How long after its time a level was raised",
            advice: new() { HistogramBucketBoundaries = [1, 5, 15, 30, 60, 120, 300, 900, 3600] }
        );
        _deliveries = meter.CreateCounter<long>("commissioner.deliveries", "{delivery}", "Messages handed over, by channel and fate");
        _replacements = meter.CreateCounter<long>("commissioner.replacements", "{replacement}", "Commissioners who were replaced");
        meter.CreateObservableGauge(
            "commissioner.outbox.age",
            () => _standing.Outbox,
            "s",
            "Age of the oldest entry without its consequences"
        );
        meter.CreateObservableGauge(
            "commissioner.promises.waiting",
            () => _standing.Due,
            "s",
            "How long the oldest due promise has waited"
        );
        meter.CreateObservableGauge("commissioner.deliveries.queued", () => _standing.Queued, "{delivery}", "Messages whose time has come");
        meter.CreateObservableGauge("commissioner.set_aside", () => _standing.SetAside, "{row}", "Rows that could not be worked on");
    }

    /// <summary>How the database stands, as it was last looked at.</summary>
    public void Stand(Standing standing) => _standing = standing;

    internal void Asked(string request, string outcome) => _requests.Add(1, new("request", request), new("outcome", outcome));

    internal void Raised(PromiseLevel level, TimeSpan late)
    {
        KeyValuePair<string, object?> tag = new("level", level.ToString());
        _raised.Add(1, tag);
        _lateness.Record(Math.Max(0, late.TotalSeconds), tag);
    }

    internal void HandedOver(Channel channel, GatewayAnswer? answer) =>
        _deliveries.Add(1, new("channel", channel.ToString()), new("fate", answer?.ToString() ?? "Broken"));

    internal void Replaced() => _replacements.Add(1);
}

/// <summary>How the database stands: ages in seconds, and counts.</summary>
public sealed record Standing(double Outbox, double Due, int Queued, int SetAside);
