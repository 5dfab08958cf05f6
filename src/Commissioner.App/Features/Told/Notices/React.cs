using System.Text.Json;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Notices;

/// <summary>Plans what follows from what has happened: each entry of the timeline once, in order.</summary>
[Allow(Permission.RunJobs)]
public sealed record React(int Batch = 200) : IJob;

/// <summary>A consequence of an event: it only plans, and may be asked twice.</summary>
public interface IReaction
{
    /// <summary>Plans notices for these entries.</summary>
    Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken);
}

internal sealed class ReactHandler(CommissionerDb db, IEnumerable<IReaction> reactions, SetAside aside, TimeProvider clock)
    : IRequestHandler<React, int>
{
    public async Task<int> Handle(React job, CancellationToken cancellationToken)
    {
        var done = await Piecemeal.RunAsync<TimelineEntry>(
            db,
            job.Batch,
            (most, taken) => PlanAsync(most, taken, cancellationToken),
            (broken, why) => aside.PutOffAsync(RowKind.Reaction, broken.SubjectId, why, cancellationToken)
        );
        if (done > 0)
        {
            await aside.ForgetAsync(RowKind.Reaction, cancellationToken);
        }

        return done;
    }

    private async Task<int?> PlanAsync(int most, List<TimelineEntry> taken, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        taken.AddRange(await db.Unreacted(now, most).ToListAsync(cancellationToken));
        if (taken.Count == 0)
        {
            return null;
        }

        foreach (var reaction in reactions)
        {
            await reaction.PlanAsync(taken, db, cancellationToken);
        }

        taken.ForEach(e => e.ReactedAt = now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return taken.Count;
    }
}

/// <summary>Reads the facts of an entry back.</summary>
internal static class Facts
{
    public static T Of<T>(TimelineEntry entry)
        where T : DomainEvent => JsonSerializer.Deserialize<T>(entry.Facts, RecordEvents.Json)!;
}
