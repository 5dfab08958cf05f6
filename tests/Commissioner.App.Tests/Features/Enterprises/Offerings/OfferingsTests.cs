using System.Text;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Offerings;

/// <summary>What enterprises offer and seek: who knows of it, tables, introductions under two who press at once, mergers.</summary>
public sealed class OfferingsTests : OnOneApp
{
    [Test]
    public async Task What_an_enterprise_does_not_allow_no_other_meets_anywhere()
    {
        var (one, third, fourth) = (await App.Api("enterprise1"), await App.Api("enterprise3"), await App.Api("enterprise4"));
        var office = await App.Api("triage");
        const string Secret = "密记甲";
        const string Near = "密记乙";
        var secret = await FileAsync(third, "Offer", $"示例：恒温仓储{Secret}", "Office");
        var near = await FileAsync(third, "Offer", $"示例：恒温仓储{Near}", "Park");
        var sought = await FileAsync(one, "Seek", "示例：恒温仓储", "All");
        var here = await FileAsync(fourth, "Seek", "示例：恒温仓储", "All");
        var introduction = (await office.DoAsync("/introductions", new { offerId = secret, seekId = sought })).Id;
        await App.RunAsync("react");

        // Asked to be introduced to somebody of whom it may know nothing, it reads nothing of it: on no page, in no answer, in no message.
        string[] never = [Secret, Near, "示例企业3", "示例联系人3", "13900000003", App.World.Enterprises[2].CreditCode.ToString()];
        await NothingAsync("enterprise1", [secret, near, sought], introduction, never);
        await NothingAsync("commissioner4", [secret, near], null, never);
        await NothingAsync("commissioner2", [secret, near], introduction, [Secret, Near]);
        Assert.That(
            (await fourth.SeeAsync($"/offerings/{here}/suggestions")).Text,
            Does.Contain(Near).And.Not.Contain(Secret).And.Not.Contain("示例企业3")
        );
        (await one.PostAsync("/introductions", new { offerId = near, seekId = sought })).MustBe(404);
        (await fourth.PostAsync("/introductions", new { offerId = secret, seekId = here })).MustBe(404);
        (await fourth.PostAsync("/introductions", new { offerId = near, seekId = sought })).MustBe(404);

        // Its yes is leave to know what it offers, and no more; a no asks for no reason and leaves it there.
        (await third.PostAsync($"/introductions/{introduction}/answers", new { yes = true })).MustBe(200);
        var seen = await one.SeeAsync($"/introductions/{introduction}");
        Assert.That(seen.Text, Does.Contain(Secret).And.Not.Contain("示例企业3").And.Not.Contain("13900000003"));
        (await (await App.Api("enterprise2")).GetAsync($"/introductions/{introduction}")).MustBe(404);
        (await one.PostAsync($"/introductions/{introduction}/answers", new { yes = false })).MustBe(200);
        (await one.PostAsync($"/introductions/{introduction}/contact-reveals")).MustBe(404);
        (await third.PostAsync($"/introductions/{introduction}/contact-reveals")).MustBe(404);
        (await office.PostAsync("/introductions", new { offerId = secret, seekId = sought })).MustRefuse(409, "IntroducedBefore");
    }

