using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Accounts;

/// <summary>Whoever can be reached is reached: callers, handlers and commissioners, each by the ways that it has.</summary>
public sealed class PhonesOfPeopleTests : OnOneApp
{
    [Test]
    public async Task A_seat_files_an_emergency_for_a_caller_from_Hong_Kong()
    {
        var seat = await App.Api("hotline");
        var filed = await seat.DoAsync("/cases", Emergency("+852 2345 6789"));
        var commissioner = await App.Api("commissioner1");
        var seen = await commissioner.SeeAsync($"/cases/{filed.Id}");
        Assert.That((string?)seen["contactPhone"], Is.EqualTo("+852-****6789"));
        var revealed = await commissioner.PostAsync($"/cases/{filed.Id}/contact-reveals", new { purpose = "contact" });
        Assert.That((string?)revealed["phone"], Is.EqualTo("+852-23456789"));
        Assert.That(Ways(revealed), Is.EqualTo(new[] { "+85223456789 Call" }), "a line abroad is called, and is no error");
    }

    [Test]
    public async Task Two_numbers_of_a_caller_are_two_ways()
    {
        var seat = await App.Browser("hotline");
        var page = await seat.SeeAsync($"/hotline/file?enterpriseId={App.World.Enterprises[0].Id}");
        var filled = page.FormWith("ContactPhone")
            .Fill("ContactName", "示例来电人")
            .Fill("Category", "Other")
            .Fill("Title", "示例两个号码")
            .Fill("Description", "示例")
            .Fill("ReadBack", "true");
        var wrong = await filled.Fill("ContactPhone", "请打我电话").SubmitAsync();
        Assert.That(wrong.Status, Is.EqualTo(422));
        Assert.That(wrong.Document.QuerySelector("#ContactPhone-error")!.TextContent, Does.Contain("+852").And.Contain("分机"));
        var filed = await wrong.FormWith("ContactPhone").Fill("ContactPhone", "13800138000 / 0512-66668888转801").SubmitAsync();
        Assert.That(filed.Status, Is.EqualTo(200), filed.Text);

        await using var db = App.Db();
        var @case = db.Cases.Single(c => c.Title == "示例两个号码");
        Assert.That(@case.ContactPhone, Is.EqualTo("13800138000/0512-66668888-801"));
        var desk = await App.Browser("commissioner1");
        var masked = await desk.SeeAsync($"/cases/show/{@case.Id}");
        Assert.That(masked.Text, Does.Contain("138****8000/0512-****8888").And.Not.Contain("13800138000"));
        var shown = await masked.FormWith("Purpose").Fill("Purpose", "Contact").SubmitAsync();
        Assert.That(
            shown.Document.QuerySelectorAll("a[href^='tel:']").Select(a => a.GetAttribute("href")),
            Is.SupersetOf(new[] { "tel:13800138000", "tel:051266668888,801" }),
            shown.Text
        );
    }

