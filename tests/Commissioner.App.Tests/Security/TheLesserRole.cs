using Commissioner.App.Features.Audit;
using Commissioner.App.Jobs;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commissioner.App.Tests.Security;

/// <summary>The application works as the role that deploy/role.postgres.sql makes, and that role can't touch what was logged.</summary>
public sealed class TheLesserRole
{
    private TestApp _owner = null!;
    private TestApp _app = null!;
    private string _lesser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Product.App, "../../deploy/role.postgres.sql"));
        _owner = await TestApp.StartAsync();
        await ExecuteAsync(_owner.ConnectionString, script);
        // As often as one likes.
        await ExecuteAsync(_owner.ConnectionString, script);
        await ExecuteAsync(_owner.ConnectionString, "ALTER ROLE commissioner_app PASSWORD 'of-a-test'");
        _app = await TestApp.StartAsync(through: owners =>
        {
            ExecuteAsync(owners, script).GetAwaiter().GetResult();
            return As(owners);
        });
        _lesser = As(_app.ConnectionString);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await using (NpgsqlConnection line = new(_lesser))
        {
            NpgsqlConnection.ClearPool(line);
        }

        await _app.DisposeAsync();
        await _owner.DisposeAsync();
    }

    [Test, Order(1)]
    public async Task A_case_is_filed_served_told_of_and_logged()
    {
        var owner = await _app.Api("enterprise1");
        var filed = await owner.DoAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例",
                category = "Other",
                attachmentIds = new[] { (await owner.UploadAsync("说明.pdf", "%PDF-1.7\n示例\n%%EOF"u8.ToArray())).Id },
            }
        );
        await (await _app.Api("commissioner1")).DoAsync($"/cases/{filed.Id}/acceptances");
        foreach (var job in Schedule.Jobs)
        {
            await _app.RunAsync(job.Name);
        }

        // Jobs that ran after it have left rows too.
        await _app.RunAsync("chain-audit");
        Assert.That(string.Join('\n', _app.Faults), Is.Empty);
        await using var db = _app.Db();
        Assert.That(await db.AuditLog.CountAsync(a => a.Number != null), Is.GreaterThan(3), "the log was chained");
        Assert.That(await db.AuditLog.CountAsync(a => a.Number == null), Is.Zero);
        Assert.That(await (await _app.Browser("sysadmin")).SeeAsync("/engine"), Is.Not.Null);
    }

    [TestCase("UPDATE audit_log SET what = 'X'")]
    [TestCase("UPDATE audit_log SET number = NULL")]
    [TestCase("DELETE FROM audit_log")]
    [TestCase("TRUNCATE audit_log")]
    [TestCase("SELECT set_config('commissioner.audit', 'tidy', false); DELETE FROM audit_log")]
    [TestCase("ALTER TABLE audit_log DISABLE TRIGGER ALL")]
    [TestCase("DROP TABLE audit_log")]
    [TestCase("SET session_replication_role = replica")]
    [TestCase("CREATE OR REPLACE FUNCTION keep_audit_log() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")]
    [TestCase("CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    [TestCase("UPDATE migrations SET product_version = 'X'")]
    public void What_was_logged_is_out_of_its_reach(string sql)
    {
        var refused = Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(_lesser, sql));
        Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), refused.MessageText);
    }

    [Test, Order(2)]
    public async Task The_ways_that_are_left_change_no_row_that_has_its_place_and_remove_none_that_is_young()
    {
        await using var db = _app.Db();
        var (rows, last) = (await db.AuditLog.CountAsync(), await db.AuditLog.MaxAsync(a => a.Number));
        var young = Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(_lesser, $"SELECT tidy_audit({last})"));
        Assert.That(young!.ConstraintName, Is.EqualTo("ck_audit_log_only_added_to"));
        var id = await db.AuditLog.Where(a => a.Number == last).Select(a => a.Id).SingleAsync();
        var placed = Assert.ThrowsAsync<PostgresException>(() =>
            ExecuteAsync(_lesser, $$"""SELECT chain_audit('[{"id":{{id}},"number":{{last + 1}},"previous":"x","hash":"x"}]')""")
        );
        Assert.That(placed!.SqlState, Is.EqualTo(PostgresErrorCodes.SerializationFailure));
        Assert.That(await db.AuditLog.CountAsync(), Is.EqualTo(rows));
        await using var scope = _app.Services.CreateAsyncScope();
        Assert.That((await scope.ServiceProvider.GetRequiredService<AuditCheck>().ReadAsync(default)).Broken, Is.Null);
    }

    private static string As(string owners) =>
        new NpgsqlConnectionStringBuilder(owners) { Username = "commissioner_app", Password = "of-a-test" }.ConnectionString;

    private static async Task ExecuteAsync(string where, string sql)
    {
        await using NpgsqlConnection line = new(where);
        await line.OpenAsync();
        await using NpgsqlCommand command = new(sql, line);
        await command.ExecuteNonQueryAsync();
    }
}
