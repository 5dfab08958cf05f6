namespace Commissioner.App.Hosting;

/// <summary>A clock that stands still until it is moved: for demonstrations, training and tests.</summary>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = Stored(start.UtcTicks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves it to an instant.</summary>
    public void MoveTo(DateTimeOffset at) => Interlocked.Exchange(ref _ticks, Stored(at.UtcTicks));

    /// <summary>Moves it on.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, Stored(by.Ticks));

    // Cut to microseconds, as databases keep instants. Otherwise an instant read back would differ from the clock that stands still.
    private static long Stored(long ticks) => ticks - (ticks % TimeSpan.TicksPerMicrosecond);
}
