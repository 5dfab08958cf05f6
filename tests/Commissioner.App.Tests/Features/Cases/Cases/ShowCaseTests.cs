using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.App.Tests.Features.Cases;

/// <summary>A case of years opens like one of yesterday.</summary>
public sealed class ShowCaseTests
{
    [Test]
    public async Task A_case_with_5000_entries_is_read_like_one_with_20()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.BeginAsync();
        await WriteAsync(app, journey, 20);
        var office = await app.Browser("triage");
        var enterprise = await app.Browser("enterprise1");
        // What is cached is cached before either count.
        await office.SeeAsync($"/cases/show/{journey.Case}");
        var statements = app.Count();
        var few = await CountAsync(statements, office, enterprise, journey);
        await WriteAsync(app, journey, 5000);
        var many = await CountAsync(statements, office, enterprise, journey);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(few.Rows, Is.GreaterThan(40), "the rows are counted");
            Assert.That(many.Sent, Is.EqualTo(few.Sent));
            // Two pages of 50 entries, and one row more on each that tells that there are older ones.
            Assert.That(many.Rows, Is.EqualTo(few.Rows + (2 * (51 - 20))));
        }
    }

    [Test]
    public async Task Older_entries_follow_page_after_page_and_none_is_left_out()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.BeginAsync();
        await WriteAsync(app, journey, 450);
        var office = await journey.As("triage");
        List<int> seen = [];
        var sheet = await office.SeeAsync(journey.Path);
        Assert.That(sheet["timeline"]!.AsArray(), Has.Count.EqualTo(200));
        for (var more = true; more; more = sheet["timelineNext"] is not null)
        {
            sheet = seen.Count == 0 ? sheet : await office.SeeAsync($"{journey.Path}?timelineBefore={sheet["timelineNext"]}");
            seen.InsertRange(0, sheet["timeline"]!.AsArray().Select(e => (int)e!["seq"]!));
        }

        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, 450)));

        foreach (var (user, path) in new[] { ("triage", "show"), ("enterprise1", "follow") })
        {
            var browser = await app.Browser(user);
            var page = await browser.SeeAsync($"/cases/{path}/{journey.Case}");
            Assert.That(page.Texts(".history > li"), Has.Count.EqualTo(50), path);
            var older = await browser.SeeAsync(page.Document.QuerySelector(".pager [rel=next]")!.GetAttribute("href")!);
            Assert.That(older.Texts(".history > li"), Has.Count.EqualTo(50), path);
            Assert.That(older.Texts(".pager [rel=first]"), Has.Count.EqualTo(1), path);
            Assert.That(older.Texts(".history > li")[0], Does.Contain("第 400 次"), path);
        }
    }

    // Entries as they would have been written, up to this number, without the work of four hundred whistles.
    private static async Task WriteAsync(TestApp app, Journey journey, int upTo)
    {
        await using var db = app.Db();
        var subject = Guid.Parse(journey.Case);
        var last = db.Timeline.Where(e => e.SubjectId == subject).Max(e => e.Seq);
        db.Timeline.AddRange(
            Enumerable
                .Range(last + 1, upTo - last)
                .Select(seq => new TimelineEntry
                {
                    SubjectId = subject,
                    Seq = seq,
                    At = TestApp.Monday.ToUniversalTime().AddSeconds(seq),
                    Name = nameof(FirstContactRecorded),
                    ByName = "示例专员1",
                    As = Role.Commissioner,
                    SeenBy = Audience.Desk | Audience.Enterprise,
                    Holder = HolderKind.Commissioner,
                    Facts = $$"""{"means":"Call","contactOutcome":"第 {{seq}} 次"}""",
                    ReactedAt = TestApp.Monday.ToUniversalTime(),
                })
        );
        await db.SaveChangesAsync();
    }

    private static async Task<(int Sent, int Rows)> CountAsync(Statements statements, Browser office, Browser enterprise, Journey journey)
    {
        statements.Take();
        await office.SeeAsync($"/cases/show/{journey.Case}");
        await enterprise.SeeAsync($"/cases/follow/{journey.Case}");
        return statements.Take();
    }
}
