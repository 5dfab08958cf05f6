using System.IO.Compression;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Cases.Cases;

/// <summary>A list is read in either order page by page, and taken along as a table just as it stands.</summary>
public sealed class SortedAndExportedTests : OnOneApp
{
    [Test]
    public async Task Either_order_shows_each_case_once()
    {
        var api = await App.Api("triage");
        for (var i = 0; i < 5; i++)
        {
            await new Journey(App).FileAsync();
            App.Advance(TimeSpan.FromMinutes(i % 2));
        }

        foreach (var (one, other, box) in new[] { ("newest", "oldest", "all"), ("dueFirst", "dueLast", "queue") })
        {
            var there = await AllAsync(api, $"/cases?box={box}&sort={one}&take=2");
            var back = await AllAsync(api, $"/cases?box={box}&sort={other}&take=2");
            Assert.That(there, Is.Unique.And.Count.GreaterThanOrEqualTo(5));
            Assert.That(back, Is.EqualTo(there.Reverse()), $"{other} is {one} the other way round");
            Assert.That(await AllAsync(api, $"/cases?box={box}&take=3"), Is.EqualTo(there), "the list's own order");
        }

        (await api.GetAsync("/cases?sort=loudest")).MustBe(422);
    }

    [Test]
    public async Task A_table_holds_the_list_as_it_is_filtered_and_nothing_else()
    {
        var story = new Journey(App);
        await story.FileAsync(by: "enterprise2", title: "=示例：导出");
        await new Journey(App).FileAsync(by: "enterprise3");
        var own = await (await App.Api("enterprise2")).GetAsync("/cases/export");
        Assert.That(own.MediaType, Is.EqualTo("text/csv"));
        Assert.That(own.Text.Split("\r\n"), Has.Some.Contains("'=示例：导出"), "no formula");
        Assert.That(own.Text, Does.Contain("示例企业2有限公司").And.Not.Contain("示例企业3有限公司"));

        var office = await App.Browser("triage");
        var list = await office.SeeAsync("/cases/all?q=示例：导出&sort=Oldest");
        var link = list.Document.QuerySelectorAll(".exports a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.That(link, Has.Count.EqualTo(2));
        var http = await App.SessionAsync("triage");
        var csv = await http.GetStringAsync(link[1]);
        Assert.That(csv.Trim().Split('\n'), Has.Length.EqualTo(2), "the header, and what was looked for");
        await using var workbook = await http.GetStreamAsync(link[0]);
        using var held = new MemoryStream();
        await workbook.CopyToAsync(held);
        using var zip = new ZipArchive(held);
        Assert.That(zip.Entries.Select(e => e.FullName), Has.Some.Contains("sheet1.xml"));
    }

    private static async Task<IReadOnlyList<string?>> AllAsync(Api api, string path)
    {
        List<string?> ids = [];
        for (string? after = null; ; )
        {
            var page = await api.SeeAsync($"{path}&after={after}");
            ids.AddRange(page.Each("items", "id"));
            if ((after = (string?)page["next"]) is null)
            {
                return ids;
            }
        }
    }
}
