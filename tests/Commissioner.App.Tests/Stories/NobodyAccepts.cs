using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Stories;

/// <summary>
/// 推来推去: nobody accepts. Two departments object, one is ruled out, a conference sits, and a lead has checked in by the end of the second
/// working day.
/// </summary>
public sealed class NobodyAccepts
{
    [Test]
    public async Task A_lead_has_checked_in_by_the_end_of_the_second_working_day()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync("厂区北门排水沟堵塞", "ParkEnvironment");
        await story.AcceptAsync();
        await story.ContactAsync();
        var triage = await story.As("triage");

        // Monday: called, objected to within the morning, ruled on the same day.
        var whistle = await story.WhistleAsync([1, 3], kind: "hard");
        app.MoveTo("03-02 11:30");
        await story.ObjectAsync(whistle, 1, 2);
        app.MoveTo("03-02 15:00");
        await story.RuleAsync(whistle, 1, "reassign");
        var second = await story.WhistleNow(whistle);
        app.MoveTo("03-02 16:00");
        await story.ObjectAsync(second, 2, 1);
        app.MoveTo("03-02 17:30");
        await story.RuleAsync(second, 2, "confer");

        // Tuesday: they sit down; what is decided becomes legs.
        app.MoveTo("03-03 09:30");
        (await (await story.As("commissioner1")).PostAsync($"{story.Path}/conferences", new { agenda = "示例" })).MustBe(403);
        (await triage.PostAsync($"{story.Path}/conferences", new { })).MustName("agenda");
        var conference = await triage.DoAsync(
            $"{story.Path}/conferences",
            new
            {
                agenda = "排水沟由谁主办",
                place = "服务办会议室",
                at = TestApp.At("03-03 10:30"),
                people = new[] { "示例绿化处长", "示例道路处长" },
            }
        );
        await app.RunAsync("react");
        Assert.That((await (await story.As("department2")).SeeAsync("/notices")).Text, Does.Contain("排水沟由谁主办"));
        var minutes = $"/conferences/{conference.Id}/minutes";
        object Decision(int department, bool lead, string? dueOn = "2026-03-05") =>
            new
            {
                departmentId = app.World.Departments[department - 1].Id.Value,
                lead,
                text = lead ? "清淤并修复" : "封路配合",
                dueOn,
            };
        app.MoveTo("03-03 11:30");
        (await triage.PostAsync(minutes, new { })).MustName("minutes", "decisions");
        (await triage.PostAsync(minutes, new { minutes = "示例", decisions = new[] { Decision(4, true, "2026-03-07") } })).MustName(
            "decisions"
        );
        (await (await story.As("department1")).PostAsync(minutes, new { minutes = "示例" })).MustBe(403);
        var decided = await triage.DoAsync(
            minutes,
            new
            {
                minutes = "经会商，排水设施由燃气服务处牵头清淤，交通运输处配合",
                decisions = new[] { Decision(4, true), Decision(3, false) },
            }
        );
        (await triage.PostAsync(minutes, new { minutes = "示例", decisions = new[] { Decision(4, true) } })).MustRefuse(
            409,
            "MinutedBefore"
        );

        var last = await story.WhistleNow(whistle);
        app.MoveTo("03-03 15:00");
        await story.CheckInAsync(last, 4);
        var now = await story.WhistleNow(whistle);
        var legs = now["legs"]!.AsArray().ToDictionary(l => (string)l!["departmentName"]!, l => l!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(now.Strings("path"), Is.EqualTo(new[] { "示例园林绿化处", "示例市政道路处", "示例燃气服务处" }));
            Assert.That(
                legs.ToDictionary(l => l.Key, l => ((string)l.Value["status"]!, (bool)l.Value["lead"]!)),
                Is.EqualTo(
                    new Dictionary<string, (string, bool)>
                    {
                        ["示例园林绿化处"] = ("Reassigned", true),
                        ["示例市政道路处"] = ("Reassigned", true),
                        ["示例燃气服务处"] = ("CheckedIn", true),
                        ["示例交通运输处"] = ("Called", false),
                    }
                )
            );
            Assert.That(
                DateTimeOffset.Parse((string)legs["示例燃气服务处"]["checkedInAt"]!, System.Globalization.CultureInfo.InvariantCulture),
                Is.LessThanOrEqualTo(TestApp.At("03-03 18:00"))
            );
            Assert.That(
                DateTimeOffset.Parse((string)legs["示例燃气服务处"]["dueAt"]!, System.Globalization.CultureInfo.InvariantCulture),
                Is.EqualTo(TestApp.At("03-05 18:00"))
            );
            Assert.That((await story.SeenBy("enterprise1")).Text, Does.Contain("示例燃气服务处").And.Not.Contain("经会商"));
            Assert.That(
                (await (await story.As("department3")).SeeAsync($"{story.Path}/conferences")).Text,
                Does.Contain("封路配合").And.Not.Contain("经会商").And.Not.Contain("清淤并修复")
            );
        }

