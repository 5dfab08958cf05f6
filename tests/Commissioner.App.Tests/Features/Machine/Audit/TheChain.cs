using System.Diagnostics;
using Commissioner.App.Features.Audit;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commissioner.App.Tests.Features.Audit;

/// <summary>Whatever is done to the audit log behind the application's back is found, and where.</summary>
public sealed class TheChain
{
    private const int Rows = 10;

    private TestApp _chained = null!;

    [OneTimeSetUp]
    public async Task Chain()
    {
        _chained = await ChainedAsync();
        await _chained.ExecuteAsync("CREATE TABLE untouched AS SELECT * FROM audit_log");
    }

    [OneTimeTearDown]
    public async Task End() => await _chained.DisposeAsync();

    private static async Task<TestApp> ChainedAsync()
    {
        var app = await TestApp.StartAsync();
        await app.WriteAsync(Rows);
        Assert.That(await app.RunAsync("chain-audit"), Is.EqualTo(Rows));
        return app;
    }

    // The chain that is spoilt again and again, whole as it was.
    private async Task<TestApp> RestoredAsync(bool guarded = false)
    {
        await _chained.UnguardAsync();
        await _chained.ExecuteAsync("DELETE FROM audit_log; INSERT INTO audit_log OVERRIDING SYSTEM VALUE SELECT * FROM untouched");
        if (guarded)
        {
            await _chained.ExecuteAsync("ALTER TABLE audit_log ENABLE TRIGGER USER");
        }

        Assert.That((await _chained.VerifyAsync()).Broken, Is.Null);
        return _chained;
    }

