using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Clocks;

namespace Commissioner.App.Tests.Features.Policies;

/// <summary>Limits are data: proposed by one person, tried on what is open, put in force by another; what runs keeps its own.</summary>
public sealed class PoliciesTests
{
    [Test]
    public async Task Two_people_change_a_limit_and_what_runs_keeps_its_own()
    {
        await using var app = await TestApp.StartAsync();
        var old = new Journey(app);
        await old.FileAsync();
        await old.AcceptAsync();
        var triage = await app.Api("triage");
        var proposed = await triage.DoAsync("/policies", new { reason = "示例：办结缩短", rules = PolicyTable.Rules(("settle", "3d")) });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                ((int)proposed["version"]!, (string?)proposed["state"], (int)proposed["comparedWith"]!),
                Is.EqualTo((2, "Proposed", 1))
            );
            Assert.That(
                proposed["changes"]!.AsArray().Select(c => ((string?)c!["code"], (string?)c["before"], (string?)c["after"])),
                Is.EqualTo(new[] { ("settle", "5d", "3d") })
            );
        }

        (await triage.PostAsync("/policies/2/confirmations")).MustRefuse(409, "AnotherConfirms");
        Assert.That((await (await app.Api("commissioner1")).PostAsync("/policies/2/confirmations")).Status, Is.EqualTo(403));
        Assert.That((await (await app.Api("enterprise1")).GetAsync("/policies")).Status, Is.EqualTo(403));
        var before = new Journey(app);
        await before.FileAsync();
        Assert.That((await before.AcceptAsync()).At("dueAt"), Is.EqualTo(TestApp.At("03-09 18:00")), "proposed is not in force");

        await (await app.Api("supervisor")).DoAsync("/policies/2/confirmations");
        (await (await app.Api("triage2")).PostAsync("/policies/2/confirmations")).MustRefuse(409, "PolicyIsInForce");
        var now = new Journey(app);
        await now.FileAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await now.AcceptAsync()).At("dueAt"), Is.EqualTo(TestApp.At("03-05 18:00")));
            Assert.That((await old.SeenBy("triage")).At("dueAt"), Is.EqualTo(TestApp.At("03-09 18:00")), "pinned");
            var versions = (await triage.SeeAsync("/policies"))["items"]!
                .AsArray()
                .Select(v => ((int)v!["version"]!, (string?)v["state"], (int)v["open"]!));
            Assert.That(versions, Is.EqualTo(new[] { (2, "InForce", 2), (1, "Past", 4) }));
        }
    }

    [Test]
    public async Task Of_two_who_confirm_at_once_one_does()
    {
        await using var app = await TestApp.StartAsync();
        await (await app.Api("triage")).DoAsync("/policies", new { reason = "示例", rules = PolicyTable.Rules(("settle", "3d")) });
        Api[] both = [await app.Api("supervisor"), await app.Api("triage2")];
        var answers = await Task.WhenAll(both.Select(b => b.PostAsync("/policies/2/confirmations")));
        Assert.That(
            answers.Select(a => a.Status),
            Is.EquivalentTo(new[] { 201, 409 }),
            string.Join('\n', answers.Select(a => a.ToString()))
        );
    }

    [Test]
    public async Task A_proposal_that_was_overtaken_is_proposed_anew()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Api("triage");
        await triage.DoAsync("/policies", new { reason = "示例", rules = PolicyTable.Rules(("settle", "4d")) });
        await triage.DoAsync("/policies", new { reason = "示例", rules = PolicyTable.Rules(("settle", "3d")) });
        var supervisor = await app.Api("supervisor");
        await supervisor.DoAsync("/policies/3/confirmations");
        (await supervisor.PostAsync("/policies/2/confirmations")).MustRefuse(409, "PolicyOvertaken");
        (await supervisor.PostAsync("/policies/9/confirmations")).MustRefuse(404, "NotFound");
    }

    [Test]
    public async Task What_is_no_policy_is_refused_with_what_is_wrong()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Api("triage");
        (await triage.PostAsync("/policies", new { rules = PolicyTable.Rules(("settle", "3d")) })).MustName("reason");
        (await triage.PostAsync("/policies", new { reason = "示例" })).MustName("content");
        (
            await triage.PostAsync(
                "/policies",
                new
                {
                    reason = "示例",
                    rules = new[]
                    {
                        new
                        {
                            code = "a",
                            kind = "Settle",
                            limit = "5 days",
                        },
                    },
                }
            )
        ).MustName("content");
        (
            await triage.PostAsync(
                "/policies",
                new
                {
                    reason = "示例",
                    rules = new[]
                    {
                        new
                        {
                            code = "a",
                            kind = "Settle",
                            limit = "5d",
                        },
                    },
                }
            )
        ).MustName("content");
        (await triage.PostAsync("/policies", new { reason = "示例", rules = PolicyTable.Rules() })).MustRefuse(409, "PolicyChangesNothing");
    }

    [Test]
    public async Task What_if_counts_what_would_move_and_moves_nothing()
    {
        await using var app = await TestApp.StartAsync();
        await app.FileAsync(12);
        var triage = await app.Api("triage");
        await triage.DoAsync("/policies", new { reason = "示例", rules = PolicyTable.Rules(("accept", "2h")) });
        app.MoveTo("03-02 14:30");
        var before = await app.StandAsync();
        var answer = await triage.PostAsync("/policies/2/what-if");
        Assert.That(answer.Status, Is.EqualTo(200), answer.ToString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (
                    (int)answer["figures"]!["looked"]!,
                    (int)answer["figures"]!["earlier"]!["count"]!,
                    (int)answer["figures"]!["earlier"]!["median"]!,
                    (int)answer["figures"]!["turnRed"]!
                ),
                Is.EqualTo((12, 12, 780, 12))
            );
            Assert.That(answer["first"]!.AsArray(), Has.Count.EqualTo(12));
            Assert.That((string?)answer["first"]![0]!["number"], Does.StartWith("FL-"));
            Assert.That(await app.StandAsync(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task By_pages_alone_a_limit_is_tried_proposed_confirmed_and_carried_over()
    {
        await using var app = await TestApp.StartAsync();
        await app.FileAsync(3);
        var triage = await app.Browser("triage");
        var index = Array.FindIndex([.. PromisePolicy.First.Rules.Where(r => r.Kind != PromiseKind.Canary)], r => r.Code == "accept");
        var wrong = await (await triage.SeeAsync("/policies/edit"))
            .FormWith("Reason")
            .Fill($"Limits[{index}].Limit", "2 hours")
            .SubmitAsync("试算");
        Assert.That((wrong.Status, wrong.FormWith("Reason").Value($"Limits[{index}].Limit")), Is.EqualTo((422, "2 hours")));
        var tried = await wrong
            .FormWith("Reason")
            .Fill($"Limits[{index}].Limit", "2h")
            .Fill("Added.Kind", "Settle")
            .Fill("Added.Category", "ArrearsOwed")
            .Fill("Added.Limit", "30cd")
            .Fill("Added.Law", "示例法规第一条")
            .SubmitAsync("试算");
        Assert.That(
            tried.Text,
            Does.Contain("1 个工作日 → 2 个工作小时").And.Contain("示例法规第一条").And.Contain("在计时的 3 条承诺"),
            tried.Text
        );
        var version = await tried.FormWith("Reason").Fill("Reason", "示例：两小时内受理").SubmitAsync("提出");
        Assert.That((version.Path, version.Texts("form[action*=Confirm]").Count), Is.EqualTo(("/policies/2", 0)), version.Text);

        var supervisor = await app.Browser("supervisor");
        var inForce = await (await supervisor.SeeAsync("/policies/2")).Form("form[action*=Confirm]").SubmitAsync();
        Assert.That((inForce.Path, inForce.Status), Is.EqualTo(("/policies", 200)));
        Assert.That(inForce.Text, Does.Contain("第 1 版：3 条"));
        var without = await inForce.FormWith("from").SubmitAsync();
        Assert.That(without.Status, Is.EqualTo(422), without.Text);
        var running = await without.FormWith("from").Fill("Reason", "示例").SubmitAsync();
        Assert.That(running.Path, Does.StartWith("/rebases/"));
        await app.RunAsync("rebase-clocks");
        var done = await supervisor.SeeAsync(running.Path);
        Assert.That(done.Text, Does.Contain("已完成"));
        var back = await done.FormWith("Reason").Fill("Reason", "示例撤回").SubmitAsync();
        Assert.That(back.Path, Does.StartWith("/rebases/").And.Not.EqualTo(running.Path), back.Text);
        await app.RunAsync("rebase-clocks");
        Assert.That((await supervisor.SeeAsync(running.Path)).Text, Does.Contain("已撤回"));
    }
}