        // The time in which the wrong ones were called is nobody's; the parts are the whole.
        var ledger = await triage.SeeAsync($"{story.Path}/ledger");
        var totals = ledger["totals"]!
            .AsArray()
            .ToDictionary(t => $"{t!["holder"]!["kind"]} {t["holder"]!["name"]}".Trim(), t => (int)t!["workingMinutes"]!);
        Assert.That(totals.Values.Sum(), Is.EqualTo((int)ledger["workingMinutes"]!));
        Assert.That(
            totals,
            Does.ContainKey("Nobody").And.Not.ContainKey("Department 示例园林绿化处").And.Not.ContainKey("Department 示例市政道路处")
        );

        // And the clocks' own rows say what their events say.
        await app.RunAsync("check-drift");
        Assert.That(decided.Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Beside_the_usual_way_a_leg_is_raised_reported_on_met_on_site_cancelled_and_judged()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var (commissioner, department, triage) = (await story.As("commissioner1"), await story.As("department1"), await story.As("triage"));
        var whistle = await commissioner.DoAsync(
            $"{story.Path}/whistles",
            new
            {
                kind = "routine",
                asked = "请到场处理",
                tried = "已现场查看",
                disclosure = "full",
                catalogueItem = "GREEN-01",
                meet = new { place = "示例路1号" },
                legs = new[]
                {
                    new { departmentId = app.World.Departments[0].Id.Value, lead = true },
                    new { departmentId = app.World.Departments[1].Id.Value, lead = false },
                },
            }
        );
        Assert.That((string?)whistle["catalogueItem"], Is.EqualTo("GREEN-01"));
        var leg = story.Leg(whistle, 1);
        await department.DoAsync($"{leg}/arrivals", new { place = "示例路1号", at = app.Clock.GetUtcNow() });
        (await department.PostAsync($"{leg}/arrivals/confirmations", new { })).MustBe(403);
        await commissioner.DoAsync($"{leg}/arrivals/confirmations");
        (await commissioner.PostAsync($"{leg}/escalations", new { })).MustName("reason");
        await commissioner.DoAsync($"{leg}/escalations", new { reason = "多次联系无回应" });
        await app.RunAsync("react");
        Assert.That((await (await story.As("leader")).SeeAsync("/notices")).Text, Does.Contain("第 2 级"));
        Assert.That((await story.SeenBy("leader")).Status, Is.EqualTo(200), "what was raised to it the leader sees");
        await story.CheckInAsync(whistle, 1);
        (await department.PostAsync($"{leg}/interim-reports", new { })).MustName("why");
        await department.DoAsync(
            $"{leg}/interim-reports",
            new
            {
                why = "材料未到",
                standing = "完成一半",
                nextAt = app.Clock.GetUtcNow().AddDays(1),
            }
        );
        Assert.That((await story.SeenBy("enterprise1")).Text, Does.Contain("材料未到"));
        (await commissioner.PostAsync($"{leg}/cancellations", new { reason = "示例" })).MustRefuse(403, "MoveNotYours");
        await commissioner.DoAsync($"{story.Leg(whistle, 2)}/cancellations", new { reason = "不再需要" });
        (await department.PostAsync($"{leg}/head-approvals", new { })).MustRefuse(409, "NothingForHead");
        await story.ReportAsync(whistle, 1);
        await story.ApproveAsync(whistle, 1);

        await commissioner.DoAsync($"{leg}/judgements", new { mark = 4, remark = "催了三次" });
        Assert.That((await story.SeenBy("department1")).Text, Does.Not.Contain("催了三次"), "sealed");
        Assert.That((await story.SeenBy("commissioner1")).Text, Does.Not.Contain("催了三次"), "sealed for who wrote it too");
        (await department.PostAsync($"{leg}/judgements", new { mark = 0 })).MustName("mark");
        await department.DoAsync($"{leg}/judgements", new { mark = 1 });
        Assert.That((await story.SeenBy("department1")).Text, Does.Contain("催了三次"));
        Assert.That((await story.SeenBy("enterprise1")).Text, Does.Not.Contain("催了三次"));

        var page = await (await app.Browser("triage")).SeeAsync($"/cases/show/{story.Case}");
        Assert.That(page.Text, Does.Contain("已到场").And.Contain("（已确认）").And.Contain("互评").And.Contain("阶段反馈"));

        // A seat that filed it whistles before anybody has accepted it.
        var emergency = new Journey(app);
        var hotline = await emergency.As("hotline");
        var filed = await hotline.DoAsync(
            "/cases",
            new
            {
                title = "燃气泄漏",
                description = "厂房有燃气味",
                category = "SafetyAndEnvironment",
                urgency = "emergency",
                onBehalfOf = new
                {
                    enterpriseId = app.World.Enterprises[1].Id.Value,
                    contactName = "示例来电人",
                    contactPhone = "13900002222",
                    readBack = true,
                },
            }
        );
        object Call(string kind) =>
            new
            {
                kind,
                asked = "立即到场关阀",
                tried = "已请企业疏散",
                disclosure = "full",
                legs = new[] { new { departmentId = app.World.Departments[3].Id.Value, lead = true } },
            };
        (await hotline.PostAsync($"/cases/{filed.Id}/whistles", Call("routine"))).MustBe(409);
        await hotline.DoAsync($"/cases/{filed.Id}/whistles", Call("emergency"));
        Assert.That((await (await story.As("department4")).SeeAsync("/legs"))["items"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(triage, Is.Not.Null);
    }
}
