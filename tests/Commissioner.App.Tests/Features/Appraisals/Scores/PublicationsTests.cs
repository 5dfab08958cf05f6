using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Enterprises;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Scores;

/// <summary>Figures of a quarter are published once, stay as they were, and are corrected beside themselves.</summary>
public sealed class PublicationsTests
{
    [Test]
    public async Task What_was_published_stays_whatever_changes_and_a_correction_says_why()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        for (var i = 0; i < 6; i++)
        {
            await story.CloseAsync();
        }

        app.MoveTo("04-02 09:00");
        var appraiser = await story.As("appraiser");
        (await appraiser.PostAsync("/publications", new { from = "2026-04-01" })).MustName("from");
        (await appraiser.PostAsync("/publications", new { from = "2026-01-01" })).MustRefuse(409, "LogNotRead");
        while (await app.RunAsync("roll-up-scores") > 0) { }

        await MoreEnterprisesAsync(app);
        foreach (var other in new[] { "supervisor", "leader", "commissioner1", "triage" })
        {
            (await (await story.As(other)).PostAsync("/publications", new { from = "2026-01-01" })).MustBe(403);
        }

        var first = await appraiser.DoAsync("/publications", new { from = "2026-01-01" });
        (await appraiser.PostAsync("/publications", new { from = "2026-01-01" })).MustRefuse(409, "NothingChanged");
        var id = (string)first["shown"]!["id"]!;
        using (Assert.EnterMultipleScope())
        {
            var served = Unit(first, "示例专员1");
            Assert.That((bool)served["suppressed"]!, Is.False);
            Assert.That(Rate(served, "Response"), Is.EqualTo("6/6"));
            Assert.That((bool)Unit(first, "示例专员2")["suppressed"]!, Is.True, "fewer than five enterprises stand behind it");
            Assert.That(Unit(first, "示例专员2")["rates"]!.AsArray(), Is.Empty);
            foreach (var reader in new[] { "enterprise2", "commissioner3", "department1", "leader", "hotline" })
            {
                Assert.That((await (await story.As(reader)).SeeAsync("/publications")).Text, Does.Contain(id), reader);
            }

            (await (await story.As("sysadmin")).GetAsync("/publications")).MustBe(403);
        }

        // What changes later changes nothing of it.
        await using (var db = app.Db())
        {
            await db
                .AppraisalSums.Where(s => s.Kind == UnitKind.Person && s.Measure == Measure.Response)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.Halves, x => x.Halves - 2));
        }

        Assert.That(Rate(Unit(await appraiser.SeeAsync($"/publications/{id}"), "示例专员1"), "Response"), Is.EqualTo("6/6"));
        (await appraiser.PostAsync("/publications", new { from = "2026-01-01" })).MustName("reason");
        var second = await appraiser.DoAsync("/publications", new { from = "2026-01-01", reason = "一件首次联系时间有误" });
        Assert.That(((int)second["shown"]!["revision"]!, second["all"]!.AsArray().Count), Is.EqualTo((2, 2)));

        var page = await (await app.Browser("enterprise2")).SeeAsync($"/publications/{id}");
        Assert.That(page.Text, Does.Contain("这一版已被更正").And.Contain("6 / 6"));
        page = await (await app.Browser("commissioner1")).SeeAsync("/publications");
        Assert.That(page.Text, Does.Contain("一件首次联系时间有误").And.Contain("示例专员1").And.Not.Contain("publish"));
        Assert.That((await (await app.Browser("appraiser")).GetAsync($"/publications/{Id<Publication>.New()}")).Status, Is.EqualTo(404));

        var statements = app.Count();
        await appraiser.SeeAsync("/publications");
        Assert.That(statements.Take().Sent, Is.LessThanOrEqualTo(3));
    }

    [Test]
    public async Task Nothing_is_published_while_an_exclusion_of_the_quarter_is_undecided()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.CloseAsync();
        app.MoveTo("04-02 09:00");
        while (await app.RunAsync("roll-up-scores") > 0) { }

        await (await story.As("commissioner1")).DoAsync(
            "/exclusions",
            new
            {
                caseId = story.Case,
                kind = "FirstContact",
                ground = "ForceMajeure",
                reason = "示例停电",
            }
        );
        (await (await story.As("appraiser")).PostAsync("/publications", new { from = "2026-01-01" })).MustRefuse(
            409,
            "ExclusionsUndecided"
        );
    }

    // A world of four enterprises has nobody behind whom five stand.
    private static async Task MoreEnterprisesAsync(TestApp app)
    {
        await using var db = app.Db();
        var person = app.World["commissioner1"].Id;
        var one = await db.Facts.AsNoTracking().FirstAsync(f => f.PersonId == person && f.Kind == FactKind.FirstContact);
        for (var i = 0; i < 4; i++)
        {
            db.Facts.Add(
                new()
                {
                    OwnerId = Id<Fact>.New().Value,
                    Kind = FactKind.Filed,
                    SubjectId = Id<Fact>.New().Value,
                    Cycle = 1,
                    Day = one.Day,
                    PersonId = one.PersonId,
                    ParkId = one.ParkId,
                    SubParkId = one.SubParkId,
                    EnterpriseId = Id<Enterprise>.New(),
                    Category = one.Category,
                    Why = LeftOut.Counted,
                    Value = 0,
                    SettledAt = one.SettledAt,
                    PolicyVersion = one.PolicyVersion,
                }
            );
        }

        await db.SaveChangesAsync();
    }

    private static System.Text.Json.Nodes.JsonNode Unit(Answer sheet, string name) =>
        sheet["shown"]!["units"]!.AsArray().Single(u => (string?)u!["name"] == name)!;

    private static string Rate(System.Text.Json.Nodes.JsonNode unit, string measure) =>
        unit["rates"]!.AsArray().Where(r => (string?)r!["measure"] == measure).Select(r => $"{r!["k"]}/{r["n"]}").SingleOrDefault() ?? "–";
}
