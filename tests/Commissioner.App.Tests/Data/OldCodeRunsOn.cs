using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Commissioner.App.Tests.Data;

/// <summary>
/// What of a migration breaks code that was built before it and still runs beside it: code that reads and writes the columns that it knows, and
/// leaves the others be. What can't be judged counts as breaking.
/// </summary>
internal static partial class OldCodeRunsOn
{
    /// <summary>A line for each of the operations that breaks it.</summary>
    public static IReadOnlyList<string> Broken(Migration migration) =>
        [
            .. new Step(
                migration.UpOperations,
                Back(migration),
                migration.ActiveProvider?.EndsWith("SqlServer", StringComparison.Ordinal) == true
            ).Broken(),
        ];

    // A migration may have no way back.
    private static IReadOnlyList<MigrationOperation> Back(Migration migration)
    {
        try
        {
            return migration.DownOperations;
        }
        catch (NotSupportedException)
        {
            return [];
        }
    }

    private sealed class Step(IReadOnlyList<MigrationOperation> up, IReadOnlyList<MigrationOperation> down, bool nullsAreAlike)
    {
        // Code of before knows neither: what happens to them there concerns nobody.
        private readonly HashSet<string> _tables = [.. up.OfType<CreateTableOperation>().Select(t => t.Name)];
        private readonly List<AddColumnOperation> _columns = [.. up.OfType<AddColumnOperation>()];

        public IEnumerable<string> Broken() =>
            up.Select(o => (o, Why: Why(o))).Where(o => o.Why is not null).Select(o => $"{Name(o.o)}: {o.Why}");

        private string? Why(MigrationOperation operation) =>
            operation switch
            {
                ITableMigrationOperation of when _tables.Contains(of.Table) => null,
                CreateTableOperation or CreateSequenceOperation or EnsureSchemaOperation or InsertDataOperation or UpdateDataOperation =>
                    null,
                AlterTableOperation => null,
                DropCheckConstraintOperation or DropForeignKeyOperation => null,
                AlterDatabaseOperation database => database.Collation == database.OldDatabase.Collation
                    ? null
                    : "texts are compared otherwise",
                AddColumnOperation column => Why(column),
                AlterColumnOperation column => Why(column),
                CreateIndexOperation { IsUnique: true } index => IsOfNew(index.Columns, index) ? null : "what it writes twice is refused",
                CreateIndexOperation => null,
                DropIndexOperation index => down.OfType<CreateIndexOperation>().Any(i => i.Name == index.Name && !i.IsUnique)
                    ? null
                    : "what it relies on to be there once may come twice",
                AddForeignKeyOperation key => IsOfNew(key.Columns) ? null : "what it writes is refused",
                AddCheckConstraintOperation check => IsOfNew(check) || IsWider(check) ? null : "what it writes is refused",
                SqlOperation sql => Touches().Match(sql.Sql) is { Success: true } word
                    ? $"nobody can tell what {word.Value} does to it"
                    : null,
                _ => "it is gone, has another name, or can't be judged",
            };

        private static string? Why(AddColumnOperation column) =>
            column.IsNullable
            || column.DefaultValue is not null
            || column.DefaultValueSql is not null
            || column.ComputedColumnSql is not null
            || column.GetAnnotations().Any(a => a.Name is "SqlServer:Identity" or "Npgsql:ValueGenerationStrategy")
                ? null
                : "its rows have nothing to put there";

        private static string? Why(AlterColumnOperation column)
        {
            var old = column.OldColumn;
            return (column.IsNullable, old.IsNullable) switch
                {
                    (false, true) => "it writes NULL",
                    (true, false) => "it can't read NULL",
                    _ => null,
                }
                ?? (Holds(column.ColumnType, old.ColumnType) ? null : $"it reads and writes {old.ColumnType}")
                ?? (column.Collation == old.Collation ? null : "texts are compared otherwise")
                ?? (column.ComputedColumnSql == old.ComputedColumnSql ? null : "what is computed changes")
                ?? (
                    old.DefaultValue is null && old.DefaultValueSql is null
                    || column.DefaultValue is not null
                    || column.DefaultValueSql is not null
                        ? null
                        : "it leaves the column to its default"
                );
        }

