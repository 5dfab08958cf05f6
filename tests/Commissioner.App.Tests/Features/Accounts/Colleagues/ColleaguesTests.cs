using System.Text.RegularExpressions;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Commissioner.App.Tests.Jobs;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Colleagues;

/// <summary>An enterprise's owner invites colleagues, lets them go and hands over; whoever is of several enterprises mixes none.</summary>
public sealed class ColleaguesTests
{
    private const string Phone = "13812345678";
    private const string Public = "https://park.example";

    [Test]
    public async Task Whoever_holds_the_invited_number_joins_files_and_is_let_go()
    {
        await using var app = await StartAsync();
        var owner = await app.Api("enterprise1");
        var token = await InviteAsync(app, owner);
        await using (var db = app.Db())
        {
            Assert.That((await db.Invitations.SingleAsync()).TokenHash, Does.Not.Contain(token), "kept as a hash");
        }

        var own = await JoinAsync(app, token);
        (await own.PostAsync("/own/invitations", new { name = "示例", phone = "13800000001" })).MustBe(403);
        await AcceptNoticeAsync(app);
        var filed = await own.DoAsync("/cases", Filing("示例新诉求"));
        var sheet = await owner.SeeAsync("/own/colleagues");
        Assert.That(sheet.Each("people", "name"), Is.EqualTo(new[] { "示例联系人1", "示例同事" }));
        Assert.That(sheet.Each("people", "phone")[1], Is.EqualTo("138****5678"));
        Assert.That(sheet.Each("invitations", "id"), Is.Empty);
        (await owner.PostAsync("/own/invitations", new { name = "示例", phone = Phone })).MustRefuse(409, "IsColleague");

        await app.RunAsync("react");
        var person = sheet.Each("people", "id")[1];
        var stranger = await app.Api("enterprise2");
        (await stranger.PostAsync($"/own/colleagues/{person}/departures")).MustBe(404);
        (await owner.PostAsync($"/own/colleagues/{person}/departures")).MustBe(204);
        (await own.GetAsync("/cases")).MustBe(401);
        (await owner.PostAsync($"/own/colleagues/{person}/departures")).MustBe(404);
        var its = await owner.SeeAsync($"/cases/{filed.Id}");
        Assert.That(its.ToString(), Does.Contain("示例同事"), "what it filed stays under its name");
        await app.ExecuteAsync("DELETE FROM sign_in_tallies");
        Assert.That(await CodeFromAsync(app, await app.Api(), "/sign-in/codes", new { phone = Phone }), Is.Null, "it has no account");

        // Nobody who has left is told what happens to the case.
        var commissioner = await app.Api("commissioner1");
        await using var look = app.Db();
        var before = await NoticesAsync();
        await commissioner.DoAsync($"/cases/{filed.Id}/acceptances");
        await app.RunAsync("react");
        Assert.That(await NoticesAsync(), Is.EqualTo(before));
        Assert.That(app.Logged, Has.None.Contains(token).And.None.Contains(Phone));

        Task<int> NoticesAsync()
        {
            var id = new Commissioner.Domain.Id<Commissioner.Domain.People.Person>(Guid.Parse(person!));
            return look.Notices.CountAsync(n => n.PersonId == id);
        }
    }

