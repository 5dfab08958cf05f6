using Commissioner.App.Hosting;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Jobs;

/// <summary>Rung after each commit of this node, so that its consequences are planned at once.</summary>
public sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    /// <summary>Something has happened; ringing twice is ringing once.</summary>
    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been rung and not heard yet: once is enough.
        }
    }

    /// <summary>Waits until it rings, but no longer than this.</summary>
    /// <returns>It rang.</returns>
    public Task<bool> HeardAsync(TimeSpan most, CancellationToken cancellationToken) => _rung.WaitAsync(most, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _rung.Dispose();
}

/// <summary>
/// Plans what follows from a commit at once: of this node when the bell rings, of any other within a second. It only makes things faster:
/// what it misses, the timetable's job does.
/// </summary>
internal sealed class AtOnce(
    Bell bell,
    JobRunner runner,
    IServiceScopeFactory scopes,
    Settings settings,
    TimeProvider clock,
    ILogger<AtOnce> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await bell.HeardAsync(settings.Times.Live, stoppingToken) || await IsOpenAsync(stoppingToken))
                {
                    await runner.RunAsync(Schedule.Reacting, stoppingToken);
                    await runner.RunAsync(Schedule.Delivering, stoppingToken);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError("What follows from a commit could not be planned: {Error}", Fault.Code(exception));
                await Task.Delay(settings.Times.Live, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        return await db.Timeline.AnyAsync(
                e => e.ReactedAt == null && !db.SetAside.Any(s => s.Kind == RowKind.Reaction && s.Key == e.SubjectId && s.NextTryAt > now),
                cancellationToken
            )
            || await db.Notices.AnyAsync(
                n => n.PlannedAt == null && n.ShowAt <= now && !db.SetAside.Any(s => s.Key == (Guid)(object)n.Id && s.NextTryAt > now),
                cancellationToken
            );
    }
}
