using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Security;

/// <summary>A confidential case: supervision deals with it, and to everybody else it does not exist, however late it gets and however it ends.</summary>
public sealed class ConfidentialCases
{
    private const string Title = "示例保密标题翡翠";
    private const string Words = "示例保密正文琥珀";

    private static readonly string[] Others =
    [
        "triage",
        "triage2",
        "commissioner1",
        "commissioner2",
        "leader",
        "hotline",
        "callback",
        "appraiser",
        "department1",
        "enterprise2",
        "sysadmin",
        "secadmin",
        "auditor",
    ];

    [Test]
    public async Task From_its_filing_to_its_end_it_exists_for_supervision_and_its_enterprise_alone()
    {
        await using var app = await TestApp.StartAsync();
        var colleague = await ColleagueAsync(app);
        var owner = await app.Api("enterprise1");
        var filed = await owner.DoAsync(
            "/cases",
            new
            {
                title = Title,
                description = Words,
                category = "Other",
                confidential = true,
            }
        );
        var path = $"/cases/{filed.Id}";
        var number = (string)filed["number"]!;
        var supervisor = await app.Api("supervisor");
        Assert.That((string?)(await supervisor.SeeAsync("/cases?box=confidential"))["items"]![0]!["id"], Is.EqualTo(filed.Id));
        (await (await app.Api("triage")).PostAsync($"{path}/acceptances")).MustRefuse(404, "NotFound");
        (await (await app.Api("commissioner1")).PostAsync($"{path}/acceptances")).MustRefuse(404, "NotFound");
        await MustNotExistAsync(app, filed.Id, number);

        await supervisor.DoAsync($"{path}/acceptances");
        await supervisor.DoAsync(
            $"{path}/contacts",
            new
            {
                means = "call",
                at = app.Clock.GetUtcNow(),
                outcome = Words,
            }
        );
        Assert.That((await supervisor.PostAsync($"{path}/contact-reveals", new { purpose = "Contact" })).Status, Is.EqualTo(200));
        // Everything that is raised, asked for and told because it is late.
        for (var day = 0; day < 30; day++)
        {
            app.Advance(TimeSpan.FromDays(1));
            await app.RunAsync("sweep-deadlines");
        }

        await app.RunAsync("react");
        await app.RunAsync("deliver");
        await MustNotExistAsync(app, filed.Id, number, crawls: true);
        var told = (await (await app.Api("supervisor")).SeeAsync("/notices")).Text;
        Assert.That(told, Does.Contain(number), "supervision is told in the office's place");

        supervisor = await app.Api("supervisor");
        await supervisor.DoAsync(
            $"{path}/closure-proposals",
            new
            {
                takenUpAt = app.Clock.GetUtcNow(),
                spokenWith = "示例联系人",
                spokenAt = app.Clock.GetUtcNow(),
                done = Words,
                solvedAt = app.Clock.GetUtcNow(),
            }
        );
        (await supervisor.PostAsync($"{path}/reviews", new { pass = true })).MustRefuse(409, "ReviewerProposed");
        app.Advance(TimeSpan.FromDays(5));
        await app.RunAsync("sweep-deadlines");
        owner = await app.Api("enterprise1");
        (await (await app.Api(colleague)).GetAsync(path)).MustRefuse(404, "NotFound");
        await owner.DoAsync($"{path}/confirmations", new { outcome = "resolved" });
        (await owner.PostAsync($"{path}/ratings", new { overall = 1 })).MustRefuse(409, "NotOfConfidential");
        await app.RunAsync("react");
        await MustNotExistAsync(app, filed.Id, number);
        await using var db = app.Db();
        Assert.That(await db.Callbacks.CountAsync(), Is.Zero, "nobody is to ring about it");

        // What the machine reads for somebody, as for open pages, though it comes before the Leader otherwise.
        await app.ExecuteAsync("UPDATE cases SET cycle = 4 WHERE id = {0}", Guid.Parse(filed.Id));
        foreach (var user in Others)
        {
            var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.UserName == user);
            var actor = (await db.People.AsNoTracking().SingleAsync(p => (Guid)(object)p.Id == account.Id)).Acting() with
            {
                At = app.Clock.GetUtcNow(),
            };
            Assert.That(await db.Cases.VisibleTo(actor).AnyAsync(), Is.False, user);
        }
    }

    [Test]
    public async Task It_is_filed_by_the_form_and_found_on_supervisions_page()
    {
        await using var app = await TestApp.StartAsync();
        var form = await (await app.Browser("enterprise1")).SeeAsync("/cases/submit");
        var followed = await form.Form()
            .Fill("Category", "Other")
            .Fill("Title", Title)
            .Fill("Description", Words)
            .Fill("Confidential", "true")
            .SubmitAsync();
        Assert.That(followed.Text, Does.Contain("保密").And.Contain("督查"));
        var list = await (await app.Browser("supervisor")).SeeAsync("/confidential");
        Assert.That(list.Text, Does.Contain(Title));
    }

    private static async Task MustNotExistAsync(TestApp app, string id, string number, bool crawls = false)
    {
        List<string> leaks = [];
        foreach (var user in Others)
        {
            List<(string Where, string Text)> said = [];
            // Whoever would come upon another case that is late.
            if (crawls && user is ("triage" or "commissioner1" or "leader" or "hotline"))
            {
                await Everything.CrawlAsync(app, user, ["/", "/cases/all", "/cases/queue", "/notices", "/triage"], said, 40);
            }

            await Everything.CallAsync(app, user, [id], said);
            string[] secrets = [Title, Words, number];
            leaks.AddRange(
                from s in said
                from secret in secrets
                where s.Text.Contains(secret, StringComparison.OrdinalIgnoreCase)
                select $"{user} {s.Where} {secret}"
            );
        }

        Assert.That(leaks, Is.Empty);
    }

    private static async Task<string> ColleagueAsync(TestApp app)
    {
        await app.ExecuteAsync(
            "UPDATE people SET enterprise_id = {0}, roles = {1} WHERE id = {2}",
            app.World.Enterprises[0].Id.Value,
            nameof(Role.EnterpriseUser),
            app.World["enterprise3"].Id.Value
        );
        return "enterprise3";
    }
}
