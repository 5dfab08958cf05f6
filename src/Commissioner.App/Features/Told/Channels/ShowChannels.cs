using Commissioner.App.Channels;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Channels;

/// <summary>Reads how each channel fares: its gateway, its last success and fault, and what waits for it.</summary>
[Allow(Permission.WatchChannels)]
public sealed record ShowChannels : IQuery<IReadOnlyList<ChannelLine>>;

/// <summary>A channel; counts and codes, nothing of what is sent or to whom.</summary>
/// <param name="Channel">Which.</param>
/// <param name="Gateway">Its gateway's name; null where none is configured.</param>
/// <param name="WorkedAt">When it last worked.</param>
/// <param name="FailedAt">When it last did not answer.</param>
/// <param name="Error">The code of that.</param>
/// <param name="RestsUntil">Nothing is handed over before.</param>
/// <param name="Waiting">How many messages wait, and since when the oldest could go.</param>
/// <param name="OldestDueAt">Since when the oldest could go.</param>
/// <param name="Failed">How many were refused or expired within a day.</param>
public sealed record ChannelLine(
    Channel Channel,
    string? Gateway,
    DateTimeOffset? WorkedAt,
    DateTimeOffset? FailedAt,
    string? Error,
    DateTimeOffset? RestsUntil,
    int Waiting,
    DateTimeOffset? OldestDueAt,
    int Failed
);

internal sealed class ShowChannelsHandler(CommissionerDb db, IEnumerable<IChannel> channels, TimeProvider clock)
    : IRequestHandler<ShowChannels, IReadOnlyList<ChannelLine>>
{
    public async Task<IReadOnlyList<ChannelLine>> Handle(ShowChannels query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = now.AddDays(-1);
        var gateways = channels.ToDictionary(c => c.Kind, c => c.Name);
        var states = await db.ChannelStates.AsNoTracking().ToDictionaryAsync(s => s.Channel, cancellationToken);
        var waiting = await db
            .Deliveries.Where(d => d.NextTryAt != null && d.DueAt <= now)
            .GroupBy(d => d.Channel)
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Oldest = g.Min(d => d.DueAt),
            })
            .ToDictionaryAsync(g => g.Key, cancellationToken);
        var failed = await db
            .Deliveries.Where(d => d.PlannedAt > since && (d.Fate == Fate.Failed || d.Fate == Fate.Expired || d.Fate == Fate.SetAside))
            .GroupBy(d => d.Channel)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return
        [
            .. Enum.GetValues<Channel>()
                .Where(c => c != Channel.Hotline)
                .Select(c =>
                {
                    var (state, queue) = (states.GetValueOrDefault(c), waiting.GetValueOrDefault(c));
                    return new ChannelLine(
                        c,
                        gateways.GetValueOrDefault(c),
                        state?.WorkedAt,
                        state?.FailedAt,
                        state?.Error,
                        state?.RestsUntil > now ? state.RestsUntil : null,
                        queue?.Count ?? 0,
                        queue?.Oldest,
                        failed.GetValueOrDefault(c)
                    );
                }),
        ];
    }
}
