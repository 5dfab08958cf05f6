namespace Commissioner.App.Hosting;

/// <summary>
/// Keeps a node that is to stop for a moment more: it says that it is not ready, and answers what a balancer sends it until that has noticed.
/// </summary>
internal sealed class Drain(Settings settings, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Said before anything ends, whoever asked it to stop.
        lifetime.StopApplication();
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(settings.DrainSeconds), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Whoever stops it waits no longer.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
