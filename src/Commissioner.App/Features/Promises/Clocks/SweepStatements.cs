using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Clocks;

/// <summary>A case whose clocks were raised and nothing else: its version before, and the entries that follow it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Version">Number of its last entry as it was read.</param>
/// <param name="Entries">What is written after it, in order, numbered from the next.</param>
internal sealed record RaisedCase(Id<Case> Case, int Version, IReadOnlyList<TimelineEntry> Entries);

/// <summary>What the sweep writes: levels by the hundred, four statements for as many as there are, instead of four rows each.</summary>
internal static class SweepStatements
{
    /// <summary>
    /// Writes that these clocks were raised: the clocks, which are locked, the levels, the entries and the versions of the cases. In the
    /// caller's transaction.
    /// </summary>
    /// <exception cref="DbUpdateConcurrencyException">One of the cases was written meanwhile; the caller's transaction is to be given
    /// up.</exception>
    public static async Task RaiseAsync(
        this CommissionerDb db,
        IReadOnlyCollection<RaisedCase> cases,
        IReadOnlyCollection<PromiseClock> clocks,
        IReadOnlyCollection<Firing> firings,
        CancellationToken cancellationToken
    )
    {
        var moved = await db.WriteAsync(
            $"UPDATE cases SET version = r.new FROM {db.Unroll(("id", Column.Key), ("old", Column.Number), ("new", Column.Number))} WHERE cases.id = r.id AND cases.version = r.old",
            cases.Select(c => new
            {
                id = c.Case.Value,
                old = c.Version,
                @new = c.Version + c.Entries.Count,
            }),
            cancellationToken
        );
        if (moved != cases.Count)
        {
            throw new DbUpdateConcurrencyException("A case was written while its clocks were raised.");
        }

        await db.WriteAsync(
            $"UPDATE clocks SET level = r.level, next_fire_at = r.next_fire_at, state = r.state FROM {db.Unroll(("id", Column.Key), ("level", Column.Number), ("next_fire_at", Column.Instant), ("state", Column.Text))} WHERE clocks.id = r.id",
            clocks.Select(c => new
            {
                id = c.Id.Value,
                level = (int)c.Level,
                next_fire_at = c.NextFireAt,
                state = c.State.ToString(),
            }),
            cancellationToken
        );
        await db.InsertAsync(firings, cancellationToken);
        await db.InsertAsync(cases.SelectMany(c => c.Entries), cancellationToken);
    }
}
