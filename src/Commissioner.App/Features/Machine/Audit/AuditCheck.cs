using System.Globalization;
using Commissioner.Data;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Audit;

/// <summary>What is wrong with a link of the chain.</summary>
public enum AuditFault
{
    /// <summary>The row says something else than it said.</summary>
    Changed,

    /// <summary>The row is gone.</summary>
    Removed,

    /// <summary>The row was put between others.</summary>
    Inserted,

    /// <summary>The row stood elsewhere.</summary>
    Moved,

    /// <summary>From here on there is nothing, and an anchor says that there was.</summary>
    EndMissing,
}

/// <summary>The first broken link.</summary>
public sealed record AuditBreak(long Number, AuditFault Why);

/// <summary>What the chain is found to be.</summary>
/// <param name="Count">How many rows were read.</param>
/// <param name="Last">The last one's hash.</param>
/// <param name="Unchained">How many rows have no place yet.</param>
/// <param name="Anchors">How many lines of anchors it was compared with.</param>
/// <param name="Broken">The first broken link; null where the chain is whole.</param>
public sealed record AuditVerdict(long Count, string Last, int Unchained, int Anchors, AuditBreak? Broken);

/// <summary>Reads the chain from its beginning to its end, a row at a time, and compares it with itself and with the anchors.</summary>
public sealed class AuditCheck(CommissionerDb db, AuditAnchors anchors)
{
    public async Task<AuditVerdict> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = anchors.Read();
        var anchored = lines.GroupBy(a => a.Number).ToDictionary(g => g.Key, g => g.First().Hash);

        // One instant for all statements: the chain grows at its end, and loses its beginning, while it is read.
        await using var transaction = await db.BeginAsync(cancellationToken, db.OneInstant);
        var log = db.AuditLog.AsNoTracking();
        var unchained = await log.CountAsync(e => e.Number == null, cancellationToken);
        var closing = await log.Where(e => e.UpTo != null).OrderByDescending(e => e.UpTo).FirstOrDefaultAsync(cancellationToken);
        var (gone, before) = (closing?.UpTo ?? 0, closing?.UpToHash ?? AuditEntry.Nothing);
        var (count, last) = (0L, before);
        AuditEntry? wrong = null;
        AuditEntry? next = null;
        await foreach (
            var row in log.Where(e => e.Number != null)
                .OrderBy(e => e.Number)
                .ThenBy(e => e.Id)
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
        )
        {
            if (wrong is not null)
            {
                next = row;
                break;
            }

            if (row.Number != gone + count + 1 || row.Previous != last || row.ComputedAt(row.Number.Value) != row.Hash)
            {
                wrong = row;
                continue;
            }

            count++;
            (before, last) = (last, row.Hash!);
            if (anchored.GetValueOrDefault(row.Number.Value, last) != last)
            {
                return Verdict(new(row.Number.Value, AuditFault.Changed));
            }
        }

        if (wrong is not null)
        {
            return Verdict(await DiagnoseAsync(wrong, next, gone + count + 1, before, last, cancellationToken));
        }

        if (lines.FirstOrDefault(a => a.Number > gone + count) is not null)
        {
            return Verdict(new(gone + count + 1, AuditFault.EndMissing));
        }

        // What was removed for its age was of that age: an anchor of a younger day says otherwise.
        var young = lines.FirstOrDefault(a =>
            a.Number <= gone && a.Day > DateOnly.FromDateTime(closing!.At.UtcDateTime).AddDays(-AuditSettings.LeastDays)
            || a.Number == gone && a.Hash != closing!.UpToHash
        );
        return Verdict(young is null ? null : new(young.Number, AuditFault.Removed));

        AuditVerdict Verdict(AuditBreak? broken) => new(count, last, unchained, lines.Count, broken);
    }

    // Each row says which one it follows, and its hash is made with its place: by these two it is told what was done to it.
    private async Task<AuditBreak> DiagnoseAsync(
        AuditEntry row,
        AuditEntry? next,
        long place,
        string before,
        string last,
        CancellationToken cancellationToken
    )
    {
        var chained = db.AuditLog.AsNoTracking().Where(e => e.Number != null);
        if (row.Number < place)
        {
            return new(place - 1, AuditFault.Inserted);
        }

        if (row.Number > place)
        {
            var elsewhere = await chained.AnyAsync(e => e.Previous == last && e.Number > row.Number, cancellationToken);
            return new(place, elsewhere ? AuditFault.Moved : AuditFault.Removed);
        }

        if (row.Previous == last)
        {
            return new(place, next?.Previous == last ? AuditFault.Inserted : AuditFault.Changed);
        }

        if (row.ComputedAt(place) == row.Hash)
        {
            // It is as it was written, and follows what is there no more: the one before was written anew, its hash too.
            return new(Math.Max(1, place - 1), AuditFault.Changed);
        }

        if (row.Previous == before && row.ComputedAt(place - 1) == row.Hash)
        {
            return new(place - 1, AuditFault.Inserted);
        }

        var follows = await chained
            .Where(e => e.Hash == row.Previous && e.Id != row.Id)
            .Select(e => e.Number)
            .FirstOrDefaultAsync(cancellationToken);
        if (follows is not null)
        {
            return new(place, AuditFault.Moved);
        }

        return new(place, row.ComputedAt(place + 1) == row.Hash ? AuditFault.Removed : AuditFault.Changed);
    }
}

/// <summary><c>commissioner audit verify</c>.</summary>
internal static class AuditCommand
{
    /// <summary>Says in one line what the chain is found to be.</summary>
    /// <returns>0 where it is whole, else 1.</returns>
    public static async Task<int> VerifyAsync(this IServiceProvider services, TextWriter output)
    {
        await using var scope = services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<AuditCheck>().ReadAsync(CancellationToken.None);
        var unchained = found.Unchained == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {found.Unchained} not chained yet");
        await output.WriteLineAsync(
            found.Broken is { } broken
                ? string.Create(CultureInfo.InvariantCulture, $"Broken at {broken.Number}: {Said(broken.Why)}.")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Whole: {found.Count} rows, the last is {found.Last}{unchained}; compared with {found.Anchors} anchors."
                )
        );
        return found.Broken is null ? 0 : 1;
    }

    private static string Said(AuditFault why) =>
        why switch
        {
            AuditFault.Changed => "changed",
            AuditFault.Removed => "removed",
            AuditFault.Inserted => "inserted",
            AuditFault.Moved => "moved",
            _ => "the end is missing that an anchor speaks of",
        };
}
