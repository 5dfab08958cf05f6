using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Appraisals;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Supervision.Charts;

/// <summary>The supervisor's charts of a few cases: who reads them, how many questions they ask, what they leave unsaid.</summary>
public sealed class ChartsOfASceneTests
{
    [Test]
    public async Task Calls_and_objections_stand_in_each_department_s_balance_and_lead_to_their_cases()
    {
        await using var app = await TestApp.StartAsync();
        var (kept, upheld) = (new Journey(app), new Journey(app));
        await kept.BeginAsync();
        var whistle = await kept.WhistleAsync([1]);
        await kept.ObjectAsync(whistle, 1, 2);
        await upheld.BeginAsync("enterprise2", "commissioner2");
        var second = await upheld.WhistleAsync([1], by: "commissioner2");
        await upheld.ObjectAsync(second, 1, 2);
        Assert.That(await BalancesAsync(), Is.Empty, "nothing has fallen due");
        await kept.RuleAsync(whistle, 1, "keep");
        await upheld.RuleAsync(second, 1, "reassign");
        await kept.CheckInAsync(whistle, 1);
        second = await upheld.WhistleNow(second);
        app.MoveTo("03-05 10:00");
        await app.RunAsync("sweep-deadlines");
        Assert.That(
            await BalancesAsync(),
            Is.EqualTo(new[] { "示例园林绿化处 3 1/1 1/2", "示例市政道路处 1 0/1 0/0" }),
            "two calls, one of which began anew; what was upheld is not owed, and the department that was named is late"
        );

        var browser = await app.Browser("supervisor");
        var page = await browser.SeeAsync("/supervision/charts?from=2026-03-01&to=2026-03-31");
        var row = page.Document.QuerySelector("#whistles tbody tr")!;
        var objected = await browser.SeeAsync(row.QuerySelectorAll("td[data-label='异议成立'] a").Single().GetAttribute("href")!);
        Assert.That(objected.Texts("td[data-label='结果']"), Is.EqualTo(new[] { "异议成立" }));
        Assert.That(
            objected.Document.QuerySelectorAll("a.queue-title").Select(a => a.GetAttribute("href")),
            Is.EqualTo(new[] { $"/cases/show/{upheld.Case}" })
        );
        Assert.That(
            (await (await app.Api("appraiser")).SeeAsync("/scores/recomputation?from=2026-03-01&to=2026-03-31"))["differences"]!.AsArray(),
            Is.Empty
        );

        // What an earlier version has read, without objections, is read again, and nothing counts twice.
        await using (var db = app.Db())
        {
            await db.Facts.Where(f => f.Kind == FactKind.Objection).ExecuteDeleteAsync();
            await db.AppraisalSums.Where(s => s.Measure == Measure.Objected).ExecuteDeleteAsync();
        }

        await app.ExecuteAsync("UPDATE appraisal_progress SET id = 1");
        Assert.That(await BalancesAsync(), Is.EqualTo(new[] { "示例园林绿化处 3 1/1 1/2", "示例市政道路处 1 0/1 0/0" }));

        // A name that a spreadsheet would compute is a text in both files.
        await app.ExecuteAsync("UPDATE departments SET name = '=1+1' WHERE id = {0}", app.World.Departments[0].Id.Value);
        var session = await app.SessionAsync("supervisor");
        var csv = System.Text.Encoding.UTF8.GetString(
            await session.GetByteArrayAsync("/supervision/charts?handler=Export&from=2026-03-01&to=2026-03-31&table=whistles")
        );
        Assert.That(csv, Does.Contain("=1+1").And.Not.Contain("\n=1+1"));
        var book = new WrittenWorkbook(await session.GetByteArrayAsync("/supervision/charts?handler=Export&from=2026-03-01&to=2026-03-31"));
        Assert.That(book.All("f"), Is.Empty);
        Assert.That(book.All("v").Select(v => v.Value), Has.Some.EqualTo("=1+1"));

        async Task<List<string>> BalancesAsync()
        {
            await app.RunAsync("roll-up-scores");
            var sheet = await (await app.Api("supervisor")).SeeAsync("/supervision/charts?from=2026-03-01&to=2026-03-31");
            return
            [
                .. sheet["departments"]!
                    .AsArray()
                    .Select(d =>
                        $"{d!["name"]} {d["called"]} {d["checkIn"]!["k"]}/{d["checkIn"]!["n"]} {d["objected"]!["k"]}/{d["objected"]!["n"]}"
                    ),
            ];
        }
    }