        // A type holds another one's values, and is read as it, where it is the same with more places.
        private static bool Holds(string? type, string? old)
        {
            if (type is null || old is null)
            {
                return false;
            }

            if (type == old || (type == "text" && Type().Match(old).Groups["name"].Value is "character varying"))
            {
                return true;
            }

            var (now, before) = (Type().Match(type), Type().Match(old));
            var (places, placesBefore) = (Places(now), Places(before));
            return now.Groups["name"].Value == before.Groups["name"].Value
                && now.Groups["after"].Value == before.Groups["after"].Value
                && places.Scale == placesBefore.Scale
                && places.All >= placesBefore.All;
        }

        private static (int All, string Scale) Places(Match type) =>
            (
                type.Groups["all"].Value is { Length: > 0 } all && all != "max"
                    ? int.Parse(all, CultureInfo.InvariantCulture)
                    : int.MaxValue,
                type.Groups["scale"].Value
            );

        // A row of before has NULL in one of the columns: no two of them are alike, none refers to anything. For SQL Server two NULLs are alike, so
        // there the filter must leave them out.
        private bool IsOfNew(string[] columns, CreateIndexOperation? index = null) =>
            columns.Any(c =>
                _columns.Exists(n =>
                    n.Name == c && n is { IsNullable: true, DefaultValue: null, DefaultValueSql: null, ComputedColumnSql: null }
                )
                && (
                    index is null
                    || (!nullsAreAlike && index["Npgsql:NullsDistinct"] is not false)
                    || Regex.IsMatch(index.Filter ?? "", $@"^\[?{c}\]? IS NOT NULL( AND |$)")
                )
            );

        // It names columns of this migration and nothing else.
        private bool IsOfNew(AddCheckConstraintOperation check) =>
            Word()
                .Matches(Literal().Replace(check.Sql, ""))
                .Select(w => w.Value)
                .Where(w => !Spoken.Contains(w.ToUpperInvariant()))
                .All(w => _columns.Exists(n => n.Table == check.Table && n.Name == w));

        // The same one was there, with fewer words in its lists. What it was, the way back says.
        private bool IsWider(AddCheckConstraintOperation check) =>
            up.OfType<DropCheckConstraintOperation>().Any(d => d.Table == check.Table && d.Name == check.Name)
            && down.OfType<AddCheckConstraintOperation>().FirstOrDefault(c => c.Table == check.Table && c.Name == check.Name) is { } was
            && !Denied().IsMatch(check.Sql)
            && List().Replace(was.Sql, "${not}()") == List().Replace(check.Sql, "${not}()")
            && List()
                .Matches(was.Sql)
                .Zip(List().Matches(check.Sql), (b, n) => (Before: Words(b), Now: Words(n), Not: n.Groups["not"].Length > 0))
                .All(l => l.Not ? l.Now.IsSubsetOf(l.Before) : l.Before.IsSubsetOf(l.Now));

        private static HashSet<string> Words(Match list) => [.. Literal().Matches(list.Value).Select(l => l.Value)];

        private static string Name(MigrationOperation operation)
        {
            var of = (operation as ITableMigrationOperation)?.Table;
            var name = operation.GetType().GetProperty("Name")?.GetValue(operation) as string;
            return string.Join(
                ' ',
                new[]
                {
                    operation.GetType().Name.Replace("Operation", "", StringComparison.Ordinal),
                    of,
                    name == of ? null : name,
                }.OfType<string>()
            );
        }
    }

    private static readonly HashSet<string> Spoken =
    [
        .. "AND OR NOT IN IS NULL BETWEEN LIKE CASE WHEN THEN ELSE END LENGTH LEN TRUE FALSE N".Split(' '),
    ];

    [GeneratedRegex(@"^(?<name>[a-z ]+[a-z0-9])(\((?<all>\w+)(,\s*(?<scale>\d+))?\))?(?<after>.*)$")]
    private static partial Regex Type();

    [GeneratedRegex(
        @"\b(DROP|ALTER|RENAME|SP_RENAME|TRUNCATE|DELETE|TRIGGER|UNIQUE|CONSTRAINT|CHECK|REVOKE|DENY)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Touches();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();

    [GeneratedRegex("N?'[^']*'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?<not>NOT\s+)?IN\s*\(\s*N?'[^']*'(\s*,\s*N?'[^']*')*\s*\)")]
    private static partial Regex List();

    [GeneratedRegex(@"NOT\s*\(")]
    private static partial Regex Denied();
}