    [Test]
    public async Task A_chain_that_nobody_touched_is_whole()
    {
        await using var app = await ChainedAsync();
        await app.WriteAsync(2);
        var rows = await app.AuditAsync();
        var found = await app.VerifyAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Broken, Is.Null);
            Assert.That((found.Count, found.Unchained, found.Anchors), Is.EqualTo(((long)Rows, 2, 1)));
            Assert.That(found.Last, Is.EqualTo(rows[Rows - 1].Hash));
            Assert.That(rows.Select(r => r.Number), Is.EqualTo(Enumerable.Range(1, Rows).Select(n => (long?)n).Append(null).Append(null)));
        }
    }

    [TestCase("at = at + interval '1 second'")]
    [TestCase("at = at + interval '1 microsecond'")]
    [TestCase("person_id = NULL")]
    [TestCase("roles = 'Auditor'")]
    [TestCase("address = NULL")]
    [TestCase("agent = 'test/2'")]
    [TestCase("what = 'Other'")]
    [TestCase("subject_kind = 'Leg'")]
    [TestCase("subject_id = gen_random_uuid()")]
    [TestCase("outcome = 'NotFound'")]
    [TestCase("up_to = 1")]
    [TestCase("hash = previous")]
    [TestCase("previous = hash")]
    public async Task A_changed_row_is_found(string change)
    {
        foreach (var number in new[] { 1, 4, Rows })
        {
            var app = await RestoredAsync();
            await app.ExecuteAsync($"UPDATE audit_log SET {change} WHERE number = {number}");
            // A row that claims to close what was removed is believed until the chain shows that it was changed.
            Assert.That(
                (await app.VerifyAsync()).Broken,
                change.StartsWith("up_to", StringComparison.Ordinal) ? Is.Not.Null : Is.EqualTo(new AuditBreak(number, AuditFault.Changed)),
                $"{number}"
            );
        }
    }

    [TestCase(1)]
    [TestCase(4)]
    public async Task A_removed_row_is_found_whether_the_rest_is_moved_up_or_not(int number)
    {
        foreach (var up in new[] { false, true })
        {
            var app = await RestoredAsync();
            await app.ExecuteAsync($"DELETE FROM audit_log WHERE number = {number}");
            if (up)
            {
                await RenumberAsync(app, number + 1, -1);
            }

            Assert.That((await app.VerifyAsync()).Broken, Is.EqualTo(new AuditBreak(number, AuditFault.Removed)), $"{up}");
        }
    }

    [TestCase(4, 5)]
    [TestCase(4, 8)]
    [TestCase(1, Rows)]
    public async Task Two_rows_that_changed_places_are_found(int one, int other)
    {
        var app = await RestoredAsync();
        await app.ExecuteAsync(
            $"UPDATE audit_log SET number = -number WHERE number IN ({one}, {other}); UPDATE audit_log SET number = {one + other} + number WHERE number < 0"
        );
        Assert.That((await app.VerifyAsync()).Broken, Is.EqualTo(new AuditBreak(one, AuditFault.Moved)));
    }

    [Test]
    public async Task A_row_that_was_put_at_the_end_is_found()
    {
        var app = await RestoredAsync();
        await app.ExecuteAsync($"UPDATE audit_log SET number = {Rows + 1} WHERE number = 4");
        Assert.That((await app.VerifyAsync()).Broken, Is.EqualTo(new AuditBreak(4, AuditFault.Moved)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task An_inserted_row_is_found_also_where_its_hash_was_made_for_it(bool hashed)
    {
        var app = await RestoredAsync();
        await RenumberAsync(app, 4, +1);
        await app.ExecuteAsync(
            """
            INSERT INTO audit_log (at, roles, what, outcome, number, previous, hash)
            SELECT at, roles, 'Forged', outcome, 4, hash, hash FROM audit_log WHERE number = 3
            """
        );
        if (hashed)
        {
            await HashAnewAsync(app, 4);
        }

        Assert.That((await app.VerifyAsync()).Broken, Is.EqualTo(new AuditBreak(4, AuditFault.Inserted)));
    }

    [Test]
    public async Task A_row_that_was_changed_with_its_hash_is_found()
    {
        var app = await RestoredAsync();
        await app.ExecuteAsync("UPDATE audit_log SET outcome = 'NotFound' WHERE number = 4");
        await HashAnewAsync(app, 4);
        Assert.That((await app.VerifyAsync()).Broken, Is.EqualTo(new AuditBreak(4, AuditFault.Changed)));
    }

    [Test]
    public async Task A_chain_that_was_made_anew_from_a_changed_row_on_is_not_what_the_anchor_says()
    {
        var app = await RestoredAsync();
        await app.ExecuteAsync("UPDATE audit_log SET outcome = 'NotFound' WHERE number = 4");
        for (var number = 4; number <= Rows; number++)
        {
            await HashAnewAsync(app, number);
        }

        Assert.That((await app.VerifyAsync()).Broken, Is.EqualTo(new AuditBreak(Rows, AuditFault.Changed)));
    }

    [TestCase(1)]
    [TestCase(Rows)]
    public async Task An_end_that_was_cut_off_is_found_by_the_anchor(int from)
    {
        var app = await RestoredAsync();
        await app.ExecuteAsync($"DELETE FROM audit_log WHERE number >= {from}");
        Assert.That((await app.VerifyAsync()).Broken, Is.EqualTo(new AuditBreak(from, AuditFault.EndMissing)));
    }

    [Test]
    public async Task The_day_has_one_anchor()
    {
        await using var app = await ChainedAsync();
        await app.WriteAsync(1);
        await app.RunAsync("chain-audit");
        var anchors = app.Services.GetRequiredService<AuditAnchors>();
        var first = anchors.Read().Single();
        Assert.That(first.Number, Is.EqualTo(Rows), "what came later waits for tomorrow's");
        Assert.That(anchors.Write(first with { Day = first.Day.AddDays(1), Number = Rows + 1 }), Is.True);
        Assert.That(anchors.Read(), Has.Count.EqualTo(2));
    }

    [TestCase("UPDATE audit_log SET outcome = 'NotFound' WHERE number = 4")]
    [TestCase("UPDATE audit_log SET outcome = 'NotFound', number = 99, previous = hash, hash = hash WHERE number IS NULL")]
    [TestCase("UPDATE audit_log SET number = 99 WHERE number = 4")]
    [TestCase("UPDATE audit_log SET number = NULL, previous = NULL, hash = NULL WHERE number = 10")]
    [TestCase("DELETE FROM audit_log WHERE number = 4")]
    [TestCase("DELETE FROM audit_log WHERE number IS NULL")]
    [TestCase("TRUNCATE audit_log")]
    [TestCase("SELECT set_config('commissioner.audit', 'tidy', false); DELETE FROM audit_log WHERE number = 1")]
    [TestCase(
        "INSERT INTO audit_log (roles, what, outcome, number, previous, hash) SELECT '', '', '', 99, hash, hash FROM audit_log WHERE number = 1"
    )]
    public async Task The_database_takes_nothing_but_rows(string statement)
    {
        var app = await RestoredAsync(guarded: true);
        await app.WriteAsync(1);
        var refused = Assert.ThrowsAsync<PostgresException>(() => app.ExecuteAsync(statement));
        Assert.That(refused!.ConstraintName, Is.EqualTo("ck_audit_log_only_added_to"));
        Assert.That((await app.VerifyAsync()).Broken, Is.Null);
    }

    [Test]
    public async Task A_row_that_is_committed_late_has_a_later_place()
    {
        await using var app = await TestApp.StartAsync();
        await using var late = app.Db();
        await using (var transaction = await late.Database.BeginTransactionAsync())
        {
            late.AuditLog.Add(new() { What = "Late", Outcome = AuditEntry.Done });
            await late.SaveChangesAsync();
            await app.WriteAsync(3);
            Assert.That(await app.RunAsync("chain-audit"), Is.EqualTo(3));
            await transaction.CommitAsync();
        }

        Assert.That(await app.RunAsync("chain-audit"), Is.EqualTo(1));
        var rows = await app.AuditAsync();
        Assert.That(rows.Select(r => (r.What, r.Number)).First(), Is.EqualTo(("Late", (long?)4)));
        Assert.That((await app.VerifyAsync()).Broken, Is.Null);
    }

    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task Twenty_who_write_and_two_nodes_that_chain_make_one_chain(Commissioner.Data.Providers.Engine engine)
    {
        await using var app = await TestApp.StartAsync(engine: engine);
        var other = app.StartNode(new Dictionary<string, string>());
        var apis = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => app.Api($"enterprise{i}")));
        using var written = new CancellationTokenSource();
        var nodes = new[] { app.Services, other }.Select(async services =>
        {
            while (!written.IsCancellationRequested)
            {
                await ChainAsync(services);
            }
        });
        var chaining = Task.WhenAll(nodes);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async i =>
                {
                    List<int> said = [];
                    for (var n = 0; n < 5; n++)
                    {
                        said.Add(
                            (
                                await apis[i % 4]
                                    .PostAsync(
                                        "/cases",
                                        n == 3
                                            ? new { }
                                            : new
                                            {
                                                title = "示例诉求",
                                                description = "请协助处理。",
                                                category = "Other",
                                            }
                                    )
                            ).Status
                        );
                    }

                    return said;
                })
        );
        await written.CancelAsync();
        await chaining;
        await ChainAsync(app.Services);
        var rows = await app.AuditAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.SelectMany(a => a).Count(s => s == 201), Is.EqualTo(80));
            Assert.That(rows.Count(r => r is { What: "SubmitCase", Outcome: AuditEntry.Done }), Is.EqualTo(80));
            Assert.That(rows.Count(r => r is { What: "SubmitCase", Outcome: "NotWellFormed" }), Is.EqualTo(20));
            Assert.That(rows.Select(r => r.Number).Order(), Is.EqualTo(Enumerable.Range(1, rows.Count)));
            Assert.That((await app.VerifyAsync()).Broken, Is.Null);
        }
    }

    [Test]
    public async Task What_is_old_enough_goes_by_whole_days_and_the_rest_is_a_chain()
    {
        await using var app = await TestApp.StartAsync();
        var today = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        await app.WriteAsync(3, today.AddDays(-200));
        await app.WriteAsync(2, today.AddDays(-AuditSettings.LeastDays).AddSeconds(-1));
        await app.WriteAsync(1, today.AddDays(-AuditSettings.LeastDays).AddSeconds(1));
        await app.WriteAsync(2);
        await app.RunAsync("chain-audit");
        Assert.That(await app.RunAsync("tidy-audit"), Is.EqualTo(5));
        await app.RunAsync("chain-audit");
        var rows = await app.AuditAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows.Select(r => r.Number), Is.EqualTo(new long?[] { 6, 7, 8, 9 }));
            Assert.That(rows[^1], Has.Property("What").EqualTo("TidyAudit").And.Property("UpTo").EqualTo(5L));
            Assert.That(rows[^1].UpToHash, Is.EqualTo(rows[0].Previous));
            Assert.That((await app.VerifyAsync()).Broken, Is.Null);
            Assert.That(await app.RunAsync("tidy-audit"), Is.Zero);
        }

        await app.UnguardAsync();
        await app.ExecuteAsync("DELETE FROM audit_log WHERE number = 6");
        Assert.That((await app.VerifyAsync()).Broken, Is.EqualTo(new AuditBreak(6, AuditFault.Removed)));
    }

    [Test]
    public async Task A_beginning_that_was_taken_away_too_early_is_found_though_a_row_closes_it()
    {
        var app = await RestoredAsync();
        await app.ExecuteAsync(
            """
            INSERT INTO audit_log (roles, what, outcome, up_to, up_to_hash) SELECT 'System', 'TidyAudit', 'Done', number, hash FROM audit_log WHERE number = 10;
            """
        );
        await app.RunAsync("chain-audit");
        await app.ExecuteAsync("DELETE FROM audit_log WHERE number <= 10");
        Assert.That((await app.VerifyAsync()).Broken, Is.EqualTo(new AuditBreak(Rows, AuditFault.Removed)));
    }

    [Test]
    public async Task The_command_ends_with_one_where_a_link_is_broken()
    {
        await using var app = await ChainedAsync();
        var (code, said) = await VerifyByCommandAsync(app);
        Assert.That(
            (code, said),
            Is.EqualTo((0, $"Whole: 10 rows, the last is {(await app.VerifyAsync()).Last}; compared with 0 anchors."))
        );
        await app.UnguardAsync();
        await app.ExecuteAsync("UPDATE audit_log SET outcome = 'NotFound' WHERE number = 4");
        Assert.That(await VerifyByCommandAsync(app), Is.EqualTo((1, "Broken at 4: changed.")));
    }

    private static async Task<(int Code, string Said)> VerifyByCommandAsync(TestApp app)
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "commissioner.dll"),
                    "audit",
                    "verify",
                    $"--ConnectionStrings:Commissioner={app.ConnectionString}",
                    $"--Commissioner:DataDirectory={Path.Combine(TestContext.CurrentContext.WorkDirectory, "verify")}",
                ]
            )
            {
                RedirectStandardOutput = true,
                Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            }
        )!;
        var said = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    private static async Task ChainAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Commissioner.App.Security.CurrentActor>().Become(Actor.System);
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new ChainAudit(7));
    }

    private static Task RenumberAsync(TestApp app, int from, int by) =>
        app.ExecuteAsync(
            $"UPDATE audit_log SET number = -(number + {by}) WHERE number >= {from}; UPDATE audit_log SET number = -number WHERE number < 0"
        );

    private static async Task HashAnewAsync(TestApp app, int number)
    {
        await using var db = app.Db();
        var before = await db.AuditLog.AsNoTracking().Where(e => e.Number == number - 1).Select(e => e.Hash).SingleAsync();
        var row = await db.AuditLog.AsNoTracking().SingleAsync(e => e.Number == number);
        row.Chain(number, before!);
        await app.ExecuteAsync(
            "UPDATE audit_log SET previous = {0}, hash = {1} WHERE number = {2}",
            row.Previous!,
            row.Hash!,
            (long)number
        );
    }
}
