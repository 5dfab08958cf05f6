using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Satisfaction;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Satisfaction;

/// <summary>Ratings: invited, changed once, frozen when somebody pressed, and complete without a script.</summary>
public sealed class RatingInFullTests
{
    [Test]
    public async Task The_contact_is_invited_some_time_after_the_closure_and_reminded_once_unless_it_has_rated()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.CloseAsync();
        await app.RunAsync("react");
        RatingInvitation invitation;
        await using (var db = app.Db())
        {
            invitation = await db.RatingInvitations.SingleAsync();
        }

        var enterprise = await journey.As("enterprise1");
        app.MoveTo(invitation.NotBefore.AddSeconds(-1));
        Assert.That(await InvitesAsync(), Is.Zero);
        app.MoveTo(invitation.NotBefore);
        Assert.That(await InvitesAsync(), Is.EqualTo(1));

        // Who looks at the link, a person or a scanner, rates nothing.
        var browser = await app.Browser("enterprise1");
        var page = await browser.GetAsync($"/satisfaction/rate/{journey.Case}");
        Assert.That(page.Document.QuerySelectorAll("input[checked]"), Is.Empty, "nothing is chosen");
        await using (var db = app.Db())
        {
            Assert.That(await db.Ratings.AnyAsync(), Is.False);
        }

        await journey.RateAsync(2);
        await app.RunAsync("react");
        app.MoveTo(invitation.RemindAt.AddDays(1));
        Assert.That(await InvitesAsync(), Is.EqualTo(1), "who has rated is not reminded");

