using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.Tips;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Reports;

/// <summary>Whoever reports an official to supervision is heard, and found by nobody.</summary>
public sealed class ReportsTests : OnOneApp
{
    // One of each role but supervision's.
    private static readonly string[] Others =
    [
        "enterprise1",
        "commissioner1",
        "department1",
        "triage",
        "hotline",
        "callback",
        "appraiser",
        "leader",
        "sysadmin",
        "secadmin",
        "auditor",
    ];

    private const string Wrong = "0000-0000-0000-0000";

    // The park of tests has one supervisor, and this is about several.
    [OneTimeSetUp]
    public Task Appoint() => App.ExecuteAsync("UPDATE people SET roles = 'Supervisor' WHERE id = {0}", App.World["triage2"].Id.Value);

    [Test]
    public async Task Somebody_reports_is_asked_answers_and_reads_what_came_of_it()
    {
        var stranger = await App.Browser();
        Assert.That((await stranger.SeeAsync("/sign-in")).Document.QuerySelector("a[href='/report']"), Is.Not.Null);
        var form = await stranger.SeeAsync("/report");
        Assert.That((await form.Form().SubmitAsync()).Status, Is.EqualTo(422), "nothing is reported by saying nothing");
        var sent = await form.Form()
            .Fill("Words", "示例：窗口要礼物\n才肯受理")
            .Fill("About", "示例科室")
            .Fill("Occasion", "上周三")
            .SubmitAsync();
        Assert.That(sent.Status, Is.EqualTo(200), sent.Text);
        var receipt = sent.Texts("#receipt").Single();
        Assert.That(receipt, Does.Match("^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$"));

        var supervisor = await App.Browser("supervisor");
        var list = await supervisor.SeeAsync("/reports?state=New");
        Assert.That(list.Text, Does.Contain("等督查处理").And.Not.Contain("示例科室"), "what is in it is read one by one");
        var path = $"/reports/show/{await IdOfAsync(receipt)}";
        Assert.That(list.Document.QuerySelector($"a[href='{path}']"), Is.Not.Null);
        var shown = await supervisor.SeeAsync(path);
        Assert.That(shown.Text, Does.Contain("窗口要礼物").And.Contain("示例科室").And.Contain("示例督查"), "and that it was read is kept");
        var asked = await shown.FormWith("Words").Fill("Words", "请问是哪个窗口？").SubmitAsync("发给举报人");
        Assert.That(asked.Status, Is.EqualTo(200), asked.Text);

        // As somebody types it from paper.
        var followed = await (await stranger.SeeAsync("/report/follow"))
            .Form()
            .Fill("Receipt", receipt.ToLowerInvariant().Replace('-', ' '))
            .SubmitAsync();
        Assert.That(followed.Text, Does.Contain("请问是哪个窗口？").And.Not.Contain("示例督查"), "supervision speaks as one");
        var added = await followed.Form().Fill("Words", "三号窗口").SubmitAsync();
        Assert.That((added.Status, added.Form().Value("Words")), Is.EqualTo((200, "")), added.Text);
        Assert.That(added.Text, Does.Contain("三号窗口"));

        var closing = (await supervisor.SeeAsync(path)).FormWith("Outcome").Fill("Words", "已核实并处理");
        var unsaid = await closing.SubmitAsync("办结");
        Assert.That(unsaid.Status, Is.EqualTo(422), "it says what came of it");
        Assert.That((await closing.Fill("Outcome", "Founded").SubmitAsync("办结")).Text, Does.Contain("三号窗口").And.Contain("属实"));
        var end = await (await stranger.SeeAsync("/report/follow")).Form().Fill("Receipt", receipt).SubmitAsync();
        Assert.That(end.Text, Does.Contain("已办结").And.Contain("已核实并处理"));
        Assert.That(end.Document.QuerySelector("textarea"), Is.Null, "nothing is added to what is closed");
    }

