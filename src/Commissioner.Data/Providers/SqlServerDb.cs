using System.Data;
using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Told;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Commissioner.Data.Providers;

/// <summary>The product on SQL Server (compatibility level 160).</summary>
public sealed class SqlServerDb(DbContextOptions<SqlServerDb> options) : CommissionerDb(options)
{
    private const string Texts = "Chinese_Simplified_Pinyin_100_CI_AS_SC_UTF8";
    private const string Exact = "Latin1_General_100_BIN2";
    private const string Came = "RowSeq";

    /// <inheritdoc/>
    public override IsolationLevel OneInstant => IsolationLevel.Snapshot;

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
                    DECLARE @last int;
                    UPDATE case_counters WITH (UPDLOCK, SERIALIZABLE) SET @last = last = last + 1 WHERE park_id = {park.Value} AND day = {day};
                    IF @last IS NULL BEGIN INSERT INTO case_counters (park_id, day, last) VALUES ({park.Value}, {day}, 1); SET @last = 1; END;
                    UPDATE cases SET number = {code
                        + day.ToString(
                            "-yyyyMMdd-",
                            CultureInfo.InvariantCulture
                        )} + CASE WHEN @last < 10000 THEN RIGHT('000' + CAST(@last AS varchar(10)), 4) ELSE CAST(@last AS varchar(10)) END
                    OUTPUT inserted.number AS [Value] WHERE id = {@case.Value};
                    """
                )
                .ToListAsync(cancellationToken)
        )[0];

    /// <inheritdoc/>
    public override IQueryable<PromiseClock> DueClocks(DateTimeOffset now, int most) =>
        Clocks
            .FromSql(
                $"SELECT TOP ({most}) * FROM clocks WITH (READPAST, UPDLOCK, ROWLOCK) WHERE next_fire_at < {now} ORDER BY next_fire_at"
            )
            // Composed, so that the columns are named: the shared owner_id would be looked for once a kind of owner.
            .OrderBy(c => c.NextFireAt);

    /// <inheritdoc/>
    public override IQueryable<PromiseClock> OpenClocks(Guid[] owners)
    {
        var keys = JsonSerializer.Serialize(owners);
        return Clocks
            .FromSql(
                $"SELECT * FROM clocks WITH (UPDLOCK, ROWLOCK) WHERE state <> 'Stopped' AND owner_id IN (SELECT CAST(value AS uniqueidentifier) FROM OPENJSON({keys}))"
            )
            .OrderBy(c => c.Id);
    }

    /// <inheritdoc/>
    public override IQueryable<Rebase> RunningRebase() =>
        Rebases.FromSql($"SELECT TOP (1) * FROM rebases WITH (READPAST, UPDLOCK, ROWLOCK) WHERE state = 'Running'");

    /// <inheritdoc/>
    public override IQueryable<TimelineEntry> Unreacted(DateTimeOffset now, int most) =>
        Timeline.FromSql(
            $"""
            SELECT TOP ({most}) * FROM timeline WITH (READPAST, UPDLOCK, ROWLOCK) WHERE reacted_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.kind = 'Reaction' AND s.[key] = timeline.subject_id AND s.next_try_at > {now})
            ORDER BY id
            """
        );

    /// <inheritdoc/>
    public override IQueryable<Notice> UnplannedNotices(DateTimeOffset now, int most) =>
        Notices.FromSql(
            $"""
            SELECT TOP ({most}) * FROM notices WITH (READPAST, UPDLOCK, ROWLOCK) WHERE planned_at IS NULL AND show_at <= {now}
            AND NOT EXISTS (SELECT 1 FROM set_aside s WHERE s.kind = 'Notice' AND s.[key] = notices.id AND s.next_try_at > {now})
            ORDER BY show_at, id
            """
        );

    /// <inheritdoc/>
    public override IQueryable<Delivery> DueDeliveries(DateTimeOffset now, IReadOnlyCollection<string> channels, int most)
    {
        var kinds = JsonSerializer.Serialize(channels);
        return Deliveries.FromSql(
            $"""
            SELECT TOP ({most}) * FROM deliveries d WITH (READPAST, UPDLOCK, ROWLOCK) WHERE d.next_try_at <= {now}
            AND (d.channel IN (SELECT value COLLATE Latin1_General_100_BIN2 FROM OPENJSON({kinds})) OR d.expires_at <= {now})
            AND NOT EXISTS (SELECT 1 FROM deliveries e WITH (NOLOCK) WHERE e.line = d.line AND e.entry_id < d.entry_id AND e.next_try_at IS NOT NULL AND e.due_at <= {now})
            ORDER BY d.next_try_at
            """
        );
    }

    /// <inheritdoc/>
    public override async Task<Lateness> LatenessAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        (
            await Database
                .SqlQuery<Lateness>(
                    $"""
                    SELECT TOP (1) COUNT(*) OVER () AS [Count], PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY late) OVER () AS [P50], PERCENTILE_DISC(0.99) WITHIN GROUP (ORDER BY late) OVER () AS [P99], MAX(late) OVER () AS [Max]
                    FROM (SELECT CAST(DATEDIFF_BIG(millisecond, wanted_at, fired_at) AS float) / 1000 AS late FROM firings WHERE fired_at >= {since}) AS f
                    """
                )
                .ToListAsync(cancellationToken)
        ).FirstOrDefault() ?? new();

    /// <inheritdoc/>
    public override async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken) =>
        (await Database.SqlQuery<DateTimeOffset>($"SELECT SYSUTCDATETIME() AT TIME ZONE 'UTC' AS [Value]").ToListAsync(cancellationToken))[
            0
        ];

    /// <inheritdoc/>
    public override Task AddToSumsAsync(string marks, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync(
            $"""
            MERGE appraisal_sums WITH (HOLDLOCK) AS s
            USING (SELECT kind, unit, part, day, measure, why, halves, n FROM OPENJSON({marks})
                WITH (kind smallint, unit uniqueidentifier, part nvarchar(32), day date, measure smallint, why smallint, halves bigint, n bigint)) AS m
            ON s.kind = m.kind AND s.unit_id = m.unit AND s.day = m.day AND s.measure = m.measure AND s.why = m.why AND s.part = m.part COLLATE Latin1_General_100_BIN2
            WHEN MATCHED THEN UPDATE SET halves = s.halves + m.halves, n = s.n + m.n
            WHEN NOT MATCHED THEN INSERT (kind, unit_id, part, day, measure, why, halves, n) VALUES (m.kind, m.unit, m.part, m.day, m.measure, m.why, m.halves, m.n);
            """,
            cancellationToken
        );

    /// <inheritdoc/>
    public override bool IsConflict(DbUpdateException exception) =>
        exception is DbUpdateConcurrencyException || exception?.InnerException is SqlException { Number: 2601 or 2627 or 1205 or 3960 };

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<string>> LacksAsync(CancellationToken cancellationToken) =>
        await Database
            .SqlQuery<string>(
                $"""
                SELECT 'ALTER DATABASE ' + QUOTENAME(d.name) + s.setting AS [Value]
                FROM sys.databases AS d CROSS APPLY (VALUES
                    (' SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;', CASE WHEN d.is_read_committed_snapshot_on = 0 THEN 1 END),
                    (' SET ALLOW_SNAPSHOT_ISOLATION ON;', CASE WHEN d.snapshot_isolation_state = 0 THEN 1 END),
                    (' SET COMPATIBILITY_LEVEL = 160;', CASE WHEN d.compatibility_level < 160 THEN 1 END),
                    (' COLLATE ' + {Texts} + ';', CASE WHEN d.collation_name <> {Texts} THEN 1 END)) AS s (setting, lacks)
                WHERE d.database_id = DB_ID() AND s.lacks = 1
                """
            )
            .ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public override async Task<int> RemoveAuditAsync(long upTo, CancellationToken cancellationToken) =>
        (await Database.SqlQuery<int>($"EXEC tidy_audit {upTo}").ToListAsync(cancellationToken))[0];

    /// <inheritdoc/>
    protected override async Task<bool> ChainAsync(string places, CancellationToken cancellationToken)
    {
        try
        {
            return (await Database.SqlQuery<int>($"EXEC chain_audit {places}").ToListAsync(cancellationToken))[0] >= 0;
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
                    MERGE limit_counts WITH (HOLDLOCK) AS c
                    USING (SELECT {mark} AS mark, CAST({minute} AS datetimeoffset(6)) AS begins_at, {(long)many} AS taken) AS n ON c.mark = n.mark
                    WHEN MATCHED THEN UPDATE SET
                        taken = CASE WHEN c.begins_at >= n.begins_at THEN c.taken + n.taken ELSE n.taken END,
                        begins_at = CASE WHEN c.begins_at >= n.begins_at THEN c.begins_at ELSE n.begins_at END
                    WHEN NOT MATCHED THEN INSERT (mark, begins_at, taken) VALUES (n.mark, n.begins_at, n.taken)
                    OUTPUT inserted.taken AS [Value];
                    """
                )
                .ToListAsync(cancellationToken)
        )[0];

    /// <inheritdoc/>
    public override string Unroll(params (string Name, Column Holds)[] columns) =>
        "OPENJSON({0}) WITH ("
        + string.Join(
            ", ",
            columns.Select(c =>
                $"\"{c.Name}\" "
                + c.Holds switch
                {
                    Column.Key => "uniqueidentifier",
                    Column.Number => "int",
                    Column.Instant => "datetimeoffset(6)",
                    Column.Flag => "bit",
                    _ => "nvarchar(max)",
                }
            )
        )
        + ") AS r";

    /// <inheritdoc/>
    protected override (string Take, string Give) Alone =>
        (
            "EXEC sp_getapplock @Resource = 'commissioner', @LockMode = 'Exclusive', @LockOwner = 'Session'",
            "EXEC sp_releaseapplock @Resource = 'commissioner', @LockOwner = 'Session'"
        );

    /// <inheritdoc/>
    protected override Expression Like(Expression text, Expression pattern) =>
        Expression.Call(
            typeof(DbFunctionsExtensions),
            nameof(DbFunctionsExtensions.Like),
            null,
            Expression.Constant(EF.Functions),
            text,
            pattern,
            Expression.Constant(TextPattern.Escape)
        );

    /// <inheritdoc/>
    protected override string Filter(string condition) => condition;

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<AuditEntry>().Property(e => e.At).HasDefaultValueSql("TODATETIMEOFFSET(SYSUTCDATETIME(), 0)");
        modelBuilder.UseCollation(Texts);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().ToList())
        {
            foreach (
                var property in entity
                    .GetDeclaredProperties()
                    .Concat(entity.GetDeclaredComplexProperties().SelectMany(c => c.ComplexType.GetProperties()))
                    .Where(IsExact)
            )
            {
                property.SetCollation(Exact);
            }

            foreach (var index in entity.GetDeclaredIndexes().Where(i => i.GetFilter() is not null))
            {
                Cover(index);
            }

            if (entity.BaseType is null && entity.FindOwnership() is not { IsUnique: true } && entity.FindPrimaryKey() is { } key)
            {
                Arrange(entity, key);
            }
        }
    }

    // Words of ours, keys, codes, marks and what is encrypted are compared sign by sign, as PostgreSQL does. In what people write, case counts for
    // nothing, and it is put in order by its sound.
    private static bool IsExact(IMutableProperty property) =>
        (property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string)
        && (
            property.ClrType != typeof(string)
            || property.GetValueConverter() is not null
            || property.IsFixedLength() == true
            || property.IsKey()
            || property.IsForeignKey()
            || property.IsIndex()
            || property == (property.DeclaringType as IMutableEntityType)?.FindDiscriminatorProperty()
        );

    // A filter whose columns the index has not itself is matched with a question less often.
    private static void Cover(IMutableIndex index)
    {
        var included = index
            .DeclaringEntityType.GetProperties()
            .Where(p => !index.Properties.Contains(p) && Regex.IsMatch(index.GetFilter()!, $@"\b{p.GetColumnName()}\b"))
            .Select(p => p.Name)
            .ToArray();
        if (included.Length > 0)
        {
            SqlServerIndexExtensions.SetIncludeProperties(index, included);
        }
    }

    // UUIDs of version 7 do not ascend in SQL Server's order of them, so rows put in their order would split pages everywhere. Such rows lie in the
    // order in which they came, by a number that nothing else knows; as do those whose key is longer than such an order may be.
    private static void Arrange(IMutableEntityType entity, IMutableKey key)
    {
        var first = key.Properties[0].ClrType;
        if (
            first != typeof(Guid)
            && !(first.IsGenericType && first.GetGenericTypeDefinition() == typeof(Id<>))
            && key.Properties.Sum(p => p.ClrType == typeof(string) ? 2 * (p.GetMaxLength() ?? 0) : 16) <= 900
        )
        {
            return;
        }

        SqlServerKeyExtensions.SetIsClustered(key, false);
        var came = entity.AddProperty(Came, typeof(long));
        came.SetColumnName("row_seq");
        SqlServerPropertyExtensions.SetValueGenerationStrategy(came, SqlServerValueGenerationStrategy.IdentityColumn);
        // Neither sent nor read back.
        came.ValueGenerated = ValueGenerated.Never;
        came.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        came.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        var order = entity.AddIndex(came, $"ux_{entity.GetTableName()}_row_seq");
        order.IsUnique = true;
        SqlServerIndexExtensions.SetIsClustered(order, true);
    }
}
