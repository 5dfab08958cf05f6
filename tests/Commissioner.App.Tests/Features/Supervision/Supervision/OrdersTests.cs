using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Supervision;

/// <summary>Supervision orders 督办单, from the late promise to the answer that supervision is content with.</summary>
public sealed class OrdersTests
{
    [Test]
    public async Task A_promise_that_stays_late_becomes_an_order_that_is_answered_sent_back_answered_again_and_closed()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync("示例超期诉求");
        // Due on Tuesday 03-03; late by two working days from the evening of the 5th on.
        app.MoveTo("03-06 09:00");
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");
        var (commissioner, supervisor) = (await story.As("commissioner1"), await story.As("supervisor"));
        var order = Only(await commissioner.SeeAsync("/orders"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((string?)order["code"])!, Does.EndWith("-D1"));
            Assert.That(
                (
                    (string?)order["why"],
                    (string?)order["promise"],
                    (string?)order["status"],
                    (string?)order["toName"],
                    (bool)order["mine"]!
                ),
                Is.EqualTo(("PromiseLate", "Accept", "Issued", "示例专员1", true))
            );
            Assert.That(
                DateTimeOffset.Parse((string)order["answerBy"]!, System.Globalization.CultureInfo.InvariantCulture),
                Is.EqualTo(TestApp.At("03-10 18:00")),
                "two working days after the sweep"
            );
            Assert.That((await commissioner.SeeAsync("/notices")).Text, Does.Contain("督办单：请在"));
            Assert.That(Only(await supervisor.SeeAsync("/orders"))["mine"]!.ToJsonString(), Is.EqualTo("false"));
            Assert.That(
                (await (await story.As("commissioner3")).SeeAsync("/orders"))["items"]!.AsArray(),
                Is.Empty,
                "another's order does not exist"
            );
            Assert.That(
                (await story.SeenBy("enterprise1")).Text,
                Does.Not.Contain("督办").And.Not.Contain("OrderAnswer"),
                "words owed to supervision are no promise to the enterprise"
            );
            Assert.That((await story.SeenBy("commissioner1")).Text, Does.Contain("第 1 号"));
        }

        var path = $"/orders/{(string)order["id"]!}";
        (await commissioner.PostAsync($"{path}/answers", new { answer = " " })).MustName("answer");
        (await commissioner.PostAsync($"{path}/answers", new { answer = "示例说明", doneBy = TestApp.At("03-06 08:00") })).MustName(
            "doneBy"
        );
        (await (await story.As("commissioner3")).PostAsync($"{path}/answers", new { answer = "示例说明" })).MustBe(404);
        (await (await story.As("department1")).PostAsync($"{path}/answers", new { answer = "示例说明" })).MustBe(404);
        (await supervisor.PostAsync($"{path}/judgements", new { content = true })).MustRefuse(409, "OrderOutOfOrder");
        await commissioner.DoAsync($"{path}/answers", new { answer = "示例说明：今天受理", doneBy = TestApp.At("03-06 18:00") });
        (await commissioner.PostAsync($"{path}/answers", new { answer = "再说一次" })).MustRefuse(409, "OrderOutOfOrder");
        await app.RunAsync("react");
        Assert.That((await supervisor.SeeAsync("/notices")).Text, Does.Contain("示例说明：今天受理"));

