using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Commissioner.App.Features.Q;
using Commissioner.App.Tests.Features.Attachments;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Hosting;

/// <summary>What phones build on: a mark of who is signed in, files brought one by one, looks that a browser remembers, places that a code brings.</summary>
public sealed class OnThePhoneTests : OnOneApp
{
    [Test]
    public async Task Whose_phone_it_is_is_told_by_a_mark_that_says_nothing_of_anybody()
    {
        using var nobody = App.Client();
        Assert.That((string?)(await AskAsync(nobody))["who"], Is.Null);
        using var first = await App.SessionAsync("enterprise1");
        using var second = await App.SessionAsync("enterprise2");
        var (own, others) = (await AskAsync(first), await AskAsync(second));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)own["who"], Has.Length.EqualTo(24).And.Not.EqualTo((string?)others["who"]));
            Assert.That((string?)(await AskAsync(first))["who"], Is.EqualTo((string?)own["who"]), "the same each time");
            Assert.That((string?)own["token"], Is.Not.Empty);
        }

        await using var db = App.Db();
        foreach (var id in await db.People.Select(p => p.Id).ToListAsync())
        {
            Assert.That(own.ToString(), Does.Not.Contain(id.ToString()));
        }
    }

    [Test]
    public async Task A_file_is_brought_once_under_its_key_and_filed_with_the_form_however_often_that_is_sent()
    {
        using var http = await App.SessionAsync("enterprise1");
        var token = (string)(await AskAsync(http))["token"]!;
        Assert.That(
            (await BringAsync(http, "", "k1")).Status,
            Is.EqualTo(HttpStatusCode.BadRequest),
            "without a token it is nobody's press"
        );
        var first = await BringAsync(http, token, "k1");
        var again = await BringAsync(http, token, "k1");
        var other = await BringAsync(http, token, "k2");
        Assert.That((first.Status, again.Said!["id"]!.ToString()), Is.EqualTo((HttpStatusCode.OK, first.Said!["id"]!.ToString())));
        Assert.That(other.Said!["id"]!.ToString(), Is.Not.EqualTo(first.Said!["id"]!.ToString()));

        var page = await BringAsync(http, token, "k3", "页.html", "<html>"u8.ToArray());
        Assert.That(
            (page.Status, (string?)page.Said!["title"]),
            Is.EqualTo((HttpStatusCode.UnsupportedMediaType, page.Said!["title"]!.ToString()))
        );
        Assert.That((string?)page.Said!["title"], Does.Contain("网页"));

        var id = first.Said!["id"]!.ToString();
        var filed = await FileAsync();
        Assert.That(filed, Does.StartWith("/cases/follow/"));
        Assert.That(await FileAsync(), Is.EqualTo(filed), "an answer that was lost is asked for again");
        await BringAsync(http, token, "k1");
        Assert.That(await FileAsync(), Is.EqualTo(filed), "and its file brought again is the same file");

        async Task<string> FileAsync()
        {
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["Category"] = "Other",
                    ["Title"] = "示例：线断了",
                    ["Description"] = "示例",
                    ["Urgency"] = "Ordinary",
                    ["Attached"] = $"{id}|现场.jpg",
                    ["AcceptNotice"] = "true",
                    ["NoticeVersion"] = PrivacyNotice.Version.ToString(CultureInfo.InvariantCulture),
                    ["form-key"] = "written-in-flight",
                    ["__RequestVerificationToken"] = token,
                }
            );
            using var answer = await http.PostAsync("/cases/submit", form);
            return answer.RequestMessage!.RequestUri!.AbsolutePath;
        }
    }

    [Test]
    public async Task The_page_without_a_line_is_nobodys()
    {
        var page = await (await App.Browser()).SeeAsync("/offline");
        Assert.That(page.Document.QuerySelector("form[data-offline]"), Is.Not.Null);
        Assert.That(
            page.Document.QuerySelector("[name='form-key'], [name='__RequestVerificationToken']"),
            Is.Null,
            "it is shown many times"
        );
        Assert.That(page.Document.DocumentElement.GetAttribute("data-who"), Is.Null.Or.Empty);
        Assert.That(page.Document.DocumentElement.GetAttribute("data-worker"), Does.Match(@"^/sw\.js\?v=[0-9a-f]{12}$"));
    }

    [Test]
    public async Task How_pages_look_is_remembered_by_the_browser_alone_and_what_is_no_look_is_none()
    {
        var browser = await App.Browser("enterprise1");
        var back = await (await browser.SeeAsync("/display?back=/cases/mine"))
            .FormWith("Theme")
            .Fill("Theme", "dark")
            .Fill("Large", "true")
            .SubmitAsync();
        Assert.That(back.Path, Is.EqualTo("/cases/mine"));
        var root = back.Document.DocumentElement;
        Assert.That((root.GetAttribute("data-theme"), root.GetAttribute("data-text")), Is.EqualTo(("dark", "large")));
        var away = await (await browser.SeeAsync("/display?back=//example.org/"))
            .FormWith("Theme")
            .Fill("Theme", "")
            .Fill("Large", "false")
            .SubmitAsync();
        Assert.That(away.Path, Is.EqualTo("/cases/mine"), "nobody is led to another site");
        Assert.That(away.Document.DocumentElement.GetAttribute("data-theme"), Is.Null.Or.Empty);

        using var http = App.Client();
        http.DefaultRequestHeaders.Add("Cookie", "commissioner-look=%22%3E%3Cscript%3E-dark-largest");
        var html = await http.GetStringAsync("/sign-in");
        Assert.That(html, Does.Contain("data-theme=\"dark\"").And.Not.Contain("<script>-").And.Not.Contain("largest"));
    }

    [Test]
    public async Task The_other_language_leaves_the_rest_of_the_address_as_it_is()
    {
        var page = await (await App.Browser("enterprise1")).SeeAsync("/cases/submit?place=%E7%A4%BA%E4%BE%8B%E8%B7%AF");
        var link = page.Document.QuerySelector(".phone-foot a[hreflang]")!.GetAttribute("href")!;
        Assert.That(WebUtility.UrlDecode(link), Is.EqualTo("?place=示例路&culture=en"));
    }

    [Test]
    public async Task A_gates_code_opens_a_request_with_its_place_after_signing_in_and_its_words_are_inert()
    {
        var sheet = await (await App.Browser("enterprise1")).SeeAsync("/q/gate?place=" + WebUtility.UrlEncode("示例路 1 号 <b>西门</b>"));
        Assert.That(sheet.Texts(".gate-place"), Is.EqualTo(new[] { "示例路 1 号 <b>西门</b>" }));
        var address = new Uri(sheet.Texts(".gate .said")[0]);
        Assert.That(sheet.Document.QuerySelector("svg.qr path")!.GetAttribute("d"), Does.Match("^(M[0-9]+ [0-9]+h1v1h-1z)+$"));

        var stranger = await App.Browser();
        var door = await stranger.SeeAsync(address.PathAndQuery);
        Assert.That(door.Path, Is.EqualTo("/sign-in"));
        var form = await door.Form().Fill("UserName", "enterprise1").Fill("Password", World.Password).SubmitAsync();
        Assert.That(form.Path, Is.EqualTo("/cases/submit"));
        Assert.That(form.FormWith("Place").Value("Place"), Is.EqualTo("示例路 1 号 <b>西门</b>"));
        Assert.That(form.Document.QuerySelectorAll("main b"), Is.Empty);

        var longer = await (await App.Browser("enterprise2")).SeeAsync("/cases/submit?place=" + new string('长', 900));
        Assert.That(longer.FormWith("Place").Value("Place"), Has.Length.EqualTo(GatePlace.Longest));
    }

    [Test]
    public async Task A_department_is_proposed_who_dealt_with_the_last_one_like_it()
    {
        var before = new Journey(App);
        await before.BeginAsync();
        var whistle = await before.WhistleAsync([3]);
        var browser = await App.Browser("department3");
        Assert.That(
            (await browser.SeeAsync(PathOf(before, whistle))).FormWith("HandlerName").Value("HandlerName"),
            Is.Empty,
            "nobody did yet"
        );
        await before.CheckInAsync(whistle, 3);

        var story = new Journey(App);
        await story.BeginAsync();
        var next = await browser.SeeAsync(PathOf(story, await story.WhistleAsync([3])));
        Assert.That(
            (next.FormWith("HandlerName").Value("HandlerName"), next.FormWith("HandlerName").Value("HandlerPhone")),
            Is.EqualTo(("示例经办", "13900001111"))
        );
        Assert.That(next.Texts("#proposed")[0], Does.Contain("示例经办"));

        static string PathOf(Journey story, Answer whistle) =>
            story
                .Leg(whistle, 3)
                .Replace("/whistles/", "/whistles/check-in/", StringComparison.Ordinal)
                .Replace("/legs", "", StringComparison.Ordinal);
    }

    [Test]
    public async Task Notices_of_one_case_stand_together_with_how_many_are_unread()
    {
        var story = new Journey(App);
        await story.CloseAsync("enterprise3", "commissioner3");
        var number = (string)(await story.SeenBy("enterprise3"))["number"]!;
        await App.RunAsync("react");
        var page = await (await App.Browser("enterprise3")).SeeAsync("/notices");
        var own = page.Document.QuerySelectorAll(".notices-of").Single(s => s.TextContent.Contains(number, StringComparison.Ordinal));
        var notices = own.QuerySelectorAll("[id^='notice-']").Length;
        Assert.That(notices, Is.GreaterThan(1));
        Assert.That(own.QuerySelector(".unread [aria-hidden]")!.TextContent, Is.EqualTo($"{notices}"));
    }

    private static async Task<JsonNode> AskAsync(HttpClient http) => (await http.GetFromJsonAsync<JsonNode>("/outbox"))!;

    private static async Task<(HttpStatusCode Status, JsonNode? Said)> BringAsync(
        HttpClient http,
        string token,
        string key,
        string name = "现场.jpg",
        byte[]? content = null
    )
    {
        using var body = new MultipartFormDataContent { { new ByteArrayContent(content ?? Pictures.Jpeg()), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/files") { Content = body };
        request.Headers.Add("RequestVerificationToken", token);
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        return (
            answer.StatusCode,
            answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.UnsupportedMediaType
                ? await answer.Content.ReadFromJsonAsync<JsonNode>()
                : null
        );
    }
}
