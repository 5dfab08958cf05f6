using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Passkeys;

/// <summary>Passkeys sign in alone, once for each question, and count as password and authenticator together.</summary>
public sealed partial class PasskeysTests
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Commissioner:PublicAddress"] = SoftAuthenticator.Site,
        ["Commissioner:SecondFactor"] = "Required",
    };

    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _app = await TestApp.StartAsync(settings: Settings);

    [OneTimeTearDown]
    public async Task EndAsync() => await _app.DisposeAsync();

    [TestCase("https://park.example", "park.example")]
    [TestCase("https://park.example:8443/", "park.example")]
    [TestCase("http://localhost:5080", "localhost")]
    [TestCase("http://park.example", null)]
    [TestCase("https://10.0.0.7", null)]
    [TestCase("", null)]
    public void They_are_made_for_a_name_by_TLS(string address, string? host) =>
        Assert.That(RelyingParty.OriginOf(address)?.Host, Is.EqualTo(host));

    [TestCase("http://127.0.0.1:5080", "http://localhost:5080")]
    [TestCase("http://[::1]:5080", "http://localhost:5080")]
    [TestCase("http://localhost:5080", "http://localhost:5080")]
    public void In_development_this_machine_is_called_by_its_name(string address, string named) =>
        Assert.That(RelyingParty.Named(address), Is.EqualTo(named));

    [Test]
    public async Task Somebody_of_an_enterprise_signs_in_by_it_alone()
    {
        using var phone = new SoftAuthenticator();
        var own = await _app.Api("enterprise1");
        await own.DoAsync("/own/passkeys/options", new { });
        var added = await MakeAsync(own, phone, "示例手机");
        var (answer, asked) = await InAsync(phone);
        answer.MustBe(200);
        Assert.That((string?)answer["person"]!["id"], Is.EqualTo(_app.World["enterprise1"].Id.ToString()));
        Assert.That(asked["options"]!["allowCredentials"]!.AsArray(), Is.Empty, "nobody learns who has which");
        Assert.That((string?)asked["options"]!["userVerification"], Is.EqualTo("required"));
        own.Bear((string)answer["accessToken"]!);
        var list = await own.SeeAsync("/own/passkeys");
        var line = list["items"]![0]!;
        Assert.That(
            ((string?)line["id"], (string?)line["name"], (bool)line["isBackedUp"]!, line["seenAt"] is not null),
            Is.EqualTo((added.Id, "示例手机", true, true))
        );
        await using var db = _app.Db();
        var kept = await db.Passkeys.SingleAsync(p => p.AccountId == _app.World["enterprise1"].Id.Value);
        Assert.That((kept.SignCount, kept.Transports), Is.EqualTo((1L, "internal")));
        var handle = (await db.Accounts.SingleAsync(a => a.UserName == "enterprise1")).PasskeyHandle;
        Assert.That(handle, Has.Length.EqualTo(32));
        Assert.That(
            await db.AuditLog.Where(e => e.What == "SignInByPasskey" && e.Outcome == "Done").CountAsync(),
            Is.GreaterThanOrEqualTo(1)
        );
    }

    [Test]
    public async Task Whatever_is_wrong_is_refused_in_one_way()
    {
        using var device = new SoftAuthenticator();
        using var other = new SoftAuthenticator();
        var own = await _app.Api("commissioner1");
        await MakeAsync(own, device);
        await MakeAsync(await _app.Api("commissioner2"), other);
        var wrong = new List<(string How, Answer Answer)>();

        var (let, asked) = await InAsync(device);
        let.MustBe(200);
        device.Count--;
        wrong.Add(("brought again", await BringAsync(asked, device.Answer(asked["options"]!))));
        await AddAsync("of another page", d => d.Origin = "https://park.example.attacker.example");
        await AddAsync("without TLS", d => d.Origin = "http://park.example");
        await AddAsync("for another", d => d.For = "attacker.example");
        await AddAsync("for nobody", d => d.For = "");
        await AddAsync("unseen", d => d.Verifies = false);
        await AddAsync("of nobody", d => d.Handle = "");
        await AddAsync("of somebody else", d => d.Handle = other.Handle);
        await AddAsync("another's by its own key", d => d.Id = other.Id);
        await AddAsync("unknown", d => d.Id = [1, 2, 3]);
        var (first, second) = (await AskAsync(), await AskAsync());
        wrong.Add(("another challenge", await BringAsync(first, device.Answer(second["options"]!))));
        wrong.Add(("of another browser", await BringAsync(second, device.Answer(first["options"]!))));
        var third = await AskAsync();
        wrong.Add(("no ticket", await BringAsync(null, device.Answer(third["options"]!))));
        var making = await own.DoAsync("/own/passkeys/options", new { });
        wrong.Add(("a ticket for something else", await BringAsync(making, device.Answer(Sought(making)))));
        wrong.Add(("nothing", await BringAsync(await AskAsync(), null)));
        foreach (var part in new[] { "signature", "clientDataJSON", "authenticatorData" })
        {
            var question = await AskAsync();
            var said = device.Answer(question["options"]!);
            var text = (string)said["response"]![part]!;
            said["response"]![part] = text[..^6] + (text[^6] == 'A' ? 'B' : 'A') + text[^5..];
            wrong.Add((part, await BringAsync(question, said)));
            await AwakeAsync("commissioner1");
        }

        foreach (var (part, value) in new[] { ("signature", "%%%"), ("clientDataJSON", "e30"), ("authenticatorData", "AAAA") })
        {
            var question = await AskAsync();
            var said = device.Answer(question["options"]!);
            said["response"]![part] = value;
            wrong.Add(("unreadable " + part, await BringAsync(question, said)));
            await AwakeAsync("commissioner1");
        }

        var late = await AskAsync();
        var hash = Convert.ToHexString(SHA256.HashData(Base64Url.DecodeFromChars((string)late["options"]!["challenge"]!)));
        await _app.ExecuteAsync("UPDATE passkey_challenges SET good_until = good_until - interval '301 seconds' WHERE hash = {0}", hash);
        wrong.Add(("late", await BringAsync(late, device.Answer(late["options"]!))));
        using (Assert.EnterMultipleScope())
        {
            foreach (var (how, answer) in wrong)
            {
                Assert.That((answer.Status, answer.Type), Is.EqualTo((401, "SignInRefused")), how);
                Assert.That((string?)answer["title"], Is.EqualTo((string?)wrong[0].Answer["title"]), how);
            }
        }

        await AwakeAsync("commissioner1");
        (await InAsync(device)).Answer.MustBe(200);
        Assert.That(await _app.RunAsync("tidy-sign-ins"), Is.GreaterThanOrEqualTo(0));

        async Task AddAsync(string how, Action<SoftAuthenticator> change)
        {
            var before = (device.Origin, device.For, device.Verifies, device.Handle, device.Id);
            change(device);
            wrong.Add((how, (await InAsync(device)).Answer));
            (device.Origin, device.For, device.Verifies, device.Handle, device.Id) = before;
            await AwakeAsync("commissioner1");
            await AwakeAsync("commissioner2");
        }
    }

    [Test]
    public async Task A_counter_that_goes_back_is_refused_and_stands_in_the_log()
    {
        using var device = new SoftAuthenticator { Count = 7 };
        await MakeAsync(await _app.Api("commissioner3"), device);
        (await InAsync(device)).Answer.MustBe(200);
        foreach (var copied in new uint?[] { 7, 3, null })
        {
            device.Count = copied;
            (await InAsync(device)).Answer.MustRefuse(401, "SignInRefused");
        }

        device.Count = 8;
        (await InAsync(device)).Answer.MustBe(200);
        await using var db = _app.Db();
        var id = _app.World["commissioner3"].Id.Value;
        Assert.That(await db.AuditLog.CountAsync(e => e.Outcome == "PasskeyCopied" && e.SubjectId == id), Is.EqualTo(3));
    }

    [Test]
    public async Task One_that_does_not_count_signs_in_again_and_again()
    {
        using var device = new SoftAuthenticator { Count = null };
        await MakeAsync(await _app.Api("commissioner4"), device);
        (await InAsync(device)).Answer.MustBe(200);
        (await InAsync(device)).Answer.MustBe(200);
    }

    [Test]
    public async Task Of_many_who_bring_the_same_answer_one_is_let_in_whichever_node_they_ask()
    {
        using var device = new SoftAuthenticator();
        await MakeAsync(await _app.Api("commissioner5"), device);
        var node = _app.StartNode(Settings);
        var (here, there) = (await _app.Api(), await _app.Api(null, node));
        var asked = await AskAsync();
        var said = device.Answer(asked["options"]!);
        var body = new { ticket = (string)asked["ticket"]!, credential = said };
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? here : there).PostAsync("/passkeys/sign-in", body))
        );
        Assert.That(answers.Count(a => a.Status == 200), Is.EqualTo(1));
        Assert.That(answers.Where(a => a.Status != 200).Select(a => a.Type), Is.All.EqualTo("SignInRefused"));

        // Asked on one node it is answered on the other, and then no longer on the first.
        var next = await AskAsync();
        var answer = new { ticket = (string)next["ticket"]!, credential = device.Answer(next["options"]!) };
        (await there.PostAsync("/passkeys/sign-in", answer)).MustBe(200);
        (await here.PostAsync("/passkeys/sign-in", answer)).MustRefuse(401, "SignInRefused");
    }

    [Test]
    public async Task An_account_that_rests_is_not_let_in_and_wrong_ones_let_it_rest()
    {
        using var device = new SoftAuthenticator();
        await MakeAsync(await _app.Api("commissioner6"), device);
        device.Verifies = false;
        for (var i = 0; i < Guesses.Most; i++)
        {
            (await InAsync(device)).Answer.MustRefuse(401, "SignInRefused");
        }

        device.Verifies = true;
        (await InAsync(device)).Answer.MustRefuse(401, "SignInRefused");
        await AwakeAsync("commissioner6");
        (await InAsync(device)).Answer.MustBe(200);
    }

    [Test]
    public async Task On_the_page_one_browser_answers_what_it_was_asked_and_no_other()
    {
        using var device = new SoftAuthenticator();
        await MakeAsync(await _app.Api("enterprise2"), device);
        using var http = _app.Client();
        using var elsewhere = _app.Client();
        var (token, options) = await AskedAsync(http);
        var (foreign, _) = await AskedAsync(elsewhere);
        var said = device.Answer(options).ToJsonString();
        var (status, _) = await SendAsync(elsewhere, foreign, said);
        Assert.That(status, Is.EqualTo(422), "another browser");
        var (let, where) = await SendAsync(http, token, said);
        Assert.That((let, where), Is.EqualTo((302, "/cases/mine")));
        Assert.That((await SendAsync(elsewhere, foreign, said)).Status, Is.EqualTo(422), "without a question");
        Assert.That((await SendAsync(elsewhere, foreign, "{")).Status, Is.EqualTo(422), "unreadable");
        Assert.That((await SendAsync(elsewhere, "x", said)).Status, Is.EqualTo(400), "forged");

        static async Task<(string Token, JsonNode Options)> AskedAsync(HttpClient http)
        {
            var page = await new Browser(http).SeeAsync("/sign-in?by=phone");
            Assert.That(page.Document.QuerySelector("button[data-passkey][hidden]"), Is.Not.Null, "shown by the script alone");
            var token = page.Form().Value("__RequestVerificationToken")!;
            using var asked = await http.PostAsync("/sign-in?handler=PasskeyOptions", Form(token));
            Assert.That((int)asked.StatusCode, Is.EqualTo(200));
            Assert.That(
                asked.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("commissioner-passkey", StringComparison.Ordinal)),
                Does.Contain("httponly").And.Contain("samesite=strict").And.Contain("max-age=300")
            );
            return (token, JsonNode.Parse(await asked.Content.ReadAsStringAsync())!);
        }

        static async Task<(int Status, string? Where)> SendAsync(HttpClient http, string token, string said)
        {
            using var answer = await http.PostAsync("/sign-in?handler=Passkey", Form(token, ("Credential", said)));
            return ((int)answer.StatusCode, answer.Headers.Location?.OriginalString);
        }
    }

    private static FormUrlEncodedContent Form(string token, params IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));

    private static JsonObject Sought(Answer making) =>
        new() { ["challenge"] = (string)making["options"]!["challenge"]!, ["rpId"] = "park.example" };

    private async Task<Answer> AskAsync() => await (await _app.Api()).DoAsync("/passkeys/options", new { });

    private async Task<Answer> BringAsync(Answer? asked, JsonObject? credential) =>
        await (await _app.Api()).PostAsync("/passkeys/sign-in", new { ticket = (string?)asked?["ticket"], credential });

    private async Task<(Answer Answer, Answer Asked)> InAsync(SoftAuthenticator device)
    {
        var asked = await AskAsync();
        return (await BringAsync(asked, device.Answer(asked["options"]!)), asked);
    }

    private static async Task<Answer> MakeAsync(Api own, SoftAuthenticator device, string name = "示例设备", object? proof = null)
    {
        var begun = await own.DoAsync("/own/passkeys/options", proof ?? new { });
        return await own.DoAsync(
            "/own/passkeys",
            new
            {
                ticket = (string)begun["ticket"]!,
                name,
                credential = device.Make(begun["options"]!),
            }
        );
    }

    // Nothing was wrong until now.
    private Task AwakeAsync(string user) =>
        _app.ExecuteAsync("UPDATE accounts SET access_failed_count = 0, lockout_end = NULL WHERE user_name = {0}", user);
}