    [Test]
    public async Task Two_who_say_yes_at_once_have_both_said_it_and_two_who_propose_at_once_propose_once()
    {
        var (second, fourth, office) = (await App.Api("enterprise2"), await App.Api("enterprise4"), await App.Api("triage"));
        var offer = await FileAsync(second, "Offer", "示例：同时加工", "All", "Parts");
        var seek = await FileAsync(fourth, "Seek", "示例：同时加工", "All", "Parts");
        var pair = new { offerId = offer, seekId = seek };
        var proposals = await Task.WhenAll(
            office.PostAsync("/introductions", pair),
            (await App.Api("triage2")).PostAsync("/introductions", pair)
        );
        Assert.That(proposals.Select(p => p.Status).Order(), Is.EqualTo(new[] { 201, 409 }));
        var path = $"/introductions/{proposals.Single(p => p.Status == 201).Id}";
        var answers = await Task.WhenAll(
            second.PostAsync(path + "/answers", new { yes = true }),
            fourth.PostAsync(path + "/answers", new { yes = true })
        );
        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(200), string.Join('\n', answers.Select(a => a.ToString())));
        Assert.That((string?)(await office.SeeAsync(path))["line"]!["state"], Is.EqualTo("Agreed"));
        await using var db = App.Db();
        var id = new Id<Introduction>(Guid.Parse(path.Split('/')[^1]));
        Assert.That(
            await db.Timeline.CountAsync(e => e.SubjectId == id.Value && e.Name == nameof(IntroductionAgreed)),
            Is.EqualTo(1),
            "the second yes made it"
        );
    }

    [Test]
    public async Task A_table_is_taken_over_as_a_whole_or_not_at_all()
    {
        var own = await App.Api("enterprise4");
        const string Head = "供需,类别,内容,数量,单位,园区,城市,有效期至,可见范围\n";
        var wrong = await UploadAsync(
            own,
            Head
                + "供给,检测认证,示例：表甲,,,,,2026-06-30,全部企业\n也许,钓鱼,,abc,,示例月球,,heute,谁都行\n供给,检测认证,示例：表甲,,,,,2026-06-30,全部企业"
        );
        Assert.That(wrong.Status, Is.EqualTo(422));
        Assert.That(
            wrong["rows"]!.AsArray().Select(e => ((int)e!["row"]!, (string)e["column"]!)),
            Is.SupersetOf(
                new[]
                {
                    (3, "供需"),
                    (3, "类别"),
                    (3, "内容"),
                    (3, "数量"),
                    (3, "单位"),
                    (3, "园区"),
                    (3, "有效期至"),
                    (3, "可见范围"),
                    (4, "内容"),
                }
            )
        );
        Assert.That((await own.SeeAsync("/offerings?category=Testing"))["items"]!.AsArray(), Is.Empty);
        const string Good =
            Head + "供给,检测认证,示例：表甲,5,次,FL1,,2026-06-30,全部企业\nSeek,Testing,示例：表乙,,,,示例市,2026-06-30,Office";
        var done = await UploadAsync(own, Good);
        Assert.That((done.Status, (int)done["added"]!), Is.EqualTo((201, 2)), done.ToString());
        var export = await own.FileAsync("/offerings/export");
        var again = await own.UploadAsync("o.csv", export, "/offerings/imports");
        Assert.That(
            (again.Status, (int)again["added"]!, (int)again["changed"]!),
            Is.EqualTo((201, 0, 0)),
            "what is exported is imported unchanged"
        );
        var workbook = await own.UploadAsync("o.xlsx", await own.FileAsync("/offerings/export?workbook=true"), "/offerings/imports");
        Assert.That((workbook.Status, (int)workbook["added"]!, (int)workbook["changed"]!), Is.EqualTo((201, 0, 0)), workbook.ToString());
        var office = await App.Api("triage");
        (await office.UploadAsync("o.csv", Encoding.UTF8.GetBytes(Good), "/offerings/imports")).MustBe(403);
        var all = Encoding.UTF8.GetString(await office.FileAsync("/offerings/export?category=Testing"));
        Assert.That(all, Does.Contain("示例企业4有限公司").And.Contain("示例：表乙"));
        var page = await (await App.Browser("enterprise4")).SeeAsync("/offerings/import");
        Assert.That(page.Text, Does.Contain("有一处错误"));
    }

    private static async Task<string> FileAsync(Api by, string kind, string what, string audience, string category = "Logistics") =>
        (
            await by.DoAsync(
                "/offerings",
                new
                {
                    kind,
                    category,
                    what,
                    untilOn = "2026-06-30",
                    audience,
                }
            )
        ).Id;

    private static Task<Answer> UploadAsync(Api by, string table) =>
        by.UploadAsync("o.csv", Encoding.UTF8.GetBytes(table), "/offerings/imports");

    private async Task NothingAsync(string user, string[] offerings, string? introduction, string[] never)
    {
        List<(string Where, string Text)> said = [];
        string[] from = user.StartsWith("enterprise", StringComparison.Ordinal)
            ?
            [
                "/offerings/mine",
                "/introductions/mine",
                "/running",
                $"/introductions/follow/{introduction}",
                $"/offerings/follow/{offerings[^1]}",
            ]
            : ["/offerings", "/introductions", "/running"];
        await Everything.CrawlAsync(App, user, from, said, 40);
        var api = await App.Api(user);
        List<string> calls =
        [
            "/offerings?take=200",
            "/introductions",
            "/running",
            "/offerings/export",
            "/notices?take=100",
            "/offerings/places",
        ];
        calls.AddRange(offerings.SelectMany(o => new[] { $"/offerings/{o}", $"/offerings/{o}/suggestions" }));
        if (introduction is not null)
        {
            calls.Add($"/introductions/{introduction}");
        }

        foreach (var call in calls)
        {
            said.Add((call, (await api.GetAsync(call)).Text));
        }

        Assert.That(said, Has.Count.GreaterThan(10));
        Assert.That(
            said.SelectMany(s =>
                never.Where(n => s.Text.Contains(n, StringComparison.Ordinal)).Select(n => $"{user} reads {n} at {s.Where}")
            ),
            Is.Empty
        );
    }
}

