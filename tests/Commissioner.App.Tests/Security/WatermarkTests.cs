using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Security;

/// <summary>Who reads a page with a contact stands on it, with the minute; where no contact stands, nobody does.</summary>
public sealed class WatermarkTests : OnOneApp
{
    [Test]
    public async Task A_picture_of_a_sheet_says_whose_screen_it_was_and_when()
    {
        var journey = new Journey(App);
        var owner = await journey.As("enterprise1");
        var filed = await owner.DoAsync(
            "/cases",
            new
            {
                title = "示例停水",
                description = "示例企业三号楼停水",
                category = "Other",
                urgency = "ordinary",
            }
        );
        var desk = await App.Browser("commissioner1");
        var reader = App.World["commissioner1"];
        var sheet = await desk.SeeAsync($"/cases/show/{filed.Id}");
        string[] mark = [$"{reader.Name} {reader.Id.ToString()[^4..]}", "2026-03-02 09:00"];
        Assert.That(sheet.Texts("svg.watermark[aria-hidden=true] text"), Is.EqualTo(mark));

        var revealed = await sheet.FormWith("Purpose").Fill("Purpose", "Contact").SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(revealed.Text, Does.Contain("示例联系人1"));
            Assert.That(revealed.Texts("svg.watermark text"), Is.EqualTo(mark), "the number itself stands there");
            Assert.That((await sheet.FormWith("Purpose").SubmitAsync()).Texts("svg.watermark text"), Is.EqualTo(mark), "refused");
            Assert.That((await desk.SeeAsync("/cases/queue")).Texts("svg.watermark"), Is.Empty);
            Assert.That((await (await App.Browser("enterprise1")).SeeAsync($"/cases/follow/{filed.Id}")).Texts("svg.watermark"), Is.Empty);
        }

        // The demo park has no call-back to be made: its page is seen here.
        (await owner.PostAsync($"/cases/{filed.Id}/withdrawals", new { reason = "示例：已通水" })).MustBe(201);
        await App.RunAsync("react");
        var agent = await App.Browser("callback");
        var link = (await agent.SeeAsync("/callbacks")).Document.QuerySelector("main a[href^='/callbacks/']")!.GetAttribute("href")!;
        var callback = await agent.SeeAsync(link);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(callback.Text, Does.Contain("示例联系人1"));
            Assert.That(callback.Texts("svg.watermark text"), Has.Count.EqualTo(2));
        }
    }
}
