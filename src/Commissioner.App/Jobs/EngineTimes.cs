using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Commissioner.App.Jobs;

/// <summary>The engine's times, under <c>Commissioner:Times:</c>. The defaults are what the house promises.</summary>
public sealed class EngineTimes
{
    [Description("A job that has not ended well for this long is a stopped one; the watchdog takes over.")]
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Stale { get; set; } = TimeSpan.FromMinutes(3);

    [Description("How often the watchdog looks.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "7.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Watch { get; set; } = TimeSpan.FromSeconds(30);

    [Description("How long what is shown on every page may be old.")]
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Glance { get; set; } = TimeSpan.FromSeconds(15);

    [Description("How often it is looked for what has changed, for the pages that are open.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Live { get; set; } = TimeSpan.FromSeconds(1);

    [Description("How often the engine looks for what is to be woken; a queue as often.")]
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    [Description("How often all jobs are woken that have no time of day; left out, by the timetable.")]
    [Range(typeof(TimeSpan), "00:00:00.1", "7.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan? Wake { get; set; }

    /// <summary>How often a job is woken.</summary>
    public TimeSpan Of(Job job) => job.At is null ? Wake ?? job.Every : job.Every;

    /// <summary>How long a job may not have ended well: one that has a time of day three days.</summary>
    public TimeSpan StaleAfter(Job job) => job.At is null ? Stale : 3 * job.Every;
}