    [Test]
    public async Task Used_revoked_expired_unknown_or_brought_from_another_number_it_opens_nothing_and_says_one_thing()
    {
        await using var app = await StartAsync();
        var owner = await app.Api("enterprise1");
        var told = new HashSet<string>();
        async Task RefusedAsync(string token, string phone)
        {
            var api = await app.Api();
            (await api.PostAsync("/sign-in/invitations/codes", new { token, phone })).MustBe(202);
            var answer = await api.PostAsync(
                "/sign-in/invitations",
                new
                {
                    token,
                    phone,
                    code = "123456",
                }
            );
            answer.MustRefuse(401, "SignInRefused");
            told.Add((string)answer["title"]!);
        }

        var used = await InviteAsync(app, owner);
        await JoinAsync(app, used);
        await RefusedAsync(used, Phone);
        var revoked = await InviteAsync(app, owner, "13800000002");
        var open = (await owner.SeeAsync("/own/colleagues")).Each("invitations", "id").Single();
        (await (await app.Api("enterprise2")).PostAsync($"/own/invitations/{open}/revocations")).MustBe(404);
        (await owner.PostAsync($"/own/invitations/{open}/revocations")).MustBe(204);
        (await owner.PostAsync($"/own/invitations/{open}/revocations")).MustRefuse(409, "InvitationIsClosed");
        await RefusedAsync(revoked, "13800000002");
        var replaced = await InviteAsync(app, owner, "13800000003");
        var good = await InviteAsync(app, owner, "13800000003");
        await RefusedAsync(replaced, "13800000003");
        await RefusedAsync(good, "13800000004");
        await RefusedAsync("unknown", "13800000005");

        var browser = await app.Browser();
        var pages = new HashSet<string>();
        foreach (var token in new[] { used, revoked, replaced, "unknown", new string('x', 43) })
        {
            var page = await browser.GetAsync($"/i/{token}");
            Assert.That(page.Status, Is.EqualTo(404));
            pages.Add(page.Document.QuerySelector("main")!.TextContent.Trim());
        }

        Assert.That((pages.Count, told.Count), Is.EqualTo((1, 1)), "one thing is told of all");
        Assert.That(pages.Single(), Does.Contain(told.Single()).And.Not.Contain("示例企业"));
        app.Advance(TimeSpan.FromHours(72));
        Assert.That((await browser.GetAsync($"/i/{good}")).Status, Is.EqualTo(404));
        await RefusedAsync(good, "13800000003");

        // A code that another number has by its own sign-in takes no invitation of this one.
        await app.ExecuteAsync("UPDATE accounts SET phone_number = '13800000007' WHERE user_name = 'enterprise3'");
        var again = await InviteAsync(app, owner, "13800000008");
        var code = await CodeFromAsync(app, await app.Api(), "/sign-in/codes", new { phone = "13800000007" });
        (
            await (await app.Api()).PostAsync(
                "/sign-in/invitations",
                new
                {
                    token = again,
                    phone = "13800000007",
                    code,
                }
            )
        ).MustBe(401);
    }

