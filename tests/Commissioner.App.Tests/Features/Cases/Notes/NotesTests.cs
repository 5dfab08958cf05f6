using Commissioner.App.Features.Notes;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Notes;

/// <summary>What is said of a case inside the office reaches who deals with it, and nobody else by any way.</summary>
public sealed class NotesTests : OnOneApp
{
    private const string Words = "独此一件的内部备注";

    private static readonly string[] Readers = ["commissioner1", "commissioner2", "triage", "triage2", "supervisor"];

    private static readonly string[] Others =
    [
        "enterprise1",
        "enterprise2",
        "commissioner3",
        "department1",
        "department2",
        "hotline",
        "callback",
        "leader",
        "appraiser",
        "sysadmin",
        "secadmin",
        "auditor",
    ];

    [Test]
    public async Task Who_deals_with_the_case_reads_it_and_nobody_else_by_any_way()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1, 2]);
        await story.CheckInAsync(whistle, 1);
        await WriteAsync("commissioner1", story.Case, Words + " @示例服务办");
        await App.RunAsync("react");

        foreach (var user in Readers)
        {
            var browser = await App.Browser(user);
            Assert.That((await browser.SeeAsync("/notes/" + story.Case)).Text, Does.Contain(Words), user);
            var page = await browser.SeeAsync("/cases/show/" + story.Case);
            Assert.That(page.Texts("#notes .history-what"), Has.Some.Contains(Words), user);
        }

        foreach (var user in Others)
        {
            var browser = await App.Browser(user);
            Assert.That((await browser.GetAsync("/notes/" + story.Case)).Status, Is.EqualTo(403).Or.EqualTo(404), user);
            Assert.That(
                string.Concat((await browser.GetAsync("/cases/show/" + story.Case)).Texts("main")),
                Does.Not.Contain(Words).And.Not.Contain("内部备注"),
                user
            );
        }

        // No call says it, to whomever: neither the case, nor what changed, nor the table, nor one's own copy, nor notices.
        List<(string Where, string Text)> said = [];
        foreach (var user in new[] { "enterprise1", "department1" })
        {
            await Everything.CallAsync(App, user, [story.Case], said);
        }

        Assert.That(said.Where(s => s.Text.Contains(Words, StringComparison.Ordinal)).Select(s => s.Where), Is.Empty);
        await using var db = App.Db();
        var kept = await db.Timeline.AsNoTracking().Where(e => e.Facts.Contains(Words)).CountAsync();
        Assert.That(kept, Is.Zero, "no timeline says it");
        Assert.That(await db.Notices.AsNoTracking().AnyAsync(n => n.Facts.Contains(Words)), Is.False);
    }

    [Test]
    public async Task Who_is_mentioned_is_told_where_and_by_whom_while_it_may_read_it()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var number = (string)(await story.SeenBy("triage"))["number"]!;
        await WriteAsync("triage", story.Case, Words, App.World["commissioner1"].Id.ToString());
        await WriteAsync("triage", story.Case, "请 @示例督查 留意");
        var left = App.World["commissioner2"];
        await WriteAsync("triage", story.Case, "请 @示例专员2 留意");
        await using (var db = App.Db())
        {
            // Before anybody is told, the backup goes to a department, and reads no notes any more.
            var department = App.World.Departments[5].Id;
            await db
                .People.Where(p => p.Id == left.Id)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.DepartmentId, (Id<Domain.Departments.Department>?)department));
            await App.RunAsync("react");
            await db
                .People.Where(p => p.Id == left.Id)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.DepartmentId, (Id<Domain.Departments.Department>?)null));
        }

        foreach (var user in new[] { "commissioner1", "supervisor" })
        {
            var notices = await (await App.Browser(user)).SeeAsync("/notices");
            Assert.That(notices.Text, Does.Contain($"示例服务办在 {number} 的内部备注里提到了您").And.Not.Contain(Words), user);
            var links = (await (await App.Api(user)).SeeAsync("/notices")).Each("items", "link");
            Assert.That(links, Does.Contain($"/notes/{story.Case}"), user);
        }

        Assert.That((await (await App.Browser("commissioner2")).SeeAsync("/notices")).Text, Does.Not.Contain($"在 {number} 的内部备注"));
        var refused = await (await (await App.Browser("triage")).SeeAsync("/notes/" + story.Case)).Form().Fill("Text", " ").SubmitAsync();
        Assert.That((refused.Status, refused.Text.Contains("请写备注", StringComparison.Ordinal)), Is.EqualTo((422, true)));
    }

    [Test]
    public async Task Of_a_confidential_case_supervision_alone_reads_and_may_be_mentioned()
    {
        var filed = await (await App.Api("enterprise1")).DoAsync(
            "/cases",
            new
            {
                title = "示例保密",
                description = "示例保密",
                category = "Other",
                confidential = true,
            }
        );
        var page = await (await App.Browser("supervisor")).SeeAsync("/notes/" + filed.Id);
        Assert.That(page.Texts("select[name=Mentioned] option"), Has.Count.EqualTo(1), "there is no other supervisor");
        await page.Form().Fill("Text", Words).SubmitAsync();
        foreach (var user in new[] { "triage", "commissioner1", "commissioner2", "enterprise1" })
        {
            Assert.That((await (await App.Browser(user)).GetAsync("/notes/" + filed.Id)).Status, Is.EqualTo(403).Or.EqualTo(404), user);
        }
    }

    [Test]
    public async Task Whom_one_may_mention_is_who_reads_it()
    {
        var story = new Journey(App);
        await story.FileAsync();
        await using var db = App.Db();
        var id = new Id<Case>(Guid.Parse(story.Case));
        var @case = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id);
        var offered = (await db.ColleaguesAsync(@case, Actor.System, CancellationToken.None)).Select(c => c.Id).ToList();
        foreach (var (user, person) in App.World.People)
        {
            var reads = await db.Cases.NotedFor(person.Acting()).AnyAsync(c => c.Id == id);
            Assert.That(offered.Contains(person.Id), Is.EqualTo(reads), user);
        }

        Assert.That(offered, Has.Count.EqualTo(Readers.Length));
    }

    [Test]
    public async Task A_program_with_a_key_reads_none()
    {
        var story = new Journey(App);
        await story.FileAsync();
        await WriteAsync("triage", story.Case, Words);
        var actor = App.World["triage"].Acting() with { ByKey = KeyScope.Read };
        await using var db = App.Db();
        var id = new Id<Case>(Guid.Parse(story.Case));
        Assert.That(await db.Cases.NotedFor(actor).AnyAsync(c => c.Id == id), Is.False);
    }

    private async Task WriteAsync(string user, string @case, string text, string? mentioned = null)
    {
        var form = (await (await App.Browser(user)).SeeAsync("/notes/" + @case)).Form().Fill("Text", text);
        var page = await (mentioned is null ? form : form.Fill("Mentioned", mentioned)).SubmitAsync();
        Assert.That((page.Status, page.Text.Contains("备注已保存", StringComparison.Ordinal)), Is.EqualTo((200, true)), page.Text);
    }
}
