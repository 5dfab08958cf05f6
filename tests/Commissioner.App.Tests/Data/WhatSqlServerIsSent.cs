using System.Reflection;
using System.Text.RegularExpressions;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Commissioner.Data.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Commissioner.App.Tests.Data;

/// <summary>
/// Everything that SQL Server is sent is Transact-SQL: the migrations and what is written by hand here, what is asked in C# wherever a test asks it
/// (<see cref="OnSqlServerToo"/>).
/// </summary>
public sealed class WhatSqlServerIsSent
{
    private static readonly MethodInfo[] WrittenByHand =
    [
        .. typeof(CommissionerDb)
            .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(m =>
                m.IsAbstract
                && (typeof(Task).IsAssignableFrom(m.ReturnType) || typeof(IQueryable).IsAssignableFrom(m.ReturnType))
                && m.DeclaringType == typeof(CommissionerDb)
            ),
    ];

    private readonly List<string> _sent = [];
    private SqlServerDb _db = null!;

    [SetUp]
    public void Open() => _db = TransactSql.Open(FieldKeys.Unkept(), _sent);

    [TearDown]
    public ValueTask Close() => _db.DisposeAsync();

    [TestCase("SELECT 1 FROM cases WHERE id = ANY (@p0)")]
    [TestCase("CREATE INDEX ix ON cases (id) WHERE status NOT IN ('Closed', 'Withdrawn')")]
    [TestCase("SELECT * FROM clocks LIMIT 1 FOR UPDATE SKIP LOCKED")]
    public void What_it_would_not_understand_is_found(string statement) => Assert.That(TransactSql.Faults(statement), Is.Not.Empty);

    [TestCase(MigrationsSqlGenerationOptions.Default)]
    [TestCase(MigrationsSqlGenerationOptions.Idempotent)]
    public void Migrations_as_a_script(MigrationsSqlGenerationOptions options)
    {
        var script = _db.GetService<IMigrator>().GenerateScript(options: options);
        var within = Regex
            .Matches(script, @"EXEC\(N'(?<batch>([^']|'')*)'\)")
            .Select(m => m.Groups["batch"].Value.Replace("''", "'", StringComparison.Ordinal))
            .ToList();
        Assert.That(within, Has.Count.GreaterThanOrEqualTo(3));
        Assert.That(within.Prepend(script).SelectMany(TransactSql.Faults), Is.Empty);
    }

    [Test]
    public async Task What_is_written_by_hand_for_it()
    {
        Assert.That(WrittenByHand, Has.Length.GreaterThanOrEqualTo(12));
        foreach (var method in WrittenByHand)
        {
            _sent.Clear();
            try
            {
                var answer = method.Invoke(_db, [.. method.GetParameters().Select(p => Example(p.ParameterType))]);
                if (answer is IQueryable rows)
                {
                    _sent.Add(
                        rows.ToQueryString().Split("This LINQ query")[0].Replace("DECLARE p", "DECLARE @p", StringComparison.Ordinal)
                    );
                }
                else
                {
                    await (Task)answer!;
                }
            }
            catch (Exception) when (_sent.Count > 0)
            {
                // Nothing came back from nowhere.
            }

            Assert.That(_sent, Is.Not.Empty, method.Name);
            Assert.That(_sent.SelectMany(TransactSql.Faults), Is.Empty, $"{method.Name}: {string.Join('\n', _sent)}");
        }
    }

    [Test]
    public async Task The_lock_of_those_who_migrate()
    {
        await using (await _db.AloneAsync())
        {
            Assert.That(_sent, Has.Count.GreaterThan(0));
        }

        Assert.That(_sent.Where(s => s.Contains("applock", StringComparison.Ordinal)).ToList(), Has.Count.EqualTo(2));
        Assert.That(_sent.SelectMany(TransactSql.Faults), Is.Empty);
    }

    // Without it EF Core would ask for what was written by an OUTPUT clause, which a table with a trigger refuses.
    [Test]
    public void A_table_with_a_trigger_says_so()
    {
        var tables = Regex
            .Matches(_db.GetService<IMigrator>().GenerateScript(), @"CREATE TRIGGER (?<name>\w+) ON (?<table>\w+)")
            .Select(m => (m.Groups["table"].Value, m.Groups["name"].Value))
            .ToList();
        Assert.That(tables, Is.Not.Empty);
        Assert.That(
            _db.GetService<IDesignTimeModel>()
                .Model.GetEntityTypes()
                .SelectMany(e => e.GetDeclaredTriggers().Select(t => (e.GetTableName()!, t.ModelName)))
                .Distinct(),
            Is.EquivalentTo(tables)
        );
    }

    private static object? Example(Type type) =>
        type == typeof(string) ? "[]"
        : type == typeof(Guid[]) ? new[] { Guid.Empty }
        : type == typeof(IReadOnlyCollection<string>) ? new[] { "Sms" }
        : type == typeof(DateTimeOffset) ? TestApp.Monday
        : Activator.CreateInstance(type);
}
