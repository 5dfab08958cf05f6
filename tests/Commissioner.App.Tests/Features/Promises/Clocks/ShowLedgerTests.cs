using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Clocks;

/// <summary>Who held the clock, as each sees it. A working day has 450 minutes.</summary>
public sealed class ShowLedgerTests
{
    [Test]
    public async Task A_case_tells_who_held_it_minute_by_minute_to_everybody_who_may_see_it()
    {
        await using var app = await TestApp.StartAsync();
        var journey = await WalkAsync(app);
        foreach (var user in new[] { "enterprise1", "commissioner1", "triage", "supervisor", "department1" })
        {
            var ledger = await (await journey.As(user)).SeeAsync($"{journey.Path}/ledger");
            using (Assert.EnterMultipleScope())
            {
                // A department reads no reason of an entry that it may not read: then two stretches of one holder are one to it.
                string[] before =
                    user == "department1" ? ["Commissioner 示例专员1 120"] : ["Commissioner 示例专员1 60", "Commissioner 示例专员1 60"];
                Assert.That(
                    ledger["segments"]!.AsArray().Select(s => $"{s!["holder"]!["kind"]} {s["holder"]!["name"]} {s["workingMinutes"]}"),
                    Is.EqualTo(
                        (string[])
                            [
                                .. before,
                                "Department 示例园林绿化处 150",
                                "Department 示例园林绿化处 240",
                                "Commissioner 示例专员1 60",
                                "TriageDesk  60",
                                "Enterprise 示例企业1有限公司 60",
                            ]
                    ),
                    user
                );
                Assert.That(Minutes(ledger, "segments").Sum(), Is.EqualTo(690), user);
                Assert.That(Minutes(ledger, "totals").Sum(), Is.EqualTo(690), user);
                Assert.That((long)ledger["workingMinutes"]!, Is.EqualTo(690), user);
                Assert.That((long)ledger["late"]!["minutes"]!, Is.Zero, user);
                Assert.That(
                    ledger["totals"]!.AsArray().Select(t => $"{t!["holder"]!["kind"]} {t["workingMinutes"]}"),
                    Is.EqualTo(new[] { "Commissioner 180", "Department 390", "TriageDesk 60", "Enterprise 60" }),
                    user
                );
            }
        }

        var department = await (await journey.As("department1")).SeeAsync($"{journey.Path}/ledger");
        Assert.That(
            department.Each("segments", "event"),
            Has.No.Member("CaseSubmitted").And.No.Member("ClosureProposed").And.Member("DepartmentCalled")
        );
        var enterprise = await (await journey.As("enterprise1")).SeeAsync($"{journey.Path}/ledger");
        Assert.That(enterprise.Each("segments", "event"), Has.Member("CaseSubmitted").And.No.Member("ReportApproved"));
    }

    [Test]
    public async Task A_whistle_that_hides_the_enterprise_hides_it_in_the_ledger_too()
    {
        await using var app = await TestApp.StartAsync();
        var journey = await WalkAsync(app, "identityHidden");
        var department = await (await journey.As("department1")).SeeAsync($"{journey.Path}/ledger");
        var page = await (await app.Browser("department1")).SeeAsync($"/cases/ledger/{journey.Case}");
        Assert.That(department.Text + page.Text, Does.Contain("示例园林绿化处").And.Not.Contain("示例企业1").And.Not.Contain("示例诉求"));
    }

