using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Stories;

/// <summary>
/// After a poor rating somebody else than the one rated hears the enterprise, it is called back, and supervision sees who came to it since.
/// </summary>
public sealed class HeardAfterwards
{
    [Test]
    public async Task A_poor_rating_is_heard_looked_into_put_right_and_answered_by_the_office_and_the_one_rated_learns_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        app.MoveTo("03-02 10:00");
        await (await story.As("enterprise1")).DoAsync($"{story.Path}/ratings", new { overall = 5, reason = "等得太久" });
        await app.RunAsync("react");

        var office = await story.As("triage");
        var poor = (await office.SeeAsync("/poor-ratings"))["items"]!.AsArray().Single()!;
        var path = $"/poor-ratings/{(string)poor["id"]!}";
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)poor["status"], Is.EqualTo("Open"));
            Assert.That((string?)poor["reason"], Is.EqualTo("等得太久"));
            Assert.That(Instant(poor["contactBy"]), Is.EqualTo(TestApp.At("03-03 18:00")));
            Assert.That((await office.SeeAsync("/notices")).Text, Does.Contain("示例企业1有限公司给了差评"));
            foreach (var other in new[] { "commissioner1", "commissioner2", "department1", "callback", "enterprise1" })
            {
                (await (await story.As(other)).GetAsync("/poor-ratings")).MustBe(403);
                (await (await story.As(other)).PostAsync($"{path}/contacts", new { outcome = "已联系" })).MustBe(403);
            }
        }

        // In this order, each with what it asks for; supervision looks on and does not act.
        (await office.PostAsync($"{path}/verifications", new { verification = "True", text = "属实" })).MustRefuse(409, "ContactFirst");
        (await office.PostAsync($"{path}/corrections", new { correction = "已整改", reply = "已整改" })).MustRefuse(409, "ContactFirst");
        (await office.PostAsync($"{path}/contacts", new { outcome = " " })).MustName("outcome");
        (await (await story.As("supervisor")).PostAsync($"{path}/contacts", new { outcome = "已联系" })).MustBe(403);
        (await office.PostAsync($"{path}/assignments", new { personId = app.World["commissioner1"].Id.Value })).MustRefuse(
            409,
            "RatedOneKeepsOut"
        );
        await office.DoAsync($"{path}/assignments", new { personId = app.World["triage2"].Id.Value });
        (await office.PostAsync($"{path}/contacts", new { outcome = "已联系" })).MustRefuse(409, "AnotherHandles");
        var handler = await story.As("triage2");
        await handler.DoAsync($"{path}/contacts", new { outcome = "企业说材料退了三次" });
        (await handler.PostAsync($"{path}/corrections", new { correction = "已整改", reply = "已整改" })).MustRefuse(409, "VerifyFirst");
        (
            await handler.PostAsync(
                $"{path}/verifications",
                new
                {
                    verification = "True",
                    text = "属实",
                    correctBy = TestApp.At("06-30 10:00"),
                }
            )
        ).MustRefuse(422, "CorrectionWithinLimit");
        await handler.DoAsync($"{path}/verifications", new { verification = "Partly", text = "退了两次" });
        await handler.DoAsync($"{path}/corrections", new { correction = "一次告知清单已更正", reply = "材料清单已更正，抱歉让您久等" });
        (await handler.PostAsync($"{path}/contacts", new { outcome = "再联系" })).MustRefuse(409, "PoorRatingEnded");

        // The enterprise reads the reply and nothing of the inquiry; its rating is what it was.
        var rating = await (await story.As("enterprise1")).SeeAsync($"{story.Path}/ratings");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rating.Text, Does.Contain("材料清单已更正，抱歉让您久等").And.Not.Contain("退了两次"));
            Assert.That((string?)rating["items"]!.AsArray().Single()!["first"]!["overall"], Is.EqualTo("VeryDissatisfied"));
            foreach (var person in new[] { "commissioner1", "commissioner2" })
            {
                var told = await (await story.As(person)).SeeAsync("/notices");
                Assert.That(told.Text, Does.Not.Contain("差评").And.Not.Contain("等得太久"), person);
            }
        }
    }

    [Test]
    public async Task What_the_enterprise_says_on_the_phone_takes_the_case_up_again_raises_what_it_was_pressed_to_and_replaces_who_serves()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        app.MoveTo("03-02 10:00");
        await story.RateAsync(4);
        await app.RunAsync("react");

        var agent = await story.As("callback");
        var owed = (await agent.SeeAsync("/callbacks"))["items"]!.AsArray().Single()!;
        var path = $"/callbacks/{(string)owed["id"]!}";
        Assert.That((string?)owed["reason"], Is.EqualTo("PoorRating"));
        Assert.That((string?)(await agent.SeeAsync(path))["contactPhone"], Is.Not.Null);
        foreach (var other in new[] { "commissioner1", "triage", "department1", "enterprise1" })
        {
            (await (await story.As(other)).GetAsync(path)).MustBe(403);
        }

        // Supervision reads it without the number and does not call.
        Assert.That((string?)(await (await story.As("supervisor")).SeeAsync(path))["contactPhone"], Is.Null);
        (await (await story.As("supervisor")).PostAsync($"{path}/attempts", new { note = "无人接听" })).MustBe(403);

        app.MoveTo("03-02 10:30");
        await agent.DoAsync($"{path}/attempts", new { at = TestApp.At("03-02 10:20"), note = "无人接听" });
        app.MoveTo("03-02 11:30");
        (await agent.PostAsync($"{path}/attempts", new { note = "无人接听" })).MustRefuse(409, "HalfDayTriedBefore");
        (await agent.PostAsync($"{path}/results", new { solved = "notResolved", words = "" })).MustName("words");
        (await agent.PostAsync($"{path}/results", new { words = "没有解决" })).MustName("solved");
        app.MoveTo("03-02 14:10");
        var made = await agent.DoAsync(
            $"{path}/results",
            new
            {
                solved = "notResolved",
                contactedAt = TestApp.At("02-27 15:00"),
                praiseAsked = true,
                anotherCommissioner = true,
                words = "问题没解决，还让我给好评",
                recording = "R-1",
            }
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)made["status"], Is.EqualTo("Done"));
            Assert.That((string?)made["contactPhone"], Is.Null);
            Assert.That((string?)(await story.SeenBy("triage"))["status"], Is.EqualTo("Rework"));
            Assert.That(
                (await (await story.As("supervisor")).SeeAsync("/incidents"))["items"]!.AsArray().Select(i => (string?)i!["kind"]),
                Is.EqualTo(new[] { "PraiseAsked" })
            );
            Assert.That(
                (await (await story.As("triage")).SeeAsync("/replacements?status=Acting"))["items"]!.AsArray(),
                Has.Count.EqualTo(1),
                "a successor is owed already"
            );
        }

        (await agent.PostAsync($"{path}/results", new { solved = "resolved", words = "解决了" })).MustRefuse(409, "CallbackEnded");
        Assert.That((await agent.SeeAsync("/callbacks"))["items"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Three_calls_in_vain_each_on_another_half_day_end_it()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        app.MoveTo("03-02 10:00");
        await story.RateAsync(4);
        await app.RunAsync("react");
        var agent = await story.As("callback");
        var path = $"/callbacks/{(string)(await agent.SeeAsync("/callbacks"))["items"]!.AsArray().Single()!["id"]!}";
        foreach (var at in new[] { "03-02 10:30", "03-02 15:00", "03-03 09:30" })
        {
            app.MoveTo(at);
            await agent.DoAsync($"{path}/attempts", new { note = "无人接听" });
        }

        var ended = await agent.GetAsync(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)ended["status"], Is.EqualTo("NotReached"));
            Assert.That(ended["attempts"]!.AsArray(), Has.Count.EqualTo(3));
            Assert.That((await agent.SeeAsync("/callbacks"))["items"]!.AsArray(), Is.Empty);
        }
    }

    [Test]
    public async Task Nobody_calls_back_about_a_case_in_which_it_has_a_part()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        app.MoveTo("03-02 10:00");
        await Journey.OweCallbackAsync(app, story.Case);
        await (await story.As("callback")).DoAsync($"{story.Path}/ratings", new { overall = 4, reason = "企业说：等得太久" });
        await app.RunAsync("react");
        var agent = await story.As("callback");
        var owed = (await (await story.As("supervisor")).SeeAsync("/callbacks"))["items"]!.AsArray().Single()!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await agent.SeeAsync("/callbacks"))["items"]!.AsArray(), Is.Empty);
            (await agent.GetAsync($"/callbacks/{(string)owed["id"]!}")).MustBe(404);
            (await agent.PostAsync($"/callbacks/{(string)owed["id"]!}/results", new { solved = "resolved", words = "解决了" })).MustBe(404);
        }
    }

    [Test]
    public async Task Supervision_and_nobody_else_sees_who_came_to_an_enterprise_within_twelve_months_after_it_rated_poorly()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var department = await story.As("department1");
        var codes = app.World.Enterprises.Select(e => e.CreditCode.ToString()).ToList();
        Task<Answer> Report(string code, string at, string note) =>
            department.PostAsync(
                "/visits/reports",
                new
                {
                    creditCode = code,
                    kind = "Inspection",
                    at = TestApp.At(at),
                    note,
                }
            );
        await story.CloseAsync();
        app.MoveTo("03-02 10:00");
        await story.RateAsync(5);
        app.MoveTo("03-10 10:00");
        (await Report(codes[0], "03-01 10:00", "评价之前")).MustBe(201);
        (await Report(codes[0], "03-09 10:00", "评价之后")).MustBe(201);
        (await Report(codes[1], "03-09 10:00", "没有差评的企业")).MustBe(201);
        (await Report("91500000MA0000000X", "03-09 10:00", "没有这家企业")).MustName("creditCode");
        (await Report(codes[0], "03-11 10:00", "还没有发生")).MustName("at");

        var watched = await (await story.As("supervisor")).SeeAsync("/watch");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(watched.Each("items", "note"), Is.EqualTo(new[] { "评价之后" }));
            foreach (var other in new[] { "department1", "commissioner2", "triage", "enterprise1" })
            {
                (await (await story.As(other)).GetAsync("/watch")).MustBe(403);
            }
        }
    }

    private static DateTimeOffset Instant(System.Text.Json.Nodes.JsonNode? at) =>
        DateTimeOffset.Parse((string)at!, System.Globalization.CultureInfo.InvariantCulture);
}