        async Task<int> InvitesAsync() =>
            (await enterprise.SeeAsync("/notices"))
                .Each("items", "text")
                .Count(t => t!.Contains("请您评价", StringComparison.Ordinal) || t.Contains("没有收到您的评价", StringComparison.Ordinal));
    }

    [Test]
    public async Task Pressed_by_one_tap_supervision_alone_hears_of_it_and_the_rating_counts_nowhere_until_it_lifts_that()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.CloseAsync();
        await journey.RateAsync(1);
        var browser = await app.Browser("enterprise1");
        var follow = await browser.GetAsync($"/cases/follow/{journey.Case}");
        Assert.That((await follow.Form("form[action*=pressed]").SubmitAsync("PraiseAsked")).Text, Does.Contain("已转督查"));
        var enterprise = await journey.As("enterprise1");
        var once = await enterprise.DoAsync($"{journey.Path}/incidents", new { kind = "PraiseAsked" });
        Assert.That(
            (await enterprise.DoAsync($"{journey.Path}/incidents", new { kind = "praiseAsked" })).Id,
            Is.EqualTo(once.Id),
            "pressed again, it is one"
        );
        await enterprise.DoAsync($"{journey.Path}/incidents", new { kind = "WithdrawalPressed", words = "有人来电劝撤单" });
        (await enterprise.PostAsync($"{journey.Path}/incidents", new { })).MustName("kind");
        foreach (var other in new[] { "commissioner1", "triage", "department1", "leader", "appraiser" })
        {
            (await (await journey.As(other)).GetAsync("/incidents")).MustBe(403);
        }

        await app.RunAsync("react");
        var supervisor = await journey.As("supervisor");
        Assert.That((await supervisor.SeeAsync("/notices")).Each("items", "text"), Has.Exactly(2).Contain("示例企业1"));
        var incidents = (await supervisor.SeeAsync("/incidents")).Each("items", "id");
        Assert.That(incidents, Has.Count.EqualTo(2));
        Assert.That(await CountedAsync(), Is.Null);
        (await supervisor.PostAsync($"/incidents/{incidents[0]}/decisions", new { finding = "Unfounded", lift = true })).MustName("reason");
        await supervisor.DoAsync(
            $"/incidents/{incidents[0]}/decisions",
            new
            {
                finding = "Unfounded",
                lift = true,
                reason = "已核实",
            }
        );
        Assert.That(await CountedAsync(), Is.Null, "the other one freezes it still");
        await supervisor.DoAsync(
            $"/incidents/{incidents[1]}/decisions",
            new
            {
                finding = "Unclear",
                lift = true,
                reason = "已核实",
            }
        );
        Assert.That(await CountedAsync(), Is.EqualTo(Level.VerySatisfied));

        async Task<Level?> CountedAsync()
        {
            await using var db = app.Db();
            return (await db.Ratings.SingleAsync()).Counted;
        }
    }

    [Test]
    public async Task A_rating_is_changed_once_pressed_twice_is_once_and_lowered_it_replaces_at_once()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.CloseAsync();
        var enterprise = await journey.As("enterprise1");
        await journey.RateAsync(2);
        (await enterprise.PostAsync($"{journey.Path}/ratings", new { overall = 2 })).MustBe(200);
        var changed = await enterprise.PostAsync($"{journey.Path}/ratings", new { overall = 4, reason = "又坏了" });
        changed.MustBe(200);
        (await enterprise.PostAsync($"{journey.Path}/ratings", new { overall = 4, reason = "又坏了" })).MustBe(200);
        (await enterprise.PostAsync($"{journey.Path}/ratings", new { overall = 1 })).MustRefuse(409, "RatedAlready");
        var sheet = await enterprise.SeeAsync($"{journey.Path}/ratings");
        Assert.That((string?)sheet["items"]![0]!["first"]!["overall"], Is.EqualTo("Satisfied"));
        Assert.That((string?)sheet["items"]![0]!["change"]!["overall"], Is.EqualTo("Dissatisfied"));
        Assert.That(sheet["items"]![0]!["signs"], Is.Null, "the signs are supervision's");
        await using var db = app.Db();
        Assert.That((await db.Ratings.SingleAsync()).Counted, Is.EqualTo(Level.Dissatisfied));
        Assert.That((await db.Replacements.CountAsync(), await db.PoorRatings.CountAsync()), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_rating_from_a_device_on_which_staff_signed_in_bears_a_sign_for_supervision()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.CloseAsync();
        var shared = await app.Browser("commissioner1");
        await (await shared.GetAsync("/sign-in")).Form().Fill("UserName", "enterprise1").Fill("Password", World.Password).SubmitAsync();
        var page = await shared.GetAsync($"/satisfaction/rate/{journey.Case}");
        await page.FormWith("Overall").Fill("Overall", "1").SubmitAsync();
        var seen = await (await journey.As("supervisor")).SeeAsync($"{journey.Path}/ratings");
        Assert.That((string?)seen["items"]![0]!["signs"], Does.Contain("SameDevice"));
        await using var db = app.Db();
        Assert.That(await db.StaffTraces.Select(t => t.Mark).ToListAsync(), Is.Not.Empty.And.All.Match("^[0-9A-F]{64}$"));
    }

    [Test]
    public async Task The_page_is_whole_without_a_script_and_all_that_it_fetches_is_thirty_kilobytes_at_most()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1, 2, 3, 4]);
        foreach (var department in new[] { 1, 2, 3, 4 })
        {
            await story.CheckInAsync(whistle, department);
            await story.ReportAsync(whistle, department);
            await story.ApproveAsync(whistle, department);
        }

        await story.ProposeAsync();
        await story.PassAsync();
        await story.ConfirmAsync();
        var http = await app.SessionAsync("enterprise1");
        var html = await http.GetByteArrayAsync($"/satisfaction/rate/{story.Case}");
        var page = await (await app.Browser("enterprise1")).SeeAsync($"/satisfaction/rate/{story.Case}");
        var scripts = page.Document.QuerySelectorAll("script").Select(s => s.GetAttribute("src")!).ToList();
        Assert.That(
            scripts,
            Has.Count.EqualTo(1).And.All.Contain("/phone."),
            "it keeps what is typed; all else is done by links and forms"
        );
        var fetched = page
            .Document.QuerySelectorAll("link[rel=stylesheet]")
            .Select(l => l.GetAttribute("href")!)
            .Concat(page.Document.QuerySelectorAll("use").Select(u => u.GetAttribute("href")!.Split('#')[0]))
            .Concat(page.Document.QuerySelectorAll("img").Select(i => i.GetAttribute("src")!))
            .Concat(scripts)
            .Distinct()
            .ToList();
        Assert.That(fetched, Has.Count.EqualTo(3), "a style sheet, the icons and a small script");
        var total = html.Length;
        foreach (var asset in fetched)
        {
            // What is published lies there compressed; the page itself is not, since it holds secrets.
            using var compressed = new MemoryStream();
            await using (
                var stream = new System.IO.Compression.GZipStream(
                    compressed,
                    System.IO.Compression.CompressionLevel.Optimal,
                    leaveOpen: true
                )
            )
            {
                await stream.WriteAsync(await http.GetByteArrayAsync(asset));
            }

            total += (int)compressed.Length;
        }

        TestContext.Out.WriteLine($"{html.Length} bytes of page, {total} in all");
        Assert.That(total, Is.LessThanOrEqualTo(30 * 1024));
    }
}
