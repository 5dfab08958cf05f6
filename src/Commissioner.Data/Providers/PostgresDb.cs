using System.Globalization;
using System.Linq.Expressions;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Npgsql;
using NpgsqlTypes;

namespace Commissioner.Data.Providers;

/// <summary>The product on PostgreSQL.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : CommissionerDb(options)
{
    /// <inheritdoc/>
    public override async Task<string> NumberAsync(
        Id<Case> @case,
        Id<Park> park,
        string code,
        DateOnly day,
        CancellationToken cancellationToken
    ) =>
        (
            await Database
                .SqlQuery<string>(
                    $"""
                    WITH next AS (
                        INSERT INTO case_counters (park_id, day, last) VALUES ({park.Value}, {day}, 1)
                        ON CONFLICT (park_id, day) DO UPDATE SET last = case_counters.last + 1 RETURNING last)
                    UPDATE cases SET number = {code
                        + day.ToString(
                            "-yyyyMMdd-",
                            CultureInfo.InvariantCulture
                        )} || CASE WHEN next.last < 10000 THEN lpad(next.last::text, 4, '0') ELSE next.last::text END
                    FROM next WHERE id = {@case.Value} RETURNING number AS "Value"
                    """
                )
                .ToListAsync(cancellationToken)
        )[0];

    /// <inheritdoc/>
    public override IQueryable<PromiseClock> DueClocks(DateTimeOffset now, int most) =>
        Clocks
            .FromSql(
                $"SELECT * FROM clocks WHERE next_fire_at < {now.ToUniversalTime()} ORDER BY next_fire_at LIMIT {most} FOR UPDATE SKIP LOCKED"
            )
            // Composed, so that the columns are named: the shared owner_id would be looked for once a kind of owner.
            .OrderBy(c => c.NextFireAt);

    /// <inheritdoc/>
    public override IQueryable<PromiseClock> OpenClocks(Guid[] owners) =>
        Clocks
            .FromSql($"SELECT * FROM clocks WHERE state <> 'Stopped' AND owner_id = ANY ({owners}) ORDER BY id FOR UPDATE")
            .OrderBy(c => c.Id);

    /// <inheritdoc/>
    public override IQueryable<Rebase> RunningRebase() =>
        Rebases.FromSql($"SELECT * FROM rebases WHERE state = 'Running' LIMIT 1 FOR UPDATE SKIP LOCKED");

    /// <inheritdoc/>
    public override IQueryable<TimelineEntry> Unreacted(DateTimeOffset now, int most) =>
        Timeline.FromSql(
            $"""
            SELECT * FROM timeline WHERE reacted_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.kind = 'Reaction' AND s.key = timeline.subject_id AND s.next_try_at > {now.ToUniversalTime()})
            ORDER BY id LIMIT {most} FOR UPDATE OF timeline SKIP LOCKED
            """
        );

    /// <inheritdoc/>
    public override IQueryable<Notice> UnplannedNotices(DateTimeOffset now, int most) =>
        Notices.FromSql(
            $"""
            SELECT * FROM notices WHERE planned_at IS NULL AND show_at <= {now.ToUniversalTime()}
            AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.kind = 'Notice' AND s.key = notices.id AND s.next_try_at > {now.ToUniversalTime()})
            ORDER BY show_at, id LIMIT {most} FOR UPDATE OF notices SKIP LOCKED
            """
        );

    /// <inheritdoc/>
    public override IQueryable<Delivery> DueDeliveries(DateTimeOffset now, IReadOnlyCollection<string> channels, int most) =>
        Deliveries.FromSql(
            $"""
            SELECT * FROM deliveries d WHERE d.next_try_at <= {now.ToUniversalTime()} AND (d.channel = ANY ({channels.ToArray()}) OR d.expires_at <= {now.ToUniversalTime()})
            AND NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.line = d.line AND e.entry_id < d.entry_id AND e.next_try_at IS NOT NULL AND e.due_at <= {now.ToUniversalTime()})
            ORDER BY d.next_try_at LIMIT {most} FOR UPDATE OF d SKIP LOCKED
            """
        );

    /// <inheritdoc/>
    public override async Task<Lateness> LatenessAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        (
            await Database
                .SqlQuery<Lateness>(
                    $"""
                    SELECT count(*)::int AS "Count", percentile_disc(0.5) WITHIN GROUP (ORDER BY late) AS "P50", percentile_disc(0.99) WITHIN GROUP (ORDER BY late) AS "P99", max(late) AS "Max"
                    FROM (SELECT extract(epoch FROM fired_at - wanted_at)::double precision AS late FROM firings WHERE fired_at >= {since.ToUniversalTime()}) AS f
                    """
                )
                .ToListAsync(cancellationToken)
        )[0];

    /// <inheritdoc/>
    public override async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken) =>
        (await Database.SqlQuery<DateTimeOffset>($"""SELECT clock_timestamp() AS "Value" """).ToListAsync(cancellationToken))[0];

    /// <inheritdoc/>
    public override Task AddToSumsAsync(string marks, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync(
            $"""
            INSERT INTO appraisal_sums (kind, unit_id, part, day, measure, why, halves, n)
            SELECT kind, unit, part, day, measure, why, halves, n
            FROM jsonb_to_recordset({marks}::jsonb) AS m(kind smallint, unit uuid, part text, day date, measure smallint, why smallint, halves bigint, n bigint)
            ON CONFLICT (kind, unit_id, day, measure, why, part) DO UPDATE SET halves = appraisal_sums.halves + excluded.halves, n = appraisal_sums.n + excluded.n
            """,
            cancellationToken
        );

    /// <inheritdoc/>
    public override bool IsConflict(DbUpdateException exception) =>
        exception is DbUpdateConcurrencyException
        || exception?.InnerException
            is PostgresException
                {
                    SqlState: PostgresErrorCodes.UniqueViolation
                        or PostgresErrorCodes.ExclusionViolation
                        or PostgresErrorCodes.SerializationFailure
                        or PostgresErrorCodes.DeadlockDetected
                }
                // Checked at the commit: two chains of posts were written at once, each right by what it had read.
                or PostgresException
                {
                    ConstraintName: "fk_enterprises_active_follows"
                        or "fk_enterprises_backup_follows"
                        or "ck_posts_end_the_chain"
                        or "ck_assignments_two_people"
                };

    /// <inheritdoc/>
    public override async Task<int> RemoveAuditAsync(long upTo, CancellationToken cancellationToken) =>
        (await Database.SqlQuery<int>($"SELECT tidy_audit({upTo}) AS \"Value\"").ToListAsync(cancellationToken))[0];

    /// <inheritdoc/>
    protected override async Task<bool> ChainAsync(string places, CancellationToken cancellationToken)
    {
        try
        {
            await Database.SqlQuery<int>($"SELECT chain_audit({places}::jsonb) AS \"Value\"").ToListAsync(cancellationToken);
            return true;
        }
        catch (Exception taken) when (IsConflict(taken))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override async Task<long> TakeAsync(string mark, DateTimeOffset minute, int many, CancellationToken cancellationToken) =>
        (
            await Database
                .SqlQuery<long>(
                    $"""
                    -- Limits
                    INSERT INTO limit_counts AS c (mark, begins_at, taken) VALUES ({mark}, {minute.ToUniversalTime()}, {(long)many})
                    ON CONFLICT (mark) DO UPDATE SET
                        taken = CASE WHEN c.begins_at >= EXCLUDED.begins_at THEN c.taken + EXCLUDED.taken ELSE EXCLUDED.taken END,
                        begins_at = GREATEST(c.begins_at, EXCLUDED.begins_at)
                    RETURNING taken AS "Value"
                    """
                )
                .ToListAsync(cancellationToken)
        )[0];

    /// <inheritdoc/>
    public override string Unroll(params (string Name, Column Holds)[] columns) =>
        "jsonb_to_recordset({0}::jsonb) AS r("
        + string.Join(
            ", ",
            columns.Select(c =>
                $"\"{c.Name}\" "
                + c.Holds switch
                {
                    Column.Key => "uuid",
                    Column.Number => "int",
                    Column.Instant => "timestamptz",
                    Column.Flag => "boolean",
                    _ => "text",
                }
            )
        )
        + ")";

    /// <inheritdoc/>
    protected override (string Take, string Give) Alone => ("SELECT pg_advisory_lock(7346251)", "SELECT pg_advisory_unlock(7346251)");

    /// <inheritdoc/>
    protected override Expression Like(Expression text, Expression pattern) =>
        Expression.Call(
            typeof(NpgsqlDbFunctionsExtensions),
            nameof(NpgsqlDbFunctionsExtensions.ILike),
            null,
            Expression.Constant(EF.Functions),
            text,
            pattern,
            Expression.Constant(TextPattern.Escape)
        );

    /// <summary>
    /// The pairs of neighbouring characters that a case's texts have, in small letters: what its index of words holds
    /// (Migrations/Postgres/Words.sql).
    /// </summary>
    public static NpgsqlTsVector Pairs(string title, string description, string? place) => throw new NotSupportedException("SQL alone");

    /// <summary>A text with the word has all its pairs, so the index finds it; whether they stand side by side the text itself says.</summary>
    public override Expression<Func<Case, bool>> Says(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var said = base.Says(word);
        var small = word.ToLowerInvariant();
        // Of one character there is no pair. Letters beyond ASCII are made small otherwise by each system: those are looked through.
        if (small.Length < 2 || small.Zip(word.ToUpperInvariant()).Any(c => c.First != c.Second && !char.IsAscii(c.First)))
        {
            return said;
        }

        var runes = small.EnumerateRunes().Select(r => r.ToString()).ToList();
        var pairs = runes
            .Zip(runes.Skip(1), (a, b) => a + b)
            .Distinct()
            .Select(p => (NpgsqlTsQuery)new NpgsqlTsQueryLexeme(p))
            .Aggregate((a, b) => new NpgsqlTsQueryAnd(a, b));
        Expression<Func<Case, bool>> has = c => Pairs(c.Title, c.Description, c.Place).Matches(pairs);
        return Expression.Lambda<Func<Case, bool>>(
            Expression.AndAlso(has.Body, ReplacingExpressionVisitor.Replace(said.Parameters[0], has.Parameters[0], said.Body)),
            has.Parameters
        );
    }

    /// <inheritdoc/>
    protected override string Filter(string condition) => condition;

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<AuditEntry>().Property(e => e.At).HasDefaultValueSql("clock_timestamp()");

        // Texts are found by pairs of characters; numbers and names, which are few, by threes.
        modelBuilder.HasDbFunction(((Func<string, string, string?, NpgsqlTsVector>)Pairs).Method).HasName("pairs_of_characters");
        modelBuilder.HasPostgresExtension("pg_trgm");
        modelBuilder
            .Entity<Case>()
            .HasIndex(c => c.Number, "ix_cases_numbers")
            .HasDatabaseName("ix_cases_numbers")
            .HasMethod("gin")
            .HasOperators("gin_trgm_ops");
        modelBuilder
            .Entity<Enterprise>()
            .HasIndex(e => e.Name, "ix_enterprises_words")
            .HasDatabaseName("ix_enterprises_words")
            .HasMethod("gin")
            .HasOperators("gin_trgm_ops");
    }
}