        (await supervisor.PostAsync($"{path}/judgements", new { content = false })).MustName("reason");
        (await commissioner.PostAsync($"{path}/judgements", new { content = true })).MustBe(403);
        await supervisor.DoAsync($"{path}/judgements", new { content = false, reason = "没有写明原因" });
        var again = Only(await commissioner.SeeAsync("/orders"));
        Assert.That(((string?)again["status"], (string?)again["returnedWhy"]), Is.EqualTo(("Issued", "没有写明原因")));
        await commissioner.DoAsync($"{path}/answers", new { answer = "因系统故障漏看，已受理" });
        await supervisor.DoAsync($"{path}/judgements", new { content = true });
        Assert.That((await supervisor.SeeAsync("/orders"))["items"]!.AsArray(), Is.Empty);
        Assert.That((string?)Only(await supervisor.SeeAsync($"{story.Path}/orders"))["status"], Is.EqualTo("Closed"));
        await app.RunAsync("check-drift");
    }

    [Test]
    public async Task By_pages_the_Supervisor_demands_an_answer_of_a_department_which_gives_it_and_nothing_typed_is_lost()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        await story.WhistleAsync([1], disclosure: "identityHidden");
        var supervisor = await app.Browser("supervisor");
        var page = await supervisor.SeeAsync($"/orders/of/{story.Case}");
        var department = page
            .Document.QuerySelectorAll("#issue option")
            .Single(o => o.TextContent == "示例园林绿化处")
            .GetAttribute("value")!;
        page = await page.Form("#issue form").Fill("Demand", "请说明为何未到场").SubmitAsync();
        Assert.That(page.Document.QuerySelector("#issue textarea")!.TextContent, Does.Contain("请说明为何未到场"), "what was typed stays");
        Assert.That(page.Document.Body!.TextContent, Does.Contain("请选择由谁回复"));
        page = await page.Form("#issue form").Fill("To", department).Fill("Demand", "请说明为何未到场").SubmitAsync();
        Assert.That(
            page.Document.QuerySelector("section[id^=order-]")!.TextContent,
            Does.Contain("请说明为何未到场").And.Contain("示例园林绿化处").And.Contain("待回复")
        );

        // The department reads what is demanded, and neither title nor enterprise, which its whistle hides.
        await app.RunAsync("react");
        var liaison = await app.Browser("department1");
        var inbox = await liaison.SeeAsync("/orders");
        Assert.That(
            inbox.Document.QuerySelector("tbody")!.TextContent,
            Does.Contain("-D1").And.Not.Contain("示例企业1").And.Not.Contain("示例诉求")
        );
        Assert.That((await (await app.Browser("department2")).SeeAsync("/orders")).Document.QuerySelector("tbody"), Is.Null);
        Assert.That((await (await app.Browser("department2")).GetAsync($"/orders/of/{story.Case}")).Status, Is.EqualTo(404));
        var mine = await liaison.SeeAsync($"/orders/of/{story.Case}");
        Assert.That(mine.Document.Body!.TextContent, Does.Not.Contain("示例企业1").And.Not.Contain("示例诉求"));
        mine = await mine.Form("section[id^=order-] form")
            .Fill("Answer", "示例回复，明日到场")
            .Fill("DoneBy", "2026-03-01T09:00")
            .SubmitAsync();
        Assert.That(mine.Document.QuerySelector("section[id^=order-] textarea")!.TextContent, Does.Contain("示例回复，明日到场"));
        Assert.That(mine.Document.Body!.TextContent, Does.Contain("应在现在之后"));
        mine = await mine.Form("section[id^=order-] form").Fill("DoneBy", "2026-03-03T09:00").SubmitAsync();
        Assert.That(
            mine.Document.QuerySelector("section[id^=order-]")!.TextContent,
            Does.Contain("待督查审").And.Contain("示例回复，明日到场")
        );

        page = await supervisor.SeeAsync($"/orders/of/{story.Case}");
        page = await page.Form("form[action*='handler=Close']").SubmitAsync();
        Assert.That(page.Document.QuerySelector("section[id^=order-]")!.TextContent, Does.Contain("已销号"));
    }

    [Test]
    public async Task Where_the_duty_desk_serves_the_service_office_answers_and_the_list_is_three_questions()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync("示例意见", "AboutOfficials");
        var supervisor = await story.As("supervisor");
        await supervisor.DoAsync($"{story.Path}/orders", new { to = "Commissioner", demand = "请说明进展" });
        var order = Only(await (await story.As("triage")).SeeAsync("/orders"));
        Assert.That(((string?)order["toName"], (bool)order["mine"]!), Is.EqualTo(((string?)null, true)));
        Assert.That(
            (await (await story.As("commissioner1")).SeeAsync("/orders"))["items"]!.AsArray(),
            Is.Empty,
            "what is about the commissioner does not exist to it"
        );
        await (await story.As("triage")).DoAsync($"/orders/{(string)order["id"]!}/answers", new { answer = "示例说明" });

        var statements = app.Count();
        await supervisor.SeeAsync("/orders");
        Assert.That(statements.Take().Sent, Is.LessThanOrEqualTo(3));
    }

    private static System.Text.Json.Nodes.JsonNode Only(Answer list) => list["items"]!.AsArray().Single()!;
}
