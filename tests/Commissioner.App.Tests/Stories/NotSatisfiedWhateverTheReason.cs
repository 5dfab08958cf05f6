using Commissioner.App.Tests.Harness;
using Commissioner.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Stories;

/// <summary>
/// 不满意即更换: no reason is asked, the backup acts in the same instant, a successor follows; who went learns nothing but that.
/// </summary>
public sealed class NotSatisfiedWhateverTheReason
{
    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task The_backup_acts_at_once_and_a_successor_serves(Engine engine)
    {
        await using var app = await TestApp.StartAsync(engine: engine);
        var enterprise = $"/enterprises/{app.World.Enterprises[0].Id}";
        var open = new Journey(app);
        await open.BeginAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        app.MoveTo("03-02 10:00");
        var rated = await story.RateAsync(4);

        // The backup has it now: the enterprise, its open cases, and the same promises.
        var after = await (await story.As("enterprise1")).SeeAsync(enterprise);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)after["commissioner"]!["name"], Is.EqualTo("示例专员2"));
            Assert.That(after["backup"], Is.Null);
            Assert.That((bool)after["actingOnly"]!, Is.True);
            Assert.That((string?)after["replacement"]!["status"], Is.EqualTo("Acting"));
            Assert.That((bool)after["replacement"]!["canBeKept"]!, Is.True);
            // Four business hours from ten: half past three.
            Assert.That((string?)after["replacement"]!["successorBy"], Is.Not.Null);
        }

        (await open.SeenBy("commissioner2")).MustStand(
            "InProgress",
            "Commissioner 示例专员2",
            "03-09 18:00",
            "03-09 18:00",
            "blowWhistle",
            "proposeClosure"
        );

        // Who went finds nothing any more, and has never read of the rating.
        var old = await story.As("commissioner1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await old.GetAsync(story.Path)).Status, Is.EqualTo(404));
            Assert.That((await old.GetAsync(open.Path)).Status, Is.EqualTo(404));
            Assert.That((await old.GetAsync(enterprise)).Status, Is.EqualTo(404));
            Assert.That((await old.PostAsync($"{open.Path}/closure-proposals")).Status, Is.EqualTo(404));
            Assert.That((await old.GetAsync("/replacements")).Status, Is.EqualTo(403));
            foreach (var list in new[] { "/cases", "/cases?box=queue", "/enterprises" })
            {
                var answer = await old.SeeAsync(list);
                Assert.That(
                    answer.Text,
                    Does.Not.Contain(story.Case).And.Not.Contain(open.Case).And.Not.Contain("示例企业1有限公司").And.Not.Contain(rated.Id),
                    list
                );
            }
        }

        // One neutral notice, worded like a rotation, with the next half day of work: its hour tells nothing either.
        await app.RunAsync("react");
        await app.RunAsync("react");
        await app.RunAsync("deliver");
        Assert.That((await old.SeeAsync("/notices")).Text, Does.Not.Contain("轮换"));
        Assert.That(OnPhone(), Has.None.Contains("轮换"));
        app.MoveTo("03-02 14:00");
        await app.RunAsync("deliver");
        var told = await old.SeeAsync("/notices");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Each("items", "text").Count(t => t!.Contains("轮换", StringComparison.Ordinal)), Is.EqualTo(1), told.Text);
            foreach (var word in new[] { "评价", "满意", "更换", "ating", rated.Id, "示例联系人1" })
            {
                Assert.That(told.Text, Does.Not.Contain(word));
                Assert.That(OnPhone(), Has.None.Contains(word));
            }

            Assert.That(OnPhone().Count(t => t.Contains("轮换", StringComparison.Ordinal)), Is.EqualTo(1), string.Join('\n', OnPhone()));
        }

        IReadOnlyList<string> OnPhone() =>
            [.. app.TextMessages.Where(m => m.Phone.EndsWith("13910000001", StringComparison.Ordinal)).Select(m => m.Text)];

        // Those who serve now read neither who went nor why.
        var acting = await (await story.As("commissioner2")).SeeAsync(enterprise);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(acting.Text, Does.Not.Contain("示例专员1").And.Not.Contain("Rating").And.Not.Contain("rating"));
            Assert.That((await story.SeenBy("commissioner2")).Text, Does.Not.Contain("CaseRated").And.Not.Contain("Replaced"));
        }

        // The service office confirms who is proposed: same trade, same part of the park, room, never there before.
        var office = await story.As("triage");
        var waiting = (await office.SeeAsync("/replacements?status=Acting"))["items"]!.AsArray().Single()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)waiting["proposed"], Is.EqualTo("示例专员4"));
            Assert.That((string?)waiting["acting"], Is.EqualTo("示例专员2"));
            Assert.That(
                DateTimeOffset.Parse((string)waiting["dueAt"]!, System.Globalization.CultureInfo.InvariantCulture),
                Is.EqualTo(TestApp.At("03-02 15:30"))
            );
            Assert.That(
                DateTimeOffset.Parse((string)waiting["keepUntil"]!, System.Globalization.CultureInfo.InvariantCulture),
                Is.EqualTo(TestApp.At("03-03 18:00"))
            );
            Assert.That(waiting.ToJsonString(), Does.Not.Contain("rating").And.Not.Contain("trigger").And.Not.Contain(rated.Id));
        }

        var replacement = (string)waiting["id"]!;
        (
            await office.PostAsync($"/replacements/{replacement}/successors", new { personId = app.World["commissioner1"].Id.Value })
        ).MustRefuse(409, "ServedBefore");
        (
            await office.PostAsync($"/replacements/{replacement}/successors", new { personId = app.World["commissioner2"].Id.Value })
        ).MustRefuse(409, "ServedBefore");
        (await office.PostAsync($"/replacements/{replacement}/successors", new { personId = app.World["triage2"].Id.Value })).MustRefuse(
            409,
            "NotACandidate"
        );
        app.MoveTo("03-02 14:10");
        var appointed = await office.DoAsync(
            $"/replacements/{replacement}/successors",
            new { personId = app.World["commissioner4"].Id.Value }
        );
        Assert.That((string?)appointed["successor"], Is.EqualTo("示例专员4"));

        (await open.SeenBy("commissioner4")).MustStand(
            "InProgress",
            "Commissioner 示例专员4",
            "03-09 18:00",
            "03-09 18:00",
            "blowWhistle",
            "proposeClosure"
        );
        await open.ProposeAsync(by: "commissioner4");
        var history = (await (await story.As("enterprise1")).SeeAsync(enterprise))["assignments"]!.AsArray();
        var active = history
            .Where(a => (string?)a!["duty"] == "Active")
            .Select(a => $"{(string?)a!["person"]?["name"]} {(string?)a["reason"]}");
        var backup = history
            .Where(a => (string?)a!["duty"] == "Backup")
            .Select(a => $"{(string?)a!["person"]?["name"]} {(string?)a["reason"]}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(active, Is.EqualTo(new[] { "示例专员1 Paired", "示例专员2 Acting", "示例专员4 Successor" }));
            Assert.That(backup, Is.EqualTo(new[] { "示例专员2 Paired", " Acting", "示例专员2 SteppedBack" }));
        }
    }

    [Test]
    public async Task The_enterprise_and_nobody_else_may_keep_the_person_within_one_working_day()
    {
        await using var app = await TestApp.StartAsync();
        var enterprise = $"/enterprises/{app.World.Enterprises[0].Id}";
        var story = new Journey(app);
        var pressed = await (await story.As("enterprise1")).DoAsync($"{enterprise}/replacements");
        var again = await (await story.As("enterprise1")).DoAsync($"{enterprise}/replacements");
        Assert.That(again.Id, Is.EqualTo(pressed.Id), "pressing again while a successor is owed changes nothing");

        foreach (var other in new[] { "commissioner1", "triage", "hotline", "supervisor" })
        {
            (await (await story.As(other)).DeleteAsync($"{enterprise}/replacements/{pressed.Id}")).MustRefuse(403, "MoveNotYours");
        }

        (await (await story.As("enterprise2")).DeleteAsync($"{enterprise}/replacements/{pressed.Id}")).MustRefuse(404, "NotFound");
        app.MoveTo("03-03 18:00");
        Assert.That((await (await story.As("enterprise1")).DeleteAsync($"{enterprise}/replacements/{pressed.Id}")).Status, Is.EqualTo(204));
        var kept = await (await story.As("enterprise1")).SeeAsync(enterprise);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)kept["commissioner"]!["name"], Is.EqualTo("示例专员1"));
            Assert.That((string?)kept["backup"]!["name"], Is.EqualTo("示例专员2"));
        }

        app.MoveTo("03-03 18:01");
        var later = await (await story.As("enterprise1")).DoAsync($"{enterprise}/replacements");
        app.MoveTo("03-04 18:00:01");
        (await (await story.As("enterprise1")).DeleteAsync($"{enterprise}/replacements/{later.Id}")).MustRefuse(409, "KeepTooLate");
    }

    [Test]
    public async Task A_rating_hits_who_served_and_not_who_has_followed_since()
    {
        await using var app = await TestApp.StartAsync();
        var enterprise = app.World.Enterprises[0].Id;
        var story = new Journey(app);
        await story.CloseAsync();
        app.Advance(TimeSpan.FromMinutes(1));
        await (await story.As("enterprise1")).DoAsync($"/enterprises/{enterprise}/replacements");
        app.Advance(TimeSpan.FromMinutes(1));
        await story.RateAsync(5);
        await using var db = app.Db();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await db.Replacements.CountAsync(), Is.EqualTo(1));
            Assert.That((await db.Enterprises.SingleAsync(e => e.Id == enterprise)).ActiveId, Is.EqualTo(app.World["commissioner2"].Id));
        }
    }
}
