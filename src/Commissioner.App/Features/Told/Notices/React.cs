using System.Text.Json;
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

internal sealed class ReactHandler(CommissionerDb db, IEnumerable<IReaction> reactions, TimeProvider clock) : IRequestHandler<React, int>
{
    public async Task<int> Handle(React job, CancellationToken cancellationToken)
    {
        var done = 0;
        while (true)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var entries = await db.Unreacted(job.Batch).ToListAsync(cancellationToken);
            if (entries.Count == 0)
            {
                return done;
            }

            foreach (var reaction in reactions)
            {
                await reaction.PlanAsync(entries, db, cancellationToken);
            }

            var now = clock.GetUtcNow();
            entries.ForEach(e => e.ReactedAt = now);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
            done += entries.Count;
        }
    }
}

/// <summary>Reads the facts of an entry back.</summary>
internal static class Facts
{
    public static T Of<T>(TimelineEntry entry)
        where T : DomainEvent => JsonSerializer.Deserialize<T>(entry.Facts, RecordEvents.Json)!;
}
