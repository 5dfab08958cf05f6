using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>A channel that may be tried now; one that does not work is tried with one message.</summary>
public sealed record OpenChannel(Channel Channel, bool Works);

/// <summary>
/// How channels fare, the same for all nodes. While a gateway is away one message after the other asks whether it is back; when it is, all
/// that waited has its turn at once.
/// </summary>
public sealed class ChannelHealth(CommissionerDb db)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    // These have a server each: that one does not answer says nothing of the others, so each is tried for itself.
    private static readonly Channel[] OfMany = [Channel.Robot, Channel.Webhook];

    /// <summary>Those of these channels that may be tried now.</summary>
    public async Task<IReadOnlyList<OpenChannel>> OpenAsync(
        IEnumerable<Channel> channels,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var states = await db.ChannelStates.AsNoTracking().ToDictionaryAsync(s => s.Channel, cancellationToken);
        return
        [
            .. channels
                .Where(c => !(states.GetValueOrDefault(c)?.RestsUntil > now))
                .Select(c => new OpenChannel(c, OfMany.Contains(c) || Works(states.GetValueOrDefault(c)))),
        ];
    }

    /// <summary>Whether the last that was heard of it is good.</summary>
    public static bool Works(ChannelState? state) => state?.FailedAt is null || state.WorkedAt > state.FailedAt;

    /// <summary>The oldest of a channel's messages, which none of its line comes before, asks whether its gateway is back, however long it was to wait by itself.</summary>
    public async Task HurryOneAsync(Channel channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = db.Deliveries.Where(d => d.Channel == channel && d.Fate == Fate.Planned && d.NextTryAt != null && d.DueAt <= now);
        var first = await waiting.OrderBy(d => d.EntryId).Select(d => (Id<Delivery>?)d.Id).FirstOrDefaultAsync(cancellationToken);
        if (first is { } id)
        {
            await waiting
                .Where(d => d.Id == id && d.NextTryAt > now)
                .ExecuteUpdateAsync(d => d.SetProperty(x => x.NextTryAt, now), cancellationToken);
        }
    }

    /// <summary>What gateways answered: one that refuses a message works; one that answers nobody is left alone for a while.</summary>
    public async Task NoteAsync(
        IReadOnlyList<(Channel Channel, Domain.Told.Handed By)> results,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        foreach (var its in results.GroupBy(r => r.Channel))
        {
            var state = await StateAsync(its.Key, cancellationToken);
            var away = its.Where(r => r.By.Outcome is GatewayAnswer.Later or GatewayAnswer.Unknown).Select(r => r.By).ToList();
            if (away.Count == its.Count())
            {
                (state.FailedAt, state.Error) = (now, away[^1].Code);
                state.RestsUntil = OfMany.Contains(its.Key)
                    ? null
                    : now + (away.Max(a => a.RetryAfter) is { } asked && asked > Rest ? asked : Rest);
            }
            else
            {
                var wasAway = !Works(state);
                (state.WorkedAt, state.RestsUntil) = (now, null);
                if (wasAway)
                {
                    await db
                        .Deliveries.Where(d => d.Channel == its.Key && d.Fate == Fate.Planned && d.NextTryAt > now && d.DueAt <= now)
                        .ExecuteUpdateAsync(d => d.SetProperty(x => x.NextTryAt, now), cancellationToken);
                }
            }
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (db.IsConflict(exception))
        {
            // Another node noted the first answer of this channel at the same instant: its word is as good.
        }

        db.ChangeTracker.Clear();
    }

    private async Task<ChannelState> StateAsync(Channel channel, CancellationToken cancellationToken)
    {
        if (await db.ChannelStates.SingleOrDefaultAsync(s => s.Channel == channel, cancellationToken) is { } known)
        {
            return known;
        }

        var fresh = new ChannelState { Channel = channel };
        db.ChannelStates.Add(fresh);
        return fresh;
    }
}
