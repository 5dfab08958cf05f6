using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Lists;
using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commissioner.App.Tests.Features.Cases.Lists;

/// <summary>By the database's own word: which lists, filters and orders go by an index, and which do not.</summary>
public sealed class PlansOfLists : OnOneApp
{
    // Each of these reads and sorts all that it finds: over a commissioner's cases that is nothing, over a city's it takes its time. The queue's
    // own index still leaves all that is closed out.
    private static readonly string[] SortedAnew =
    [
        "queue by Newest",
        "queue by Oldest",
        "all by DueFirst",
        "all by DueLast",
        "queue by PromisedFirst",
        "queue by PromisedLast",
        "queue by StatusUp",
        "queue by StatusDown",
        "queue by EnterpriseUp",
        "queue by EnterpriseDown",
        "all by PromisedFirst",
        "all by PromisedLast",
        "all by EnterpriseUp",
        "all by EnterpriseDown",
    ];

    [OneTimeSetUp]
    public async Task Fill()
    {
        TestApp.OnPostgresOnly(TestApp.Given, "plans are asked of it");
        var (open, closed) = (new Journey(App), new Journey(App));
        await open.FileAsync();
        await closed.FileAsync(by: "enterprise3");
        await (await closed.As("enterprise3")).DoAsync($"{closed.Path}/withdrawals", new { reason = "示例" });
        await using var line = new NpgsqlConnection(App.ConnectionString);
        await line.OpenAsync();
        foreach (var (of, count) in new[] { (open.Case, 800), (closed.Case, 8000) })
        {
            await using var fill = new NpgsqlCommand(
                """
                INSERT INTO cases SELECT (jsonb_populate_record(c, jsonb_build_object(
                    'id', gen_random_uuid(), 'number', 'P' || substr(@of, 30) || n,
                    'submitted_at', c.submitted_at - n * interval '7 minutes',
                    'next_due_at', c.next_due_at + n * interval '5 minutes', 'next_amber_at', c.next_amber_at + n * interval '5 minutes',
                    'closed_at', c.closed_at - n * interval '3 minutes'))).*
                FROM cases c, generate_series(1, @count) n WHERE c.id = @of::uuid
                """,
                line
            )
            {
                CommandTimeout = 0,
            };
            fill.Parameters.AddWithValue("of", of);
            fill.Parameters.AddWithValue("count", count);
            await fill.ExecuteNonQueryAsync();
        }

        await App.ExecuteAsync("ANALYZE cases");
    }

    [Test]
    public async Task Lists_and_orders()
    {
        Dictionary<string, string> plans = [];
        foreach (var sort in Enum.GetValues<CaseSort>())
        {
            if (sort is not (CaseSort.ClosedNewest or CaseSort.ClosedOldest))
            {
                plans[$"queue by {sort}"] = await PlanAsync("triage", new(Box.Queue, Sort: sort));
            }

            plans[$"all by {sort}"] = await PlanAsync("triage", new(Box.All, Sort: sort));
        }

        await SayAsync(plans);
        var anew = plans
            .Where(p => p.Value.Contains("Seq Scan on cases", StringComparison.Ordinal) || SortsAll(p.Value))
            .Select(p => p.Key);
        Assert.That(anew, Is.EquivalentTo(SortedAnew));
    }

    [Test]
    public async Task A_page_further_on_is_entered_by_the_index()
    {
        var at = App.Clock.GetUtcNow();
        foreach (var sort in new[] { CaseSort.DueFirst, CaseSort.DueLast, CaseSort.Newest, CaseSort.Oldest })
        {
            var box = sort is CaseSort.DueFirst or CaseSort.DueLast ? Box.Queue : Box.All;
            var plan = await PlanAsync("triage", new(box, Sort: sort, After: $"{at.UtcTicks:x}-{Guid.Empty:n}"));
            Assert.That(plan, Does.Contain("Index Cond").And.Not.Contain("Seq Scan on cases"), plan);
        }
    }

    [Test]
    public async Task Filters_of_the_queue()
    {
        var (department, park) = (App.World.Departments[0].Id, App.World.Enterprises[0].ParkId);
        Dictionary<string, string> plans = new()
        {
            ["mine"] = await PlanAsync("triage", new(Box.Queue, Turn: Commissioner.App.Features.Turns.Turn.Mine)),
            ["status"] = await PlanAsync("triage", new(Box.Queue, CaseStatus.Accepted)),
            ["alarm"] = await PlanAsync("triage", new(Box.Queue, Alarm: Alarm.Red)),
            ["category"] = await PlanAsync("triage", new(Box.Queue, Category: "Other")),
            ["department"] = await PlanAsync("triage", new(Box.Queue, Narrowing: new(DepartmentId: department))),
            ["sub-park"] = await PlanAsync("triage", new(Box.Queue, Narrowing: new(SubParkId: park))),
            ["holder"] = await PlanAsync("triage", new(Box.Queue, Narrowing: new(Holder: HolderKind.TriageDesk))),
            ["due"] = await PlanAsync("triage", new(Box.Queue, Narrowing: new(Due: DueWithin.Today))),
            ["enterprise"] = await PlanAsync("triage", new(Box.Queue, Narrowing: new(Enterprise: "示例企业1"))),
            ["words"] = await PlanAsync("triage", new(Box.Queue, Search: "示例")),
            ["a commissioner's"] = await PlanAsync("commissioner1", new(Box.Queue)),
            ["a department's"] = await PlanAsync("department1", new(Box.Department)),
            ["review"] = await PlanAsync("triage", new(Box.Review)),
            ["late"] = await PlanAsync("supervisor", new(Box.Supervised)),
        };
        await SayAsync(plans);
        Assert.That(plans.Where(p => p.Value.Contains("Seq Scan on cases", StringComparison.Ordinal)).Select(p => p.Key), Is.Empty);
    }

    private static bool SortsAll(string plan) =>
        plan.Split('\n').Any(l => l.Contains("Sort  (", StringComparison.Ordinal) && !l.Contains("Incremental", StringComparison.Ordinal));

    private static async Task SayAsync(Dictionary<string, string> plans)
    {
        foreach (var (name, plan) in plans)
        {
            await TestContext.Out.WriteLineAsync($"-- {name}\n{plan}");
        }
    }

    private async Task<string> PlanAsync(string user, ListCases list)
    {
        await using var db = App.Db();
        var actor = App.World[user].Acting();
        db.FindsConfidential = actor.MayKnowOfConfidential();
        var book = new CaseBook(db, actor, App.Services.GetRequiredService<Dues>(), App.Clock);
        await using var command = (await book.OrderAsync(list, CancellationToken.None)).Select(c => c.Id).Take(51).CreateDbCommand();
        await db.Database.OpenConnectionAsync();
        command.CommandText = "EXPLAIN " + command.CommandText;
        List<string> lines = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
