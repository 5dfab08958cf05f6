using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Calendars;

/// <summary>
/// On the last day of the last year whose notice is known nearly everything is promised for the next: every page and every answer says that
/// it waits for the notice 待公告确认.
/// </summary>
public sealed partial class BeyondTheLastNoticeTests() : OnOneApp("12-31 15:30")
{
    private const string Reservation = "待公告确认";

    private static readonly string[] People =
    [
        "enterprise1",
        "enterprise2",
        "commissioner1",
        "commissioner2",
        "department1",
        "department2",
        "triage",
        "supervisor",
        "leader",
        "hotline",
        "callback",
        "appraiser",
    ];

    private readonly List<Journey> _stories = [];

    [OneTimeSetUp]
    public async Task Promise()
    {
        await Begun();
        var filed = new Journey(App);
        await filed.FileAsync("示例刚提交");
        var called = await Begun();
        var whistle = await called.WhistleAsync([1, 2]);
        await called.CheckInAsync(whistle, 2);
        await (await called.As("commissioner1")).DoAsync($"{called.Leg(whistle, 1)}/escalations", new { reason = "多次联系无回应" });
        var objected = await Begun();
        await objected.ObjectAsync(await objected.WhistleAsync([1]), 1, 2);
        var conferred = await Begun();
        var second = await conferred.WhistleAsync([2]);
        await conferred.ObjectAsync(second, 2, 1);
        await conferred.RuleAsync(second, 2, "Confer");
        var reviewed = await Begun();
        await reviewed.ProposeAsync();
        var confirmed = await Begun();
        await confirmed.ProposeAsync();
        await confirmed.PassAsync();
        var asked = await Begun();
        await (await asked.As("commissioner1")).DoAsync($"{asked.Path}/questions", new { text = "请补充材料" });
        var planned = await Begun();
        await (await planned.As("commissioner1")).DoAsync(
            $"{planned.Path}/plans",
            new
            {
                measures = "示例先行措施",
                departmentId = App.World.Departments[1].Id.Value,
                reviewOn = "2027-02-15",
            }
        );
        var granted = await Begun();
        await (await granted.As("commissioner1")).DoAsync(
            $"{granted.Path}/plans",
            new
            {
                measures = "示例先行措施",
                departmentId = App.World.Departments[1].Id.Value,
                reviewOn = "2027-02-15",
            }
        );
        await (await granted.As("leader")).DoAsync($"{granted.Path}/plans/decisions", new { grant = true });
        var ordered = await Begun();
        await (await ordered.As("supervisor")).DoAsync($"{ordered.Path}/orders", new { to = "Commissioner", demand = "请说明进展" });
        await (await ordered.As("supervisor")).DoAsync(
            "/fault-reviews",
            new
            {
                personName = "示例专员1",
                ground = "falseRecord",
                occasion = "示例经过",
            }
        );
        var rated = new Journey(App);
        await rated.FileAsync("示例差评", by: "enterprise2");
        await rated.AcceptAsync("commissioner2");
        await rated.ContactAsync("commissioner2");
        await rated.ProposeAsync(by: "commissioner2");
        await rated.PassAsync();
        await rated.ConfirmAsync(by: "enterprise2");
        await rated.RateAsync(5, "enterprise2");
        _stories.Add(rated);
        await App.RunAsync("react");
    }

    [Test]
    public async Task Every_page_says_it_beside_every_time_of_that_year()
    {
        Scale.LeaveToTheNight("a crawl of every page; here every shape with a due time says it");
        List<string> bare = [];
        var marked = new Dictionary<string, int>();
        foreach (var user in People)
        {
            List<(string Where, string Text)> pages = [];
            await Everything.CrawlAsync(App, user, Beginnings(user), pages, Scale.Of(250, 50));
            // Whoever sits at the hotline when is agreed by the clock, whatever days are free.
            foreach (var (where, text) in pages.Where(p => !IsNoPromise(p.Where)))
            {
                var page = new HtmlParser().ParseDocument(text);
                foreach (var time in page.QuerySelectorAll("main time[datetime^='2027'][datetime*='T']"))
                {
                    if (time.TextContent.Contains(Reservation, StringComparison.Ordinal))
                    {
                        marked[Room(where)] = marked.GetValueOrDefault(Room(where)) + 1;
                    }
                    else
                    {
                        bare.Add($"{user} {where}: {time.ParentElement!.TextContent.Trim()}");
                    }
                }

                // What is said in sentences, without an element of its own.
                foreach (
                    var said in page.QuerySelectorAll("main p, main li, main dd, main td")
                        .Where(e => e.Children.All(c => c.LocalName is "small" or "span" or "a"))
                        .Select(e => e.TextContent)
                        .Where(t => January().IsMatch(t))
                )
                {
                    if (said.Contains(Reservation, StringComparison.Ordinal))
                    {
                        marked[Room(where)] = marked.GetValueOrDefault(Room(where)) + 1;
                    }
                    else
                    {
                        bare.Add($"{user} {where}: {said.Trim()}");
                    }
                }
            }
        }

        Assert.That(bare.Distinct(), Is.Empty);
        Assert.That(
            marked.Keys,
            Is.SupersetOf(
                new[]
                {
                    "/cases/mine",
                    "/cases/follow",
                    "/cases/queue",
                    "/cases/show",
                    "/cases/due",
                    "/whistles/inbox",
                    "/triage",
                    "/rulings",
                    "/orders",
                    "/opinions",
                    "/closures/review",
                    "/closures/confirm",
                    "/replacements",
                    "/enterprises/mine",
                    "/poor-ratings",
                    "/fault-reviews",
                    "/notices",
                }
            ),
            "the walk came by everywhere"
        );
    }

