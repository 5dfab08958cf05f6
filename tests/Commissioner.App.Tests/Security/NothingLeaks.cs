using System.Text.RegularExpressions;
using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Security;

/// <summary>
/// What a whistle hides stands nowhere that a called department can reach: no page, no call, no notice, no file, no search.
/// </summary>
public sealed partial class NothingLeaks
{
    private const string Company = "鼎峰示范材料有限公司";
    private const string Contact = "欧阳示";
    private const string Owner = "司马示";
    private const string Phone = "13987654321";

    [Test]
    public async Task Of_a_hidden_enterprise_nothing_and_of_a_hidden_contact_neither_name_nor_number()
    {
        await using var app = await TestApp.StartAsync();
        var enterprise = app.World.Enterprises[0];
        await app.ExecuteAsync(
            "UPDATE enterprises SET name = {0}, contact_name = {1}, contact_phone = {2} WHERE id = {3}",
            Company,
            Contact,
            Phone,
            enterprise.Id.Value
        );
        await app.ExecuteAsync("UPDATE people SET name = {0} WHERE id = {1}", Owner, app.World["enterprise1"].Id.Value);

        // Department 1 is called with the identity hidden, department 3 with the contact hidden; 2 assists the first without a word on it.
        var hidden = await TellAsync(app, "identityHidden", [1, 2]);
        var noContact = await TellAsync(app, "contactHidden", [3]);
        List<string> contact = [Contact, Owner, Phone, "139****4321", "4321"];
        List<string> identity = [.. contact, "鼎峰", enterprise.CreditCode, enterprise.Id.ToString()];
        await MustKeepAsync(app, 1, identity, hidden);
        await MustKeepAsync(app, 2, identity, hidden);
        await MustKeepAsync(app, 3, contact, noContact);

        // And when all is over: reports, words of the enterprise, what was asked of it, a rating.
        foreach (var story in new[] { hidden, noContact })
        {
            await EndAsync(app, story);
        }

        await MustKeepAsync(app, 1, identity, hidden);
        await MustKeepAsync(app, 3, contact, noContact);
    }

    // A case that names its enterprise wherever somebody may write.
    private static async Task<Story> TellAsync(TestApp app, string disclosure, int[] departments)
    {
        var journey = new Journey(app);
        var owner = await journey.As("enterprise1");
        // Of a hidden identity no word of the enterprise's is shown; where only the contact is hidden, its text is shown as it wrote it.
        var hides = disclosure == "identityHidden";
        var file = await owner.UploadAsync(
            hides ? $"{Company}{Contact}{Phone}.pdf" : "附件.pdf",
            System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7\n% {(hides ? Company + Contact : "示例")}\n%%EOF")
        );
        Assert.That(file.Status, Is.EqualTo(201), file.ToString());
        var text = hides ? $"{Company}的{Contact}，电话{Phone}" : Company;
        var filed = await owner.DoAsync(
            "/cases",
            new
            {
                title = text,
                description = text + "请协助",
                category = "Other",
                urgency = "ordinary",
                place = text + "门口",
                attachmentIds = new[] { file.Id },
            }
        );
        var story = new Story(filed.Id, file.Id);
        var path = $"/cases/{story.Case}";
        var commissioner = await journey.As("commissioner1");
        await commissioner.DoAsync($"{path}/acceptances");
        await commissioner.DoAsync(
            $"{path}/contacts",
            new
            {
                means = "call",
                at = app.Clock.GetUtcNow(),
                outcome = "已联系" + text,
            }
        );
        var whistle = await commissioner.DoAsync(
            $"{path}/whistles",
            new
            {
                kind = "routine",
                asked = "请到场处理",
                tried = "已现场查看",
                disclosure,
                legs = departments.Select((d, i) => new { departmentId = app.World.Departments[d - 1].Id.Value, lead = i == 0 }),
            }
        );
        story.Whistle = whistle;
        foreach (var department in departments)
        {
            await journey.CheckInAsync(whistle, department);
            story.Legs.Add((department, journey.Leg(whistle, department)));
        }

        // What supervision demands of the department is its own; what it demands of others and what the Leader writes name whom they like.
        await commissioner.DoAsync($"{story.Legs[0].Path}/escalations", new { reason = "多次联系无回应" });
        await (await journey.As("leader")).DoAsync($"{path}/opinions", new { opinion = $"请今日联系{text}" });
        var supervisor = await journey.As("supervisor");
        await supervisor.DoAsync($"{path}/orders", new { to = "Commissioner", demand = $"请说明{text}一事" });
        await commissioner.DoAsync(
            $"/orders/{(string)(await supervisor.SeeAsync($"{path}/orders"))["items"]![0]!["id"]!}/answers",
            new { answer = $"已联系{text}" }
        );
        await supervisor.DoAsync(
            $"{path}/orders",
            new { departmentId = app.World.Departments[departments[0] - 1].Id.Value, demand = "请说明为何未到场" }
        );
        await commissioner.DoAsync($"{path}/questions", new { text = "请问" + text });
        await owner.DoAsync($"{path}/answers", new { text = "我们是" + text });
        return story;
    }

