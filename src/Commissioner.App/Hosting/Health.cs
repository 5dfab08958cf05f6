using Commissioner.App.Jobs;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Hosting;

/// <summary>Whether the application lives, and whether it keeps its promises.</summary>
internal sealed class Health(
    CommissionerDb db,
    EngineWatch watch,
    Promises promises,
    VirusScanner scanner,
    IHostApplicationLifetime lifetime,
    TimeProvider clock
)
{
    /// <summary>What <c>/health/ready</c> answers: numbers and times, nothing of anybody's.</summary>
    public sealed record Ready(
        bool Healthy,
        DateTimeOffset? SweptAt,
        double? OldestDueSeconds,
        double? OutboxSeconds,
        DateTimeOffset? CanaryDueAt,
        int? SetAside,
        int? Drifts,
        int? LastAssuredYear,
        string? Why
    )
    {
        /// <summary>How the scanner of uploads stands.</summary>
        public required ScannerState Scanner { get; init; }

        /// <summary>It answers, but not everything it should do is done.</summary>
        public bool Degraded => Scanner == ScannerState.Away;
    }

    /// <summary>
    /// Whether a balancer may send this node what people ask: it is not about to stop, and its database answers. Jobs that stand still are
    /// everybody's trouble and no reason to send nobody anywhere.
    /// </summary>
    public async Task<bool> ServesAsync(CancellationToken cancellationToken) =>
        !lifetime.ApplicationStopping.IsCancellationRequested && await db.Database.CanConnectAsync(cancellationToken);

    public async Task<Ready> AskAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // It still answers what reaches it; whoever shares requests out sends them elsewhere from now on.
            return new(false, null, null, null, null, null, null, null, "This node is stopping.") { Scanner = ScannerState.Off };
        }

        var now = clock.GetUtcNow();
        var uploads = await scanner.StateAsync(cancellationToken);
        try
        {
            var condition = await watch.AskAsync(cancellationToken);
            var due = await db.Clocks.Where(c => c.NextFireAt != null).MinAsync(c => c.NextFireAt, cancellationToken);
            var outbox = await db
                .Timeline.Where(e => e.ReactedAt == null)
                .OrderBy(e => e.Id)
                .Select(e => (DateTimeOffset?)e.At)
                .FirstOrDefaultAsync(cancellationToken);
            var late = due < now ? (now - due.Value).TotalSeconds : 0;
            return new(
                !condition.IsStale,
                condition.SweptAt,
                late,
                outbox is null ? 0 : (now - outbox.Value).TotalSeconds,
                condition.CanaryDueAt,
                await db.SetAside.CountAsync(cancellationToken),
                await db.Drifts.CountAsync(cancellationToken),
                promises.Calendar.LastAssured?.Year,
                Why(condition) ?? (uploads == ScannerState.Away ? "The virus scanner does not answer: no file is taken." : null)
            )
            {
                Scanner = uploads,
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(false, null, null, null, null, null, null, promises.Calendar.LastAssured?.Year, "The database does not answer.")
            {
                Scanner = uploads,
            };
        }
    }

    private static string? Why(EngineCondition condition) =>
        condition.Stopped.Contains(Schedule.Sweeping) ? "The sweep has stopped."
        : condition.CanaryIsLate ? "The canary was not raised."
        : condition.Stopped.Count > 0 ? $"These jobs have stopped: {string.Join(", ", condition.Stopped.Select(j => j.Name))}."
        : null;
}

internal static class HealthRoutes
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { live = true })).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(
                "/health/started",
                (IHostApplicationLifetime lifetime) =>
                    lifetime.ApplicationStarted.IsCancellationRequested
                        ? Results.Ok(new { started = true })
                        : Results.Json(new { started = false }, statusCode: StatusCodes.Status503ServiceUnavailable)
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet(
                "/health/serves",
                async (Health health, CancellationToken cancelled) =>
                    await health.ServesAsync(cancelled)
                        ? Results.Ok(new { serves = true })
                        : Results.Json(new { serves = false }, statusCode: StatusCodes.Status503ServiceUnavailable)
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet(
                "/health/ready",
                async (Health health, CancellationToken cancelled) =>
                {
                    var ready = await health.AskAsync(cancelled);
                    return Results.Json(ready, statusCode: ready.Healthy ? 200 : 503);
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
    }
}