    [Test]
    public async Task Nothing_is_left_of_who_reports_though_it_is_signed_in()
    {
        const string address = "203.0.113.99";
        const string agent = "ReportersOwnBrowser/7.1";
        using var http = await App.SessionAsync("enterprise1");
        var bearer = (string)(await App.Api("enterprise1")).Session!["accessToken"]!;
        http.DefaultRequestHeaders.Remove("X-Test-Address");
        http.DefaultRequestHeaders.Add("X-Test-Address", address);
        http.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
        var browser = new Browser(http);
        var person = App.World["enterprise1"];
        await using var db = App.Db();
        // Whatever it does now would be noted as the session's use.
        await App.ExecuteAsync("UPDATE sessions SET seen_at = seen_at - interval '1 hour' WHERE person_id = {0}", person.Id.Value);
        string[] reporter = [person.Id.ToString(), person.Name, "enterprise1"];
        var (rows, audited, counted, logged) = (
            await Dump.FindAsync(db, reporter),
            await db.AuditLog.CountAsync(),
            await db.LimitCounts.SumAsync(l => l.Taken),
            App.Logged.Count()
        );

        var form = await browser.SeeAsync("/report");
        Assert.That(form.Text, Does.Not.Contain(person.Name), "who is signed in is a stranger here");
        Assert.That((await form.Form().SubmitAsync()).Status, Is.EqualTo(422));
        var sent = await form.Form().Fill("Words", "秘密的举报").Fill("About", "秘密的人").Fill("Occasion", "秘密的地方").SubmitAsync();
        var receipt = sent.Texts("#receipt").Single();
        var follow = (await browser.SeeAsync("/report/follow")).Form();
        var followed = await follow.Fill("Receipt", receipt).SubmitAsync();
        await followed.Form().Fill("Words", "秘密的补充").SubmitAsync();
        Assert.That((await follow.Fill("Receipt", Wrong).SubmitAsync()).Status, Is.EqualTo(404));
        using (var forged = await http.PostAsync("/report", new FormUrlEncodedContent([new("Words", "秘密的伪造")])))
        {
            Assert.That((int)forged.StatusCode, Is.EqualTo(400));
        }

        http.DefaultRequestHeaders.Authorization = new("Bearer", bearer);
        http.DefaultRequestHeaders.Add("Idempotency-Key", "one");
        foreach (
            var (call, body, status) in new (string, object, int)[]
            {
                ("/report", new { words = "秘密的举报" }, 201),
                ("/report", new { words = "" }, 422),
                ("/report/following", new { receipt }, 200),
                ("/report/additions", new { receipt, words = "秘密的补充" }, 201),
                ("/report/additions", new { receipt = Wrong, words = "秘密的补充" }, 404),
            }
        )
        {
            using var answer = await http.PostAsJsonAsync("/api/v1" + call, body);
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), call);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Dump.FindAsync(db, reporter), Is.EquivalentTo(rows), "no row of its, nor a session used since");
            Assert.That(await Dump.FindAsync(db, [address, "203.0.113.", agent, "ReportersOwn", "秘密的", receipt]), Is.Empty);
            Assert.That(await db.AuditLog.CountAsync(), Is.EqualTo(audited));
            Assert.That(await db.LimitCounts.SumAsync(l => l.Taken), Is.EqualTo(counted), "an address's mark could be tried out");
            Assert.That(App.Logged.Skip(logged), Is.Empty, "a line would keep the instant");
        }

        var id = await IdOfAsync(receipt);
        var tip = await db.Tips.AsNoTracking().Include(t => t.Words).SingleAsync(t => t.Id == new Id<Tip>(Guid.Parse(id)));
        // The first 48 bits of its key are milliseconds.
        var made = Convert.ToInt64(tip.Id.Value.ToString("n")[..12], 16);
        Assert.That((made % 86_400_000, tip.SentOn), Is.EqualTo((0L, new DateOnly(2026, 3, 2))), "the day, and nothing nearer");
        Assert.That(tip.Words, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Nobody_but_supervision_learns_of_a_report()
    {
        var (id, _) = await SendAsync("示例：不可外传");
        var nobody = Guid.Empty.ToString();
        foreach (var user in Others)
        {
            var api = await App.Api(user);
            foreach (var path in new[] { "/reports", $"/reports/{id}", $"/reports/{nobody}" })
            {
                (await api.GetAsync(path)).MustRefuse(403, "MoveNotYours");
            }

            (await api.PostAsync($"/reports/{id}/answers", new { words = "示例" })).MustRefuse(403, "MoveNotYours");
            var page = await (await App.Browser(user)).GetAsync($"/reports/show/{id}");
            Assert.That((page.Status, page.Text.Contains("不可外传", StringComparison.Ordinal)), Is.EqualTo((403, false)), user);
        }

        var supervisor = await App.Api("supervisor");
        var key = await supervisor.DoAsync(
            "/logins/keys",
            new
            {
                name = "示例程序",
                scope = "Read",
                days = 30,
            }
        );
        var program = await App.Api();
        program.Bear((string)key["key"]!);
        (await program.GetAsync($"/reports/{id}")).MustBe(403);
        (await supervisor.GetAsync($"/reports/{nobody}")).MustBe(404);
        var sheet = await supervisor.SeeAsync($"/reports/{id}");
        Assert.That(sheet.Each("readers", "name"), Is.EqualTo(new[] { "示例督查" }));
        await using var db = App.Db();
        var (me, about) = (App.World["supervisor"].Id, Guid.Parse(id));
        Assert.That(await db.AuditLog.CountAsync(a => a.PersonId == me && a.What == "ReadTip" && a.SubjectId == about), Is.EqualTo(1));
    }

    [Test]
    public async Task A_receipt_is_not_guessed()
    {
        var node = App.StartNode(new Dictionary<string, string> { ["Commissioner:Limits:SignInsByAddress"] = "300" });
        using var http = App.Client(node);
        List<int> statuses = [];
        for (var i = 0; i < 620 && !statuses.Contains(429); i++)
        {
            using var answer = await http.PostAsJsonAsync("/api/v1/report/following", new { receipt = $"{i:0000}-0000-0000-0000" });
            statuses.Add((int)answer.StatusCode);
        }

        Assert.That(statuses.Distinct(), Is.EquivalentTo(new[] { 404, 429 }));
        var stranger = await App.Api();
        var answers = new List<JsonNode?>();
        foreach (var receipt in new[] { Wrong, "", null, "x", new string('9', 4000), "' OR 1=1 --" })
        {
            var answer = await stranger.PostAsync("/report/following", new { receipt });
            answer.MustRefuse(404, "NotFound");
            answers.Add(answer.Json);
        }

        Assert.That(answers.Select(a => (string?)a!["title"]).Distinct().Count(), Is.EqualTo(1), "all that is wrong is told alike");
    }

    [Test]
    public async Task Of_two_who_close_it_at_once_one_does()
    {
        var (id, receipt) = await SendAsync("示例：两人同时办结");
        Api[] both = [await App.Api("supervisor"), await App.Api("triage2")];
        var answers = await Task.WhenAll(
            both.Select((a, i) => a.PostAsync($"/reports/{id}/closings", new { outcome = "Unfounded", words = $"示例答复{i}" }))
        );
        Assert.That(answers.Select(a => a.Status).Order(), Is.EqualTo(new[] { 201, 409 }));
        answers.Single(a => a.Status == 409).MustRefuse(409, "TipIsClosed");
        var stranger = await App.Api();
        var followed = await stranger.PostAsync("/report/following", new { receipt });
        Assert.That((followed["words"]!.AsArray().Count, (string?)followed["outcome"]), Is.EqualTo((2, "Unfounded")));
        (await stranger.PostAsync("/report/additions", new { receipt, words = "示例" })).MustRefuse(409, "TipIsClosed");

        // Its texts go when their time is over, and how it ended stays.
        await App.ExecuteAsync("UPDATE tips SET closed_at = closed_at - interval '4 years' WHERE id = {0}", Guid.Parse(id));
        Assert.That(await App.RunAsync("erase-expired"), Is.EqualTo(1));
        Assert.That(await App.RunAsync("erase-expired"), Is.Zero);
        var left = await stranger.PostAsync("/report/following", new { receipt });
        Assert.That(left.Each("words", "text").Distinct(), Is.EqualTo(new[] { "（已删除）" }));
        Assert.That((string?)left["outcome"], Is.EqualTo("Unfounded"));
    }

    [Test]
    public async Task Who_is_biased_hears_no_more_of_it_and_the_others_are_told_in_the_morning_how_many_there_are()
    {
        await App.RunAsync("tell-of-tips");
        var (id, _) = await SendAsync("示例：涉及督查本人");
        var (biased, other) = (await App.Api("triage2"), await App.Api("supervisor"));
        await biased.SeeAsync($"/reports/{id}");
        (await biased.PostAsync($"/reports/{id}/recusals")).MustBe(204);
        (await biased.GetAsync($"/reports/{id}")).MustBe(404);
        (await biased.PostAsync($"/reports/{id}/closings", new { outcome = "Unfounded", words = "示例" })).MustBe(404);
        Assert.That((await biased.SeeAsync("/reports?take=200")).Each("items", "id"), Does.Not.Contain(id));
        (await other.PostAsync($"/reports/{id}/recusals")).MustRefuse(409, "SomebodyMustHearTip");

        await using var db = App.Db();
        var before = await db.Notices.AsNoTracking().Where(n => n.Text == "TipsCame").Select(n => n.Id).ToListAsync();
        Assert.That(await App.RunAsync("tell-of-tips"), Is.EqualTo(1));
        Assert.That(await App.RunAsync("tell-of-tips"), Is.Zero);
        var told = await db.Notices.AsNoTracking().Where(n => n.Text == "TipsCame" && !before.Contains(n.Id)).ToListAsync();
        Assert.That(
            told.Select(n => (n.PersonId, n.Facts, n.Link)),
            Is.EqualTo(new[] { (App.World["supervisor"].Id, """{"count":1}""", "/reports") })
        );
    }

    private async Task<(string Id, string Receipt)> SendAsync(string words)
    {
        var sent = await (await App.Api()).PostAsync("/report", new { words });
        sent.MustBe(201);
        var receipt = (string)sent["receipt"]!;
        return (await IdOfAsync(receipt), receipt);
    }

    private async Task<string> IdOfAsync(string receipt)
    {
        var bare = receipt.Replace("-", "", StringComparison.Ordinal);
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(bare)));
        await using var db = App.Db();
        return (await db.Tips.AsNoTracking().SingleAsync(t => t.ReceiptHash == hash)).Id.ToString();
    }
}
