using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Whistles;

/// <summary>The department's inbox.</summary>
public sealed class ListLegsTests
{
    [Test]
    public async Task What_is_due_first_comes_first_page_after_page()
    {
        await using var app = await TestApp.StartAsync();
        var emergency = new Journey(app);
        foreach (var (enterprise, commissioner) in new[] { ("enterprise1", "commissioner1"), ("enterprise2", "commissioner2") })
        {
            var journey = new Journey(app);
            await journey.BeginAsync(enterprise, commissioner);
            await journey.WhistleAsync([1], by: commissioner);
            app.Advance(TimeSpan.FromMinutes(1));
        }

        await emergency.BeginAsync("enterprise3", "commissioner3");
        await emergency.WhistleAsync([1, 2], kind: "emergency", by: "commissioner3");
        var department = await emergency.As("department1");
        var first = await department.SeeAsync("/legs?take=2");
        var second = await department.SeeAsync($"/legs?take=2&after={first["next"]}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(l => (string?)l!["enterprise"]!["name"]),
                Is.EqualTo(new[] { "示例企业3有限公司", "示例企业1有限公司", "示例企业2有限公司" })
            );
            Assert.That(second["next"], Is.Null);
            Assert.That((await (await emergency.As("department2")).SeeAsync("/legs"))["items"]!.AsArray(), Has.Count.EqualTo(1));
            Assert.That((await (await emergency.As("department3")).SeeAsync("/legs"))["items"]!.AsArray(), Is.Empty);
        }
    }

    [Test]
    public async Task A_whistle_that_hides_the_enterprise_hides_it_from_inbox_form_and_notices()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.FileAsync("示例企业的锅炉房");
        await journey.AcceptAsync();
        await journey.ContactAsync();
        var whistle = await journey.WhistleAsync([1], disclosure: "identityHidden");
        app.Advance(TimeSpan.FromDays(1));
        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");
        var department = await journey.As("department1");
        var page = await app.Browser("department1");
        var said = string.Concat(
            (await department.SeeAsync("/legs")).Text,
            (await department.SeeAsync("/notices")).Text,
            (await page.SeeAsync("/whistles/inbox")).Text,
            (await page.SeeAsync("/notices")).Text,
            (await page.SeeAsync(Form(journey.Leg(whistle, 1)))).Text
        );
        Assert.That(
            said,
            Does.Contain("请到场处理")
                .And.Not.Contain("锅炉房")
                .And.Not.Contain("示例企业1")
                .And.Not.Contain(app.World.Enterprises[0].Id.ToString())
        );
    }

    [Test]
    public async Task A_bare_click_is_no_check_in_and_what_was_typed_stays()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.BeginAsync();
        var whistle = await journey.WhistleAsync([1]);
        var page = await app.Browser("department1");
        var path = Form(journey.Leg(whistle, 1));
        var refused = await (await page.SeeAsync(path)).Form().Fill("FirstStep", "到现场看").SubmitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Status, Is.EqualTo(422));
            Assert.That(refused.Form().Value("FirstStep"), Is.EqualTo("到现场看"));
            Assert.That((await (await journey.As("department1")).SeeAsync("/legs"))["items"]!.AsArray(), Has.Count.EqualTo(1));
            Assert.That(
                (await (await app.Browser("department2")).GetAsync(path)).Status,
                Is.EqualTo(404),
                "another department's leg is not there"
            );
        }
    }

    private static string Form(string leg) =>
        leg.Replace("/whistles/", "/whistles/check-in/", StringComparison.Ordinal).Replace("/legs/", "/", StringComparison.Ordinal);
}
