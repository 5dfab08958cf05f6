using System.Text.Encodings.Web;
using System.Text.Json;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.Data;

/// <summary>A case whose clocks were raised and nothing else: its version before, and the entries that follow it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Version">Number of its last entry as it was read.</param>
/// <param name="Entries">What is written after it, in order, numbered from the next.</param>
public sealed record RaisedCase(Id<Case> Case, int Version, IReadOnlyList<TimelineEntry> Entries);

/// <summary>Raises levels in bulk: four statements for all of them, instead of four tracked rows a level.</summary>
public abstract partial class CommissionerDb
{
    private static readonly JsonSerializerOptions Rows = new(JsonSerializerDefaults.General)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What a column of unrolled rows holds.</summary>
    protected enum Column
    {
        Key,

        /// <summary>A whole number.</summary>
        Number,

        Instant,

        /// <summary>A text of any length.</summary>
        Text,

        /// <summary>Yes or no.</summary>
        Flag,
    }

    /// <summary>
    /// Writes that these clocks were raised: the clocks, which are locked, the levels, the entries and the versions of the cases. In the
    /// caller's transaction.
    /// </summary>
    /// <exception cref="DbUpdateConcurrencyException">One of the cases was written meanwhile; the caller's transaction is to be given
    /// up.</exception>
    public async Task RaiseAsync(
        IReadOnlyCollection<RaisedCase> cases,
        IReadOnlyCollection<PromiseClock> clocks,
        IReadOnlyCollection<Firing> firings,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(cases);
        var moved = await WriteAsync(
            $"UPDATE cases SET version = r.new FROM {Unroll(("id", Column.Key), ("old", Column.Number), ("new", Column.Number))} WHERE cases.id = r.id AND cases.version = r.old",
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

        await WriteAsync(
            $"UPDATE clocks SET level = r.level, next_fire_at = r.next_fire_at, state = r.state FROM {Unroll(("id", Column.Key), ("level", Column.Number), ("next_fire_at", Column.Instant), ("state", Column.Text))} WHERE clocks.id = r.id",
            clocks.Select(c => new
            {
                id = c.Id.Value,
                level = (int)c.Level,
                next_fire_at = c.NextFireAt,
                state = c.State.ToString(),
            }),
            cancellationToken
        );
        await WriteAsync(
            "INSERT INTO firings (clock_id, revision, level, wanted_at, fired_at) SELECT r.clock_id, r.revision, r.level, r.wanted_at, r.fired_at FROM "
                + Unroll(
                    ("clock_id", Column.Key),
                    ("revision", Column.Number),
                    ("level", Column.Number),
                    ("wanted_at", Column.Instant),
                    ("fired_at", Column.Instant)
                ),
            firings.Select(f => new
            {
                clock_id = f.ClockId.Value,
                revision = f.Revision,
                level = (int)f.Level,
                wanted_at = f.WantedAt,
                fired_at = f.FiredAt,
            }),
            cancellationToken
        );
        await WriteAsync(cases.SelectMany(c => c.Entries), cancellationToken);
    }

    /// <summary>
    /// Whether somebody else was quicker. The engine may say so by a failed save or, while rows are being locked, by a deadlock.
    /// </summary>
    public bool IsConflict(Exception exception) =>
        exception is DbUpdateException update
            ? IsConflict(update)
            : IsConflict(
                new DbUpdateException("", exception is InvalidOperationException { InnerException: { } inner } ? inner : exception)
            );

    /// <summary>The rows in the JSON array that is the statement's only parameter, as a table <c>r</c>.</summary>
    protected abstract string Unroll(params (string Name, Column Holds)[] columns);

    // Safe as raw SQL: the statement is built from names in this file, and all values travel in one JSON parameter.
    private Task<int> WriteAsync<T>(string statement, IEnumerable<T> rows, CancellationToken cancellationToken) =>
        Database.ExecuteSqlRawAsync(statement, [JsonSerializer.Serialize(rows, Rows)], cancellationToken);

    private Task<int> WriteAsync(IEnumerable<TimelineEntry> entries, CancellationToken cancellationToken) =>
        WriteAsync(
            """
            INSERT INTO timeline (subject_id, seq, at, name, by_id, by_name, "as", seen_by, department_id, holder, holder_department_id, facts)
            SELECT r.subject_id, r.seq, r.at, r.name, r.by_id, r.by_name, r."as", r.seen_by, r.department_id, r.holder, r.holder_department_id, r.facts FROM
            """
                + " "
                + Unroll(
                    ("subject_id", Column.Key),
                    ("seq", Column.Number),
                    ("at", Column.Instant),
                    ("name", Column.Text),
                    ("by_id", Column.Key),
                    ("by_name", Column.Text),
                    ("as", Column.Text),
                    ("seen_by", Column.Number),
                    ("department_id", Column.Key),
                    ("holder", Column.Text),
                    ("holder_department_id", Column.Key),
                    ("facts", Column.Text)
                )
                + " ORDER BY r.subject_id, r.seq",
            entries.Select(e => new
            {
                subject_id = e.SubjectId,
                seq = e.Seq,
                at = e.At,
                name = e.Name,
                by_id = e.ById.Value,
                by_name = e.ByName,
                @as = e.As.ToString(),
                seen_by = (int)e.SeenBy,
                department_id = e.DepartmentId?.Value,
                holder = e.Holder?.ToString(),
                holder_department_id = e.HolderDepartmentId?.Value,
                facts = e.Facts,
            }),
            cancellationToken
        );
}
