using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Privacy;

/// <summary>What one can't correct oneself is asked for, and somebody answers in time.</summary>
public sealed class PersonalRequestsTests : OnOneApp
{
    [Test]
    public async Task What_is_asked_on_the_page_is_answered_by_the_office_and_read_by_who_asked_alone()
    {
        var phone = await App.Browser("enterprise1");
        var page = await phone.SeeAsync("/privacy/own");
        var refused = await page.FormWith("Text").Fill("Text", "示例只有文字").SubmitAsync();
        Assert.That((refused.Status, refused.FormWith("Text").Value("Text")), Is.EqualTo((422, "示例只有文字")));
        var asked = await refused.FormWith("Text").Fill("Ask", "Correct").Fill("Text", "示例号码有误").SubmitAsync();
        Assert.That(asked.Text, Does.Contain("示例号码有误").And.Contain("前答复"));
        Assert.That((await (await App.Browser("enterprise2")).SeeAsync("/privacy/own")).Text, Does.Not.Contain("示例号码有误"));

        var office = await App.Browser("triage");
        var list = await office.SeeAsync("/privacy/requests");
        Assert.That(list.Text, Does.Contain("示例号码有误").And.Contain("示例企业1有限公司"));
        var id = await IdAsync("示例号码有误");
        (await (await App.Api("enterprise1")).PostAsync($"/privacy/requests/{id}/answers", new { granted = true, answer = "示例" })).MustBe(
            403
        );
        var api = await App.Api("triage");
        (await api.PostAsync($"/privacy/requests/{id}/answers", new { answer = "示例" })).MustName("granted");
        (await api.PostAsync($"/privacy/requests/{id}/answers", new { granted = true })).MustName("answer");
        (await api.PostAsync($"/privacy/requests/{id}/answers", new { granted = true, answer = "示例已更正" })).MustBe(201);
        (await (await App.Api("triage2")).PostAsync($"/privacy/requests/{id}/answers", new { granted = false, answer = "示例" })).MustBe(
            409
        );
        Assert.That((await phone.SeeAsync("/privacy/own")).Text, Does.Contain("已办理：示例已更正"));
        Assert.That((await office.SeeAsync("/privacy/requests")).Text, Does.Not.Contain("示例号码有误"));
    }

    [Test]
    public async Task Nobody_fills_the_list_and_what_is_no_request_is_refused()
    {
        var api = await App.Api("enterprise3");
        (await api.PostAsync("/privacy/own/requests", new { text = "示例" })).MustName("ask");
        (await api.PostAsync("/privacy/own/requests", new { ask = "erase", text = new string('长', 1001) })).MustName("text");
        (await api.PostAsync("/privacy/own/requests", new { ask = "anything", text = "示例" })).MustBe(422);
        for (var i = 0; i < 5; i++)
        {
            await api.DoAsync("/privacy/own/requests", new { ask = "erase", text = "示例删除" + i });
        }

        (await api.PostAsync("/privacy/own/requests", new { ask = "explain", text = "示例" })).MustBe(409);
        Assert.That((await api.SeeAsync("/privacy/own/requests")).Json!.AsArray(), Has.Count.EqualTo(5));
        foreach (var other in new[] { "commissioner1", "supervisor", "department1", "auditor" })
        {
            (await (await App.Api(other)).GetAsync("/privacy/requests")).MustBe(403);
            (await (await App.Api(other)).GetAsync("/privacy/own/requests")).MustBe(403);
        }
    }

    private async Task<string> IdAsync(string text) =>
        (string)
            (await (await App.Api("triage")).SeeAsync("/privacy/requests?take=200"))["items"]!
                .AsArray()
                .Single(r => (string?)r!["text"] == text)!["id"]!;
}
