using System.Buffers.Binary;
using System.Text.Json;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Reports;

/// <summary>
/// Tells supervision each morning how many anonymous reports came or were added to, and nothing else. Together and at a fixed time: a notice for
/// each would keep the instant at which its reporter sent it, and so would the rows, which are written anew here.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record TellOfTips : IJob;

internal sealed class TellOfTipsHandler(CommissionerDb db, TimeProvider clock) : IRequestHandler<TellOfTips, int>
{
    public async Task<int> Handle(TellOfTips job, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var came = await db
            .Tips.Include(t => t.Words)
            .Include(t => t.Readers)
            .AsSplitQuery()
            .Where(t => t.Words.Any(w => !w.IsTold))
            .ToListAsync(cancellationToken);
        if (came.Count == 0)
        {
            return 0;
        }

        // It follows from no entry: a negative number of this run's own stands in the place, and meets no entry's.
        var entry = BinaryPrimitives.ReadInt64BigEndian(Id<Notice>.New(now).Value.ToByteArray(bigEndian: true).AsSpan(8)) | long.MinValue;
        var told = await db.OfSupervision().Select(p => p.Id).ToListAsync(cancellationToken);
        foreach (var person in told)
        {
            var count = came.Count(t => !t.Readers.Any(r => r.PersonId == person && r.DeclinedAt is not null));
            if (count > 0)
            {
                db.Notices.Add(
                    new()
                    {
                        Id = Id<Notice>.New(now),
                        PersonId = person,
                        Text = "TipsCame",
                        Facts = JsonSerializer.Serialize(new { count }, RecordEvents.Json),
                        Link = "/reports",
                        EntryId = entry,
                        At = now,
                        ShowAt = now,
                    }
                );
            }
        }

        came.ForEach(t => t.Told());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return came.Count;
        }
        catch (Exception conflict) when (db.IsConflict(conflict))
        {
            // Another node tells of them, or one of them changed at this instant: the next run tells of what is left.
            db.ChangeTracker.Clear();
            return 0;
        }
    }
}