/// <summary>What an enterprise offers and seeks, where it merges or leaves.</summary>
public sealed class OfferingsOfWhatEnds
{
    [Test]
    public async Task Merged_they_go_on_with_the_other_and_what_was_between_the_two_ends()
    {
        await using var app = await TestApp.StartAsync();
        var (one, two, four) = (await app.Api("enterprise1"), await app.Api("enterprise2"), await app.Api("enterprise4"));
        var office = await app.Api("triage");
        var offer = await FileAsync(one, "Offer");
        var (between, beside) = (await FileAsync(two, "Seek"), await FileAsync(four, "Seek"));
        var ends = (await office.DoAsync("/introductions", new { offerId = offer, seekId = between })).Id;
        var goes = (await office.DoAsync("/introductions", new { offerId = offer, seekId = beside })).Id;
        app.Advance(TimeSpan.FromMinutes(1));
        var into = app.World.Enterprises[1];
        await office.DoAsync(
            $"/enterprises/{app.World.Enterprises[0].Id}/mergers",
            new { successorId = into.Id.Value, reason = "示例合并" }
        );
        Assert.That((await two.SeeAsync("/offerings")).Each("items", "id"), Is.EquivalentTo(new[] { offer, between }));
        Assert.That((string?)(await office.SeeAsync($"/introductions/{ends}"))["line"]!["state"], Is.EqualTo("CalledOff"));
        (await two.PostAsync($"/introductions/{goes}/answers", new { yes = true })).MustBe(200);

        // Whoever leaves has nothing on offer any more, and nobody waits for its answer.
        await office.DoAsync($"/enterprises/{app.World.Enterprises[3].Id}/departure", new { reason = "示例离园" });
        Assert.That((string?)(await office.SeeAsync($"/introductions/{goes}"))["line"]!["state"], Is.EqualTo("CalledOff"));
        Assert.That((string?)(await office.SeeAsync($"/offerings/{beside}"))["line"]!["state"], Is.EqualTo("Withdrawn"));
    }

    private static async Task<string> FileAsync(Api by, string kind) =>
        (
            await by.DoAsync(
                "/offerings",
                new
                {
                    kind,
                    category = "Design",
                    what = "示例：结构设计",
                    untilOn = "2026-06-30",
                    audience = "All",
                }
            )
        ).Id;
}
