using Commissioner.App.Tests.Harness;
using Commissioner.App.Tests.Jobs;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Moves;

/// <summary>An enterprise moves to another sub-park, merges into another one, or leaves: one decision about all that is open.</summary>
public sealed class MovesTests
{
    [Test]
    public async Task It_moves_with_its_commissioner_or_by_an_ordinary_rotation()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        await story.WhistleAsync([1], disclosure: "identityHidden");
        var office = await story.As("triage");
        var its = app.World.Enterprises[0];
        var path = $"/enterprises/{its.Id}";
        var open = await office.SeeAsync(path + "/standing");
        Assert.That((int?)open["open"]!["cases"], Is.EqualTo(1));
        Assert.That(open["departments"]!.AsArray().Select(d => (string?)d), Is.EqualTo(new[] { app.World.Departments[0].Name }));
        var west = open["parks"]!.AsArray().Single(p => (string?)p!["name"] == "示例高新区西园")!;
        var to = (string)west["id"]!;
        (await (await story.As("commissioner1")).GetAsync(path + "/standing")).MustBe(403);
        (
            await (await story.As("supervisor")).PostAsync(
                path + "/moves",
                new
                {
                    parkId = to,
                    rotates = false,
                    reason = "示例",
                }
            )
        ).MustBe(403);
        (await office.PostAsync(path + "/moves", new { parkId = to, reason = "示例" })).MustRefuse(422, "CommissionerUndecided");
        (
            await office.PostAsync(
                path + "/moves",
                new
                {
                    parkId = app.World.Park.Id.Value,
                    rotates = false,
                    reason = "示例",
                }
            )
        ).MustRefuse(422, "MoveElsewhere");
        var due = (string?)(await office.SeeAsync(story.Path))["nextDueAt"];
        app.Advance(TimeSpan.FromMinutes(1));
        var page = await (await app.Browser("triage")).SeeAsync($"/moves/show/{its.Id}");
        Assert.That(page.Text, Does.Contain("示例专员1").And.Contain("示例园林绿化处"));
        var done = await page.FormWith("ParkId").Fill("ParkId", to).Fill("Rotates", "false").Fill("Reason", "示例搬迁").SubmitAsync();
        Assert.That(done.Text, Does.Contain("已迁移").And.Contain("示例高新区西园"));
        await app.RunAsync("react");
        Assert.That((string?)(await office.SeeAsync(story.Path))["nextDueAt"], Is.EqualTo(due), "no promise moves");
        Assert.That(await NoticesAsync(app, "commissioner1"), Has.Some.Contains("已迁到示例高新区西园"));
        Assert.That(await NoticesAsync(app, "enterprise1"), Has.Some.Contains("已登记迁到示例高新区西园"));
        var department = await NoticesAsync(app, "department1");
        Assert.That(department, Has.Some.Contains("已迁到另一分园"));
        Assert.That(department, Has.None.Contains(its.Name), "its identity is hidden from it");

