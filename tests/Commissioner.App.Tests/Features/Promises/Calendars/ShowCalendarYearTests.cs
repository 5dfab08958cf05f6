using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Calendars;

/// <summary>A year at a glance, and the year that nobody has announced yet.</summary>
public sealed class ShowCalendarYearTests : OnOneApp
{
    [TestCase(2024, 251, "国办发明电〔2023〕7号")]
    [TestCase(2025, 248, null)]
    [TestCase(2026, 248, null)]
    public async Task A_year_shows_its_holidays_make_up_days_and_their_source(int year, int workingDays, string? notice)
    {
        var sheet = await (await App.Api("department1")).SeeAsync($"/calendars/cn-park/years/{year}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)sheet["workingDays"]!, Is.EqualTo(workingDays));
            Assert.That((string?)sheet["notice"], notice is null ? Is.Not.Empty : Is.EqualTo(notice));
            Assert.That(
                sheet["days"]!.AsArray().Count(d => (string?)d!["kind"] is "Ordinary" or "OtherHours" or "MakeUp"),
                Is.EqualTo(workingDays)
            );
            Assert.That(sheet.Each("days", "on"), Has.Count.EqualTo(year == 2024 ? 366 : 365));
        }

        var page = await (await App.Browser("department1")).SeeAsync($"/calendars/cn-park?year={year}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Texts(".month caption"), Has.Count.EqualTo(12));
            Assert.That(page.Document.QuerySelectorAll(".month th[scope=col][abbr]"), Has.Length.EqualTo(84));
            Assert.That(page.Text, Does.Contain((string)sheet["notice"]!).And.Contain("国庆节"));
            Assert.That(page.Document.QuerySelectorAll("[aria-current=date]"), Has.Length.EqualTo(year == 2026 ? 1 : 0));
        }
    }

    [Test]
    public async Task From_1_November_the_missing_notice_is_an_alarm_until_it_is_in_force()
    {
        await using var app = await TestApp.StartAsync(TestApp.At("10-31 23:59"));
        Assert.That(await MissingAsync(), Is.Null);
        Assert.That((await (await app.Browser("leader")).SeeAsync("/calendars")).Texts(".alarm-red"), Is.Empty);
        app.MoveTo("11-01 00:00");
        Assert.That(await MissingAsync(), Is.EqualTo(2027));
        Assert.That(
            (await (await app.Browser("leader")).SeeAsync("/calendars")).Texts(".alarm-red"),
            Is.EqualTo(new[] { "缺 2027 年公告", "缺 2027 年公告" })
        );
        (await app.ProposeAsync("triage", YearFiles.Json(2027, YearFiles.NewYear))).MustBe(201);
        Assert.That(await MissingAsync(), Is.EqualTo(2027), "a proposal is no notice");
        (await app.ConfirmAsync("triage2")).MustBe(201);
        Assert.That(await MissingAsync(), Is.Null);

        async Task<int?> MissingAsync() => (int?)(await (await app.Api("enterprise1")).SeeAsync("/calendars"))["items"]![0]!["missingYear"];
    }

    [Test]
    public async Task What_is_due_beyond_the_last_notice_is_pending_it_and_never_a_guess_that_looks_sure()
    {
        await using var app = await TestApp.StartAsync(TestApp.At("12-28 09:00"));
        var story = new Journey(app);
        await story.BeginAsync();
        var worked = await (await story.As("enterprise1")).SeeAsync(
            "/calendars/cn-park/working-time?from=2026-12-28T09:00:00%2B08:00&add=5d"
        );
        var follow = await (await app.Browser("enterprise1")).SeeAsync($"/cases/follow/{story.Case}");
        var year = await (await app.Browser("triage")).SeeAsync("/calendars/cn-park?year=2027");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((bool)worked["assured"]!, Is.False);
            Assert.That(follow.Text, Does.Contain("待公告确认"));
            Assert.That(year.Texts(".alarm-red"), Has.Some.EqualTo("待公告确认"));
            Assert.That((await (await app.Api("triage")).GetAsync("/calendars/cn-park/years/2027"))["assured"]!.GetValue<bool>(), Is.False);
        }
    }

    [Test]
    public async Task Enterprises_read_which_calendars_there_are_and_nothing_of_their_making()
    {
        var enterprise = await App.Api("enterprise1");
        await enterprise.SeeAsync("/calendars");
        (await enterprise.GetAsync("/calendars/cn-park/years/2026")).MustRefuse(403, "MoveNotYours");
        (await enterprise.GetAsync("/calendars/proposals")).MustRefuse(403, "MoveNotYours");
        (await (await App.Api("leader")).GetAsync("/calendars/nothing/years/2026")).MustRefuse(404, "NotFound");
        (await (await App.Api("leader")).GetAsync("/calendars/cn-park/years/2026?version=9")).MustRefuse(404, "NotFound");
    }

    [Test]
    public async Task Hours_and_choices_are_changed_on_pages()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Browser("triage");
        var form = (await triage.SeeAsync("/calendars/new/hours")).FormWith("NewCode");
        Assert.That(form.Value("Week[Monday]"), Is.EqualTo("09:00-12:30, 14:00-18:00"));
        var wrong = await form.Fill("NewCode", "night-desk")
            .Fill("Name", "示例夜班")
            .Fill("Week[Monday]", "晚上")
            .Fill("Reason", "示例")
            .SubmitAsync();
        Assert.That((wrong.Status, wrong.Text.Contains("看不懂“晚上”", StringComparison.Ordinal)), Is.EqualTo((422, true)), wrong.Text);
        var proposed = await wrong.FormWith("NewCode").Fill("Week[Monday]", "18:00-24:00").SubmitAsync();
        Assert.That(proposed.Path, Is.EqualTo("/calendars/night-desk/proposals/1"), proposed.Text);
        var confirmed = await (await (await app.Browser("supervisor")).SeeAsync(proposed.Path)).FormWith("Seen").SubmitAsync();
        Assert.That(confirmed.Path, Is.EqualTo("/calendars/night-desk"), confirmed.Text);
        var chosen = await (await triage.SeeAsync("/calendars"))
            .FormWith($"Chosen[{app.World.Departments[2].Id}]")
            .Fill($"Chosen[{app.World.Departments[2].Id}]", "night-desk")
            .SubmitAsync();
        Assert.That(chosen.Text, Does.Contain("已保存，1 处有变化"));
        await using var db = app.Db();
        Assert.That(db.Departments.Where(d => d.CalendarCode == "night-desk").Select(d => d.Code), Is.EqualTo(new[] { "D03" }));
    }
}
