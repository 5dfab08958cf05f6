using Commissioner.App.Jobs;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Hosting.Watching;

/// <summary>Looks how the database stands, for whoever watches, again and again: a gauge can't ask it when it is read.</summary>
internal sealed class LookHowItStands(
    IServiceScopeFactory scopes,
    Measures measures,
    Settings settings,
    TimeProvider clock,
    ILogger<LookHowItStands> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Times.Watch);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var ready = await scope.ServiceProvider.GetRequiredService<Health>().AskAsync(stoppingToken);
                var now = clock.GetUtcNow();
                var queued = await scope
                    .ServiceProvider.GetRequiredService<CommissionerDb>()
                    .Deliveries.CountAsync(d => d.NextTryAt <= now, stoppingToken);
                measures.Stand(new(ready.OutboxSeconds ?? 0, ready.OldestDueSeconds ?? 0, queued, ready.SetAside ?? 0));
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError("How the database stands could not be measured: {Error}", Fault.Code(exception));
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