    private static async Task EndAsync(TestApp app, Story story)
    {
        var journey = new Journey(app);
        var path = $"/cases/{story.Case}";
        var commissioner = await journey.As("commissioner1");
        var own = $"{Company}{Contact}{Phone}";
        app.Advance(TimeSpan.FromDays(2));
        await app.RunAsync("sweep-deadlines");
        foreach (var (department, leg) in story.Legs)
        {
            await (await journey.As($"department{department}")).DoAsync($"{leg}/reports", Elements(app, "现场负责人"));
            await commissioner.DoAsync($"{leg}/approvals");
        }

        await commissioner.DoAsync($"{path}/closure-proposals", Elements(app, own));
        await (await journey.As("triage")).DoAsync($"{path}/reviews", new { pass = true });
        await (await journey.As("enterprise1")).DoAsync($"{path}/confirmations", new { outcome = "resolved", words = own });
        await (await journey.As("enterprise1")).DoAsync($"{path}/ratings", new { overall = 1, reason = own });
    }

    private static object Elements(TestApp app, string spokenWith) =>
        new
        {
            takenUpAt = app.Clock.GetUtcNow(),
            spokenWith,
            spokenAt = app.Clock.GetUtcNow(),
            done = "已处理",
            solvedAt = app.Clock.GetUtcNow(),
        };

    private static async Task MustKeepAsync(TestApp app, int number, List<string> secrets, Story story)
    {
        await app.RunAsync("react");
        var (user, said) = ($"department{number}", new List<(string Where, string Text)>());
        await Everything.CrawlAsync(app, user, ["/", "/whistles/inbox", "/cases/all", "/notices", "/catalogue", "/calendars"], said);
        await Everything.CallAsync(
            app,
            user,
            [
                story.Case,
                story.Attachment,
                story.Whistle!.Id,
                .. story.Legs.Select(l => l.Path.Split('/')[^1]),
                app.World.Enterprises[0].Id.ToString(),
                app.World.Departments[0].Id.ToString(),
                "GREEN",
                "cn-park",
                "1",
                "Settle",
            ],
            said
        );
        await using (var db = app.Db())
        {
            var person = app.World[user].Id;
            said.AddRange(
                (await db.Notices.Where(n => n.PersonId == person).ToListAsync()).Select(n => ("notice", $"{n.Text} {n.Facts} {n.Link}"))
            );
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(said, Has.Count.GreaterThan(30));
            Assert.That(said.Any(s => s.Text.Contains("请到场处理", StringComparison.Ordinal)), Is.True, "something was there to be seen");
            foreach (var (where, whole) in said)
            {
                // Four digits stand in a random id or token now and then.
                var text = Ids().Replace(whole, "");
                Assert.That(secrets.Where(s => text.Contains(s, StringComparison.OrdinalIgnoreCase)), Is.Empty, $"{user} at {where}");
            }

            // Nor is it found by a word that is hidden from it.
            var api = await app.Api(user);
            var browser = await app.Browser(user);
            foreach (var word in secrets.Where(s => s.Length > 1))
            {
                foreach (var box in new[] { "all", "department" })
                {
                    Assert.That(
                        (await api.SeeAsync($"/cases?box={box}&q={word}"))["items"]!.AsArray(),
                        Is.Empty,
                        $"{user} looks in {box} for {word}"
                    );
                }

                Assert.That(
                    (await browser.SeeAsync($"/cases/all?q={word}&Filters.Q={word}&search={word}"))
                        .Texts("tbody tr")
                        .Where(r => secrets.Exists(s => r.Contains(s, StringComparison.Ordinal))),
                    Is.Empty
                );
            }
        }
    }

    private sealed record Story(string Case, string Attachment)
    {
        public Answer? Whistle { get; set; }

        public List<(int Department, string Path)> Legs { get; } = [];
    }

    [GeneratedRegex(
        "[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|[0-9a-z_+/=-]{20,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Ids();
}