    [Test]
    public async Task Who_may_not_see_the_case_finds_no_ledger()
    {
        await using var app = await TestApp.StartAsync();
        var journey = await WalkAsync(app);
        foreach (var user in new[] { "enterprise2", "commissioner4", "department3" })
        {
            (await (await journey.As(user)).GetAsync($"{journey.Path}/ledger")).MustRefuse(404, "NotFound");
            Assert.That((await (await app.Browser(user)).GetAsync($"/cases/ledger/{journey.Case}")).Status, Is.EqualTo(404), user);
        }

        Assert.That((await (await journey.As("sysadmin")).GetAsync($"{journey.Path}/ledger")).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task Lateness_is_charged_to_who_used_more_than_it_was_allowed()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.BeginAsync();
        var whistle = await journey.WhistleAsync([1]);
        await journey.CheckInAsync(whistle, 1);
        app.MoveTo("03-16 18:00");
        await journey.ReportAsync(whistle, 1);
        await journey.ApproveAsync(whistle, 1);
        var ledger = await (await journey.As("enterprise1")).SeeAsync($"{journey.Path}/ledger");
        var shares = ledger["late"]!["shares"]!.AsArray();
        using (Assert.EnterMultipleScope())
        {
            // The promise was 5 days, to 9 March at 18:00; it is late by 5 days more, all in the department's hands.
            Assert.That((long)ledger["late"]!["minutes"]!, Is.EqualTo(5 * 450));
            Assert.That(shares.Select(s => (long)s!["workingMinutes"]!).Sum(), Is.EqualTo(5 * 450));
            Assert.That(
                shares.Select(s => (string?)s!["holder"]!["kind"]),
                Has.No.Member("Commissioner").And.No.Member("Enterprise").And.Member("Department")
            );
        }

        var page = await (await app.Browser("commissioner1")).SeeAsync($"/cases/ledger/{journey.Case}");
        Assert.That(page.Text, Does.Contain("办结承诺超期 37 小时 30 分"));
    }

    [Test]
    public async Task The_page_shows_a_bar_and_a_table_on_both_faces()
    {
        await using var app = await TestApp.StartAsync();
        var journey = await WalkAsync(app);
        foreach (var (user, from) in new[] { ("triage", "show"), ("enterprise1", "follow") })
        {
            var browser = await app.Browser(user);
            var shown = await browser.SeeAsync($"/cases/{from}/{journey.Case}");
            var page = await browser.SeeAsync(shown.Document.QuerySelector("a[href*='/cases/ledger/']")!.GetAttribute("href")!);
            var bar = page.Document.QuerySelectorAll(".ledger-bar .ledger-fill");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(page.Texts("h1"), Is.EqualTo(new[] { "时间账" }));
                Assert.That(
                    page.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"),
                    Does.Contain(from == "show" ? "desk" : "phone")
                );
                Assert.That(bar, Has.Count.EqualTo(7));
                Assert.That(bar.Sum(r => Percent(r, "width")), Is.EqualTo(100).Within(0.01));
                Assert.That(
                    bar.Zip(bar.Skip(1), (one, next) => Percent(one, "x") + Percent(one, "width") - Percent(next, "x")),
                    Is.All.EqualTo(0).Within(0.002),
                    "they touch"
                );
                Assert.That(bar.Select(r => r.GetAttribute("fill")).Distinct().Count(), Is.EqualTo(4), "a filling for each holder");
                Assert.That(page.Texts(".ledger-table tbody tr"), Has.Count.EqualTo(7));
                Assert.That(page.Texts(".ledger-table tfoot td"), Is.EqualTo(new[] { "11 小时 30 分" }));
                Assert.That(
                    page.Document.QuerySelector(".ledger-bar")!.GetAttribute("aria-label"),
                    Does.Contain("示例园林绿化处 6 小时 30 分")
                );
                Assert.That(page.Document.QuerySelectorAll("[style]"), Is.Empty, "the browser would refuse it");
                Assert.That(page.Text, Does.Not.Contain("ledger."));
            }
        }
    }

    // 9:00 filed, 10:00 taken up, 11:00 whistle, next day at 10:00 checked in, 15:30 reported and approved, then an hour each.
    private static async Task<Journey> WalkAsync(TestApp app, string disclosure = "full")
    {
        var journey = new Journey(app);
        await journey.FileAsync();
        app.MoveTo("03-02 10:00");
        await journey.AcceptAsync();
        await journey.ContactAsync();
        app.MoveTo("03-02 11:00");
        var whistle = await journey.WhistleAsync([1], disclosure: disclosure);
        app.MoveTo("03-02 15:00");
        await journey.CheckInAsync(whistle, 1);
        app.MoveTo("03-03 10:00");
        await journey.ReportAsync(whistle, 1);
        await journey.ApproveAsync(whistle, 1);
        app.MoveTo("03-03 11:00");
        await journey.ProposeAsync();
        app.MoveTo("03-03 12:00");
        await journey.PassAsync();
        app.MoveTo("03-03 14:30");
        await journey.ConfirmAsync();
        app.MoveTo("03-20 10:00");
        return journey;
    }

    private static IEnumerable<long> Minutes(Answer ledger, string list) =>
        ledger[list]!.AsArray().Select(s => (long)s!["workingMinutes"]!);

    private static double Percent(AngleSharp.Dom.IElement rect, string name) =>
        double.Parse(rect.GetAttribute(name)!.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture);
}