        var east = (string)
            (await office.SeeAsync(path + "/standing"))["parks"]!.AsArray().Single(p => (string?)p!["name"] == "示例高新区东园")!["id"]!;
        app.Advance(TimeSpan.FromMinutes(1));
        await office.DoAsync(
            path + "/moves",
            new
            {
                parkId = east,
                rotates = true,
                reason = "示例",
            }
        );
        await using var db = app.Db();
        var moved = await db.Enterprises.Include(e => e.Past).SingleAsync(e => e.Id == its.Id);
        var begun = await db.Replacements.SingleAsync(r => r.EnterpriseId == its.Id);
        Assert.That((moved.ActiveId, begun.Trigger), Is.EqualTo(((Id<Person>?)app.World["commissioner2"].Id, ReplacementTrigger.Rotation)));
        Assert.That(begun.KeepUntil, Is.GreaterThan(begun.BeganAt), "the enterprise may keep whom it had");
    }

    [Test]
    public async Task Merged_its_cases_people_and_name_are_the_others()
    {
        await using var app = await TestApp.StartAsync();
        var closed = new Journey(app);
        await closed.CloseAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        await story.CheckInAsync(whistle, 1);
        await Journey.OweCallbackAsync(app, closed.Case);
        var office = await story.As("triage");
        var (one, two) = (app.World.Enterprises[0], app.World.Enterprises[1]);
        var path = $"/enterprises/{one.Id}/mergers";
        object Into(Enterprise other) => new { successorId = other.Id.Value, reason = "示例吸收合并" };
        (await office.PostAsync(path, Into(one))).MustRefuse(422, "MergesIntoAnother");
        (await office.PostAsync(path, new { successorId = two.Id.Value })).MustRefuse(422, "MoveReasonMissing");
        (await (await story.As("commissioner1")).PostAsync(path, Into(two))).MustBe(403);
        (await (await story.As("commissioner2")).GetAsync(closed.Path)).MustBe(200);
        var number = (string)(await office.SeeAsync(story.Path))["number"]!;
        app.Advance(TimeSpan.FromMinutes(1));
        var browser = await app.Browser("triage");
        var page = await browser.SeeAsync($"/moves/show/{one.Id}?into={Uri.EscapeDataString(two.Name)}");
        Assert.That(page.Text, Does.Contain(number).And.Contain("可登录人员"));
        var done = await page.FormWith("SuccessorId").Fill("SuccessorId", two.Id.ToString()).Fill("Reason", "示例吸收合并").SubmitAsync();
        Assert.That(done.Text, Does.Contain("已合并").And.Contain("并入" + two.Name));
        (await office.PostAsync(path, Into(two))).MustRefuse(409, "EnterpriseHasEnded");
        await app.RunAsync("react");

        // At the very instant the other's commissioner has it, and who had it has it no more.
        (await (await app.Api("commissioner1")).GetAsync(story.Path)).MustBe(404);
        var seen = await (await app.Api("commissioner2")).SeeAsync(story.Path);
        Assert.That((string?)seen["enterprise"]!["name"], Is.EqualTo(two.Name));
        Assert.That(seen.Text, Does.Contain(one.Name + "并入" + two.Name));
        Assert.That(
            (await office.SeeAsync($"/enterprises?q={Uri.EscapeDataString(one.Name)}")).Each("items", "name"),
            Is.EqualTo(new[] { two.Name })
        );
        var own = await app.Api("enterprise1");
        (await own.GetAsync(story.Path)).MustBe(200);
        (await own.GetAsync(closed.Path)).MustBe(200);
        Assert.That(await NoticesAsync(app, "commissioner1"), Has.Some.Contains("您与" + one.Name + "的结对终止"));
        Assert.That(await NoticesAsync(app, "commissioner2"), Has.Some.Contains(one.Name + "已并入"));
        Assert.That(await NoticesAsync(app, "enterprise2"), Has.Some.Contains(one.Name + "已并入"));
        Assert.That(await NoticesAsync(app, "enterprise1"), Has.Some.Contains(one.Name + "已并入"));
        Assert.That(await NoticesAsync(app, "department1"), Has.Some.Contains("已并入另一企业"));

        await using var db = app.Db();
        var merged = await db.Enterprises.Include(e => e.Past).SingleAsync(e => e.Id == one.Id);
        var cases = await db.Cases.Where(c => c.FiledForId == (Id<Enterprise>?)one.Id).ToListAsync();
        Assert.Multiple(() =>
        {
            Assert.That(
                (merged.ActiveId, merged.BackupId, merged.SuccessorId),
                Is.EqualTo(((Id<Person>?)null, (Id<Person>?)null, (Id<Enterprise>?)two.Id))
            );
            Assert.That(merged.Past.Count(a => a.ToAt == merged.EndedAt), Is.EqualTo(2), "both posts ended at that instant");
            Assert.That(cases.Select(c => c.EnterpriseId), Is.EqualTo(new[] { two.Id, two.Id }));
        });
        Assert.That(await db.Callbacks.CountAsync(t => t.EnterpriseId == two.Id), Is.EqualTo(await db.Callbacks.CountAsync()));
        Assert.That(await db.Timeline.CountAsync(e => e.SubjectId == one.Id.Value && e.Name == nameof(EnterpriseMerged)), Is.EqualTo(1));

        // Whoever came files and takes up again for the other; its rating reaches nobody who has not served it.
        await (await app.Api("enterprise1")).DoAsync(
            "/cases",
            new
            {
                title = "示例",
                description = "示例：请协助处理。",
                category = "Other",
            }
        );
        await own.DoAsync($"{closed.Path}/ratings", new { overall = 5 });
        Assert.That(
            (await db.Enterprises.AsNoTracking().SingleAsync(e => e.Id == two.Id)).ActiveId,
            Is.EqualTo(app.World["commissioner2"].Id)
        );
        Assert.That(await db.Replacements.CountAsync(), Is.Zero);
        await ReportAsync(story, "commissioner2", whistle);
    }

    [Test]
    public async Task Of_two_who_press_at_once_one_decides()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var (one, two) = (app.World.Enterprises[0], app.World.Enterprises[1]);
        app.Advance(TimeSpan.FromMinutes(1));
        var (first, second) = (await app.Api("triage"), await app.Api("triage2"));
        var answers = await Task.WhenAll(
            first.PostAsync($"/enterprises/{one.Id}/mergers", new { successorId = two.Id.Value, reason = "示例" }),
            second.PostAsync($"/enterprises/{two.Id}/mergers", new { successorId = one.Id.Value, reason = "示例" })
        );
        Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(1), string.Join('\n', answers.Select(a => a.ToString())));
        await using var db = app.Db();
        var gone = await db.Enterprises.SingleAsync(e => e.EndedAt != null);
        Assert.That(await db.Cases.CountAsync(c => c.EnterpriseId == gone.Id), Is.Zero, "nothing is left with one that is gone");
        Assert.That(await db.Timeline.CountAsync(e => e.Name == nameof(EnterpriseMerged)), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_begun_as_it_ends_is_not_left_behind([Values] bool merges, [Values] bool endsFirst)
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var (one, two) = (app.World.Enterprises[1], app.World.Enterprises[0]);
        var (office, owner) = (await app.Api("triage"), await app.Api("enterprise2"));
        // Both wait for the enterprise's row, one before the other.
        await using var db = app.Db();
        await using var held = await db.BeginAsync(CancellationToken.None);
        Assert.That(await db.HoldAsync(one.Id, CancellationToken.None), Is.True);
        List<Task<Answer>> answers = [];
        foreach (var ends in new[] { endsFirst, !endsFirst })
        {
            answers.AddRange(
                ends
                    ?
                    [
                        merges
                            ? office.PostAsync($"/enterprises/{one.Id}/mergers", new { successorId = two.Id.Value, reason = "示例" })
                            : office.PostAsync($"/enterprises/{one.Id}/departure", new { reason = "示例" }),
                    ]
                    :
                    [
                        owner.PostAsync(
                            "/cases",
                            new
                            {
                                title = "示例",
                                description = "示例：请协助处理。",
                                category = "Other",
                            }
                        ),
                        owner.PostAsync("/visits/requests", new { purpose = "示例：请来看看", at = "2026-03-20T10:00:00+08:00" }),
                    ]
            );
            await app.UntilWaitingAsync(answers.Count);
        }

        await held.CommitAsync(CancellationToken.None);
        var said = string.Join('\n', (await Task.WhenAll(answers)).Select(a => a.ToString()));
        await using var look = app.Db();
        var its = await look.Enterprises.SingleAsync(e => e.Id == one.Id);
        var cases = await look.Cases.IgnoreQueryFilters().CountAsync(c => c.EnterpriseId == one.Id);
        var visits = await look.Visits.CountAsync(v => v.EnterpriseId == one.Id && v.State == VisitState.Asked);
        if (its.EndedAt is not null)
        {
            Assert.That((cases, visits), Is.EqualTo((0, 0)), said);
        }
        else
        {
            // It does not leave where something is open.
            Assert.That((merges, cases), Is.EqualTo((false, 1)), said);
        }
    }

    [Test]
    public async Task It_leaves_once_nothing_is_open_and_its_accounts_end()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var office = await story.As("triage");
        var its = app.World.Enterprises[0];
        var path = $"/enterprises/{its.Id}/departure";
        var refused = await office.PostAsync(path, new { reason = "示例" });
        refused.MustRefuse(409, "EnterpriseHasOpen");
        Assert.That(refused.Text, Does.Contain("在办诉求 1 件"));
        var page = await (await app.Browser("triage")).SeeAsync($"/moves/show/{its.Id}");
        Assert.That(page.Text, Does.Contain("离园须先办结"));
        app.Advance(TimeSpan.FromMinutes(1));
        await story.ProposeAsync();
        await story.PassAsync();
        await story.ConfirmAsync();
        await using (var db = app.Db())
        {
            // A call-back may have been drawn; it would have to be made first.
            await db.Callbacks.ExecuteDeleteAsync();
        }

        var own = await app.Api("enterprise1");
        (await own.GetAsync(story.Path)).MustBe(200);
        app.Advance(TimeSpan.FromMinutes(1));
        (await office.PostAsync(path, new { })).MustRefuse(422, "MoveReasonMissing");
        var leaves = await (await app.Browser("triage")).SeeAsync($"/moves/show/{its.Id}");
        var done = await leaves.Form("main form[action*='handler=Leave']").Fill("Reason", "示例迁出").SubmitAsync();
        Assert.That(done.Text, Does.Contain("已离园").And.Contain("示例迁出"));
        await app.RunAsync("react");
        Assert.That(await NoticesAsync(app, "commissioner1"), Has.Some.Contains("已离园，您与它的结对终止"));
        await Task.Delay(Commissioner.App.Security.SessionBook.Remembered + TimeSpan.FromMilliseconds(200));
        (await own.GetAsync(story.Path)).MustBe(401);
        (await (await app.Api()).PostAsync("/sign-in", new { userName = "enterprise1", password = World.Password })).MustBe(401);
        (await (await app.Api("commissioner1")).GetAsync(story.Path)).MustBe(404);
        (await office.GetAsync(story.Path)).MustBe(200);
        Assert.That((await office.SeeAsync("/enterprises")).Each("items", "name"), Has.None.EqualTo(its.Name));
        await using var after = app.Db();
        var gone = await after.Enterprises.SingleAsync(e => e.Id == its.Id);
        Assert.That((gone.ActiveId, gone.BackupId, gone.EndedBecause), Is.EqualTo(((Id<Person>?)null, (Id<Person>?)null, "示例迁出")));
        Assert.That(await after.People.CountAsync(p => p.EnterpriseId == (Id<Enterprise>?)its.Id && p.LeftAt == null), Is.Zero);
        Assert.That((await after.Cases.SingleAsync()).Status, Is.EqualTo(CaseStatus.Resolved), "what was recorded stays");
        (await office.PostAsync(path, new { reason = "示例" })).MustRefuse(409, "EnterpriseHasEnded");
    }

    private static async Task<IEnumerable<string?>> NoticesAsync(TestApp app, string user) =>
        (await (await app.Api(user)).SeeAsync("/notices?take=200")).Each("items", "text");

    private static async Task ReportAsync(Journey story, string commissioner, Answer whistle)
    {
        (
            await (await story.As("department1")).PostAsync(
                $"{story.Leg(whistle, 1)}/reports",
                new
                {
                    takenUpAt = story.Now,
                    spokenWith = "示例联系人",
                    spokenAt = story.Now,
                    done = "已处理完毕",
                    solvedAt = story.Now,
                }
            )
        ).MustBe(201);
        await (await story.As(commissioner)).DoAsync($"{story.Leg(whistle, 1)}/approvals");
    }
}
