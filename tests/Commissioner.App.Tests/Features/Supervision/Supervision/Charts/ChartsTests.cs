using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Commissioner.App.Features.Demo;
using Commissioner.App.Hosting;
using Commissioner.App.Tests.Harness;
using Commissioner.Data.Providers;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Supervision.Charts;

/// <summary>The supervisor's charts of the demo park: what they say follows from facts, leads to cases, and is the same in files.</summary>
public sealed class ChartsTests
{
    private const string Asked = "from=2026-08-10&to=2026-11-20";
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 6, 31, TimeSpan.Zero);
    private static readonly DateOnly From = new(2026, 8, 10);
    private static readonly DateOnly To = new(2026, 11, 20);

    private string _connection = null!;
    private TestApp _app = null!;
    private List<Fact> _facts = null!;
    private JsonNode _sheet = null!;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        _connection = await TestCluster.CreateDatabaseAsync();
        await using (var db = (PostgresDb)TestApp.Open(Engine.Postgres, _connection))
        {
            await db.Database.MigrateAsync();
            await new DemoPark(db, new Promises(ChinaWorkingDays.Default, PromisePolicy.First), new SimulatedClock(Now)).PlayAsync(
                CancellationToken.None
            );
        }

        _app = await TestApp.StartAsync(at: Now, through: _ => _connection);
        while (await _app.RunAsync("roll-up-scores") > 0)
        {
            // A long log takes several runs.
        }

        await using var look = TestApp.Open(Engine.Postgres, _connection);
        _facts = await look.Facts.AsNoTracking().ToListAsync();
        _sheet = (await (await _app.Api("supervisor")).SeeAsync($"/supervision/charts?{Asked}")).Json!;
    }

    [OneTimeTearDown]
    public async Task EmptyAsync()
    {
        await _app.DisposeAsync();
        await TestCluster.DropDatabaseAsync(_connection);
    }

    [Test]
    public async Task Every_figure_is_what_its_facts_add_up_to_in_the_park_and_in_each_part_of_it()
    {
        var supervisor = await _app.Api("supervisor");
        foreach (var place in _sheet["places"]!.AsArray().Select(p => (Guid)p!["id"]!))
        {
            var sheet = (await supervisor.SeeAsync($"/supervision/charts?{Asked}&parkId={place}")).Json!;
            var its = _facts.Where(f => f.ParkId.Value == place || f.SubParkId.Value == place).ToList();
            var months = sheet["months"]!.AsArray();
            Assert.That(months, Has.Count.EqualTo(12));
            Assert.That(
                ((string?)months[0]!["from"], (string?)months[11]!["from"], (string?)months[11]!["to"]),
                Is.EqualTo(("2025-12-01", "2026-11-01", "2026-11-20"))
            );
            using (Assert.EnterMultipleScope())
            {
                foreach (var span in months.Append(sheet["whole"])!)
                {
                    var (from, to) = (
                        DateOnly.Parse((string)span!["from"]!, CultureInfo.InvariantCulture),
                        DateOnly.Parse((string)span["to"]!, CultureInfo.InvariantCulture)
                    );
                    var then = its.Where(f => f.Day >= from && f.Day <= to).ToLookup(f => f.Kind);
                    Assert.That((long)span["filed"]!, Is.EqualTo(then[FactKind.Filed].Count()));
                    MustBe(span["response"]!, Counted(then[FactKind.FirstContact]), f => f.Value > 0 ? 2 : 0);
                    MustBe(span["resolution"]!, Counted(then[FactKind.Outcome]), f => f.Value);
                    MustBe(span["satisfaction"]!, Counted(then[FactKind.Rated]), f => f.Value is >= 1 and <= 3 ? 2 : 0);
                    MustBe(
                        span["silent"]!,
                        then[FactKind.Outcome].Where(f => f.Why is LeftOut.Counted or LeftOut.Unanswered),
                        f => f.Why == LeftOut.Unanswered ? 2 : 0
                    );
                    MustBe(span["replaced"]!, then[FactKind.Replacement], f => 2 * f.Value);
                }

                var inside = its.Where(f => f.Day >= From && f.Day <= To).ToList();
                Assert.That(
                    sheet["hotspots"]!.AsArray().Sum(h => (long)h!["filed"]!),
                    Is.EqualTo(inside.Count(f => f.Kind == FactKind.Filed))
                );
                foreach (var spot in sheet["hotspots"]!.AsArray())
                {
                    var of = inside.Where(f => f.Category == (string?)spot!["category"]).ToList();
                    foreach (var at in spot!["places"]!.AsArray())
                    {
                        Assert.That(
                            (long)at!["count"]!,
                            Is.EqualTo(of.Count(f => f.Kind == FactKind.Filed && f.SubParkId.Value == (Guid)at["parkId"]!))
                        );
                    }

                    MustBe(spot["onTime"]!, Counted(of.Where(f => f.Kind == FactKind.Settle)), f => (f.Value & 1) * 2);
                    MustBe(spot["resolution"]!, Counted(of.Where(f => f.Kind == FactKind.Outcome)), f => f.Value);
                }

                // Departments and holders answer for the whole park, whichever part is looked at.
                foreach (var balance in sheet["departments"]!.AsArray())
                {
                    var of = _facts
                        .Where(f => f.Day >= From && f.Day <= To && f.DepartmentId?.Value == (Guid)balance!["departmentId"]!)
                        .ToLookup(f => f.Kind);
                    Assert.That((long)balance!["called"]!, Is.EqualTo(of[FactKind.CheckIn].Count()));
                    MustBe(balance["checkIn"]!, Counted(of[FactKind.CheckIn]), f => 2 * f.Value);
                    MustBe(balance["objected"]!, of[FactKind.Objection], f => 2 * f.Value);
                    Assert.That((long)balance["lateMinutes"]!, Is.EqualTo(of[FactKind.Lateness].Sum(f => f.Value)));
                }

                var lateness = _facts
                    .Where(f => f.Kind == FactKind.Lateness && f.Day >= From && f.Day <= To)
                    .GroupBy(f => f.DepartmentId is null ? CaseFacts.HolderOf(f.SubjectId) : HolderKind.Department);
                Assert.That(
                    sheet["lateness"]!.AsArray().Select(h => ((string)h!["holder"]!, (long)h["minutes"]!, (long)h["times"]!)),
                    Is.EquivalentTo(lateness.Select(g => (g.Key.ToString(), g.Sum(f => f.Value), g.LongCount())))
                );
            }
        }

        Assert.That(_sheet["lateness"]!.AsArray(), Has.Count.GreaterThan(1), "there is something to compare");
    }

    [Test]
    public async Task Every_number_on_the_page_leads_to_as_many_things_and_they_to_cases_and_their_minutes()
    {
        var (browser, supervisor) = (await _app.Browser("supervisor"), await _app.Api("supervisor"));
        var page = await browser.SeeAsync($"/supervision/charts?{Asked}");
        var seen = 0;
        foreach (var cell in page.Document.QuerySelectorAll(".chart-table td[data-v]").Where(c => c.QuerySelector("a") is not null))
        {
            var (href, number) = (
                cell.QuerySelector("a")!.GetAttribute("href")!,
                decimal.Parse(cell.GetAttribute("data-v")!, CultureInfo.InvariantCulture)
            );
            var red = href.StartsWith("/supervision/red?", StringComparison.Ordinal);
            var path = red
                ? href
                : $"/scores/facts?unitId={href["/scores/".Length..href.IndexOf('?', StringComparison.Ordinal)]}&{href[(href.IndexOf('?', StringComparison.Ordinal) + 1)..]}";
            var rows = await AllAsync(supervisor, path);
            var measure = rows.Count == 0 || red ? "" : (string)rows[0]["kind"]!;
            var column = cell.GetAttribute("data-label");
            var found =
                column == "超期工作分钟" ? rows.Sum(r => (long)r["value"]!)
                : measure == "Outcome" && column is "分子" or "解决件数" && !href.Contains("Unanswered", StringComparison.Ordinal)
                    ? rows.Sum(r => (long)r["value"]!) / 2m
                : rows.Count;
            Assert.That(found, Is.EqualTo(number), $"{column} {href}");
            seen++;
        }

        Assert.That(seen, Is.GreaterThan(150));
        var silent = page.Document.QuerySelector("#silent td[data-label='分子'] a")!.GetAttribute("href")!;
        var behind = await browser.SeeAsync(silent);
        Assert.That(behind.Texts(".note")[0], Does.Contain("解决率").And.Contain("未回应"));
        Assert.That(behind.Texts("td[data-label='计入情况']").Distinct(), Is.EqualTo(new[] { "未回应" }));
        foreach (var place in behind.Document.QuerySelectorAll("[data-rows] tr:first-child a").Select(a => a.GetAttribute("href")!))
        {
            Assert.That((await browser.SeeAsync(place)).Status, Is.EqualTo(200), place);
        }

        var late = await browser.SeeAsync(page.Document.QuerySelector("#red tbody a")!.GetAttribute("href")!);
        Assert.That(late.Texts("[data-rows] tr"), Is.Not.Empty);
        Assert.That(late.Texts("td[data-label='在谁手里']").Distinct(), Is.EqualTo(page.Texts("#red tbody tr:first-child th")));
    }

    [Test]
    public async Task What_is_drawn_and_what_is_in_files_are_the_same_numbers()
    {
        var page = await (await _app.Browser("supervisor")).SeeAsync($"/supervision/charts?{Asked}");
        var session = await _app.SessionAsync("supervisor");
        var sections = page.Document.QuerySelectorAll("section[id]:has(table)").ToList();
        Assert.That(
            sections.Select(s => s.Id),
            Is.EqualTo(
                new[]
                {
                    "red",
                    "lateness",
                    "period",
                    "response",
                    "resolution",
                    "satisfaction",
                    "silent",
                    "replaced",
                    "whistles",
                    "hotspots",
                }
            )
        );
        var book = new WrittenWorkbook(
            await session.GetByteArrayAsync(page.Document.QuerySelector(".page-head-actions a")!.GetAttribute("href"))
        );
        foreach (var section in sections)
        {
            var rows = section
                .QuerySelectorAll("tbody tr")
                .Select(r =>
                    r.Children.Select(c => c.GetAttribute("data-v") is { Length: > 0 } number ? number : Undashed(c.TextContent.Trim()))
                        .ToArray()
                )
                .ToList();
            if (section.Id == "red")
            {
                // A page says an instant without its year, a file with it.
                rows.ForEach(r => r[^1] = "at");
            }

            var bytes = await session.GetByteArrayAsync(section.QuerySelector(".chart-file")!.GetAttribute("href"));
            Assert.That(bytes[..3], Is.EqualTo(Encoding.UTF8.GetPreamble()));
            var csv = ReadCsv(Encoding.UTF8.GetString(bytes[3..])).Skip(1).ToList();
            Assert.That(csv.DistinctBy(r => (r[1], r[2])).Count(), Is.EqualTo(1), "each row says of when it is");
            Assert.That(csv[0][1], Does.Match(@"^\d{4}-\d\d-\d\d$"));
            Assert.That(csv.Select(r => Instantless(r[3..])), Is.EqualTo(rows), section.Id);
            var title = section.QuerySelector("h2")!.TextContent;
            Assert.That(book.Rows(title).Skip(1).Select(Instantless), Is.EqualTo(rows), section.Id);
        }

        Assert.That(
            page.Document.QuerySelectorAll("[data-chart]").Select(c => c.GetAttribute("aria-label")).ToList(),
            Has.Count.EqualTo(9).And.All.Not.Empty
        );
        Assert.That(page.Document.QuerySelectorAll("[style]"), Is.Empty, "the browser refuses it");
        Assert.That(page.Document.QuerySelectorAll("details.chart-table:not([open])"), Is.Empty, "complete without a script");
    }

    private static string Undashed(string text) => text == "–" ? "" : text;

    private static string[] Instantless(IEnumerable<string> row) =>
        [.. row.Select(c => System.Text.RegularExpressions.Regex.IsMatch(c, @"^\d{4}-\d\d-\d\d \d\d:\d\d$") ? "at" : c)];

    private static IEnumerable<Fact> Counted(IEnumerable<Fact> facts) => facts.Where(f => f.Why == LeftOut.Counted);

    private static void MustBe(JsonNode rate, IEnumerable<Fact> counted, Func<Fact, long> halves)
    {
        var all = counted.ToList();
        var anew = new Rate(all.Sum(halves), all.Count, []);
        Assert.That(((decimal)rate["k"]!, (long)rate["n"]!), Is.EqualTo((anew.K, anew.N)), rate.ToJsonString());
        var (value, lower, upper) = anew.N < 5 ? (null, null, null) : (anew.Value, anew.Lower, anew.Upper);
        Assert.That(
            ((decimal?)rate["value"], (decimal?)rate["lower"], (decimal?)rate["upper"]),
            Is.EqualTo((value, lower, upper)),
            rate.ToJsonString()
        );
    }

    private static async Task<List<JsonNode>> AllAsync(Api api, string path)
    {
        List<JsonNode> rows = [];
        string? after = null;
        do
        {
            var page = await api.SeeAsync($"{path}&take=200{(after is null ? "" : "&after=" + after)}");
            rows.AddRange(page["items"]!.AsArray().Select(r => r!));
            after = (string?)page["next"];
        } while (after is not null);

        return rows;
    }

    private static List<string[]> ReadCsv(string text)
    {
        using var source = new StringReader(text);
        using var reader = CsvReader.Create(source, new CsvReaderOptions { HasHeader = false });
        List<string[]> rows = [];
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))]);
        }

        return rows;
    }
}
