using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Stories;

/// <summary>用气价格: what a department can do is negotiate; the enterprise finds it partly resolved and keeps its commissioner.</summary>
public sealed class TheGasPrice
{
    [Test]
    public async Task One_department_reports_a_negotiation()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync("用气价格偏高", "Utilities");
        await story.AcceptAsync();
        await story.ContactAsync();
        var whistle = await story.WhistleAsync([4], kind: "hard", disclosure: "identityHidden");

        // To the department the enterprise has neither name nor words of its own.
        var hidden = await story.SeenBy("department4");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(hidden["enterprise"]!["name"], Is.Null);
            Assert.That((string?)hidden["title"], Is.EqualTo("请到场处理"));
            foreach (var secret in new[] { "示例企业1", "示例联系人1", "用气价格", app.World.Enterprises[0].Id.ToString() })
            {
                Assert.That(hidden.Text, Does.Not.Contain(secret));
            }
        }

        await story.CheckInAsync(whistle, 4);
        app.MoveTo("03-04 15:00");
        const string Negotiation = "已与供气企业协商，按阶梯气价下浮，合同另签";
        await story.ReportAsync(whistle, 4, Negotiation);
        var seen = await story.SeenBy("enterprise1");
        Assert.That(seen["timeline"]!.AsArray().Select(e => (string?)e!["text"]), Has.Some.Contains(Negotiation));
        await story.ApproveAsync(whistle, 4);
        await story.ProposeAsync(Negotiation);
        app.MoveTo("03-05 10:00");
        await story.PassAsync();

        // The hotline records the enterprise's own words when it rings instead.
        await story.OpenToSeatAsync();
        var words = await (await story.As("hotline")).PostAsync(
            $"{story.Path}/confirmations",
            new { outcome = "partly", recordingId = "示例录音-1" }
        );
        words.MustName("words");
        await (await story.As("hotline")).DoAsync(
            $"{story.Path}/confirmations",
            new
            {
                outcome = "partly",
                words = "价格下来一些，还是偏高",
                recordingId = "示例录音-1",
            }
        );
        (await story.SeenBy("enterprise1")).MustStand("PartlyResolved", "Nobody", "03-09 18:00", null, "rate");
        await story.RateAsync(3);

        var enterprise = await (await story.As("enterprise1")).SeeAsync($"/enterprises/{app.World.Enterprises[0].Id}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)enterprise["commissioner"]!["name"], Is.EqualTo("示例专员1"));
            Assert.That(enterprise["replacement"], Is.Null);
        }
    }

    [Test]
    public async Task Not_resolved_is_dealt_with_again_within_three_working_days()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        await story.ProposeAsync();
        await story.PassAsync();
        app.MoveTo("03-03 10:00");
        (await story.ConfirmAsync("notResolved")).MustStand("Rework", "Commissioner 示例专员1", "03-06 18:00", "03-06 18:00");
        (await story.SeenBy("commissioner1")).MustStand(
            "Rework",
            "Commissioner 示例专员1",
            "03-06 18:00",
            "03-06 18:00",
            "blowWhistle",
            "proposeClosure"
        );
        Assert.That((int)(await story.SeenBy("commissioner1"))["cycle"]!, Is.EqualTo(2));
        app.MoveTo("03-06 09:00");
        await story.ProposeAsync("换了办法，已办结");
        await story.PassAsync();
        (await story.ConfirmAsync()).MustStand("Resolved", "Nobody", "03-06 18:00", null, "rate");

        // The first promise keeps its result; the second has its own.
        var settle = (await story.SeenBy("triage"))["clocks"]!
            .AsArray()
            .Where(k => (string?)k!["kind"] == "Settle")
            .Select(k => (string?)k!["result"]);
        Assert.That(settle, Is.EqualTo(new[] { "Met", "Met" }));
    }
}
