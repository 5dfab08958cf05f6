using Commissioner.App.Features.Retention;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Retention;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Archive;

/// <summary>Seals each closed case whose days are over into its package, once a closing. Answers how many.</summary>
[Allow(Permission.RunJobs)]
public sealed record ArchiveClosed : IJob;

internal sealed class ArchiveClosedHandler(
    CommissionerDb db,
    Archivist archivist,
    ArchiveStore store,
    TimeProvider clock,
    ILogger<ArchiveClosedHandler> log
) : IRequestHandler<ArchiveClosed, int>
{
    private const int Batch = 50;

    // Longer than a package takes, by the machine's clock, which dates files.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    public async Task<int> Handle(ArchiveClosed job, CancellationToken cancellationToken)
    {
        store.Tidy(TimeProvider.System.GetUtcNow() - Fresh);
        var now = clock.GetUtcNow();
        var policy = RetentionPolicy.Of(await db.RetentionPolicies.AsNoTracking().ToListAsync(cancellationToken), now);
        List<Guid> failed = [];
        var done = 0;
        while (await archivist.Due(policy, now, failed).Take(Batch).ToListAsync(cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var due in batch)
            {
                if (await SealAsync(due, cancellationToken))
                {
                    done++;
                }
                else
                {
                    // For this run it is left out.
                    failed.Add(due.Id);
                }
            }
        }

        return done;
    }

    private async Task<bool> SealAsync(Expired due, CancellationToken cancellationToken)
    {
        try
        {
            return await archivist.StoreAsync(new(due.Id), due.Since, cancellationToken);
        }
        catch (Exception exception) when (Piecemeal.IsOfARow(db, exception))
        {
            // Another node was quicker, or a file of it is not what was stored: it holds up no other.
            log.LogWarning("{Subject} was not archived this time: {Error}", due.Id, Fault.Code(exception));
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