    [Test]
    public async Task Of_fewer_than_five_the_numbers_are_said_and_no_share()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await new Journey(app).CloseAsync();
        }

        app.MoveTo("03-20 10:00");
        await app.RunAsync("roll-up-scores");
        var browser = await app.Browser("supervisor");
        var page = await browser.SeeAsync("/supervision/charts?from=2026-03-01&to=2026-03-31");
        var tile = page.Texts("a.tile[href='#resolution']")[0];
        Assert.That(tile, Does.Contain("4 / 4").And.Contain("不足 5 件").And.Not.Contain("%"));
        Assert.That(page.Texts("#resolution tbody tr:last-child")[0], Does.Not.Contain("%"));

        await new Journey(app).CloseAsync();
        app.MoveTo("03-31 10:00");
        await app.RunAsync("roll-up-scores");
        page = await browser.SeeAsync("/supervision/charts?from=2026-03-01&to=2026-03-31");
        Assert.That(page.Texts("a.tile[href='#resolution']")[0], Does.Contain("100.00 %").And.Contain("区间 56.55–100.00 %"), "L(5,5)");
    }

    [Test]
    public async Task It_is_supervision_s_alone_asks_six_questions_at_most_and_refuses_what_cannot_be()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        await story.WhistleAsync([1]);
        app.MoveTo("03-20 10:00");
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("roll-up-scores");
        foreach (var other in new[] { "commissioner1", "department1", "enterprise1", "triage", "leader", "appraiser" })
        {
            var api = await story.As(other);
            foreach (var path in new[] { "/supervision/charts", "/supervision/charts/export", "/supervision/red" })
            {
                (await api.GetAsync(path)).MustBe(403);
            }

            Assert.That((await (await app.Browser(other)).GetAsync("/supervision/charts")).Status, Is.EqualTo(403), other);
        }

        var supervisor = await story.As("supervisor");
        (await supervisor.GetAsync("/supervision/charts?from=2026-03-01&to=2026-02-01")).MustName("to");
        (await supervisor.GetAsync("/supervision/charts?from=2024-03-01&to=2026-02-01")).MustName("to");
        (await supervisor.GetAsync($"/supervision/charts?parkId={Guid.Empty}")).MustBe(404);
        (await supervisor.GetAsync("/supervision/charts/export?table=nothing")).MustBe(404);

        var red = (await supervisor.SeeAsync("/supervision/charts"))["red"]!.AsArray().Single()!;
        Assert.That(((string?)red["holder"], (string?)red["name"], (int)red["count"]!), Is.EqualTo(("Department", "示例园林绿化处", 1)));
        var listed = await supervisor.SeeAsync($"/supervision/red?holder=Department&unitId={red["unitId"]}");
        Assert.That(listed.Each("items", "id"), Is.EqualTo(new[] { story.Case }));
        Assert.That((await supervisor.SeeAsync("/supervision/red?holder=Commissioner"))["items"]!.AsArray(), Is.Empty);

        var browser = await app.Browser("supervisor");
        await browser.SeeAsync("/supervision/charts");
        var statements = app.Count();
        foreach (var park in new[] { app.World.Park.Id, app.World.Enterprises[0].ParkId })
        {
            await browser.SeeAsync($"/supervision/charts?from=2026-01-01&to=2026-03-31&parkId={park}");
            Assert.That(statements.Take().Sent, Is.InRange(4, 6), "who asks, which park, months, parts, departments, what is red");
        }
    }
}
