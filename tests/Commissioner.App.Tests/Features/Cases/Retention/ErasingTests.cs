using Commissioner.App.Features.Attachments;
using Commissioner.App.Hosting;
using Commissioner.App.Jobs;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Features.Retention;

/// <summary>What is past its time goes, in its place; what is held stays, and no figure changes.</summary>
public sealed class ErasingTests
{
    private const string Job = "erase-expired";

    // More than the three years that the first policy keeps things.
    private static readonly TimeSpan Later = TimeSpan.FromDays(1_100);

    private const string Handler = "13900001111";

    // What people wrote on the way of the case below, each in other words.
    private static readonly string[] Written =
    [
        "独此一件的标题",
        "已电话联系，了解情况",
        "请到场处理",
        "专员无权限",
        "独此一件的上报",
        "独此一件的办结",
        "独此一件的备注",
        "独此一件的评价",
        "独此一件.pdf",
    ];

    [Test]
    public async Task Texts_and_files_go_in_their_place_and_no_figure_changes()
    {
        await using var app = await TestApp.StartAsync();
        var (journey, file) = await ClosedAsync(app);
        await app.RunAsync("react");
        await app.RunAsync("roll-up-scores");
        var (hash, before) = (await HashAsync(app, file), await FiguresAsync(app));
        Assert.That(before, Has.Length.GreaterThan(200), "there are figures");
        Assert.That(await FoundAsync(app), Is.EquivalentTo(Written), "the stage is set");
        Assert.That(await HandlersAsync(app), Has.Member(Handler));
        Assert.That(await app.RunAsync(Job), Is.Zero, "nothing is past its time");

        app.Advance(Later);
        Assert.That(await app.RunAsync(Job), Is.GreaterThan(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await FoundAsync(app), Is.Empty, "no word of it is anywhere in the database");
            Assert.That(await HandlersAsync(app), Has.No.Member(Handler), "what is encrypted is gone, too");
            Assert.That(
                await app.Services.GetRequiredService<FileStore>().HasAsync(hash, CancellationToken.None),
                Is.False,
                "its bytes are gone"
            );
        }

        await app.RunAsync("roll-up-scores");
        Assert.That(await FiguresAsync(app), Is.EqualTo(before), "facts, sums, clocks and levels");
        var anew = await (await app.Api("appraiser")).SeeAsync("/scores/recomputation?from=2026-01-01&to=2026-06-30");
        Assert.That(anew["differences"]!.AsArray(), Is.Empty, "computed anew from the log they are the same");

        var sheet = await (await app.Api("supervisor")).SeeAsync(journey.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((string?)sheet["title"], (string?)sheet["status"]), Is.EqualTo((PersonalTexts.Erased, "Resolved")));
            Assert.That(sheet["attachments"]!.AsArray(), Is.Empty);
            Assert.That((await (await app.Browser("supervisor")).GetAsync("/cases/show/" + journey.Case)).Status, Is.EqualTo(200));
            Assert.That((await (await app.Browser("enterprise1")).GetAsync("/cases/follow/" + journey.Case)).Status, Is.EqualTo(200));
        }

