using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Clocks;

/// <summary>Why a promise is due when it is.</summary>
public sealed class ExplainDueTests() : OnOneApp("09-30 10:00")
{
    [Test]
    public async Task Five_working_days_over_a_holiday_are_told_day_by_day()
    {
        // 2026-09-30 + 5 working days is 10-13, over the National Day and its make-up Saturday (docs/trade.md, Working time).
        var journey = new Journey(App);
        await journey.BeginAsync();
        var due = await (await journey.As("enterprise1")).SeeAsync($"{journey.Path}/clocks/settle/explanation");
        var days = due["days"]!.AsArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)due["limit"]!["period"], Is.EqualTo("5d"));
            Assert.That(
                DateTimeOffset.Parse((string)due["promise"]!["dueAt"]!, System.Globalization.CultureInfo.InvariantCulture),
                Is.EqualTo(TestApp.At("10-13 18:00"))
            );
            Assert.That((string?)due["calendar"]!["code"], Is.EqualTo("cn-park"));
            Assert.That(due["calendar"]!["notices"]!.AsArray(), Has.Count.EqualTo(1));
            Assert.That(days, Has.Count.EqualTo(14));
            Assert.That(
                days.Where(d => (string?)d!["kind"] == "Holiday").Select(d => (string?)d!["date"]),
                Is.EqualTo(Enumerable.Range(1, 7).Select(d => $"2026-10-0{d}"))
            );
            Assert.That(
                days.Where(d => (string?)d!["kind"] == "MakeUp").Select(d => (string?)d!["date"]),
                Is.EqualTo(new[] { "2026-10-10" })
            );
            Assert.That(
                days.Where(d => d!["workingDay"] is not null).Select(d => (int)d!["workingDay"]!),
                Is.EqualTo(new[] { 1, 2, 3, 4, 5 })
            );
            Assert.That(
                days.Sum(d => (long)d!["workingMinutes"]!),
                Is.EqualTo((long)due["workingMinutes"]!).And.EqualTo((long)days[^1]!["sum"]!).And.EqualTo(390 + (5 * 450))
            );
        }
    }

    [Test]
    public async Task The_page_is_reached_from_the_case_and_names_each_day()
    {
        var journey = new Journey(App);
        await journey.BeginAsync();
        foreach (var (user, from) in new[] { ("commissioner1", "show"), ("enterprise1", "follow") })
        {
            var browser = await App.Browser(user);
            var shown = await browser.SeeAsync($"/cases/{from}/{journey.Case}");
            var page = await browser.SeeAsync(shown.Document.QuerySelector("a[href*='/cases/due/']")!.GetAttribute("href")!);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(page.Texts("h2")[0], Is.EqualTo("办结"));
                Assert.That(
                    page.Text,
                    Does.Contain("5 个工作日")
                        .And.Contain("放假（国庆节）")
                        .And.Contain("调休上班")
                        .And.Contain("第 5 个工作日")
                        .And.Contain("09:00–12:30、14:00–18:00")
                        .And.Contain("国办")
                );
                Assert.That(page.Texts(".ledger-table tbody tr"), Has.Count.EqualTo(14));
                Assert.That(page.Document.QuerySelectorAll("[style]"), Is.Empty);
                Assert.That(page.Text, Does.Not.Contain("due.").And.Not.Contain("dayKind."));
            }
        }
    }

    [Test]
    public async Task A_year_without_a_notice_is_said_to_be_pending()
    {
        await using var app = await TestApp.StartAsync(TestApp.At("12-30 10:00"));
        var journey = new Journey(app);
        await journey.BeginAsync();
        var due = await (await journey.As("commissioner1")).SeeAsync($"{journey.Path}/clocks/Settle/explanation");
        Assert.That((bool)due["promise"]!["assured"]!, Is.False);
        Assert.That(
            (await (await app.Browser("commissioner1")).SeeAsync($"/cases/due/{journey.Case}/settle")).Text,
            Does.Contain("待公告确认").And.Contain("还没有公告")
        );
    }

    [Test]
    public async Task Each_leg_s_promise_is_explained_by_itself_and_a_lead_s_by_the_case_s()
    {
        var journey = new Journey(App);
        await journey.BeginAsync();
        var whistle = await journey.WhistleAsync([1, 2]);
        await journey.CheckInAsync(whistle, 1);
        await journey.CheckInAsync(whistle, 2);
        var legs = new[] { 1, 2 }.Select(d => journey.Leg(whistle, d).Split('/')[^1]).ToList();
        var commissioner = await journey.As("commissioner1");
        var lead = await commissioner.SeeAsync($"{journey.Path}/clocks/legResult/explanation?subjectId={legs[0]}");
        var assist = await commissioner.SeeAsync($"{journey.Path}/clocks/legResult/explanation?subjectId={legs[1]}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)lead["promise"]!["departmentName"], Is.EqualTo("示例园林绿化处"));
            Assert.That((string?)lead["limit"]!["period"], Is.Null);
            Assert.That((string?)assist["limit"]!["period"], Is.EqualTo("3d"));
            Assert.That(
                (await (await App.Browser("commissioner1")).SeeAsync($"/cases/due/{journey.Case}/LegResult?of={legs[0]}")).Text,
                Does.Contain("主办部门在整件事到期前一个工作日反馈")
            );
        }
    }

    [Test]
    public async Task A_promise_by_the_clock_on_the_wall_uses_no_windows()
    {
        var journey = new Journey(App);
        await journey.FileAsync(urgency: "emergency");
        var due = await (await journey.As("enterprise1")).SeeAsync($"{journey.Path}/clocks/accept/explanation");
        Assert.That(due["days"]!.AsArray(), Is.Empty);
        Assert.That(
            (await (await App.Browser("enterprise1")).SeeAsync($"/cases/due/{journey.Case}")).Text,
            Does.Contain("15 分钟，不分昼夜")
        );
    }

    [Test]
    public async Task What_one_may_not_see_is_not_explained()
    {
        var journey = new Journey(App);
        await journey.BeginAsync();
        await journey.WhistleAsync([1]);
        (await (await journey.As("enterprise2")).GetAsync($"{journey.Path}/clocks/settle/explanation")).MustRefuse(404, "NotFound");
        (await (await journey.As("department1")).GetAsync($"{journey.Path}/clocks/settle/explanation")).MustRefuse(404, "NotFound");
        (await (await journey.As("triage")).GetAsync($"{journey.Path}/clocks/review/explanation")).MustRefuse(404, "NotFound");
        Assert.That(
            (await (await journey.As("department1")).GetAsync($"{journey.Path}/clocks/checkIn/explanation")).Status,
            Is.EqualTo(200)
        );
        Assert.That((await (await App.Browser("enterprise2")).GetAsync($"/cases/due/{journey.Case}")).Status, Is.EqualTo(404));
        Assert.That((await (await App.Browser("triage")).GetAsync($"/cases/due/{journey.Case}/nonsense")).Status, Is.EqualTo(404));
    }
}
