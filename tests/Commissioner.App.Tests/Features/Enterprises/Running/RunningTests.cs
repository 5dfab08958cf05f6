using Commissioner.App.Tests.Features.Undertakings.Templates;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Running;

/// <summary>Everything that runs, of every kind, in one list: who has it now, and by when.</summary>
public sealed class RunningTests
{
    [Test]
    public async Task All_kinds_stand_in_one_list_by_what_is_due_first_and_page_by_page_it_is_the_same()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        await story.WhistleAsync([1]);
        var second = new Journey(app);
        await second.FileAsync("示例第二件");
        var (owner, triage) = (await app.Api("enterprise1"), await app.Api("triage"));
        Assert.That((await TemplatesTests.ImportAsync(triage, TemplatesTests.Four)).Status, Is.EqualTo(201));
        var project = await owner.DoAsync(
            "/undertakings",
            new
            {
                title = "示例厂房",
                what = "示例全程代办",
                templateCode = "four",
                authority = new[] { "Ask", "Submit" },
            }
        );
        await triage.DoAsync(
            $"/undertakings/{project.Id}/starts",
            new { agentId = app.World["commissioner4"].Id.Value, colleagueId = app.World["commissioner5"].Id.Value }
        );
        await owner.DoAsync("/visits/requests", new { purpose = "示例：请来看看", at = "2026-03-20T10:00:00+08:00" });

        var all = await owner.SeeAsync("/running");
        Assert.That(all.Each("items", "kind"), Is.EquivalentTo(new[] { "Case", "Case", "Undertaking", "Visit" }));
        Assert.That(all.Each("items", "by"), Is.Ordered);
        var items = all["items"]!.AsArray();
        Assert.That(
            items.Select(i => $"{i!["kind"]} {i["state"]} {i["with"]} {i["name"]}"),
            Is.SupersetOf(
                new[]
                {
                    $"Case InProgress Department {app.World.Departments[0].Name}",
                    "Case Submitted Commissioner 示例专员1",
                    "Undertaking Running Commissioner 示例专员4",
                    "Visit Asked Commissioner ",
                }
            )
        );
        List<string?> paged = [];
        for (var after = ""; after is not null; )
        {
            var page = await owner.SeeAsync($"/running?take=1&after={after}");
            paged.AddRange(page.Each("items", "id"));
            after = (string?)page["next"];
        }

        Assert.That(paged, Is.EqualTo(all.Each("items", "id")));
        (await owner.GetAsync("/running?after=9x")).MustRefuse(422, "CursorUnknown");
        Assert.That(
            (await (await app.Api("commissioner1")).SeeAsync("/running")).Each("items", "kind"),
            Does.Contain("Case").And.Contain("Visit")
        );
        Assert.That((await (await app.Api("enterprise2")).SeeAsync("/running"))["items"]!.AsArray(), Is.Empty);
        (await (await app.Api("department1")).GetAsync("/running")).MustBe(403);
        var phone = await (await app.Browser("enterprise1")).SeeAsync("/running");
        Assert.That(phone.Text, Does.Contain("示例厂房").And.Contain("示例：请来看看").And.Contain("示例专员1在办"));
        var desk = await (await app.Browser("commissioner1")).SeeAsync("/running");
        Assert.That(desk.Text, Does.Contain("示例第二件").And.Contain("走访"));
    }
}