        (await (await app.Api("enterprise1")).GetAsync("/attachments/" + file)).MustBe(404);
        await using var db = app.Db();
        var id = Guid.Parse(journey.Case);
        var ledger = await db.Erasures.AsNoTracking().Where(e => e.SubjectId == id).OrderBy(e => e.Rule).ToListAsync();
        Assert.That(
            ledger.Select(e => (e.Rule, e.PolicyVersion, e.Files, e.Count > 0)),
            Is.EquivalentTo(new[] { (ErasureRule.Contacts, 1, 0, true), (ErasureRule.Texts, 1, 1, true) })
        );
        Assert.That(await app.RunAsync(Job), Is.Zero, "done once");
    }

    [Test]
    public async Task What_is_held_stays_until_the_hold_is_lifted()
    {
        await using var app = await TestApp.StartAsync();
        var (held, _) = await ClosedAsync(app);
        var other = new Journey(app);
        await other.CloseAsync();
        var ofHeldEnterprise = new Journey(app);
        await ofHeldEnterprise.CloseAsync("enterprise2", "commissioner2");
        var supervisor = await app.Api("supervisor");
        var one = await supervisor.DoAsync("/retention/holds", new { caseId = held.Case, reason = "示例诉讼" });
        await supervisor.DoAsync(
            "/retention/holds",
            new
            {
                caseId = ofHeldEnterprise.Case,
                wholeEnterprise = true,
                reason = "示例检查",
            }
        );
        (await supervisor.PostAsync("/retention/holds", new { caseId = held.Case, reason = "示例" })).MustBe(409);
        (
            await supervisor.PostAsync(
                "/retention/holds",
                new
                {
                    caseId = held.Case,
                    wholeEnterprise = true,
                    reason = " ",
                }
            )
        ).MustBe(422);
        var sheet = await (await app.Browser("supervisor")).SeeAsync("/cases/show/" + held.Case);
        Assert.That(sheet.Text, Does.Contain("已暂停删除：示例诉讼（示例督查"));
        Assert.That((await (await app.Browser("commissioner1")).SeeAsync("/cases/show/" + held.Case)).Text, Does.Not.Contain("示例诉讼"));
        Assert.That((await (await app.Api("enterprise1")).SeeAsync(held.Path)).Text, Does.Not.Contain("示例诉讼"));

        app.Advance(Later);
        await app.RunAsync(Job);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await TitleAsync(app, held), Is.EqualTo("独此一件的标题"));
            Assert.That(await TitleAsync(app, ofHeldEnterprise), Is.EqualTo("示例诉求"));
            Assert.That(await TitleAsync(app, other), Is.EqualTo(PersonalTexts.Erased), "beside them all goes its way");
        }

        supervisor = await app.Api("supervisor");
        (await supervisor.PostAsync($"/retention/holds/{one.Id}/lifts", new { reason = "" })).MustBe(422);
        (await supervisor.PostAsync($"/retention/holds/{one.Id}/lifts", new { reason = "示例结案" })).MustBe(204);
        (await supervisor.PostAsync($"/retention/holds/{one.Id}/lifts", new { reason = "示例结案" })).MustBe(409);
        await app.RunAsync(Job);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await TitleAsync(app, held), Is.EqualTo(PersonalTexts.Erased));
            Assert.That(await TitleAsync(app, ofHeldEnterprise), Is.EqualTo("示例诉求"));
        }
    }

    [Test]
    public async Task Two_nodes_at_once_erase_once_and_what_was_cut_off_is_finished()
    {
        await using var app = await TestApp.StartAsync();
        var (journey, file) = await ClosedAsync(app);
        for (var i = 0; i < 6; i++)
        {
            await new Journey(app).CloseAsync();
        }

        var node = app.StartNode(new Dictionary<string, string>());
        app.Advance(Later);
        ((SimulatedClock)node.GetRequiredService<TimeProvider>()).MoveTo(app.Clock.GetUtcNow());
        var job = Schedule.Jobs.Single(j => j.Name == Job);
        await Task.WhenAll(app.RunAsync(Job), node.GetRequiredService<JobRunner>().RunAsync(job, CancellationToken.None));
        await app.RunAsync(Job);
        await using (var db = app.Db())
        {
            Assert.That(await db.Erasures.CountAsync(e => e.Kind == "Case"), Is.EqualTo(14), "seven cases, two rules, each once");
            Assert.That(
                await db.Cases.AsNoTracking().Select(c => c.Title).Distinct().ToListAsync(),
                Is.EqualTo(new[] { PersonalTexts.Erased })
            );
        }

        // As a run leaves it that ends after its commit and before the bytes are gone.
        var hash = await HashAsync(app, file);
        var store = app.Services.GetRequiredService<FileStore>();
        await store.KeepAsync(new MemoryStream("%PDF-1.7\n独此一件\n%%EOF"u8.ToArray()), CancellationToken.None);
        Assert.That(await store.HasAsync(hash, CancellationToken.None), Is.True);
        await app.ExecuteAsync("UPDATE attachments SET bytes_gone_at = NULL");
        Assert.That(await app.RunAsync(Job), Is.EqualTo(1));
        Assert.That(await store.HasAsync(hash, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task Bytes_that_an_open_case_has_too_stay()
    {
        await using var app = await TestApp.StartAsync();
        var (_, file) = await ClosedAsync(app);
        app.Advance(Later);
        var owner = await app.Api("enterprise1");
        var same = (await owner.UploadAsync("另一件.pdf", Pdf)).Id;
        await new Journey(app).FileAsync(attachments: [same]);
        await app.RunAsync(Job);
        Assert.That(
            await app.Services.GetRequiredService<FileStore>().HasAsync(await HashAsync(app, file), CancellationToken.None),
            Is.True
        );
        (await owner.GetAsync("/attachments/" + same)).MustBe(200);
        (await owner.GetAsync("/attachments/" + file)).MustBe(404);
    }

    [Test]
    public async Task Supervision_sets_for_how_long_and_it_counts_a_week_later()
    {
        await using var app = await TestApp.StartAsync();
        var (journey, _) = await ClosedAsync(app);
        var supervisor = await app.Api("supervisor");
        (
            await supervisor.PostAsync(
                "/retention/policies",
                new
                {
                    contactDays = 1,
                    textDays = 184,
                    messageDays = 90,
                    reason = "示例",
                }
            )
        ).MustName("contactDays");
        (await supervisor.PostAsync("/retention/policies", new { })).MustBe(422);
        var terms = new
        {
            contactDays = 90,
            textDays = 184,
            messageDays = 90,
            reason = "示例缩短",
        };
        foreach (var other in new[] { "triage", "commissioner1", "enterprise1", "department1", "sysadmin", "auditor", "leader" })
        {
            (await (await app.Api(other)).PostAsync("/retention/policies", terms)).MustBe(403);
            (await (await app.Api(other)).PostAsync("/retention/holds", new { caseId = journey.Case, reason = "示例" })).MustBe(403);
        }

        await supervisor.DoAsync("/retention/policies", terms);
        Assert.That((int)(await supervisor.SeeAsync("/retention"))["now"]!["version"]!, Is.EqualTo(1));
        app.Advance(TimeSpan.FromDays(183));
        await app.RunAsync(Job);
        Assert.That(await TitleAsync(app, journey), Is.EqualTo("独此一件的标题"), "not a day too early");
        app.Advance(TimeSpan.FromDays(1));
        await app.RunAsync(Job);
        Assert.That(await TitleAsync(app, journey), Is.EqualTo(PersonalTexts.Erased));
        var ledger = await (await app.Api("supervisor")).SeeAsync("/retention/erasures");
        Assert.That(ledger["items"]!.AsArray().Select(e => (int)e!["policyVersion"]!).Distinct(), Is.EqualTo(new[] { 2 }));
        var page = await (await app.Browser("supervisor")).SeeAsync("/retention");
        Assert.That(page.Text, Does.Contain("删除台账").And.Contain("文字和附件"));
        (await (await app.Api("enterprise1")).GetAsync("/retention/erasures")).MustBe(403);
    }

    private static readonly byte[] Pdf = "%PDF-1.7\n独此一件\n%%EOF"u8.ToArray();

    private static async Task<(Journey Journey, string File)> ClosedAsync(TestApp app)
    {
        var journey = new Journey(app);
        var file = (await (await app.Api("enterprise1")).UploadAsync("独此一件.pdf", Pdf)).Id;
        await journey.FileAsync("独此一件的标题", attachments: [file]);
        await journey.AcceptAsync();
        await journey.ContactAsync();
        await (await (await app.Browser("triage")).SeeAsync("/notes/" + journey.Case)).Form().Fill("Text", "独此一件的备注").SubmitAsync();
        var whistle = await journey.WhistleAsync([1]);
        await journey.CheckInAsync(whistle, 1);
        await journey.ReportAsync(whistle, 1, "独此一件的上报");
        await journey.ApproveAsync(whistle, 1);
        await journey.ProposeAsync("独此一件的办结");
        await journey.PassAsync();
        await journey.ConfirmAsync();
        await (await journey.As("enterprise1")).DoAsync($"{journey.Path}/ratings", new { overall = 1, reason = "独此一件的评价" });
        return (journey, file);
    }

    private static async Task<string?> TitleAsync(TestApp app, Journey journey)
    {
        await using var db = app.Db();
        var id = new Id<Case>(Guid.Parse(journey.Case));
        return await db.Cases.Where(c => c.Id == id).Select(c => c.Title).SingleAsync();
    }

    private static async Task<string> HashAsync(TestApp app, string file)
    {
        await using var db = app.Db();
        var id = new Id<Attachment>(Guid.Parse(file));
        return await db.Attachments.Where(a => a.Id == id).Select(a => a.Hash).SingleAsync();
    }

    // Everything by which somebody is appraised, and what it is made of.
    private static async Task<string> FiguresAsync(TestApp app)
    {
        await using var db = app.Db();
        var facts = await db.Facts.AsNoTracking().ToListAsync();
        var sums = await db.AppraisalSums.AsNoTracking().ToListAsync();
        var clocks = await db
            .Clocks.AsNoTracking()
            .Select(c => new
            {
                c.Id,
                c.DueAt,
                c.StoppedAt,
                c.Result,
            })
            .ToListAsync();
        var ratings = await db
            .Ratings.AsNoTracking()
            .Select(r => new
            {
                r.Id,
                r.Overall,
                r.Counted,
            })
            .ToListAsync();
        return string.Join(
            '\n',
            facts
                .Select(f => System.Text.Json.JsonSerializer.Serialize(f))
                .Concat(sums.Select(s => System.Text.Json.JsonSerializer.Serialize(s)))
                .Concat(clocks.Select(c => c.ToString()!))
                .Concat(ratings.Select(r => r.ToString()!))
                .Order(StringComparer.Ordinal)
        );
    }

    private static async Task<IReadOnlyList<string?>> HandlersAsync(TestApp app)
    {
        await using var db = app.Db();
        return await db.Legs.Select(l => l.HandlerPhone).ToListAsync();
    }

    // Which of the words stand in any row of any table.
    private static async Task<IReadOnlyList<string>> FoundAsync(TestApp app)
    {
        await using var db = app.Db();
        var rows = await Dump.FindAsync(db, Written);
        return [.. Written.Where(w => rows.Any(r => r.Contains(w, StringComparison.Ordinal)))];
    }
}