    private static bool IsNoPromise(string where) =>
        where.StartsWith("/calendars", StringComparison.Ordinal) || where.StartsWith("/hotline/duty", StringComparison.Ordinal);

    [Test]
    public async Task Every_answer_says_it_beside_every_due_time_of_that_year()
    {
        Scale.LeaveToTheNight("a crawl of every call; here every shape with a due time says it");
        List<string> silent = [];
        var told = 0;
        string[] asked = ["commissioner1", "supervisor", "enterprise2", "department1", "triage", "leader", "hotline", "callback"];
        foreach (var user in asked.Take(Scale.Of(asked.Length)))
        {
            List<(string Where, string Text)> answers = [];
            await Everything.CallAsync(App, user, [_stories[1].Case, _stories[^1].Case], answers);
            foreach (var (where, text) in answers.Where(a => !a.Where.StartsWith("/calendars", StringComparison.Ordinal)))
            {
                // Behind the headers; what is no JSON is a table or a file.
                var body = Json().Match(text) is { Success: true } begins ? text[begins.Index..] : "{}";
                foreach (var row in Objects(JsonNode.Parse(body)))
                {
                    var beyond = row.Where(p => DueName().IsMatch(p.Key) && Year(p.Value) >= 2027).Select(p => p.Key).ToList();
                    if (beyond.Count > 0)
                    {
                        told++;
                        if ((bool?)row["assured"] != false)
                        {
                            silent.Add($"{user} {where}: {string.Join(", ", beyond)}");
                        }
                    }
                }
            }
        }

        Assert.That(told, Is.GreaterThan(50));
        Assert.That(silent.Distinct(), Is.Empty);
    }

    [Test]
    public async Task What_no_calendar_moves_is_sure_and_a_notice_that_comes_takes_the_reservation_away()
    {
        await using var app = await TestApp.StartAsync(TestApp.At("12-31 23:55"));
        var emergency = new Journey(app);
        var sheet = await emergency.FileAsync("示例应急", urgency: "emergency");
        Assert.That(
            (sheet.At("nextWordBy")!.Value.Year, (bool)sheet["assured"]!),
            Is.EqualTo((2026, true)),
            "UTC is still in the old year"
        );
        Assert.That(((bool)sheet["nextWordAssured"]!, await ListedAsync(emergency)), Is.EqualTo((true, true)));
        var ordinary = new Journey(app);
        Assert.That((bool)(await ordinary.FileAsync("示例一般"))["assured"]!, Is.False);
        Assert.That(await ListedAsync(ordinary), Is.False);
        var browser = await app.Browser("enterprise1");
        var list = await browser.SeeAsync("/cases/mine");
        Assert.That(list.Texts("li").Single(l => l.Contains("示例应急", StringComparison.Ordinal)), Does.Not.Contain(Reservation));
        Assert.That(list.Texts("li").Single(l => l.Contains("示例一般", StringComparison.Ordinal)), Does.Contain(Reservation));

        (await app.ProposeAsync("triage", YearFiles.Json(2027, YearFiles.Whole))).MustBe(201);
        (await app.ConfirmAsync("triage2")).MustBe(201);
        Assert.That((bool)(await ordinary.SeenBy("enterprise1"))["assured"]!, Is.True);
        Assert.That((await browser.SeeAsync("/cases/mine")).Text, Does.Not.Contain(Reservation));
        Assert.That(await ListedAsync(ordinary), Is.True);

        static async Task<bool> ListedAsync(Journey story) =>
            (bool)
                (await (await story.As("enterprise1")).SeeAsync("/cases?box=mine"))["items"]!
                    .AsArray()
                    .Single(c => (string?)c!["id"] == story.Case)!["assured"]!;
    }

