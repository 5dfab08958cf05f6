using System.Diagnostics;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Features.Policies;
using Commissioner.App.Tests.Harness;
using Commissioner.App.Tests.Jobs;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Clocks;

/// <summary>Nodes in processes of their own that are killed while they sweep.</summary>
public sealed class KilledNodes
{
    [Test]
    public async Task What_a_killed_node_was_at_another_does_once()
    {
        Scale.LeaveToTheNight("processes of its own, and their leases must pass; here sweeps die midway in SweepUnderFire");
        await using var app = await TestApp.StartAsync();
        await app.FileAsync(1);
        // Five levels each.
        var cases = Scale.Of(3_000, 600);
        var levels = 5 * cases;
        await app.CopyAsync(cases - 1);
        var data = Directory.CreateTempSubdirectory("commissioner-killed-").FullName;
        try
        {
            // By the real clock all is due since long.
            var most = 0;
            for (var node = 1; node <= 2; node++)
            {
                using var process = NodeProcess.Start(app, data);
                try
                {
                    var before = await CountAsync();
                    await Waking.UntilAsync("it sweeps", async () => process.HasExited || await CountAsync() > before);
                    Assert.That(process.HasExited, Is.False, "the node lives");
                }
                finally
                {
                    process.Kill();
                    await process.WaitForExitAsync();
                }

                var raised = await CountAsync();
                Assert.That(raised, Is.GreaterThan(most).And.LessThan(levels), "killed in the midst");
                most = raised;
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        // What the dead hold is given up by the database when it sees that nobody is there.
        app.MoveTo(TimeProvider.System.GetUtcNow());
        await Waking.UntilAsync("nothing is due", async () => await app.RunAsync("sweep-deadlines") == 0 && await DueAsync() == 0);
        await using var db = app.Db();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await CountAsync(), Is.EqualTo(levels));
            Assert.That(
                await db.Timeline.CountAsync(e =>
                    e.Name == "PromiseNearlyDue" || e.Name == "PromiseOverdue" || e.Name == "PromiseEscalated"
                ),
                Is.EqualTo(levels)
            );
            Assert.That(await db.Firings.CountAsync(f => f.FiredAt < f.WantedAt), Is.Zero);
            Assert.That(
                await db
                    .Database.SqlQuery<int>(
                        $"SELECT count(*)::int AS \"Value\" FROM cases c WHERE version <> (SELECT count(*) FROM timeline t WHERE t.subject_id = c.id)"
                    )
                    .SingleAsync(),
                Is.Zero,
                "no entry is missing and none is left over"
            );
        }

        async Task<int> CountAsync()
        {
            await using var db = app.Db();
            return await db.Firings.CountAsync(f => db.Clocks.Any(k => k.Id == f.ClockId && k.OwnerKind == OwnerKind.Case));
        }

        async Task<int> DueAsync()
        {
            await using var db = app.Db();
            return await db.Clocks.CountAsync(k => k.NextFireAt < app.Clock.GetUtcNow() && k.OwnerKind == OwnerKind.Case);
        }
    }
}
