using System.Reflection;
using System.Text.RegularExpressions;
using Commissioner.App.Tests.Harness;
using Commissioner.Data.Providers;
using Commissioner.Data.Sealing;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Commissioner.App.Tests.Data;

/// <summary>What SQL Server refuses, or keeps badly, though it reads it: found in the model's tables.</summary>
public sealed class TheModelOnSqlServer
{
    private const string Exact = "Latin1_General_100_BIN2";
    private SqlServerDb _db = null!;
    private List<ITable> _tables = null!;

    [OneTimeSetUp]
    public void Read()
    {
        _db = TransactSql.Open(FieldKeys.Unkept(), []);
        _tables = [.. _db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables];
        Assert.That(_tables, Has.Count.GreaterThan(60));
    }

    [OneTimeTearDown]
    public ValueTask Close() => _db.DisposeAsync();

    [Test]
    public void A_key_has_900_bytes_where_rows_lie_by_it_else_1700() =>
        Assert.That(
            from key in Keys()
            let bytes = key.Columns.Sum(Bytes)
            where bytes > (key.IsClustered ? 900 : 1700)
            select $"{key.Name}: {bytes}",
            Is.Empty
        );

    [Test]
    public void Rows_lie_by_what_ascends() =>
        Assert.That(
            _tables.Where(t =>
                Keys().Where(k => k.Table == t && k.IsClustered).ToList() is not [{ } one] || one.Columns[0].StoreType == "uniqueidentifier"
            ),
            Is.Empty
        );

    [Test]
    public void Texts_that_are_keys_are_compared_sign_by_sign() =>
        Assert.That(Keys().SelectMany(k => k.Columns).Distinct().Where(c => IsText(c) && c.Collation != Exact).Select(Name), Is.Empty);

    [Test]
    public void What_is_encrypted_or_is_a_word_of_ours_is_compared_sign_by_sign()
    {
        var converted = _tables
            .SelectMany(t => t.Columns)
            .Where(c => IsText(c) && c.PropertyMappings.Any(m => m.TypeMapping.Converter is not null))
            .ToList();
        Assert.That(converted, Has.Count.GreaterThan(50));
        Assert.That(converted.Where(c => c.Collation != Exact).Select(Name), Is.Empty);
    }

    [Test]
    public void What_refers_is_compared_as_what_it_refers_to() =>
        Assert.That(
            from key in _tables.SelectMany(t => t.ForeignKeyConstraints)
            from pair in key.Columns.Zip(key.PrincipalColumns)
            where pair.First.Collation != pair.Second.Collation || pair.First.StoreType != pair.Second.StoreType
            select key.Name,
            Is.Empty
        );

    [Test]
    public void An_index_holds_what_its_filter_asks() =>
        Assert.That(
            from index in _tables.SelectMany(t => t.Indexes)
            where index.Filter is not null
            let included = index.MappedIndexes.SelectMany(i => SqlServerIndexExtensions.GetIncludeProperties(i) ?? []).ToList()
            from column in index.Table.Columns
            where Regex.IsMatch(index.Filter!, $@"\b{column.Name}\b") && !index.Columns.Contains(column)
            where !column.PropertyMappings.Any(m => included.Contains(m.Property.Name))
            select $"{index.Name}: {column.Name}",
            Is.Empty
        );

    // Error 1785: a row would be removed by two ways, or by its own removal.
    [Test]
    public void A_removal_reaches_each_table_by_one_way()
    {
        var ways = _tables
            .SelectMany(t => t.ForeignKeyConstraints)
            .Where(k => k.OnDeleteAction is ReferentialAction.Cascade or ReferentialAction.SetNull)
            .ToLookup(k => k.PrincipalTable, k => (ITable)k.Table);
        Assert.That(ways, Is.Not.Empty);
        Assert.That(_tables.Where(t => Reached(t, 0).GroupBy(r => r).Any(r => r.Count() > 1 || r.Key == t)).Select(t => t.Name), Is.Empty);

        IEnumerable<ITable> Reached(ITable from, int depth) =>
            depth > _tables.Count ? [] : ways[from].SelectMany(next => next == from ? [next] : Reached(next, depth + 1).Prepend(next));
    }

    [TestCase(1205, true)]
    [TestCase(2601, true)]
    [TestCase(2627, true)]
    [TestCase(3960, true)]
    [TestCase(547, false)]
    public void A_deadlock_wherever_it_comes_is_tried_again(int number, bool again)
    {
        var exception = Thrown(number);
        Assert.Multiple(() =>
        {
            Assert.That(exception.Number, Is.EqualTo(number));
            Assert.That(_db.IsConflict((Exception)exception), Is.EqualTo(again));
            Assert.That(_db.IsConflict(new InvalidOperationException("Advice.", exception)), Is.EqualTo(again));
            Assert.That(_db.IsConflict((Exception)new DbUpdateException("Saving.", exception)), Is.EqualTo(again));
        });
    }

    // Pruned once: then every statement with a parameter failed, and nothing else.
    [Test]
    public void A_parameter_can_be_sent() => Assert.That(Assembly.Load("Microsoft.SqlServer.Server").GetTypes(), Is.Not.Empty);

    private static SqlException Thrown(int number)
    {
        const BindingFlags within = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;
        var errors = Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        var error = typeof(SqlError).GetConstructors(within).MinBy(c => c.GetParameters().Length)!;
        typeof(SqlErrorCollection)
            .GetMethod("Add", within)!
            .Invoke(errors, [error.Invoke([.. error.GetParameters().Select((p, i) => i == 0 ? number : Blank(p.ParameterType))])]);
        return (SqlException)
            typeof(SqlException)
                .GetMethod("CreateException", within, [typeof(SqlErrorCollection), typeof(string)])!
                .Invoke(null, [errors, "16.0"])!;

        static object? Blank(Type type) =>
            type == typeof(string) ? ""
            : type.IsValueType ? Activator.CreateInstance(type)
            : null;
    }

    private IEnumerable<Key> Keys() =>
        _tables.SelectMany(t =>
            t.UniqueConstraints.Select(c => new Key(
                    t,
                    c.Name,
                    c.Columns,
                    c.GetIsPrimaryKey() && !c.MappedKeys.Any(k => k.IsClustered() == false)
                ))
                .Concat(t.Indexes.Select(i => new Key(t, i.Name, i.Columns, i.MappedIndexes.First().IsClustered() == true)))
        );

    private static bool IsText(IColumn column) => column.StoreType.Contains("char", StringComparison.Ordinal);

    private static string Name(IColumn column) => $"{column.Table.Name}.{column.Name}";

    private static int Bytes(IColumn column) =>
        Regex.Match(column.StoreType, @"^(?<type>\w+)(\((?<size>\w+)\))?$") is var said && said.Groups["type"].Value is var type
            ? type switch
            {
                "nvarchar" or "nchar" => 2 * Size(said),
                "varchar" or "char" or "varbinary" or "binary" => Size(said),
                "uniqueidentifier" => 16,
                "datetimeoffset" => 10,
                "bigint" => 8,
                "int" => 4,
                "date" => 3,
                "smallint" => 2,
                "bit" => 1,
                _ => throw new NotSupportedException(column.StoreType),
            }
            : 0;

    private static int Size(Match said) => said.Groups["size"].Value == "max" ? 1_000_000 : int.Parse(said.Groups["size"].Value);

    private sealed record Key(ITable Table, string Name, IReadOnlyList<IColumn> Columns, bool IsClustered);
}
