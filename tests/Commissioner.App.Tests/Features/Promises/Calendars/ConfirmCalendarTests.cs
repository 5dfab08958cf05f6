using Commissioner.App.Tests.Harness;
using Commissioner.Data.Providers;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Calendars;

/// <summary>A calendar comes into force by a second person; open promises move in the enterprise's favour, or one by one.</summary>
public sealed class ConfirmCalendarTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task What_favours_the_enterprise_moves_and_the_rest_only_where_it_is_ticked(bool ticked)
    {
        await using var app = await TestApp.StartAsync(TestApp.At("12-28 09:00"));
        var sooner = new Journey(app);
        await sooner.BeginAsync();
        app.MoveTo("12-31 09:00");
        var later = new Journey(app);
        await later.FileAsync();

        var sheet = await app.ProposeAsync("triage", YearFiles.Json(2027, YearFiles.NewYear));
        Assert.That(sheet.Status, Is.EqualTo(201), sheet.ToString());
        var rest = sheet["rest"]!.AsArray().Single(m => (string?)m!["kind"] == "Accept")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                sheet["favour"]!.AsArray().Select(m => $"{m!["kind"]} {Day(m["dueAt"])} > {Day(m["newDueAt"])} {m["assured"]}"),
                Is.EqualTo(new[] { "Settle 2027-01-04 > 2027-01-03 true" })
            );
            Assert.That($"{Day(rest["dueAt"])} > {Day(rest["newDueAt"])}", Is.EqualTo("2027-01-01 > 2027-01-02"));
        }

        object[] approved = ticked ? [(string)rest["clockId"]!] : [];
        var confirmed = await app.ConfirmAsync("triage2", 2, "cn-park", approved);
        confirmed.MustBe(201);
        await using var db = app.Db();
        var accept = await db.Clocks.Include(k => k.Events).SingleAsync(k => k.Kind == PromiseKind.Accept && k.State != ClockState.Stopped);
        var settle = await db.Clocks.Include(k => k.Events).SingleAsync(k => k.Kind == PromiseKind.Settle);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((settle.CalendarVersion, settle.DueAt, settle.Assured), Is.EqualTo((2, Close("2027-01-03"), true)));
            Assert.That(
                settle.Events.Select(e => (e.Kind, e.Reason)),
                Is.EqualTo(new (ClockEventKind, string?)[] { (ClockEventKind.Started, null), (ClockEventKind.Rebased, "Calendar") })
            );
            Assert.That(settle.Events[^1].ById, Is.EqualTo(app.World["triage2"].Id), "by whom it was confirmed");
            Assert.That(
                (accept.CalendarVersion, accept.DueAt, accept.Assured),
                Is.EqualTo(ticked ? (2, Close("2027-01-02"), true) : (1, Close("2027-01-01"), false))
            );
            Assert.That((int)confirmed["moved"]!, Is.EqualTo(ticked ? 2 : 1));
            Assert.That((bool)confirmed["left"]!, Is.False);
        }

        // What is promised from now on goes by the new version; what stayed, by the old one.
        var next = new Journey(app);
        await next.FileAsync(by: "enterprise2");
        var fresh = await db.CaseClocks.SingleAsync(k => k.OwnerId == new Id<Case>(Guid.Parse(next.Case)) && k.Kind == PromiseKind.Accept);
        Assert.That((fresh.CalendarVersion, fresh.DueAt, fresh.Assured), Is.EqualTo((2, Close("2027-01-02"), true)));
        Assert.That((await sooner.SeenBy("supervisor")).At("dueAt"), Is.EqualTo(Close("2027-01-03")), "the case itself says so");
        await app.RunAsync("sweep-deadlines");
        Assert.That(app.Faults, Is.Empty);
    }

    [Test]
    public async Task Two_persons_are_needed_and_a_third_comes_too_late()
    {
        await using var app = await TestApp.StartAsync();
        (await app.ProposeAsync("triage", YearFiles.Json(2027, YearFiles.NewYear))).MustBe(201);
        (await app.ConfirmAsync("triage")).MustRefuse(409, "SecondPersonConfirms");
        (await app.ConfirmAsync("commissioner1")).MustRefuse(403, "MoveNotYours");
        (
            await (await app.Api("triage2")).PostAsync(
                "/calendars/cn-park/proposals/2/confirmations",
                new { proposedAt = "2026-01-01T00:00:00Z" }
            )
        ).MustRefuse(409, "ProposalChanged");
        (await app.ConfirmAsync("triage2")).MustBe(201);
        (await app.ConfirmAsync("supervisor")).MustRefuse(409, "ProposalSettled");
        (await (await app.Api("triage")).DeleteAsync("/calendars/cn-park/proposals/2")).MustRefuse(409, "ProposalSettled");
        var versions = (await (await app.Api("auditor")).SeeAsync("/calendars/cn-park/years/2026"))["versions"]!.AsArray();
        Assert.That(
            versions.Select(v => $"{v!["version"]} {v["source"]} {v["proposedBy"]} {v["confirmedBy"]}"),
            Is.EqualTo(new[] { $"2 {YearFiles.Number} 示例服务办 示例服务办乙", "1   " })
        );
    }

    [TestCaseSource(typeof(TestApp), nameof(TestApp.EveryEngine))]
    public async Task Of_two_who_confirm_at_once_one_wins(Engine engine)
    {
        await using var app = await TestApp.StartAsync(engine: engine);
        (await app.ProposeAsync("triage", YearFiles.Json(2027, YearFiles.NewYear))).MustBe(201);
        var apis = new[] { await app.Api("triage2"), await app.Api("supervisor") };
        var answers = await Task.WhenAll(apis.Select(a => a.PostAsync("/calendars/cn-park/proposals/2/confirmations")));
        Assert.That(
            answers.Select(a => a.Status).Order(),
            Is.EqualTo(new[] { 201, 409 }),
            string.Join(Environment.NewLine, answers.Select(a => a.ToString()))
        );
        await using var db = app.Db();
        Assert.That(await db.Calendars.CountAsync(c => c.InForceAt != null), Is.EqualTo(1));
    }

    [Test]
    public async Task The_database_itself_refuses_a_calendar_that_one_person_put_in_force()
    {
        await using var app = await TestApp.StartAsync();
        (await app.ProposeAsync("triage", YearFiles.Json(2027, YearFiles.NewYear))).MustBe(201);
        Assert.That(
            () => app.ExecuteAsync("UPDATE calendars SET in_force_at = proposed_at, confirmed_by_id = proposed_by_id"),
            Throws.Exception.With.Message.Contains("ck_calendars_two_persons")
        );
    }

    [Test]
    public async Task Another_zone_is_another_version_and_delays_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        var proposed = await (await app.Api("triage")).PostAsync(
            "/calendars/cn-park/proposals",
            new { reason = "示例：改用柏林时间", zone = "Europe/Berlin" }
        );
        proposed.MustBe(201);
        Assert.That(
            ((string?)proposed["zoneBefore"], (string?)proposed["zone"], (int)proposed["favourCount"]!, (int)proposed["restCount"]!),
            Is.EqualTo(("Asia/Shanghai", "Europe/Berlin", 0, 1))
        );
        (await app.ConfirmAsync("triage2")).MustBe(201);
        await using var db = app.Db();
        var accept = await db.Clocks.SingleAsync(k => k.Kind == PromiseKind.Accept);
        var old = await (await app.Api("enterprise1")).SeeAsync(
            "/calendars/cn-park/working-time?from=2026-03-02T09:00:00%2B08:00&add=1d&version=1"
        );
        var now = await (await app.Api("enterprise1")).SeeAsync("/calendars/cn-park/working-time?from=2026-03-02T09:00:00%2B08:00&add=1d");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((accept.CalendarVersion, accept.DueAt), Is.EqualTo((1, TestApp.At("03-03 18:00"))));
            Assert.That(old.At("at"), Is.EqualTo(TestApp.At("03-03 18:00")));
            Assert.That(now.At("at"), Is.EqualTo(TestApp.At("03-04 01:00")), "18:00 in Berlin");
        }
    }

    [Test]
    public async Task Nobody_who_is_in_time_becomes_late_by_other_hours_unless_it_is_ticked()
    {
        await using var app = await TestApp.StartAsync();
        var story = new Journey(app);
        await story.FileAsync();
        app.MoveTo("03-03 17:00");
        var week = Enumerable.Range(1, 5).ToDictionary(d => ((DayOfWeek)d).ToString(), _ => new[] { "09:00-12:30", "14:00-16:00" });
        var sheet = await (await app.Api("triage")).PostAsync("/calendars/cn-park/proposals", new { reason = "示例：提前下班", week });
        sheet.MustBe(201);
        Assert.That(((int)sheet["favourCount"]!, (int)sheet["restCount"]!), Is.EqualTo((0, 1)), sheet.ToString());
        (await app.ConfirmAsync("triage2")).MustBe(201);
        await app.RunAsync("sweep-deadlines");
        await using var db = app.Db();
        var accept = await db.Clocks.SingleAsync(k => k.Kind == PromiseKind.Accept);
        Assert.That((accept.CalendarVersion, accept.DueAt, accept.Level), Is.EqualTo((1, TestApp.At("03-03 18:00"), PromiseLevel.Warned)));
    }

    [Test]
    public async Task A_department_gets_hours_of_its_own_and_its_promises_run_on_them()
    {
        await using var app = await TestApp.StartAsync();
        var week = Enum.GetValues<DayOfWeek>().ToDictionary(d => d.ToString(), _ => new[] { "08:00-20:00" });
        var triage = await app.Api("triage");
        (
            await triage.PostAsync(
                "/calendars/gas-desk/proposals",
                new
                {
                    isNew = true,
                    name = "示例燃气值班",
                    reason = "示例：天天值班",
                    week,
                }
            )
        ).MustBe(201);
        (
            await triage.PostAsync(
                "/calendars/units",
                new { items = new[] { new { unitId = app.World.Departments[0].Id.Value, calendar = "gas-desk" } } }
            )
        ).MustRefuse(422, "CalendarUnknown");
        (await app.ConfirmAsync("triage2", 1, "gas-desk")).MustBe(201);
        (
            await triage.PostAsync(
                "/calendars/units",
                new { items = new[] { new { unitId = app.World.Departments[0].Id.Value, calendar = "gas-desk" } } }
            )
        ).MustBe(204);
        Assert.That((await triage.SeeAsync("/calendars")).Each("items", "name"), Is.EqualTo(new[] { "园区工作日历", "示例燃气值班" }));

        var story = new Journey(app);
        await story.BeginAsync();
        app.MoveTo("03-02 19:00");
        await story.WhistleAsync([1, 2]);
        await using var db = app.Db();
        var legs = await db
            .Clocks.Where(k => k.Kind == PromiseKind.CheckIn)
            .OrderBy(k => k.CalendarCode)
            .Select(k => new { k.CalendarCode, k.DueAt })
            .ToListAsync();
        Assert.That(
            legs.Select(l => (l.CalendarCode, l.DueAt)),
            Is.EqualTo(new[] { ("cn-park", TestApp.At("03-03 14:30")), ("gas-desk", TestApp.At("03-03 11:00")) })
        );
    }

    [Test]
    public async Task Hours_in_which_nobody_works_and_zones_that_there_are_not_are_refused()
    {
        await using var app = await TestApp.StartAsync();
        var triage = await app.Api("triage");
        (
            await triage.PostAsync(
                "/calendars/idle/proposals",
                new
                {
                    isNew = true,
                    name = "示例",
                    reason = "示例",
                    week = new Dictionary<string, string[]>(),
                }
            )
        ).MustRefuse(422, "NoWorkingTime");
        (await triage.PostAsync("/calendars/cn-park/proposals", new { reason = "示例", zone = "Mars/Olympus" })).MustRefuse(
            422,
            "ZoneIsKnown"
        );
        (
            await triage.PostAsync("/calendars/cn-park/proposals", new { reason = "示例", week = new { Monday = new[] { "18:00-09:00" } } })
        ).MustRefuse(422, "WindowsRunForward");
        (
            await triage.PostAsync("/calendars/cn-park/proposals", new { reason = "示例", week = new { Monday = new[] { "morning" } } })
        ).MustRefuse(422, "WindowsUnreadable");
        (await triage.PostAsync("/calendars/cn-park/proposals", new { zone = "Asia/Tokyo" })).MustRefuse(422, "ChangeReasonMissing");
        (
            await triage.PostAsync(
                "/calendars/cn-park/proposals",
                new
                {
                    isNew = true,
                    name = "示例",
                    reason = "示例",
                }
            )
        ).MustRefuse(422, "CalendarCodeWrong");
        (
            await triage.PostAsync(
                "/calendars/Nobody!/proposals",
                new
                {
                    isNew = true,
                    name = "示例",
                    reason = "示例",
                }
            )
        ).MustRefuse(422, "CalendarCodeWrong");
        (await triage.PostAsync("/calendars/nobody/proposals", new { reason = "示例" })).MustRefuse(404, "NotFound");
        await using var db = app.Db();
        Assert.That(await db.Calendars.CountAsync(), Is.Zero);
    }

    private static string Day(System.Text.Json.Nodes.JsonNode? at) =>
        DateTimeOffset
            .Parse((string)at!, System.Globalization.CultureInfo.InvariantCulture)
            .ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Close(string day) =>
        DateTimeOffset.Parse(day + "T18:00:00+08:00", System.Globalization.CultureInfo.InvariantCulture);
}
