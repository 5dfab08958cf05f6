using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Security;

/// <summary>Everybody sees where it is signed in, and ends it.</summary>
public sealed class OwnSessionsTests
{
    [TestCase("Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/126 Mobile Safari MicroMessenger/8.0", "微信 · Android")]
    [TestCase("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit Chrome/126 Safari/537 Edg/126", "Edge · Windows")]
    [TestCase("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit Version/17.5 Mobile Safari", "Safari · iPhone")]
    [TestCase("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko Firefox/127.0", "Firefox · Linux")]
    [TestCase("<script>alert(1)</script>", "")]
    [TestCase("", "")]
    public void A_device_is_said_in_words_of_ours(string agent, string said) =>
        Assert.That(Origin.Of(From(agent, "198.51.100.77")).Device, Is.EqualTo(said));

    [TestCase("198.51.100.77", "198.51.100.0/24")]
    [TestCase("::ffff:198.51.100.77", "198.51.100.0/24")]
    [TestCase("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    public void An_address_is_kept_without_its_end(string address, string kept) =>
        Assert.That(Origin.Of(From("", address)).Network, Is.EqualTo(kept));

    [Test]
    public async Task One_ends_another_or_all_others_and_nobody_elses()
    {
        await using var app = await TestApp.StartAsync();
        var (first, second, third) = (await app.Api("triage"), await app.Api("triage"), await app.Api("triage"));
        var lines = await first.SeeAsync("/own/sessions");
        Assert.That(lines["items"]!.AsArray().Select(l => (bool)l!["isThis"]!).Count(t => t), Is.EqualTo(1));
        Assert.That(lines.Each("items", "network"), Is.All.EqualTo("198.51.100.0/24"));
        var own = (string)(await second.SeeAsync("/own/sessions"))["items"]!.AsArray().Single(l => (bool)l!["isThis"]!)!["id"]!;
        (await (await app.Api("leader")).PostAsync($"/own/sessions/{own}/endings")).MustBe(404);
        (await second.GetAsync("/notices")).MustBe(200);
        (await first.PostAsync($"/own/sessions/{own}/endings")).MustBe(204);
        (await second.GetAsync("/notices")).MustRefuse(401, "NotSignedIn");
        Assert.That((int)(await first.PostAsync("/own/sessions/endings"))["count"]!, Is.EqualTo(1));
        (await third.GetAsync("/notices")).MustRefuse(401, "NotSignedIn");
        (await first.GetAsync("/notices")).MustBe(200);
    }

    [Test]
    public async Task The_page_lists_and_ends_them_at_the_desk_and_on_a_phone()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var user in new[] { "commissioner1", "enterprise1" })
        {
            var other = await app.Api(user);
            var browser = await app.Browser(user);
            var page = await browser.SeeAsync("/logins");
            Assert.That(page.Text, Does.Contain("198.51.100.0/24").And.Contain("本机").And.Contain("其他程序"));
            var ended = await page.FormWith("sessionId").SubmitAsync();
            Assert.That(ended.Text, Does.Contain("已结束"));
            (await other.GetAsync("/notices")).MustBe(401);
            Assert.That((await browser.SeeAsync("/logins")).Document.QuerySelectorAll("[name=sessionId]"), Is.Empty);
        }
    }

    [Test]
    public async Task Staff_that_is_idle_for_a_quarter_of_an_hour_signs_in_anew_and_an_enterprise_has_thirty_days()
    {
        await using var app = await TestApp.StartAsync();
        var (desk, phone) = (await app.Browser("commissioner1"), await app.Browser("enterprise1"));
        await using var db = app.Db();
        var now = await db.NowAsync(CancellationToken.None);
        var sessions = await db.Sessions.AsNoTracking().ToListAsync();
        var staff = sessions.Single(s => s.PersonId == app.World["commissioner1"].Id);
        var enterprise = sessions.Single(s => s.PersonId == app.World["enterprise1"].Id);
        Assert.That(
            (enterprise.IdleAt, enterprise.EndsAt - enterprise.BeganAt),
            Is.EqualTo(((DateTimeOffset?)null, TimeSpan.FromDays(30)))
        );
        Assert.That(
            (staff.IdleAt - staff.BeganAt, staff.EndsAt - staff.BeganAt),
            Is.EqualTo(((TimeSpan?)TimeSpan.FromMinutes(15), TimeSpan.FromHours(12)))
        );

        // Used after ten minutes it has fifteen more; another node reads it, which remembers nothing of before.
        await app.ExecuteAsync("UPDATE sessions SET seen_at = seen_at - interval '10 minutes', idle_at = idle_at - interval '10 minutes'");
        var node = app.StartNode(new Dictionary<string, string>());
        var reading = node.CreateReader();
        await using (reading.Scope)
        {
            Assert.That(await reading.Book.OfAsync(staff.Id, isUsed: true, CancellationToken.None), Is.Not.Null);
            await db.Sessions.Where(s => s.Id == enterprise.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now.AddMinutes(-10)));
            Assert.That(await reading.Book.OfAsync(enterprise.Id, isUsed: false, CancellationToken.None), Is.Not.Null);
        }

        var used = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == staff.Id);
        Assert.That((used.IdleAt - used.SeenAt, used.SeenAt >= staff.SeenAt), Is.EqualTo(((TimeSpan?)TimeSpan.FromMinutes(15), true)));
        var watched = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == enterprise.Id);
        Assert.That(watched.SeenAt, Is.LessThan(now.AddMinutes(-9)), "asking whether it goes on is no use of it");

        await app.ExecuteAsync("UPDATE sessions SET idle_at = now() WHERE idle_at IS NOT NULL");
        var another = app.StartNode(new Dictionary<string, string>()).CreateReader();
        await using (another.Scope)
        {
            Assert.That(await another.Book.OfAsync(staff.Id, isUsed: true, CancellationToken.None), Is.Null);
            Assert.That(await another.Book.OfAsync(enterprise.Id, isUsed: true, CancellationToken.None), Is.Not.Null);
        }
    }

    [Test]
    public async Task An_enterprises_phone_keeps_its_cookie_and_a_desk_does_not()
    {
        await using var app = await TestApp.StartAsync();
        Assert.That(await CookieAsync(app, "enterprise1"), Does.Contain("expires=").IgnoreCase);
        Assert.That(await CookieAsync(app, "commissioner1"), Does.Not.Contain("expires=").IgnoreCase);
    }

    private static async Task<string> CookieAsync(TestApp app, string user)
    {
        using var http = app.Client();
        using var asked = await http.GetAsync("/sign-in");
        var token = System.Text.RegularExpressions.Regex.Match(
            await asked.Content.ReadAsStringAsync(),
            "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\""
        );
        using var let = await http.PostAsync(
            "/sign-in",
            new FormUrlEncodedContent([
                new("UserName", user),
                new("Password", World.Password),
                new("__RequestVerificationToken", token.Groups[1].Value),
            ])
        );
        return let.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("commissioner=", StringComparison.Ordinal));
    }

    private static DefaultHttpContext From(string agent, string address)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.UserAgent = agent;
        context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse(address);
        return context;
    }
}

/// <summary>A node's book of sessions, in a scope of its own.</summary>
internal static class Reading
{
    public static (Microsoft.Extensions.DependencyInjection.AsyncServiceScope Scope, SessionBook Book) CreateReader(
        this IServiceProvider node
    )
    {
        var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateAsyncScope(node);
        return (
            scope,
            Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<SessionBook>(scope.ServiceProvider)
        );
    }
}
