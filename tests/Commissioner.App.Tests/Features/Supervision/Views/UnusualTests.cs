using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Data.Providers;

namespace Commissioner.App.Tests.Features.Views;

/// <summary>Supervision sees who read unusually: very many cases, at odd times, of enterprises of others; what is usual is not there.</summary>
public sealed class UnusualTests
{
    private static readonly Dictionary<string, string> Few = new()
    {
        ["Commissioner:Unusual:CasesAnHour"] = "3",
        ["Commissioner:Unusual:CasesADay"] = "5",
    };

    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task A_line_a_person_kind_and_day(Engine engine)
    {
        await using var app = await TestApp.StartAsync(engine: engine, settings: Few);
        var journey = new Journey(app);
        await journey.FileAsync();
        var supervisor = await app.Browser("supervisor");
        Assert.That((await supervisor.SeeAsync("/views/unusual")).Texts(".blank"), Has.Count.EqualTo(1), "nothing yet");

        // Its own enterprise at work, and another's: the service office serves those alone that have nobody.
        await RevealAsync(journey, "commissioner1", "contact");
        await RevealAsync(journey, "triage", "verify");
        // Its own twice in the evening, the second beyond midnight in UTC's eyes only.
        app.MoveTo("03-03 20:30");
        await RevealAsync(journey, "commissioner2", "contact");
        app.MoveTo("03-03 21:15");
        await RevealAsync(journey, "commissioner2", "visit");

        var one = Guid.Parse(journey.Case);
        // Four different ones within an hour; four times the same; and six over a day that are three at the most in an hour.
        await OpenAsync(app, "commissioner3", "03-02 10:00", [one, .. Others(3)]);
        await OpenAsync(app, "commissioner4", "03-02 10:00", [one, one, one, one]);
        await OpenAsync(app, "commissioner5", "03-03 00:10", Others(3));
        await OpenAsync(app, "commissioner5", "03-03 23:10", Others(3));
        await OpenAsync(app, "commissioner6", "01-05 10:00", Others(9));

        app.MoveTo("03-04 09:00");
        var found = (await (await app.Api("supervisor")).GetAsync("/views/unusual")).Json!["items"]!.AsArray();
        Assert.That(
            found.Select(l => $"{l!["name"]} {l["what"]} {l["on"]} {l["count"]} {l["firstAt"]} {l["lastAt"]}"),
            Is.EqualTo(
                new[]
                {
                    "示例专员5 ManyInADay 2026-03-03 6 2026-03-02T16:10:00+00:00 2026-03-03T15:12:00+00:00",
                    "示例专员2 OutsideWorkingTime 2026-03-03 2 2026-03-03T12:30:00+00:00 2026-03-03T13:15:00+00:00",
                    "示例专员3 ManyInAnHour 2026-03-02 4 2026-03-02T02:00:00+00:00 2026-03-02T02:03:00+00:00",
                    "示例服务办 NotItsOwn 2026-03-02 1 2026-03-02T01:00:00+00:00 2026-03-02T01:00:00+00:00",
                }
            )
        );

        var first = (await (await app.Api("supervisor")).GetAsync("/views/unusual?take=3")).Json!;
        var second = (await (await app.Api("supervisor")).GetAsync($"/views/unusual?take=3&after={first["next"]}")).Json!;
        Assert.That((string?)second["items"]![0]!["name"], Is.EqualTo("示例服务办"), "the pages follow each other");

        var statements = app.Count();
        var page = await supervisor.SeeAsync("/views/unusual");
        // The lines, the names in them, and the frame's look at the engine.
        Assert.That(statements.Take().Sent, Is.LessThanOrEqualTo(3));
        var link = page.Document.QuerySelectorAll("tbody a").Single(a => a.TextContent == "示例专员3").GetAttribute("href")!;
        var openings = await supervisor.SeeAsync(link);
        Assert.That(openings.Texts("tbody tr"), Has.Count.EqualTo(4));
        Assert.That(openings.Document.QuerySelector($"tbody a[href$='{journey.Case}']"), Is.Not.Null);

        foreach (var other in new[] { "triage", "auditor", "commissioner1", "enterprise1" })
        {
            (await (await app.Api(other)).GetAsync("/views/unusual")).MustBe(403);
        }
    }

    private static async Task RevealAsync(Journey journey, string who, string purpose) =>
        (await (await journey.As(who)).PostAsync($"{journey.Path}/contact-reveals", new { purpose })).MustBe(200);

    private static Guid[] Others(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Commissioner.Domain.Id<UnusualTests>.New().Value)];

    // A minute after another.
    private static async Task OpenAsync(TestApp app, string who, string at, Guid[] cases)
    {
        await using var db = app.Db();
        foreach (var (@case, i) in cases.Select((c, i) => (c, i)))
        {
            db.AuditLog.Add(
                new()
                {
                    At = TestApp.At(at).AddMinutes(i).ToUniversalTime(),
                    PersonId = app.World[who].Id,
                    Roles = "Commissioner",
                    What = "RevealContact",
                    SubjectKind = "Case",
                    SubjectId = @case,
                    Outcome = AuditEntry.Done,
                }
            );
        }

        await db.SaveChangesAsync();
    }
}