    [Test]
    public async Task A_handler_is_called_by_a_press_at_its_extension()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        await (await story.As("department1")).DoAsync(
            $"{story.Leg(whistle, 1)}/check-ins",
            new
            {
                handlerName = "示例经办",
                handlerPhone = "0512-66668888 分机：801",
                firstStep = "看现场",
                firstStepAt = App.Clock.GetUtcNow().AddHours(1),
            }
        );
        var desk = await (await App.Browser("commissioner1")).SeeAsync($"/cases/show/{story.Case}");
        Assert.That(Called(desk), Does.Contain("tel:051266668888,801"));
        var phone = await (await App.Browser("enterprise1")).SeeAsync($"/cases/follow/{story.Case}");
        Assert.That(Called(phone), Does.Contain("tel:051266668888,801"));
    }

    [Test]
    public async Task The_commissioners_number_stands_wherever_its_name_stands_for_the_enterprise()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        var filed = await story.FileAsync();
        Assert.That((string?)filed["commissioner"]!["phone"], Is.EqualTo("13910000001"), "as soon as it is filed");
        var sheet = await story.SeenBy("enterprise1");
        Assert.That((string?)sheet["commissioner"]!["phone"], Is.EqualTo("13910000001"));
        Assert.That(((string?)sheet["hotline"], (bool)sheet["outOfHours"]!), Is.EqualTo(("12345", false)));
        var own = await (await story.As("enterprise1")).SeeAsync($"/enterprises/{app.World.Enterprises[0].Id}");
        Assert.That((string?)own["commissioner"]!["phone"], Is.EqualTo("13910000001"));

        var browser = await app.Browser("enterprise1");
        string[] pages = ["/cases/mine", $"/cases/follow/{story.Case}", "/enterprises/mine", "/replacements/replace"];
        foreach (var path in pages)
        {
            var page = await browser.SeeAsync(path);
            Assert.That(Called(page), Does.Contain("tel:13910000001").And.Not.Contain("tel:12345"), path);
        }

        // In the evening nobody sits at the desk: the hotline's number stands beside it.
        app.MoveTo("03-02 20:00");
        foreach (var path in pages)
        {
            Assert.That(Called(await browser.SeeAsync(path)), Does.Contain("tel:13910000001").And.Contain("tel:12345"), path);
        }

        Assert.That((bool)(await story.SeenBy("enterprise1"))["outOfHours"]!, Is.True);

        // Where the duty desk serves, the hotline is all that there is, at any hour.
        app.MoveTo("03-03 10:00");
        var unpaired = await (await app.Browser("enterprise4")).SeeAsync("/cases/mine");
        Assert.That(Called(unpaired), Is.EqualTo(new[] { "tel:12345" }));
    }

    [Test]
    public async Task A_commissioner_says_where_it_is_reached_and_the_office_says_it_for_one()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.Browser("commissioner1");
        var form = (await browser.SeeAsync("/phone")).FormWith("Phone");
        Assert.That(form.Value("Phone"), Is.EqualTo("13910000001"));
        Assert.That((await form.Fill("Phone", "我的手机").SubmitAsync()).Status, Is.EqualTo(422));
        var saved = await form.Fill("Phone", "0512-66668888-9、13812345678").SubmitAsync();
        Assert.That(saved.FormWith("Phone").Value("Phone"), Is.EqualTo("0512-66668888-9/13812345678"), saved.Text);
        var mine = await (await app.Browser("enterprise1")).SeeAsync("/enterprises/mine");
        Assert.That(Called(mine), Is.SupersetOf(new[] { "tel:051266668888,9" }));

        var office = await app.Api("triage");
        var of = $"/people/{app.World["commissioner2"].Id}/phone";
        var set = await office.DoAsync(of, new { phone = "+852 6123 4567" });
        Assert.That(Ways(set), Is.EqualTo(new[] { "+85261234567 Call,Sms" }));
        Assert.That((string?)(await office.SeeAsync(of))["phone"], Is.EqualTo("+85261234567"));
        (await office.PostAsync(of, new { phone = "x" })).MustName("phone");
        (await office.PostAsync($"/people/{app.World["department1"].Id}/phone", new { phone = "12345" })).MustBe(404);
        (await (await app.Api("commissioner1")).PostAsync(of, new { phone = "12345" })).MustBe(404);
        (await (await app.Api("department1")).PostAsync(of, new { phone = "12345" })).MustBe(403);
        await office.DoAsync(of, new { phone = "" });
        Assert.That(
            (string?)
                (await (await app.Api("enterprise2")).SeeAsync($"/enterprises/{app.World.Enterprises[1].Id}"))["commissioner"]!["phone"],
            Is.Null
        );
    }

    [Test]
    public async Task The_hotline_is_a_setting_of_the_park()
    {
        await using var app = await TestApp.StartAsync();
        var page = await (await app.Browser("triage")).SeeAsync("/enterprises/hotline");
        Assert.That((await page.FormWith("Phone").Fill("Phone", "热线").SubmitAsync()).Status, Is.EqualTo(422));
        var saved = await page.FormWith("Phone").Fill("Phone", "0512-66667777").SubmitAsync();
        Assert.That((saved.Status, saved.FormWith("Phone").Value("Phone")), Is.EqualTo((200, "0512-66667777")), saved.Text);
        var enterprise = await app.Api("enterprise1");
        Assert.That(
            (string?)(await enterprise.SeeAsync($"/enterprises/{app.World.Enterprises[0].Id}"))["hotline"],
            Is.EqualTo("0512-66667777")
        );
        var office = await app.Api("supervisor");
        (await office.PostAsync("/hotlines", new { parkId = app.World.Park.Id.Value, phone = "" })).MustBe(204);
        Assert.That((string?)(await office.SeeAsync("/hotlines"))["items"]![0]!["phone"], Is.Null);
        (await office.PostAsync("/hotlines", new { parkId = Guid.Empty, phone = "12345" })).MustBe(404);
        (await enterprise.PostAsync("/hotlines", new { parkId = app.World.Park.Id.Value, phone = "12345" })).MustBe(403);
    }

    private static IEnumerable<string> Ways(Answer answer) =>
        answer["ways"]!.AsArray().Select(w => $"{w!["dial"]} {string.Join(',', w["channels"]!.AsArray().Select(c => (string?)c))}");

    private static IEnumerable<string?> Called(Page page) =>
        page.Document.QuerySelectorAll("main a[href^='tel:']").Select(a => a.GetAttribute("href")).Distinct();

    private object Emergency(string phone) =>
        new
        {
            title = "示例燃气泄漏",
            description = "厂房闻到燃气味。",
            category = "SafetyAndEnvironment",
            urgency = "emergency",
            onBehalfOf = new
            {
                enterpriseId = App.World.Enterprises[0].Id.Value,
                contactName = "示例来电人",
                contactPhone = phone,
                readBack = true,
            },
        };
}
