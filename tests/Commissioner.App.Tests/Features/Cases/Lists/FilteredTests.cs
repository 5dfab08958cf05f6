using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Cases.Lists;

/// <summary>Filters combine, stand in the address, and are the same on the page, in the API and in tables; none tells what is hidden.</summary>
public sealed class FilteredTests : OnOneApp
{
    [Test]
    public async Task Filters_combine_on_the_page_in_the_api_and_in_the_table()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        var whistle = await story.WhistleAsync([5]);
        var other = new Journey(App);
        await other.FileAsync(by: "enterprise3", title: "示例：另一件");
        var office = await App.Api("triage");
        var department = App.World.Departments[4].Id;
        var (east, west) = (App.World.Enterprises[0].ParkId, App.World.Enterprises[2].ParkId);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await FoundAsync(office, $"departmentId={department}"), Is.EqualTo(new[] { story.Case }));
            Assert.That(await FoundAsync(office, $"departmentId={App.World.Departments[3].Id}"), Is.Empty);
            Assert.That(await FoundAsync(office, $"subParkId={east}"), Has.Member(story.Case).And.No.Member(other.Case));
            Assert.That(await FoundAsync(office, $"subParkId={west}"), Has.Member(other.Case).And.No.Member(story.Case));
            Assert.That(await FoundAsync(office, "enterprise=示例企业1"), Has.Member(story.Case).And.No.Member(other.Case));
            Assert.That(await FoundAsync(office, "holder=department"), Has.Member(story.Case).And.No.Member(other.Case));
            Assert.That(
                await FoundAsync(office, $"holder=department&departmentId={department}&enterprise=企业1 有限&subParkId={east}&box=queue"),
                Is.EqualTo(new[] { story.Case })
            );
            Assert.That(await FoundAsync(office, $"departmentId={department}&enterprise=企业3"), Is.Empty);
        }

        (await office.GetAsync("/cases?due=sometime")).MustBe(422);
        (await office.GetAsync("/cases?holder=3")).MustBe(422);

        var address =
            $"?department={department}&enterprise=企业1&subPark={east}&holder=Department&filedFrom=2026-03-02&filedUntil=2026-03-02";
        var page = await (await App.Browser("triage")).SeeAsync("/cases/all" + address);
        Assert.That(page.Texts(".queue-title"), Has.Count.EqualTo(1));
        Assert.That(page.Document.QuerySelector("details.filters-more")!.HasAttribute("open"), Is.True);
        var form = page.Form("form.filters");
        Assert.That(
            (form.Value("department"), form.Value("enterprise"), form.Value("holder")),
            Is.EqualTo((department.ToString(), "企业1", "Department"))
        );
        var export = page.Document.QuerySelectorAll(".exports a")[1].GetAttribute("href")!;
        var csv = await (await App.SessionAsync("triage")).GetStringAsync(export);
        Assert.That(csv.Trim().Split('\n'), Has.Length.EqualTo(2), "the header, and the one case");
        var table = await office.GetAsync($"/cases/export?departmentId={department}&holder=department");
        Assert.That(table.Text.Trim().Split('\n'), Has.Length.EqualTo(2));
        await story.CheckInAsync(whistle, 5);
        await story.ReportAsync(whistle, 5);
        await story.ApproveAsync(whistle, 5);
        Assert.That(await FoundAsync(office, $"departmentId={department}"), Is.Empty, "it owes nothing any more");
    }

    [Test]
    public async Task Days_are_the_parks_days()
    {
        var story = new Journey(App);
        await story.FileAsync();
        var office = await App.Browser("triage");
        async Task<IReadOnlyList<string?>> SeenAsync(string query) =>
            [.. (await office.SeeAsync("/cases/all?size=200&" + query)).Document.QuerySelectorAll(".queue-title").Select(a => a.Id)];
        var mine = $"case-{story.Case}";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await SeenAsync("filedFrom=2026-03-02&filedUntil=2026-03-02"), Has.Member(mine));
            Assert.That(await SeenAsync("filedFrom=2026-03-03"), Is.Empty);
            Assert.That(await SeenAsync("filedUntil=2026-03-01"), Is.Empty);
            Assert.That(await SeenAsync("filedUntil=9999-12-31&filedFrom=0001-01-01"), Has.Member(mine), "days of no park");
            Assert.That(await SeenAsync("due=ThreeDays"), Has.Member(mine), "it is accepted within a day or two");
        }

        await story.AcceptAsync();
        await story.ContactAsync();
        Assert.That(await SeenAsync("due=Today"), Has.No.Member(mine));
    }

    [Test]
    public async Task A_department_learns_nothing_by_filters_or_orders_of_whose_case_is_hidden()
    {
        var story = new Journey(App);
        await story.BeginAsync();
        await story.WhistleAsync([6], disclosure: "identityHidden");
        var open = new Journey(App);
        await open.BeginAsync(enterprise: "enterprise3", commissioner: "commissioner3");
        await open.WhistleAsync([6, 1], by: "commissioner3");
        var department = await App.Api("department6");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await FoundAsync(department, ""), Is.EquivalentTo(new[] { story.Case, open.Case }));
            Assert.That(await FoundAsync(department, "enterprise=示例企业"), Is.EqualTo(new[] { open.Case }));
            Assert.That(await FoundAsync(department, "enterprise=示例企业1"), Is.Empty);
            Assert.That(await FoundAsync(department, $"subParkId={App.World.Enterprises[0].ParkId}"), Is.Empty);
            Assert.That(await FoundAsync(department, "sort=enterpriseUp"), Is.EqualTo(new[] { open.Case }));
            Assert.That(await FoundAsync(department, "sort=enterpriseDown"), Is.EqualTo(new[] { open.Case }));
            Assert.That(
                await FoundAsync(department, $"departmentId={App.World.Departments[5].Id}"),
                Is.EquivalentTo(new[] { story.Case, open.Case })
            );
            Assert.That(await FoundAsync(department, $"departmentId={App.World.Departments[0].Id}"), Is.Empty, "others' legs");
        }
    }

    [Test]
    public async Task Each_order_shows_each_case_once_and_heads_lead_there_and_back()
    {
        var api = await App.Api("triage");
        for (var i = 0; i < 4; i++)
        {
            var story = new Journey(App);
            await story.FileAsync(by: i % 2 == 0 ? "enterprise1" : "enterprise3");
            await story.AcceptAsync(i % 2 == 0 ? "commissioner1" : "commissioner3");
            if (i < 2)
            {
                await (await story.As(i % 2 == 0 ? "enterprise1" : "enterprise3")).DoAsync(
                    $"{story.Path}/withdrawals",
                    new { reason = "示例" }
                );
            }
        }

        foreach (
            var (one, other) in new[]
            {
                ("statusUp", "statusDown"),
                ("enterpriseUp", "enterpriseDown"),
                ("promisedFirst", "promisedLast"),
                ("closedNewest", "closedOldest"),
            }
        )
        {
            var there = await AllAsync(api, $"/cases?sort={one}&take=2");
            Assert.That(there, Is.Unique.And.Count.GreaterThanOrEqualTo(2));
            Assert.That(
                await AllAsync(api, $"/cases?sort={other}&take=3"),
                Is.EqualTo(there.Reverse()),
                $"{other} is {one} the other way round"
            );
        }

        foreach (var wrong in new[] { "t-", "tZZ-00000000000000000000000000000000", "t00-00000000000000000000000000000000", "1-2-3" })
        {
            (await api.GetAsync($"/cases?sort=enterpriseUp&after={wrong}")).MustBe(422);
            (await api.GetAsync($"/cases?sort=statusUp&after={wrong}")).MustBe(422);
        }

        var browser = await App.Browser("triage");
        var page = await browser.SeeAsync("/cases/all?columns=Status,Enterprise,Closed&dense=true&size=100");
        Assert.That(page.Texts(".queue thead th").Skip(1), Is.EqualTo(new[] { "诉求", "企业", "状态", "办结时间" }));
        Assert.That(page.Document.QuerySelector(".queue-dense"), Is.Not.Null);
        Assert.That(page.Document.QuerySelectorAll("th[aria-sort]"), Is.Empty, "it is sorted by a column that is not shown");
        page = await browser.SeeAsync(page.Document.QuerySelector("#sort-Status")!.GetAttribute("href")!);
        Assert.That(page.Document.QuerySelector("#sort-Status")!.Closest("th")!.GetAttribute("aria-sort"), Is.EqualTo("ascending"));
        page = await browser.SeeAsync(page.Document.QuerySelector("#sort-Status")!.GetAttribute("href")!);
        Assert.That(page.Document.QuerySelector("#sort-Status")!.Closest("th")!.GetAttribute("aria-sort"), Is.EqualTo("descending"));
        Assert.That(page.Address, Does.Contain("columns=").And.Contain("dense=true").And.Contain("size=100"));
        var all = (await AllAsync(api, "/cases?take=200")).Count;
        Assert.That(page.Texts(".total"), Is.EqualTo(new[] { $"共 {all} 件" }));
    }

    private static async Task<IReadOnlyList<string?>> FoundAsync(Api api, string filter) =>
        (await api.SeeAsync($"/cases?take=200&{filter}")).Each("items", "id");

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
