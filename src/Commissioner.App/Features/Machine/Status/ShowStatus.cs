using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Commissioner.App.Features.Status;

/// <summary>Whether it runs, and how punctually promises were raised in the last seven days: for anybody, and nothing of anybody's.</summary>
[Allow(Permission.Anybody)]
public sealed record ShowStatus : IQuery<StatusSheet>;

/// <summary>How it stands, at most half a minute ago.</summary>
/// <param name="Runs">Promises are raised as they should be.</param>
/// <param name="Raised">How many levels of promises were raised in the last seven days.</param>
/// <param name="WithinAMinute">Of these, how many in a hundred within a minute, two decimals, rounded down; null where there were none.</param>
/// <param name="WorstSeconds">The longest that one waited; null where there were none.</param>
/// <param name="LookedAt">When it was looked, the park's time.</param>
public sealed record StatusSheet(bool Runs, int Raised, decimal? WithinAMinute, double? WorstSeconds, DateTimeOffset LookedAt);

internal sealed class ShowStatusHandler(CommissionerDb db, EngineWatch watch, IMemoryCache cache, TimeProvider clock)
    : IRequestHandler<ShowStatus, StatusSheet>
{
    private const int Days = 7;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    public async Task<StatusSheet> Handle(ShowStatus query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // By the product's own time, as everything here: what lies behind a clock that was moved is not shown again.
        if (cache.TryGetValue(nameof(ShowStatus), out StatusSheet? known) && now - known!.LookedAt is { Ticks: >= 0 } age && age < Kept)
        {
            return known;
        }

        var since = now.AddDays(-Days).ToUniversalTime();
        var late = await db.LatenessAsync(since, cancellationToken);
        var punctual = await db.Firings.CountAsync(f => f.FiredAt >= since && f.FiredAt <= f.WantedAt.AddMinutes(1), cancellationToken);
        StatusSheet sheet = new(
            !(await watch.AskAsync(cancellationToken)).IsStale,
            late.Count,
            // Between two statements another may be raised: a share is never more than the whole.
            late.Count == 0
                ? null
                : Math.Min(100, Math.Floor(10_000m * punctual / late.Count) / 100),
            late.Max,
            Moments.Local(now)
        );
        return cache.Set(nameof(ShowStatus), sheet, Kept);
    }
}

internal sealed class StatusApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/status",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ShowStatus(), cancelled))
            )
            .AllowAnonymous()
            .RequireRateLimiting("status")
            .WithTags("Engine")
            .Says<ShowStatus, StatusSheet>(
                200,
                "Whether it runs, and how punctually promises were raised in the last seven days; at most half a minute old.",
                429
            );
}
