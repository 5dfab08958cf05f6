using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Security;

/// <summary>
/// Who was rated, its backup, a colleague and the department reach neither the rating, nor its reason, nor that somebody asked for another
/// commissioner.
/// </summary>
public sealed class TheRatedReadNothing
{
    private const string Reason = "从来不回电话还推给别人";

    private const string Presser = "司马示";

    // Levels, words and names of what only the enterprise and supervision read.
    private static readonly string[] Secrets =
    [
        Reason,
        Presser,
        "非常不满意",
        "VeryDissatisfied",
        "CaseRated",
        "RatingChanged",
        "PoorRating",
        "ReplacementBegun",
        "\"trigger\"",
        "\"overall\"",
    ];

    [Test]
    public async Task By_no_page_call_file_or_notice()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([1]);
        await story.CheckInAsync(whistle, 1);
        await story.ReportAsync(whistle, 1);
        await story.ApproveAsync(whistle, 1);
        await story.ProposeAsync();
        await story.PassAsync();
        await story.ConfirmAsync();
        var enterprise = await story.As("enterprise1");
        var rated = await enterprise.DoAsync(
            $"{story.Path}/ratings",
            new
            {
                overall = 5,
                commissioner = 5,
                result = 5,
                reason = Reason,
                departments = new[] { new { departmentId = app.World.Departments[0].Id.Value, level = 5 } },
            }
        );
        string replacement;
        await using (var db = app.Db())
        {
            replacement = (await db.Replacements.SingleAsync()).Id.ToString();
        }

        await app.RunAsync("react");
        app.Advance(TimeSpan.FromDays(1));
        await (await story.As("triage")).DoAsync(
            $"/replacements/{replacement}/successors",
            new { personId = app.World["commissioner4"].Id.Value }
        );
        await app.RunAsync("react");

        // Some weeks later somebody of the enterprise presses for yet another one.
        app.MoveTo("03-20 10:00");
        await app.ExecuteAsync(
            "UPDATE people SET name = {0} WHERE id = {1}",
            TestCluster.Keys.Seal(Presser),
            app.World["enterprise1"].Id.Value
        );
        await (await app.Api("enterprise1")).DoAsync($"/enterprises/{app.World.Enterprises[0].Id}/replacements");
        await app.RunAsync("react");
        app.MoveTo("04-02 14:00");
        for (var runs = 0; runs < 20 && await app.RunAsync("roll-up-scores") > 0; runs++) { }

        await app.RunAsync("sweep-deadlines");
        await app.RunAsync("react");
        // Who was replaced, who acted, who follows, a colleague, and the department that was rated, too.
        foreach (var user in new[] { "commissioner1", "commissioner2", "commissioner4", "commissioner3", "department1" })
        {
            var said = new List<(string Where, string Text)>();
            await Everything.CrawlAsync(
                app,
                user,
                [
                    "/",
                    "/cases/queue",
                    "/whistles/inbox",
                    "/cases/all",
                    "/notices",
                    "/replacements/packs",
                    "/scores",
                    "/scores?handler=Export",
                    "/exclusions",
                    "/publications",
                    "/fault-reviews",
                    "/ties",
                    "/orders",
                ],
                said
            );
            await Everything.CallAsync(
                app,
                user,
                [
                    story.Case,
                    whistle.Id,
                    story.Leg(whistle, 1).Split('/')[^1],
                    rated.Id,
                    replacement,
                    app.World.Enterprises[0].Id.ToString(),
                    app.World[user].Id.ToString(),
                    "1",
                ],
                said
            );
            await using (var db = app.Db())
            {
                var person = app.World[user].Id;
                said.AddRange(
                    (await db.Notices.Where(n => n.PersonId == person).ToListAsync()).Select(n =>
                        ("notice", $"{n.Text} {n.Facts} {n.Link}")
                    )
                );
            }

            Assert.That(said, Has.Count.GreaterThan(60));
            using (Assert.EnterMultipleScope())
            {
                foreach (var (where, text) in said)
                {
                    Assert.That(
                        Secrets.Append(rated.Id).Where(s => text.Contains(s, StringComparison.Ordinal)),
                        Is.Empty,
                        $"{user} at {where}"
                    );
                }
            }
        }

        // They are there to be read, and the same calls find them: supervision does.
        var read = new List<(string Where, string Text)>();
        await Everything.CallAsync(app, "supervisor", [story.Case, replacement, app.World.Enterprises[0].Id.ToString()], read);
        var used = Secrets.Where(s => read.Exists(r => r.Text.Contains(s, StringComparison.Ordinal))).ToList();
        Assert.That(used, Has.Count.GreaterThan(3), "the names that are looked for are those that are used: " + string.Join(" ", used));
        Assert.That(read.Exists(r => r.Text.Contains(Reason, StringComparison.Ordinal)), Is.True);
    }
}
