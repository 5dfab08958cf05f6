using Commissioner.App.Features.Archive;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Retention;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Retention;

/// <summary>
/// Erases what has been kept for as long as the policy says, but for what is held: contacts, texts and files of everything that is over, of
/// whatever kind, and messages. Each thing is a transaction with its row in the ledger; what a run leaves, for whatever reason, the next one
/// finds. Answers how much it erased.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record EraseExpired : IJob;

internal sealed class EraseExpiredHandler(
    CommissionerDb db,
    Eraser eraser,
    Archivist archivist,
    TimeProvider clock,
    ILogger<EraseExpiredHandler> log
) : IRequestHandler<EraseExpired, int>
{
    private const int Batch = 50;
    private const int MessageBatch = 500;

    public async Task<int> Handle(EraseExpired job, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var policy = RetentionPolicy.Of(await db.RetentionPolicies.AsNoTracking().ToListAsync(cancellationToken), now);
        var done = 0;
        foreach (var kind in ErasedKind.All)
        {
            foreach (var rule in kind.Rules)
            {
                done += await WorkAsync(
                    failed => eraser.Due(kind, policy, rule, now, failed).Take(Batch).ToListAsync(cancellationToken),
                    due => eraser.EraseAsync(kind, due, policy, rule, now, cancellationToken)
                );
            }
        }

        for (int gone; (gone = await EraseMessagesAsync(policy, now, cancellationToken)) > 0; )
        {
            done += gone;
        }

        done += await eraser.ForgetBytesAsync(now, cancellationToken);
        // What was archived of a case says what was erased of it just now, or by a run that was cut off.
        return done + await archivist.FollowErasuresAsync(cancellationToken);
    }

    // One that fails holds up no other: it is left out for this run.
    private async Task<int> WorkAsync(Func<List<Guid>, Task<List<Expired>>> find, Func<Expired, Task<bool>> erase)
    {
        List<Guid> failed = [];
        var done = 0;
        while (await find(failed) is { Count: > 0 } batch)
        {
            foreach (var due in batch)
            {
                try
                {
                    if (await erase(due))
                    {
                        done++;
                    }
                    else
                    {
                        failed.Add(due.Id);
                    }
                }
                catch (Exception exception) when (Piecemeal.IsOfARow(db, exception))
                {
                    // Another node was quicker, somebody took the case up again at this instant, or the row is broken.
                    failed.Add(due.Id);
                    log.LogWarning("{Subject} was not erased this time: {Error}", due.Id, Fault.Code(exception));
                }

                db.ChangeTracker.Clear();
            }
        }

        return done;
    }

    private async Task<int> EraseMessagesAsync(RetentionPolicy policy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now.AddDays(-policy.Terms.MessageDays);
        await using var transaction = await db.BeginAsync(cancellationToken);
        var deliveries = await eraser.DeliveriesDue(before).Take(MessageBatch).Select(d => d.Id).ToListAsync(cancellationToken);
        var notices = await eraser.NoticesDue(before).Take(MessageBatch).Select(n => n.Id).ToListAsync(cancellationToken);
        var gone =
            await db.Deliveries.Where(d => deliveries.Contains(d.Id)).ExecuteDeleteAsync(cancellationToken)
            + await db.Notices.Where(n => notices.Contains(n.Id)).ExecuteDeleteAsync(cancellationToken);
        if (gone == 0)
        {
            return 0;
        }

        db.Erasures.Add(
            new()
            {
                Rule = ErasureRule.Messages,
                PolicyVersion = policy.Version,
                Kind = "Messages",
                Since = before,
                At = now,
                Count = gone,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return gone;
    }
}
