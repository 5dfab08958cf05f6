using Commissioner.Data;

namespace Commissioner.App.Jobs;

/// <summary>
/// The time, by which all nodes mean the same: a node whose own clock differs by more than a second goes by the database's. Else one that
/// is
/// ahead would raise what is not due yet.
/// </summary>
public sealed class DatabaseClock(TimeProvider own, IServiceScopeFactory scopes, ILogger<DatabaseClock> log) : TimeProvider
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);
    private long _ahead;

    /// <summary>How far this machine's own clock is ahead of the database's; nothing within a second.</summary>
    public TimeSpan Ahead => new(Interlocked.Read(ref _ahead));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => own.GetUtcNow() - Ahead;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        own.CreateTimer(callback, state, dueTime, period);

    /// <summary>Asks the database for the time.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();

        // The first question may have to open a connection: only the second one's journey is short.
        await db.NowAsync(cancellationToken);
        var before = own.GetUtcNow();
        var its = await db.NowAsync(cancellationToken);
        var after = own.GetUtcNow();
        var ahead = before + ((after - before) / 2) - its;
        if (ahead.Duration() <= Tolerance + (after - before))
        {
            ahead = TimeSpan.Zero;
        }
        else
        {
            log.LogError("This machine's clock is {Seconds} s ahead of the database's; the database's counts", ahead.TotalSeconds);
        }

        Interlocked.Exchange(ref _ahead, ahead.Ticks);
    }
}
