using System.Xml;
using Commissioner.App.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Hosting;

/// <summary>What only Development has: the simulated clock's hands, and jobs on demand.</summary>
internal static class Development
{
    /// <summary>Moves the clock on (ISO 8601 duration), or to an instant.</summary>
    internal sealed record Move(string? Advance, DateTimeOffset? To);

    public static void MapDevelopment(this WebApplication app)
    {
        var dev = app.MapGroup("/dev").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        dev.MapGet("/clock", (TimeProvider clock) => Results.Ok(new { now = clock.GetUtcNow() }));
        dev.MapPost(
            "/clock",
            async (Move move, TimeProvider clock, CommissionerDb db, CancellationToken cancelled) =>
            {
                if (clock is not SimulatedClock simulated)
                {
                    return Results.Problem("Start with Commissioner:Clock=Simulated.", statusCode: 409, type: "ClockIsReal");
                }

                try
                {
                    if (move.Advance is { } by)
                    {
                        var span = XmlConvert.ToTimeSpan(by);
                        _ = simulated.GetUtcNow() + span;
                        simulated.Advance(span);
                    }
                    else if (move.To is { } to)
                    {
                        simulated.MoveTo(to);
                    }
                }
                catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentOutOfRangeException)
                {
                    return Results.Problem("advance is an ISO 8601 duration such as PT4H.", statusCode: 422, type: "NotWellFormed");
                }

                // Time that is skipped by hand must not look like an outage, so the sweep's heartbeat moves along.
                var now = clock.GetUtcNow();
                await db.Heartbeats.Where(h => h.At < now).ExecuteUpdateAsync(h => h.SetProperty(b => b.At, now), cancelled);
                return Results.Ok(new { now });
            }
        );
        dev.MapGet("/jobs", () => Results.Ok(Schedule.Jobs.Select(j => new { j.Name, every = j.Every })));
        dev.MapPost(
            "/jobs/{name}",
            async (string name, JobRunner runner, CancellationToken cancelled) =>
            {
                var job = Schedule.Jobs.FirstOrDefault(j => j.Name == name) ?? throw new NotFound();
                return Results.Ok(new { job = name, done = await runner.RunAsync(job, cancelled) });
            }
        );
    }
}
