using System.Diagnostics;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Hosting;

/// <summary>Whether the application lives, and whether it keeps its promises.</summary>
internal sealed class Health(CommissionerDb db, Promises promises, Settings settings, TimeProvider clock)
{
    /// <summary>A sweep that has not run for this long is a stopped engine.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(3);

    /// <summary>What <c>/health/ready</c> answers.</summary>
    public sealed record Ready(bool Healthy, DateTimeOffset? SweptAt, double? OldestDueSeconds, double? OutboxSeconds, int? LastAssuredYear, string? Why);

    public async Task<Ready> AskAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset started = Process.GetCurrentProcess().StartTime;
        try
        {
            var swept = await db.Heartbeats.Where(h => h.Job == Schedule.Sweep).Select(h => (DateTimeOffset?)h.At).SingleOrDefaultAsync(cancellationToken);
            var due = await db.Clocks.Where(c => c.NextFireAt != null).MinAsync(c => c.NextFireAt, cancellationToken);
            var outbox = await db.Timeline.Where(e => e.ReactedAt == null).OrderBy(e => e.Id).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellationToken);
            var late = due < now ? (now - due.Value).TotalSeconds : 0;
            var stale = settings.JobEngine is not "None" && settings.Clock == "System" && (swept ?? started) < now - Stale;
            return new(!stale, swept, late, outbox is null ? 0 : (now - outbox.Value).TotalSeconds, promises.Calendar.LastAssured?.Year, stale ? "The sweep has stopped." : null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(false, null, null, null, promises.Calendar.LastAssured?.Year, "The database does not answer.");
        }
    }
}

internal static class HealthRoutes
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok(new { live = true })).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", async (Health health, CancellationToken cancelled) =>
        {
            var ready = await health.AskAsync(cancelled);
            return Results.Json(ready, statusCode: ready.Healthy ? 200 : 503);
        }).AllowAnonymous().ExcludeFromDescription();
    }
}
