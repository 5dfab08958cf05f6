using Commissioner.App.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Calendars;

/// <summary>A year's notice is read from a file, shown as a difference, and counts for nothing before a second person confirms.</summary>
public sealed class ImportYearTests : OnOneApp
{
    [Test]
    public async Task A_notice_as_JSON_is_proposed_and_shows_what_it_changes()
    {
        await using var app = await TestApp.StartAsync();
        var sheet = await app.ProposeAsync("triage", YearFiles.Json(2027, YearFiles.NewYear));
        Assert.That(sheet.Status, Is.EqualTo(201), sheet.ToString());
        var before = await (await app.Api("triage2")).SeeAsync("/calendars");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                ((int)sheet["version"]!, (string?)sheet["source"], (bool)sheet["isMine"]!),
                Is.EqualTo((2, YearFiles.Number, true))
            );
            Assert.That(
                sheet["dates"]!.AsArray().Select(d => $"{d!["on"]} {d["change"]} {d["before"]} > {d["after"]}"),
                Is.EqualTo(
                    new[]
                    {
                        "2026-12-19 Added  > 09:00-12:30, 14:00-18:00",
                        "2027-01-01 Added 09:00-12:30, 14:00-18:00 > ",
                        "2027-01-02 Added  > 09:00-12:30, 14:00-18:00",
                        "2027-01-03 Added  > 09:00-12:30, 14:00-18:00",
                    }
                )
            );
            Assert.That(
                sheet["notices"]!.AsArray().Select(n => $"{n!["year"]} {n["before"]} > {n["after"]}"),
                Is.EqualTo(new[] { $"2027  > {YearFiles.Number}" })
            );
            Assert.That((int)before["items"]![0]!["version"]!, Is.EqualTo(1), "nothing is in force yet");
            Assert.That((int)before["items"]![0]!["lastAssuredYear"]!, Is.EqualTo(2026));
        }
    }

    [TestCase("year,date,name,off\n2027,2027-01-01,元旦,true\n2027,2027-01-02,元旦,false\n")]
    [TestCase("年份,日期,名称,休息\n2027,2027/1/1,元旦,休\n2027,2027/1/2,元旦,班\n")]
    public async Task A_notice_as_a_table_is_proposed_with_days_off_and_make_up_days(string text)
    {
        await using var app = await TestApp.StartAsync();
        var sheet = await app.UploadAsync("triage", "2027.csv", text);
        Assert.That(sheet.Status, Is.EqualTo(201), sheet.ToString());
        (await app.ConfirmAsync("supervisor")).MustBe(201);
        var year = await (await app.Api("commissioner1")).SeeAsync("/calendars/cn-park/years/2027");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                year["days"]!.AsArray().Take(3).Select(d => $"{d!["on"]} {d["kind"]}"),
                Is.EqualTo(new[] { "2027-01-01 Holiday", "2027-01-02 MakeUp", "2027-01-03 DayOff" })
            );
            Assert.That(((bool)year["assured"]!, (string?)year["notice"]), Is.EqualTo((true, YearFiles.Number)));
        }
    }

    [Test]
    public async Task Every_wrong_field_is_told_with_its_row_and_column_and_nothing_is_stored()
    {
        var table = await App.UploadAsync(
            "triage",
            "2027.csv",
            "year,date,name,off\n2027,2027-01-01,元旦,true\n2027,2027-01-01,元旦,true\n2026,2027-01-02,元旦,true\n2027,2026-11-30,元旦,true\n2027,2027-02-30,春节,true\n2027,2027-02-08,,true\n2027,2027-02-09,春节,maybe\n2027,2028-02-01,春节,true\n"
        );
        table.MustRefuse(422, "YearRefused");
        var json = await App.ProposeAsync(
            "triage",
            YearFiles.Json(
                2027,
                ("2027-13-01", "元旦", true),
                ("2027-01-01", "", true),
                ("2027-01-02", "元旦", false),
                ("2027-01-02", "元旦", true)
            )
        );
        json.MustRefuse(422, "YearRefused");
        await using var db = App.Db();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Rows(table),
                Is.EqualTo(
                    new[]
                    {
                        "3 date DateTwice",
                        "4 year YearDiffers",
                        "5 date DateStray",
                        "6 date DateUnreadable",
                        "7 name DayNameMissing",
                        "8 off OffUnreadable",
                        "9 date DateStray",
                    }
                )
            );
            Assert.That(Rows(json), Is.EqualTo(new[] { "1 date DateUnreadable", "2 name DayNameMissing", "4 date DateTwice" }));
            Assert.That(table["rows"]!.AsArray().Select(r => (string?)r!["text"]), Is.All.Not.Empty.And.None.StartsWith("rule."));
            Assert.That(await db.Calendars.CountAsync(), Is.Zero);
        }
    }

    [TestCase("2027.json", "{\"year\": 2027, \"days\": [", "YearFileUnreadable")]
    [TestCase("2027.json", "{\"days\": []}", "YearFileUnreadable")]
    [TestCase("2027.json", "{\"year\": 2027, \"days\": []}", "TableEmpty")]
    [TestCase("2027.csv", "year,date,name\n2027,2027-01-01,x\n", "TableColumnMissing")]
    [TestCase("2027.pdf", "%PDF", "TableUnreadable")]
    [TestCase("2029.csv", "year,date,name,off\n2029,2029-01-01,元旦,true\n", "NoticeYearsAreConsecutive")]
    public async Task A_file_that_is_none_is_refused_as_a_whole(string name, string text, string rule)
    {
        var answer = await App.UploadAsync("triage", name, text);
        answer.MustRefuse(422, rule);
        answer.MustName("file");
    }

    [Test]
    public async Task Without_the_notices_number_nothing_is_taken()
    {
        var answer = await App.UploadAsync("triage", "2027.csv", "year,date,name,off\n2027,2027-01-01,元旦,true\n", null);
        answer.MustRefuse(422, "NoticeNumberMissing");
        answer.MustName("notice");
    }

    [Test]
    public async Task One_proposal_waits_at_a_time_and_who_made_it_may_withdraw_it()
    {
        await using var app = await TestApp.StartAsync();
        var file = YearFiles.Json(2027, YearFiles.NewYear);
        (await app.ProposeAsync("triage", file)).MustBe(201);
        (await app.ProposeAsync("triage2", file)).MustRefuse(409, "ProposalWaits");
        (await (await app.Api("triage2")).DeleteAsync("/calendars/cn-park/proposals/2")).MustRefuse(409, "ProposerWithdraws");
        (await app.ProposeAsync("commissioner1", file)).MustRefuse(403, "MoveNotYours");
        (await (await app.Api("triage")).DeleteAsync("/calendars/cn-park/proposals/2")).MustBe(204);
        (await app.ConfirmAsync("triage2")).MustRefuse(404, "NotFound");
        (await app.ProposeAsync("triage2", file)).MustBe(201);
        (await app.ConfirmAsync("triage")).MustBe(201);
        (await app.ProposeAsync("triage2", file)).MustRefuse(409, "NothingChanges");
    }

    [Test]
    public async Task The_page_reads_a_file_shows_the_difference_and_a_second_person_confirms_it_there()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Browser("triage");
        var form = (await triage.SeeAsync("/calendars/cn-park/import")).FormWith("Notice");
        var refused = await form.Fill("Notice", YearFiles.Number)
            .Attach("File", "2027.csv", "year,date,name,off\n2027,2027-01-01,元旦,vielleicht\n"u8.ToArray())
            .SubmitAsync();
        Assert.That(
            (refused.Status, refused.Texts("td").Contains("2"), refused.FormWith("Notice").Value("Notice")),
            Is.EqualTo((422, true, YearFiles.Number)),
            refused.Text
        );

        var proposed = await refused
            .FormWith("Notice")
            .Attach("File", "2027.json", System.Text.Encoding.UTF8.GetBytes(YearFiles.Json(2027, YearFiles.Whole).ToJsonString()))
            .SubmitAsync();
        Assert.That((proposed.Status, proposed.Path), Is.EqualTo((200, "/calendars/cn-park/proposals/2")), proposed.Text);
        Assert.That(proposed.Text, Does.Contain("2027年1月1日").And.Contain("须由另一人确认"));

        var second = await app.Browser("triage2");
        Assert.That((await second.SeeAsync("/calendars")).Text, Does.Contain("待第二人确认"));
        var done = await (await second.SeeAsync("/calendars/cn-park/proposals/2")).FormWith("Seen").SubmitAsync();
        Assert.That((done.Status, done.Path), Is.EqualTo((200, "/calendars/cn-park")), done.Text);
        Assert.That(done.Text, Does.Contain("第 2 版已生效").And.Contain("示例服务办乙"));
    }

    [Test]
    public async Task A_holiday_may_have_a_long_name()
    {
        await using var app = await TestApp.StartAsync();
        var name = "示例国家为纪念某重大历史事件特别设立的全国统一放假日";
        (await app.ProposeAsync("triage", YearFiles.Json(2027, ("2027-01-01", name, true), ("2027-01-04", new('长', 100), true)))).MustBe(
            201
        );
        (await app.ConfirmAsync("triage2")).MustBe(201);
        var year = await (await app.Api("triage")).SeeAsync("/calendars/cn-park/years/2027");
        Assert.That((string?)year["days"]![0]!["name"], Is.EqualTo(name));
        var tooLong = await app.ProposeAsync("triage", YearFiles.Json(2027, ("2027-01-01", new('长', 101), true)));
        Assert.That(Rows(tooLong), Is.EqualTo(new[] { "1 name DayNameMissing" }));
    }

    [Test]
    public async Task A_day_that_an_amended_notice_gives_back_to_work_is_simply_worked()
    {
        await using var app = await TestApp.StartAsync();
        (await app.ProposeAsync("triage", YearFiles.Json(2027, ("2027-02-05", "春节", true), ("2027-02-10", "春节", true)))).MustBe(201);
        (await app.ConfirmAsync("triage2")).MustBe(201);
        var amended = await app.ProposeAsync(
            "triage",
            YearFiles.Json(2027, ("2027-02-05", "春节", true), ("2027-02-10", "春节", false), ("2027-02-11", "春节", false))
        );
        amended.MustBe(201);
        Assert.That(
            amended["dates"]!.AsArray().Select(d => $"{d!["on"]} {d["change"]} {d["after"]}"),
            Is.EqualTo(new[] { "2027-02-10 Removed 09:00-12:30, 14:00-18:00" }),
            "what is worked anyway changes nothing"
        );
        (await app.ConfirmAsync("triage2", version: 3)).MustBe(201);
        var year = await (await app.Api("triage")).SeeAsync("/calendars/cn-park/years/2027");
        Assert.That(
            year["days"]!
                .AsArray()
                .Where(d => ((string)d!["on"]!).StartsWith("2027-02", StringComparison.Ordinal))
                .Skip(4)
                .Take(7)
                .Select(d => $"{d!["on"]} {d["kind"]}"),
            Is.SupersetOf(new[] { "2027-02-05 Holiday", "2027-02-10 Ordinary", "2027-02-11 Ordinary" })
        );
    }

    [Test]
    public async Task A_year_with_implausibly_few_days_off_is_taken_only_after_it_was_warned_of_and_confirmed()
    {
        await using var app = await TestApp.StartAsync();
        var few = YearFiles.Json(2027, ("2027-01-01", "元旦", true), ("2027-02-05", "春节", true), ("2027-02-08", "春节", true));
        foreach (var said in new bool?[] { null, false })
        {
            var refused = await app.ProposeAsync("triage", few, confirmFew: said);
            refused.MustRefuse(422, "FewDaysOff");
            refused.MustName("confirmFew");
            Assert.That((string?)refused["title"], Does.Contain("2027").And.Contain("3 个放假日期").And.Contain("258 个工作日"));
        }

        var table = string.Join(
            '\n',
            few["days"]!.AsArray().Select(d => $"2027,{d!["date"]},{d["name"]},true").Prepend("year,date,name,off")
        );
        (await app.UploadAsync("triage", "2027.csv", table, confirmFew: false)).MustName("confirmFew");
        (await app.UploadAsync("triage", "2027.csv", table)).MustBe(201);
        var shown = await app.Browser("triage2");
        Assert.That((await shown.SeeAsync("/calendars/cn-park/proposals/2")).Texts(".note-warning"), Has.Some.Contains("258 个工作日"));
        (await (await app.Api("triage")).DeleteAsync("/calendars/cn-park/proposals/2")).MustBe(204);

        var whole = await app.ProposeAsync("triage", YearFiles.Json(2027, YearFiles.Whole), confirmFew: null);
        whole.MustBe(201);
        Assert.That(whole["doubts"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task The_page_asks_to_confirm_few_days_off_by_name()
    {
        await using var app = await TestApp.StartAsync();
        var browser = await app.Browser("triage");
        var file = System.Text.Encoding.UTF8.GetBytes(YearFiles.Json(2027, YearFiles.NewYear).ToJsonString());
        var page = await browser.SeeAsync("/calendars/cn-park/import");
        Assert.That(page.Document.QuerySelector("[name=ConfirmFew]"), Is.Null, "asked only where there is doubt");
        var warned = await page.FormWith("Notice").Fill("Notice", YearFiles.Number).Attach("File", "2027.json", file).SubmitAsync();
        Assert.That(
            (
                warned.Status,
                warned.Document.QuerySelector("#ConfirmFew-error")?.TextContent.Contains("1 个放假日期", StringComparison.Ordinal)
            ),
            Is.EqualTo((422, true)),
            warned.Text
        );
        var taken = await warned.FormWith("Notice").Fill("ConfirmFew", "true").Attach("File", "2027.json", file).SubmitAsync();
        Assert.That((taken.Status, taken.Path), Is.EqualTo((200, "/calendars/cn-park/proposals/2")), taken.Text);
    }

    private static IEnumerable<string> Rows(Answer answer) =>
        answer["rows"]!.AsArray().Select(r => $"{r!["row"]} {r["column"]} {r["code"]}");
}