    [Test]
    public async Task Of_many_who_take_it_at_once_one_joins()
    {
        await using var app = await StartAsync();
        var token = await InviteAsync(app, await app.Api("enterprise1"));
        var node = app.StartNode(new Dictionary<string, string>());
        var (here, there) = (await app.Api(), await app.Api(null, node));
        var code = await CodeFromAsync(app, here, "/sign-in/invitations/codes", new { token, phone = Phone });
        var body = new
        {
            token,
            phone = Phone,
            code,
        };
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => (i % 2 == 0 ? here : there).PostAsync("/sign-in/invitations", body))
        );
        Assert.That(answers.Count(a => a.Status == 200), Is.EqualTo(1), string.Join('\n', answers.Select(a => a.ToString())));
        Assert.That(answers.Where(a => a.Status != 200).Select(a => a.Status), Is.All.EqualTo(401));
        await using var db = app.Db();
        Assert.That(await db.Accounts.CountAsync(a => a.PhoneNumber == Phone), Is.EqualTo(1));
    }

    [Test]
    public async Task Twenty_wait_five_a_day_go_to_a_number_and_many_at_once_are_no_more()
    {
        await using var app = await StartAsync();
        var owner = await app.Api("enterprise1");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 24).Select(i => owner.PostAsync("/own/invitations", new { name = "示例", phone = $"138000001{i:00}" }))
        );
        Assert.That(answers.Count(a => a.Status == 201), Is.EqualTo(20));
        Assert.That(answers.Where(a => a.Status != 201).Select(a => a.Type), Is.All.EqualTo("TooManyInvitations"));
        var other = await app.Api("enterprise2");
        var often = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => other.PostAsync("/own/invitations", new { name = "示例", phone = Phone }))
        );
        Assert.That(often.Count(a => a.Status == 201), Is.EqualTo(5));
        Assert.That(often.Where(a => a.Status != 201).Select(a => a.Type), Is.All.EqualTo("InvitedTooOften"));
        (await other.PostAsync("/own/invitations", new { name = " ", phone = "13800000001" })).MustName("name");
        (await other.PostAsync("/own/invitations", new { name = "示例", phone = "0512-66668888" })).MustName("phone");
        foreach (var user in new[] { "commissioner1", "triage", "supervisor", "secadmin" })
        {
            (await (await app.Api(user)).PostAsync("/own/invitations", new { name = "示例", phone = "13800000001" })).MustBe(403);
        }
    }

    [Test]
    public async Task Where_no_link_would_lead_here_nobody_is_invited()
    {
        await using var app = await TestApp.StartAsync();
        (await (await app.Api("enterprise1")).PostAsync("/own/invitations", new { name = "示例", phone = Phone })).MustRefuse(
            409,
            "NoWayToInvite"
        );
    }

    [Test]
    public async Task Whoever_is_of_two_enterprises_changes_between_them_and_sees_one_at_a_time()
    {
        await using var app = await StartAsync();
        await JoinAsync(app, await InviteAsync(app, await app.Api("enterprise1")));
        var first = await (await app.Api("enterprise1")).DoAsync("/cases", Filing("示例甲"));
        var second = await (await app.Api("enterprise2")).DoAsync("/cases", Filing("示例乙"));
        await app.ExecuteAsync("DELETE FROM sign_in_tallies");
        var own = await JoinAsync(app, await InviteAsync(app, await app.Api("enterprise2")));
        (await own.GetAsync($"/cases/{second.Id}")).MustBe(200);
        (await own.GetAsync($"/cases/{first.Id}")).MustBe(404);
        var listed = await own.SeeAsync("/own/enterprises");
        Assert.That(listed.Each("items", "enterprise"), Is.EqualTo(new[] { "示例企业1有限公司", "示例企业2有限公司" }));
        (await own.PostAsync("/own/enterprises/changes", new { personId = app.World["enterprise3"].Id.ToString() })).MustBe(404);
        (await own.PostAsync("/own/enterprises/changes", new { personId = app.World["enterprise1"].Id.ToString() })).MustBe(404);
        await using var db = app.Db();
        var ends = await db.Sessions.AsNoTracking().OrderByDescending(s => s.BeganAt).Select(s => s.EndsAt).FirstAsync();
        var changed = await own.PostAsync("/own/enterprises/changes", new { personId = listed.Each("items", "id")[0] });
        changed.MustBe(200);
        (await own.GetAsync("/cases")).MustBe(401);
        own.Bear((string)changed["accessToken"]!);
        (await own.GetAsync($"/cases/{first.Id}")).MustBe(200);
        (await own.GetAsync($"/cases/{second.Id}")).MustBe(404);
        var still = await db.Sessions.AsNoTracking().OrderByDescending(s => s.BeganAt).Select(s => s.EndsAt).FirstAsync();
        Assert.That(still, Is.EqualTo(ends).Within(TimeSpan.FromSeconds(1)), "it is not signed in for longer");

        // Whoever knows a password of one account need not hold its number.
        await app.ExecuteAsync($"UPDATE accounts SET phone_number = '{Phone}' WHERE user_name = 'enterprise3'");
        var byPassword = await app.Api("enterprise3");
        Assert.That((await byPassword.SeeAsync("/own/enterprises")).Each("items", "enterprise"), Is.EqualTo(new[] { "示例企业3有限公司" }));
        (await byPassword.PostAsync("/own/enterprises/changes", new { personId = listed.Each("items", "id")[0] })).MustRefuse(
            403,
            "ChangedByCodeOnly"
        );
    }

    [Test]
    public async Task On_the_phone_the_owner_invites_hands_over_and_whoever_joined_is_the_owner()
    {
        await using var app = await StartAsync();
        var desk = await app.Browser("enterprise1");
        var mine = await desk.SeeAsync("/enterprises/mine");
        Assert.That(mine.Document.QuerySelector("a[href$='/colleagues']"), Is.Not.Null);
        var page = await desk.SeeAsync("/colleagues");
        var refused = await page.FormWith("Name").Fill("Name", "示例同事").Fill("Phone", "12").SubmitAsync();
        Assert.That((refused.Status, refused.FormWith("Name").Value("Name")), Is.EqualTo((422, "示例同事")), refused.Text);
        var sent = await refused.FormWith("Name").Fill("Phone", Phone).SubmitAsync();
        Assert.That(sent.Text, Does.Contain("邀请已发出").And.Contain("138****5678"));
        var token = await TokenAsync(app, 1);

        var phone = await app.Browser();
        var asked = await (await phone.SeeAsync($"/i/{token}")).FormWith("Phone").Fill("Phone", Phone).SubmitAsync("获取验证码");
        await Waking.UntilAsync("the code has left", () => Task.FromResult(app.TextMessages.Count >= 2));
        var wrong = await asked.FormWith("Code").Fill("Code", "000000").SubmitAsync("加入");
        Assert.That(wrong.Status, Is.EqualTo(422), wrong.Text);
        var code = Regex.Match(app.TextMessages.Last().Text, @"\d{6}").Value;
        var joined = await wrong.FormWith("Code").Fill("Code", code).SubmitAsync("加入");
        Assert.That(joined.Path, Is.EqualTo("/cases/mine"), joined.Text);
        Assert.That(app.Logged, Has.None.Contains(token).And.None.Contains(code).And.None.Contains(Phone));
        Assert.That((await phone.SeeAsync("/colleagues/change")).Text, Does.Contain("只登记了这一家"));
        Assert.That((await phone.GetAsync("/colleagues")).Status, Is.EqualTo(403));

        var handed = await (await desk.SeeAsync("/colleagues")).Form("form[action*='HandOver']").SubmitAsync();
        Assert.That(handed.Path, Is.EqualTo("/enterprises/mine"));
        await Task.Delay(SessionBook.Remembered + TimeSpan.FromMilliseconds(200));
        Assert.That((await desk.GetAsync("/colleagues")).Status, Is.EqualTo(403));
        var its = await phone.SeeAsync("/colleagues");
        var let = await its.Form("form[action*='LetGo']").SubmitAsync();
        Assert.That(let.Text, Does.Contain("已移出本企业"));
        Assert.That((await desk.GetAsync("/cases/mine")).Path, Is.EqualTo("/sign-in"));
    }

    private static Task<TestApp> StartAsync() =>
        TestApp.StartAsync(settings: new Dictionary<string, string> { ["Commissioner:PublicAddress"] = Public });

    private static object Filing(string title) =>
        new
        {
            title,
            description = title + "：请协助处理。",
            category = "Other",
            urgency = "ordinary",
        };

    // Whoever files has accepted the notice; that is another test's.
    private static Task AcceptNoticeAsync(TestApp app) =>
        app.ExecuteAsync(
            $"INSERT INTO notice_acceptances (person_id, version, at, words_hash) SELECT p.id, {PrivacyNotice.Version}, now(), '' FROM people p WHERE p.enterprise_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM notice_acceptances n WHERE n.person_id = p.id)"
        );

    // Beside the answer it leaves.
    private static async Task<string> TokenAsync(TestApp app, int messages)
    {
        await Waking.UntilAsync("the invitation has left", () => Task.FromResult(app.TextMessages.Count >= messages));
        return Regex.Match(app.TextMessages.Last().Text, Public + @"/i/([\w-]+)").Groups[1].Value;
    }

    private static async Task<string> InviteAsync(TestApp app, Api owner, string phone = Phone)
    {
        var before = app.TextMessages.Count;
        await owner.DoAsync("/own/invitations", new { name = "示例同事", phone });
        return await TokenAsync(app, before + 1);
    }

    // The code that is sent; null where none is within a while.
    private static async Task<string?> CodeFromAsync(TestApp app, Api api, string path, object body)
    {
        var before = app.TextMessages.Count;
        (await api.PostAsync(path, body)).MustBe(202);
        for (var i = 0; i < 50 && app.TextMessages.Count == before; i++)
        {
            await Task.Delay(20);
        }

        return app.TextMessages.Count == before ? null : Regex.Match(app.TextMessages.Last().Text, @"\d{6}").Value;
    }

    private static async Task<Api> JoinAsync(TestApp app, string token, string phone = Phone)
    {
        var api = await app.Api();
        var code = await CodeFromAsync(app, api, "/sign-in/invitations/codes", new { token, phone });
        var session = await api.PostAsync(
            "/sign-in/invitations",
            new
            {
                token,
                phone,
                code,
            }
        );
        session.MustBe(200);
        api.Bear((string)session["accessToken"]!);
        return api;
    }
}
