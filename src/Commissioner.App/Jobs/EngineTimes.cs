namespace Commissioner.App.Jobs;

/// <summary>The engine's times, under <c>Commissioner:Times:</c>. The defaults are what the house promises.</summary>
public sealed class EngineTimes
{
    /// <summary>A job that has not ended well for this long is a stopped one; the watchdog takes over.</summary>
    public TimeSpan Stale { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How often the watchdog looks.</summary>
    public TimeSpan Watch { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long what is shown on every page may be old.</summary>
    public TimeSpan Glance { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often it is looked for what has changed, for the pages that are open.</summary>
    public TimeSpan Live { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the engine looks for what is to be woken; a queue as often.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often all jobs are woken that have no time of day; null by the timetable.</summary>
    public TimeSpan? Wake { get; set; }

    /// <summary>How often a job is woken.</summary>
    public TimeSpan Of(Job job) => job.At is null ? Wake ?? job.Every : job.Every;

    /// <summary>How long a job may not have ended well: one that has a time of day three days.</summary>
    public TimeSpan StaleAfter(Job job) => job.At is null ? Stale : 3 * job.Every;
}
