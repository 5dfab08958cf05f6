using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Rulings;

/// <summary>A call that goes to the wrong department.</summary>
public sealed class ObjectionsTests
{
    [Test]
    public async Task An_unjust_call_is_refused_once_and_its_time_is_nobodys()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1], disclosure: "identityHidden");
        var (department, triage) = (await story.As("department1"), await story.As("triage"));
        var path = $"{story.Leg(whistle, 1)}/objections";

        (await department.PostAsync(path, new { })).MustName("reason", "dutyBasis", "competentDepartmentId");
        (
            await department.PostAsync(
                path,
                new
                {
                    reason = "示例",
                    dutyBasis = "示例",
                    competentDepartmentId = Guid.CreateVersion7(),
                    headConsented = true,
                }
            )
        ).MustName("competentDepartmentId");
        (
            await department.PostAsync(
                path,
                new
                {
                    reason = "示例",
                    dutyBasis = "示例",
                    competentDepartmentId = app.World.Departments[0].Id.Value,
                    headConsented = true,
                }
            )
        ).MustName("competentDepartmentId");
        (
            await (await story.As("department2")).PostAsync(
                path,
                new
                {
                    reason = "示例",
                    dutyBasis = "示例",
                    competentDepartmentId = app.World.Departments[2].Id.Value,
                    headConsented = true,
                }
            )
        ).MustBe(404);
        app.Advance(TimeSpan.FromHours(1));
        Assert.That((await story.SeenBy("department1")).Strings("can"), Does.Contain("objectToCall"));
        (await story.ObjectAsync(whistle, 1, 2)).MustStand("InProgress", "TriageDesk", "03-09 18:00", "03-02 15:30");
        (
            await department.PostAsync(
                path,
                new
                {
                    reason = "示例",
                    dutyBasis = "示例",
                    competentDepartmentId = app.World.Departments[1].Id.Value,
                    headConsented = true,
                }
            )
        ).MustRefuse(409, "LegOutOfOrder");

        // Who has to rule reads it, with what it rests on; the enterprise reads who has its case, and nothing of the argument.
        await app.RunAsync("react");
        var waiting = (await triage.SeeAsync("/objections"))["items"]!.AsArray().Single()!;
        var enterprise = await story.SeenBy("enterprise1");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                ((string?)waiting["departmentName"], (string?)waiting["competentName"], (bool)waiting["conferred"]!),
                Is.EqualTo(("示例园林绿化处", "示例市政道路处", false))
            );
            Assert.That((await triage.SeeAsync("/notices")).Text, Does.Contain("提出异议"));
            Assert.That((string?)enterprise["holder"]!["kind"], Is.EqualTo("TriageDesk"));
            Assert.That(enterprise.Text, Does.Not.Contain("示例职责规定第三条").And.Not.Contain("不属于本部门职责"));
        }

        (
            await (await story.As("commissioner1")).PostAsync(
                $"{story.Leg(whistle, 1)}/rulings",
                new { decision = "keep", reason = "示例" }
            )
        ).MustBe(403);
        (await triage.PostAsync($"{story.Leg(whistle, 1)}/rulings", new { })).MustName("decision", "reason");
        app.Advance(TimeSpan.FromHours(1));
        await story.RuleAsync(whistle, 1, "reassign");
        var now = await story.WhistleNow(whistle);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(now.Each("legs", "status"), Is.EquivalentTo(new[] { "Reassigned", "Called" }));
            Assert.That(now.Strings("path"), Is.EqualTo(new[] { "示例园林绿化处", "示例市政道路处" }));
            Assert.That((string?)(await story.SeenBy("enterprise1"))["holder"]!["name"], Is.EqualTo("示例市政道路处"));
        }

        // The new leg hides as its whistle does.
        var hidden = await story.SeenBy("department2");
        Assert.That(
            hidden.Text,
            Does.Not.Contain("示例企业1").And.Not.Contain(app.World.Enterprises[0].Id.ToString()).And.Not.Contain("示例园林绿化处")
        );
        var totals = (await triage.SeeAsync($"{story.Path}/ledger"))["totals"]!
            .AsArray()
            .ToDictionary(t => (string)t!["holder"]!["kind"]!, t => (int)t!["workingMinutes"]!);
        Assert.That(totals, Does.ContainKey("Nobody").And.Not.ContainKey("TriageDesk"));
        Assert.That(totals["Nobody"], Is.EqualTo(120));

        // Kept, a call is final.
        await story.ObjectAsync(now, 2, 3);
        await story.RuleAsync(now, 2, "keep");
        (
            await (await story.As("department2")).PostAsync(
                $"{story.Leg(now, 2)}/objections",
                new
                {
                    reason = "示例",
                    dutyBasis = "示例",
                    competentDepartmentId = app.World.Departments[2].Id.Value,
                    headConsented = true,
                }
            )
        ).MustRefuse(409, "ObjectedBefore");
        await story.CheckInAsync(now, 2);
        Assert.That((await triage.SeeAsync("/objections"))["items"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_department_objects_and_the_office_rules_by_pages_alone()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1, 3]);
        var department = await app.Browser("department1");
        var checkIn = await department.SeeAsync(
            story
                .Leg(whistle, 1)
                .Replace("/whistles/", "/whistles/check-in/", StringComparison.Ordinal)
                .Replace("/legs/", "/", StringComparison.Ordinal)
        );
        var form = checkIn.Document.QuerySelector("a[href*='/rulings/object/']")!.GetAttribute("href")!;
        var refused = await (await department.SeeAsync(form)).Form().Fill("Reason", "本处只管绿化").SubmitAsync();
        Assert.That((refused.Status, refused.Form().Value("Reason")), Is.EqualTo((422, "本处只管绿化")));
        var done = await refused
            .Form()
            .Fill("DutyBasis", "示例规定")
            .Fill("CompetentDepartmentId", app.World.Departments[1].Id.ToString())
            .SubmitAsync();
        Assert.That(done.Text, Does.Contain("已提异议"));
        Assert.That((await department.SeeAsync(form)).Text, Does.Contain("等服务企业办公室裁定"));

        var triage = await app.Browser("triage");
        var list = await triage.SeeAsync("/rulings");
        Assert.That(list.Text, Does.Contain("示例园林绿化处").And.Contain("示例市政道路处"));
        var page = await triage.SeeAsync(list.Document.QuerySelector("a.queue-title")!.GetAttribute("href")!);
        var again = await page.Form().Fill("Decision", "Reassign").SubmitAsync();
        Assert.That(again.Status, Is.EqualTo(422));
        var ruled = await again.Form().Fill("Reason", "道路由市政道路处管养").SubmitAsync();
        Assert.That((ruled.Path, ruled.Text), Is.EqualTo(("/rulings", ruled.Text)));
        Assert.That((await triage.SeeAsync($"/cases/show/{story.Case}")).Text, Does.Contain("已改派").And.Contain("示例市政道路处"));
        // Passed on, the leg takes the sight of the case with it; the notice says how it was ruled.
        Assert.That((await department.GetAsync($"/cases/show/{story.Case}")).Status, Is.EqualTo(404));
        Assert.That((await (await app.Browser("department2")).SeeAsync("/whistles/inbox")).Text, Does.Contain("请到场处理"));
    }
}
