using Commissioner.Data;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Rebases;

/// <summary>What a re-base writes: promises laid anew by the hundred, a statement for as many as there are, instead of rows each.</summary>
internal static class RebaseStatements
{
    /// <summary>
    /// Writes that these clocks were laid anew, and what that made of their cases: due times, versions, events and entries. In the caller's
    /// transaction; what is tracked stays unsaved.
    /// </summary>
    /// <param name="cases">Cases that were loaded with their version and changed by nothing else.</param>
    /// <param name="clocks">Clocks, locked, with what has happened to them since they were read.</param>
    /// <param name="cancellationToken">To give up.</param>
    /// <exception cref="DbUpdateConcurrencyException">One of the cases was written meanwhile; the caller's transaction is to be given
    /// up.</exception>
    public static async Task LayAnewAsync(
        this CommissionerDb db,
        IReadOnlyCollection<Case> cases,
        IReadOnlyCollection<PromiseClock> clocks,
        CancellationToken cancellationToken
    )
    {
        var moved = await db.WriteAsync(
            "UPDATE cases SET version = r.new, due_at = r.due_at, next_due_at = r.next_due_at, next_amber_at = r.next_amber_at FROM "
                + db.Unroll(
                    ("id", Column.Key),
                    ("old", Column.Number),
                    ("new", Column.Number),
                    ("due_at", Column.Instant),
                    ("next_due_at", Column.Instant),
                    ("next_amber_at", Column.Instant)
                )
                + " WHERE cases.id = r.id AND cases.version = r.old",
            cases.Select(c => new
            {
                id = c.Id.Value,
                old = c.Version - c.Happened.Count,
                @new = c.Version,
                due_at = c.DueAt,
                next_due_at = c.NextDueAt,
                next_amber_at = c.NextAmberAt,
            }),
            cancellationToken
        );
        if (moved != cases.Count)
        {
            throw new DbUpdateConcurrencyException("A case was written while its promises were laid anew.");
        }

        await db.WriteAsync(
            """
            UPDATE clocks SET rule_code = r.rule_code, policy_version = r.policy_version, calendar_version = r.calendar_version, due_at = r.due_at, amber_at = r.amber_at,
            assured = r.assured, revision = r.revision, level = r.level, next_fire_at = r.next_fire_at, state = r.state, last_seq = r.last_seq FROM
            """
                + " "
                + db.Unroll(
                    ("id", Column.Key),
                    ("rule_code", Column.Text),
                    ("policy_version", Column.Number),
                    ("calendar_version", Column.Number),
                    ("due_at", Column.Instant),
                    ("amber_at", Column.Instant),
                    ("assured", Column.Flag),
                    ("revision", Column.Number),
                    ("level", Column.Number),
                    ("next_fire_at", Column.Instant),
                    ("state", Column.Text),
                    ("last_seq", Column.Number)
                )
                + " WHERE clocks.id = r.id",
            clocks.Select(c => new
            {
                id = c.Id.Value,
                rule_code = c.RuleCode,
                policy_version = c.PolicyVersion,
                calendar_version = c.CalendarVersion,
                due_at = c.DueAt,
                amber_at = c.AmberAt,
                assured = c.Assured,
                revision = c.Revision,
                level = (int)c.Level,
                next_fire_at = c.NextFireAt,
                state = c.State.ToString(),
                last_seq = c.LastSeq,
            }),
            cancellationToken
        );
        await db.WriteAsync(
            "UPDATE legs SET next_due_at = r.due_at FROM "
                + db.Unroll(("subject_id", Column.Key), ("due_at", Column.Instant))
                + " WHERE legs.id = r.subject_id",
            clocks
                .Where(c => c.IsRunning && c.State != ClockState.Paused && c.SubjectId != c.OfCase?.Value)
                .Select(c => new { subject_id = c.SubjectId, due_at = c.DueAt }),
            cancellationToken
        );
        await db.InsertAsync(clocks.SelectMany(c => c.Events), cancellationToken);
        await db.InsertAsync(cases.SelectMany(TimelineEntry.Of), cancellationToken);
    }
}
