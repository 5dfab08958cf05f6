using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Stories;

/// <summary>新邻居找订单: the commissioner of a newcomer asks the park's other enterprises, and somebody follows up whether an order came of it.</summary>
public sealed class OrdersForANewNeighbour
{
    [Test]
    public async Task Orders_found_for_a_new_neighbour()
    {
        await using var app = await TestApp.StartAsync();
        var (newcomer, second, third) = (await app.Api("enterprise1"), await app.Api("enterprise2"), await app.Api("enterprise3"));
        var (serving, office) = (await app.Api("commissioner1"), await app.Api("triage"));

        // It says on its phone what it can do; two others seek that, one of them for the office's eyes alone.
        var mine = await (await app.Browser("enterprise1")).SeeAsync("/offerings/mine");
        var filed = await mine.FormWith("What")
            .Fill("Kind", "Offer")
            .Fill("Category", "Processing")
            .Fill("What", "示例：铝合金精密件加工")
            .Fill("Amount", "5000")
            .Fill("Unit", "件")
            .Fill("UntilOn", "2026-12-31")
            .Fill("Audience", "All")
            .SubmitAsync();
        Assert.That(filed.Path, Does.StartWith("/offerings/follow/"), filed.Text);
        var offer = filed.Path.Split('/')[^1];
        var hidden = await FileAsync(second, "Seek", "示例：铝合金支架加工", "Office");
        var open = await FileAsync(third, "Seek", "示例：找铝合金精密件，长期", "All", 3000);
        (await office.PostAsync("/offerings", Says("Seek", "示例", "All"))).MustBe(403);
        await app.RunAsync("react");
        Assert.That((await serving.SeeAsync("/notices?take=50")).Each("items", "text"), Has.Some.Contains("示例：铝合金精密件加工"));

        // The commissioner is suggested whom it may know of, with reasons; the office all.
        var suggested = (await serving.SeeAsync($"/offerings/{offer}/suggestions"))["items"]!.AsArray();
        Assert.That(suggested.Select(s => (string?)s!["id"]), Is.EqualTo(new[] { open }));
        Assert.That(
            suggested[0]!["reasons"]!.AsArray().Select(r => (string?)r),
            Is.EqualTo(new[] { "SameCategory", "WordsInCommon", "Place", "QuantitySuffices", "StillOpen" })
        );
        Assert.That((await office.SeeAsync($"/offerings/{offer}/suggestions")).Each("items", "id"), Is.EqualTo(new[] { open, hidden }));
        Assert.That(
            (await newcomer.SeeAsync($"/offerings/{offer}/suggestions")).Text,
            Does.Contain("长期").And.Not.Contain("示例企业3").And.Not.Contain("支架"),
            "to an enterprise without names, and of what it may not know nothing"
        );

        // It proposes an introduction: both are asked, and hear nothing of the other.
        var show = await (await app.Browser("commissioner1")).SeeAsync($"/offerings/show/{offer}");
        var proposed = await show.FormWith("with").SubmitAsync();
        Assert.That(proposed.Path, Does.StartWith("/introductions/show/"), proposed.Text);
        var id = proposed.Path.Split('/')[^1];
        (await serving.PostAsync("/introductions", new { offerId = offer, seekId = open })).MustRefuse(409, "IntroducedBefore");
        (await serving.PostAsync("/introductions", new { offerId = offer, seekId = hidden })).MustBe(404);
        await app.RunAsync("react");
        Assert.That(
            (await third.SeeAsync("/notices?take=50")).Each("items", "text"),
            Has.Some.Contains("长期").And.None.Contains("精密件加工").And.None.Contains("示例企业1")
        );
        (await newcomer.PostAsync($"/introductions/{id}/contact-reveals")).MustBe(404);
        (await newcomer.PostAsync($"/introductions/{id}/answers", new { yes = true })).MustBe(200);
        (await newcomer.PostAsync($"/introductions/{id}/contact-reveals")).MustBe(404);
        (await serving.PostAsync($"/introductions/{id}/making", new { })).MustBe(409);
        var asked = await (await app.Browser("enterprise3")).SeeAsync($"/introductions/follow/{id}");
        Assert.That(asked.Text, Does.Contain("铝合金精密件加工").And.Not.Contain("示例企业1").And.Not.Contain("13900000001"));
        var agreed = await asked.Form("#accept").SubmitAsync();
        var seen = await agreed.Form("form[action*=Contact]").SubmitAsync();
        Assert.That(seen.Text, Does.Contain("示例企业1有限公司").And.Contain("示例联系人1"));
        Assert.That(
            (await newcomer.SeeAsync($"/enterprises/{app.World.Enterprises[0].Id}/views"))["items"]!.AsArray(),
            Has.Count.EqualTo(1)
        );

        (await serving.PostAsync($"/introductions/{id}/making", new { note = "示例：已到厂看样" })).MustBe(200);
        var other = (await office.DoAsync("/introductions", new { offerId = offer, seekId = hidden })).Id;
        (await newcomer.PostAsync($"/introductions/{other}/answers", new { yes = true })).MustBe(200);
        (await second.PostAsync($"/introductions/{other}/answers", new { yes = true })).MustBe(200);
        (await serving.PostAsync($"/introductions/{other}/making", new { })).MustBe(403);
        (await office.PostAsync($"/introductions/{other}/making", new { })).MustBe(200);
        var due = (await serving.SeeAsync($"/introductions/{id}"))["line"]!;
        Assert.That(DateTimeOffset.Parse((string)due["dueAt"]!, null), Is.EqualTo(TestApp.At("03-10 00:00")));
        var running = (await serving.SeeAsync("/running"))["items"]!.AsArray().Where(r => (string?)r!["kind"] == "Introduction").ToList();
        Assert.That(running.Select(r => (string?)r!["id"]), Has.Member(id));

        // The enterprise replaces its commissioner: who serves it now owns the introduction.
        await newcomer.DoAsync($"/enterprises/{app.World.Enterprises[0].Id}/replacements");
        var next = await app.Api("commissioner2");
        (await serving.PostAsync($"/introductions/{id}/notes", new { note = "示例" })).MustRefuse(403, "IntroductionOfOthers");
        (await next.PostAsync($"/introductions/{id}/notes", new { note = "示例：已接手" })).MustBe(200);
        Early(await next.PostAsync($"/introductions/{id}/follow-ups", Talking));

        // Seven days later it is due, and told to whoever owns it, within working time; late, supervision hears of it too.
        // The same sweep appoints a successor, as is owed: then that one owns it.
        app.MoveTo("03-07 12:00");
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");
        next = await app.Api("commissioner4");
        Assert.That(
            (await next.SeeAsync("/notices?take=50")).Each("items", "text"),
            Has.None.Contains("请回访"),
            "on a Saturday nobody is told"
        );
        app.MoveTo("03-09 09:30");
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");
        Assert.That((await next.SeeAsync("/notices?take=50")).Each("items", "text"), Has.Some.Contains("请回访"));
        Assert.That((await next.SeeAsync("/introductions?due=true")).Each("items", "id"), Is.EquivalentTo(new[] { other, id }));
        (await next.PostAsync($"/introductions/{id}/follow-ups", Talking)).MustBe(200);
        app.MoveTo("03-10 09:30");
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");
        Assert.That((await office.SeeAsync("/notices?take=50")).Each("items", "text"), Has.Some.Contains("回访已超期"));
        Assert.That(
            (await (await app.Api("supervisor")).SeeAsync("/notices?take=50")).Each("items", "text"),
            Has.Exactly(1).Contains("回访已超期"),
            "of the one that was followed up nothing is late"
        );

        app.MoveTo("04-01 15:00");
        var desk = await (await app.Browser("commissioner4")).SeeAsync($"/introductions/show/{id}");
        var wrong = await desk.FormWith("Outcome").Fill("Outcome", "NotSuited").Fill("Amount", "5").Fill("Note", "示例").SubmitAsync();
        Assert.That((wrong.Status, wrong.Text.Contains("没有订单时不填", StringComparison.Ordinal)), Is.EqualTo((422, true)));
        var ended = await wrong
            .FormWith("Outcome")
            .Fill("Outcome", "OrderMade")
            .Fill("Amount", "120000")
            .Fill("Note", "示例：首批订单")
            .SubmitAsync();
        Assert.That(ended.Text, Does.Contain("促成订单").And.Contain("120,000"));
        Assert.That(
            (await newcomer.SeeAsync($"/introductions/{id}")).Text,
            Does.Not.Contain("首批订单").And.Not.Contain("120000").And.Not.Contain("120,000")
        );
        var counted = (await (await app.Api("supervisor")).SeeAsync("/introductions/counts"))["items"]!;
        Assert.That(
            ((int)counted[0]!["orders"]!, (decimal)counted[0]!["worth"]!, (int)counted[1]!["made"]!, (int)counted[1]!["proposed"]!),
            Is.EqualTo((1, 120_000m, 2, 2))
        );
        await using (var db = app.Db())
        {
            Assert.That(await db.Clocks.CountAsync(c => c.OwnerKind == OwnerKind.Introduction), Is.EqualTo(4));
        }

        // It has found its order: its offer is fulfilled, and what was asked about it meanwhile is asked no more.
        var late = await FileAsync(third, "Seek", "示例：铝合金外壳", "All");
        var asking = (await third.DoAsync("/introductions", new { offerId = offer, seekId = late })).Id;
        (await newcomer.PostAsync($"/offerings/{offer}/steps", new { step = "Fulfil" })).MustBe(200);
        Assert.That((string?)(await third.SeeAsync($"/introductions/{asking}"))["line"]!["state"], Is.EqualTo("CalledOff"));
        Assert.That((await third.SeeAsync($"/offerings/{late}/suggestions"))["items"]!.AsArray(), Is.Empty);

        // On the day after its last one an entry expires by itself.
        Assert.That(await app.RunAsync("expire-offerings"), Is.Zero);
        app.MoveTo("07-01 00:10");
        Assert.That(await app.RunAsync("expire-offerings"), Is.EqualTo(3));
        await app.RunAsync("react");
        Assert.That((await third.SeeAsync("/notices?take=50")).Each("items", "text"), Has.Exactly(2).Contains("已到期"));
    }

    private static readonly object Talking = new { outcome = "StillTalking", note = "示例：还在谈价" };

    private static void Early(Answer answer) => answer.MustRefuse(409, "FollowUpTooEarly");

    private static async Task<string> FileAsync(Api by, string kind, string what, string audience, int? amount = null) =>
        (await by.DoAsync("/offerings", Says(kind, what, audience, amount))).Id;

    private static object Says(string kind, string what, string audience, int? amount = null) =>
        new
        {
            kind,
            category = "Processing",
            what,
            amount,
            unit = amount is null ? null : "件",
            untilOn = "2026-06-30",
            audience,
        };
}
