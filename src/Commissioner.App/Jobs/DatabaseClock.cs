using Commissioner.App.Hosting;
using Commissioner.Data;

namespace Commissioner.App.Jobs;

/// <summary>
/// The time, by which all nodes mean the same: a node whose own clock differs by more than a second goes by the database's. Else one that
/// is ahead would raise what is not due yet.
/// </summary>
public sealed class DatabaseClock(MachineClock machine, IServiceScopeFactory scopes, ILogger<DatabaseClock> log) : TimeProvider
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);
    private long _ahead;

    /// <summary>How far this machine's own clock is ahead of the database's; nothing within a second.</summary>
    public TimeSpan Ahead => new(Interlocked.Read(ref _ahead));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => machine.Time.GetUtcNow() - Ahead;

    /// <inheritdoc/>
    public override long GetTimestamp() => machine.Time.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.Time.CreateTimer(callback, state, dueTime, period);

    /// <summary>Asks the database for the time.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();

        // Asked twice: the first query may open a connection, which takes long. Only the second one's round trip is short enough to compare
        // clocks by.
        await db.NowAsync(cancellationToken);
        var before = machine.Time.GetUtcNow();
        var its = await db.NowAsync(cancellationToken);
        var after = machine.Time.GetUtcNow();
        var ahead = before + ((after - before) / 2) - its;
        if (ahead.Duration() <= Tolerance + (after - before))
        {
            ahead = TimeSpan.Zero;
        }
        else
        {
            if ((ahead - Ahead).Duration() > Tolerance)
            {
                log.LogError("This machine's clock is {Seconds} s ahead of the database's; the database's counts", ahead.TotalSeconds);
            }
        }

        Interlocked.Exchange(ref _ahead, ahead.Ticks);
    }
}

/// <summary>This machine's own clock, which may be wrong: the outermost one, from which all others are made.</summary>
public sealed record MachineClock(TimeProvider Time);

/// <summary>Asks the database for the time again and again, on every node: clocks of machines drift and are set.</summary>
internal sealed class AskTheTime(DatabaseClock clock, Settings settings, ILogger<AskTheTime> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Times.Watch);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await clock.AskAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError("The database could not be asked for the time: {Error}", Fault.Code(exception));
            }
        }
    }
}