    [Test]
    public async Task Every_shape_with_a_due_time_says_whether_it_is_assured()
    {
        var document = JsonNode.Parse(await Described.TextAsync(App))!;
        var answered = document["paths"]!
            .AsObject()
            .SelectMany(p => p.Value!.AsObject())
            .Select(o => o.Value!["responses"]!.ToJsonString())
            .ToList();
        var shapes = document["components"]!["schemas"]!.AsObject();

        // What is only sent is no promise.
        var reached = new HashSet<string>();
        var open = new Queue<string>(answered.SelectMany(Named));
        while (open.TryDequeue(out var name))
        {
            if (reached.Add(name))
            {
                Named(shapes[name]!.ToJsonString()).ToList().ForEach(open.Enqueue);
            }
        }

        var due = shapes
            .Where(s => reached.Contains(s.Key))
            .Where(s =>
                s.Value!["properties"]?.AsObject().Any(p => DueName().IsMatch(p.Key) && (string?)p.Value!["format"] == "date-time") == true
            )
            .ToList();
        Assert.That(due, Has.Count.GreaterThan(15));
        // A call back is due by the clock on the wall, and an answer about one's own data by the law's days, whatever days are free; the engine's own sign of life is no promise.
        Assert.That(
            due.Where(s => s.Value!["properties"]!["assured"] is null).Select(s => s.Key),
            Is.EqualTo(new[] { "CallToMake", "CanaryLine", "PersonalRequestLine" })
        );
    }

    // A page that says a due time by itself would forget the reservation.
    [Test]
    public void No_page_says_a_due_time_but_through_the_one_that_knows() =>
        Assert.That(
            Product
                .Files("Features", "*.cshtml")
                .SelectMany(f => Product.Read(f).Split('\n').Select((l, i) => (Where: $"{f}:{i + 1}", Line: l)))
                .Where(l => SaidAlone().IsMatch(l.Line))
                .Select(l => $"{l.Where}: {l.Line.Trim()}"),
            Is.Empty
        );

    private async Task<Journey> Begun()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        _stories.Add(story);
        return story;
    }

    private IEnumerable<string> Beginnings(string user) =>
        user.StartsWith("enterprise", StringComparison.Ordinal)
            ?
            [
                "/cases/mine",
                "/enterprises/mine",
                "/notices",
                .. _stories.SelectMany(s => new[] { $"/cases/follow/{s.Case}", $"/closures/confirm/{s.Case}" }),
            ]
            : ["/", "/cases/all", "/notices", "/fault-reviews", .. _stories.Select(s => $"/cases/show/{s.Case}")];

    private static string Room(string path)
    {
        var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return "/" + string.Join('/', parts.Take(parts is ["cases" or "whistles" or "closures" or "enterprises", ..] ? 2 : 1));
    }

    private static int Year(JsonNode? value) =>
        value is JsonValue v
        && v.GetValueKind() == JsonValueKind.String
        && DateTimeOffset.TryParse((string?)v, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at.ToOffset(TimeSpan.FromHours(8)).Year
            : 0;

    private static IEnumerable<string> Named(string json) => Reference().Matches(json).Select(m => m.Groups[1].Value);

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject row => row.SelectMany(p => Objects(p.Value)).Prepend(row),
            JsonArray rows => rows.SelectMany(Objects),
            _ => [],
        };

    [GeneratedRegex("\\[?\\{\"")]
    private static partial Regex Json();

    [GeneratedRegex(
        "^(dueAt|decidedDueAt|nextWordBy|wouldBeDueAt|keepUntil|contestUntil|(answer|contact|correct|review|state|appeal|successor|opinion|ruling|checkIn)By)$"
    )]
    private static partial Regex DueName();

    [GeneratedRegex(
        @"Moments\.Say\((\w+[.!])*(\w*DueAt|NextWordBy|KeepUntil|ContestUntil|(Answer|Contact|Correct|Review|State|Appeal|Successor)By)\b"
    )]
    private static partial Regex SaidAlone();

    [GeneratedRegex(@"(?<!\d)[12]月\d{1,2}日（周.）\d\d:\d\d")]
    private static partial Regex January();

    [GeneratedRegex(@"#/components/schemas/(\w+)")]
    private static partial Regex Reference();
}
