using System.Diagnostics;
using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Scores;

/// <summary>
/// Reads what is new in the log into facts and their sums: only cases with entries since the last time, or whose enterprise has. Killed at
/// any moment it goes on where it was; what is read twice changes nothing. A long log is read in several runs, with rests between the
/// pieces: those who file and answer come first.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record RollUpScores(int Entries = 1000, int Batch = 200) : IJob;

internal sealed class RollUpScoresHandler(CommissionerDb db, CaseLogs logs, FactBook book, SetAside aside, TimeProvider clock)
    : IRequestHandler<RollUpScores, int>
{
    // Transactions may commit out of the order of their entries' numbers. So the last minutes are read again each time, until they are
    // settled.
    private static readonly TimeSpan Unsettled = TimeSpan.FromMinutes(10);

    // For so long after a rating it may still change, or a call-back may free it: cases rated since then are read again.
    private static readonly TimeSpan RatingsMove = TimeSpan.FromDays(90);
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    public async Task<int> Handle(RollUpScores job, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await EnsureProgressAsync(cancellationToken);
        var (now, done) = (clock.GetUtcNow(), await AgainAsync(job.Batch, cancellationToken));
        var after = await db.AppraisalProgress.Select(p => p.LastEntryId).SingleAsync(cancellationToken);
        while (true)
        {
            var entries = await db
                .Timeline.AsNoTracking()
                .Where(e => e.Id > after)
                .OrderBy(e => e.Id)
                .Take(job.Entries)
                .Select(e => new
                {
                    e.Id,
                    e.At,
                    e.SubjectId,
                    e.Name,
                })
                .ToListAsync(cancellationToken);
            if (entries.Count > 0)
            {
                done += await ReadAsync(
                    [.. entries.Select(e => e.SubjectId).Distinct()],
                    [.. entries.Where(e => e.Name == nameof(EnterpriseRegistered)).Select(e => new Id<Enterprise>(e.SubjectId)).Distinct()],
                    job.Batch,
                    cancellationToken
                );
                after = entries[^1].Id;
            }

            var settled = entries.TakeWhile(e => e.At < now - Unsettled).LastOrDefault()?.Id ?? 0;
            var last = entries.Count < job.Entries;
            await db.AppraisalProgress.ExecuteUpdateAsync(
                p =>
                    p.SetProperty(x => x.LastEntryId, x => settled > x.LastEntryId ? settled : x.LastEntryId)
                        .SetProperty(x => x.ReadAt, x => last ? now : x.ReadAt),
                cancellationToken
            );
            if (last || Stopwatch.GetElapsedTime(started) > Budget)
            {
                return done;
            }
        }
    }

    // Cases that were put off, as their time has come. Those that fail once more are put off longer; the others are forgotten.
    private async Task<int> AgainAsync(int batch, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db
            .SetAside.Where(s => s.Kind == RowKind.Facts && s.NextTryAt <= now)
            .Select(s => s.Key)
            .ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return 0;
        }

        var done = 0;
        foreach (var some in due.ConvertAll(k => new Id<Case>(k)).Chunk(batch))
        {
            done += await KeepCasesAsync(some, cancellationToken);
        }

        await aside.ForgetAsync(RowKind.Facts, cancellationToken);
        return done;
    }

    private async Task<int> ReadAsync(List<Guid> subjects, List<Id<Enterprise>> corrected, int batch, CancellationToken cancellationToken)
    {
        List<Id<Enterprise>> perhaps = subjects.ConvertAll(s => new Id<Enterprise>(s));
        List<Id<Case>> told = subjects.ConvertAll(s => new Id<Case>(s));
        List<Id<CallbackTask>> called = subjects.ConvertAll(s => new Id<CallbackTask>(s));
        List<Id<Exclusion>> left = subjects.ConvertAll(s => new Id<Exclusion>(s));
        var enterprises = await db.Enterprises.Where(e => perhaps.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancellationToken);
        // Changes of an enterprise's commissioner, its ratings, exclusions and call-backs change facts of its cases without an entry on the
        // case's own timeline: those cases are read again as well.
        var since = clock.GetUtcNow() - RatingsMove;
        var cases = (
            await db
                .Cases.Where(c =>
                    told.Contains(c.Id)
                    || corrected.Contains(c.EnterpriseId)
                    || (enterprises.Contains(c.EnterpriseId) && c.ClosedAt == null)
                )
                .Select(c => c.Id)
                .ToListAsync(cancellationToken)
        )
            .Union(
                await db
                    .Ratings.Where(r => enterprises.Contains(r.EnterpriseId) && r.RatedAt >= since)
                    .Select(r => r.CaseId)
                    .ToListAsync(cancellationToken)
            )
            .Union(await db.Exclusions.Where(e => left.Contains(e.Id)).Select(e => e.CaseId).ToListAsync(cancellationToken))
            .Union(
                await db
                    .Callbacks.Where(t => t.CaseId != null && called.Contains(t.Id))
                    .Select(t => t.CaseId!.Value)
                    .ToListAsync(cancellationToken)
            )
            .ToList();
        var changed = 0;
        foreach (var some in cases.Chunk(batch))
        {
            var began = Stopwatch.GetTimestamp();
            changed += await KeepCasesAsync(some, cancellationToken);
            await Task.Delay(Stopwatch.GetElapsedTime(began) / 2, cancellationToken);
        }

        if (enterprises.Count > 0)
        {
            var owners = await db
                .Replacements.Where(r => enterprises.Contains(r.EnterpriseId))
                .Select(r => r.Id)
                .ToListAsync(cancellationToken);
            changed += await KeepAsync(
                [.. owners.Select((Id<Replacement> r) => r.Value)],
                () => logs.ReplacementsOfAsync(enterprises, cancellationToken),
                cancellationToken
            );
        }

        return changed;
    }

    // A case whose facts can't be read is found by halving and put off, so that it keeps no other's from being counted.
    private async Task<int> KeepCasesAsync(Id<Case>[] some, CancellationToken cancellationToken)
    {
        try
        {
            return await KeepAsync([.. some.Select(c => c.Value)], () => logs.FactsOfAsync(some, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (Piecemeal.IsOfARow(db, exception))
        {
            db.ChangeTracker.Clear();
            if (some is [var broken])
            {
                await aside.PutOffAsync(RowKind.Facts, broken.Value, exception, cancellationToken);
                return 0;
            }

            var half = some.Length / 2;
            return await KeepCasesAsync(some[..half], cancellationToken) + await KeepCasesAsync(some[half..], cancellationToken);
        }
    }

    // Locks the progress row first: a second node waits and then reads what the first one left.
    private async Task<int> KeepAsync(IReadOnlyCollection<Guid> owners, Func<Task<List<Fact>>> facts, CancellationToken cancellationToken)
    {
        if (owners.Count == 0)
        {
            return 0;
        }

        await using var transaction = await db.BeginAsync(cancellationToken);
        await db.AppraisalProgress.ExecuteUpdateAsync(p => p.SetProperty(x => x.Step, x => x.Step + 1), cancellationToken);
        var changed = await book.KeepAsync(owners, await facts(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed;
    }

    private async Task EnsureProgressAsync(CancellationToken cancellationToken)
    {
        if (await db.AppraisalProgress.AnyAsync(p => p.Id == Data.AppraisalProgress.Only, cancellationToken))
        {
            return;
        }

        // An earlier version read fewer kinds of facts. The log is read from its beginning; facts that are known come out the same and
        // change nothing.
        await db.AppraisalProgress.ExecuteDeleteAsync(cancellationToken);
        db.AppraisalProgress.Add(new AppraisalProgress());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (Exception exception) when (db.IsConflict(exception))
        {
            // Another node made the row at the same instant.
        }

        db.ChangeTracker.Clear();
    }
}
