using Commissioner.App.Channels;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>
/// Plans by which channels notices go out, and hands over what is due. Any number of nodes may be at it: a notice is planned by one of them,
/// a delivery is handed over by one of them, and the messages of one line leave in their order.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record Deliver(int Batch = 200) : IJob;

internal sealed class DeliverHandler(
    CommissionerDb db,
    DeliveryPlan plan,
    HandOver handOver,
    Leases leases,
    Wording wording,
    ChannelHealth health,
    Digests digests,
    IEnumerable<IChannel> channels,
    SetAside aside,
    TimeProvider clock
) : IRequestHandler<Deliver, int>
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(40);

    public async Task<int> Handle(Deliver job, CancellationToken cancellationToken)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var done = await Piecemeal.RunAsync<Notice>(
            db,
            job.Batch,
            (most, taken) => PlanAsync(most, taken, cancellationToken),
            (broken, why) => aside.PutOffAsync(RowKind.Notice, broken.Id.Value, why, cancellationToken)
        );
        if (done > 0)
        {
            await aside.ForgetAsync(RowKind.Notice, cancellationToken);
        }

        try
        {
            done += await HandOverAsync(job, began, cancellationToken);
        }
        finally
        {
            await handOver.EndAsync();
        }

        await health.NoteAsync(handOver.TakeResults(), clock.GetUtcNow(), cancellationToken);
        return done;
    }

    // Takes more while gateways answer: what they said so far decides which channels are open.
    private async Task<int> HandOverAsync(Deliver job, long began, CancellationToken cancellationToken)
    {
        var done = 0;
        HashSet<Channel> working = [];
        while (System.Diagnostics.Stopwatch.GetElapsedTime(began) < Budget)
        {
            await health.NoteAsync(handOver.TakeResults(), clock.GetUtcNow(), cancellationToken);
            // A channel that fails is tried with another message only when the last one is answered.
            var open = (await health.OpenAsync(channels.Select(c => c.Kind), clock.GetUtcNow(), cancellationToken))
                .Where(o => o.Works || !handOver.IsAt(o.Channel))
                .ToList();
            foreach (var channel in open.Where(o => o.Works && working.Add(o.Channel)))
            {
                await digests.MakeAsync(channel.Channel, cancellationToken);
            }

            working.IntersectWith(open.Where(o => o.Works).Select(o => o.Channel));
            var taken = await leases.TakeAsync(open, job.Batch, cancellationToken);
            if (taken is null)
            {
                if (!await handOver.AnotherAsync(cancellationToken))
                {
                    break;
                }

                continue;
            }

            var words = await wording.ForAsync(taken, cancellationToken);
            foreach (var delivery in taken)
            {
                await handOver.AddAsync(delivery, words, cancellationToken);
            }

            done += taken.Count;
        }

        return done;
    }

    private async Task<int?> PlanAsync(int most, List<Notice> taken, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        taken.AddRange(await db.UnplannedNotices(now, most).ToListAsync(cancellationToken));
        if (taken.Count == 0)
        {
            return null;
        }

        await plan.AddAsync(taken, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return taken.Count;
    }
}
