using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commissioner.App.Features.Hotline;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Tests.Features.Cases.Hotline;

/// <summary>An exchange tells of calls; a seat answers, opens cards, speaks for callers, hands them over and calls back.</summary>
public sealed class CallsTests
{
    private const string Secret = "示例密钥-0123456789";

    private TestApp _app = null!;
    private HttpClient _exchange = null!;

    private static Dictionary<string, string> Settings => new() { ["Commissioner:Calls:Secret"] = Secret };

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(settings: Settings);
        _exchange = _app.Client();
    }

    [OneTimeTearDown]
    public async Task End()
    {
        _exchange.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public void Every_move_of_an_enterprise_has_its_form_on_the_seats_desk() =>
        Assert.That(
            CaseWorkflow.Table.Where(r => r.Who.Contains(Role.EnterpriseOwner)).Select(r => r.Move),
            Is.EquivalentTo(CallersMoves.Known)
        );

    [TestCase("/api/v1/calls/events")]
    [TestCase("/hooks/calls")]
    public async Task What_is_not_signed_or_long_ago_is_refused_and_what_is_is_taken_once_in_any_order(string path)
    {
        var call = Id<Call>.New().ToString();
        var now = _app.Clock.GetUtcNow();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await PostAsync(path, Event(call, "ringing"), signature: ""), Is.EqualTo(403));
            Assert.That(await PostAsync(path, Event(call, "ringing"), secret: "另一个密钥"), Is.EqualTo(403));
            Assert.That(await PostAsync(path, Event(call, "ringing"), at: now.AddMinutes(-6)), Is.EqualTo(403));
            Assert.That(await PostAsync(path, "{"), Is.EqualTo(422));
            Assert.That(await PostAsync(path, """{"callId":"x","event":"exploded","at":"2026-03-02T01:00:00Z"}"""), Is.EqualTo(422));
        }

        // The end before the beginning, each twice: one call, answered and over, and nobody is called back.
        foreach (var (what, minute) in new[] { ("hungUp", 3), ("recorded", 3), ("answered", 1), ("ringing", 0) })
        {
            var body = Event(call, what, minute, seat: "hotline", recording: what == "recorded" ? "REC-9" : null);
            Assert.That(await PostAsync(path, body), Is.EqualTo(204));
            Assert.That(await PostAsync(path, body), Is.EqualTo(204));
        }

        await using var db = _app.Db();
        var taken = await db.Calls.SingleAsync(c => c.ExchangeId == call);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (taken.State, taken.SeatId, taken.Recording, taken.ReturnBy),
                Is.EqualTo((CallState.Ended, (Id<Person>?)_app.World["hotline"].Id, "REC-9", (DateTimeOffset?)null))
            );
            Assert.That(taken.BeganAt, Is.EqualTo(now), "the earliest that is known of it");
            Assert.That(await db.Timeline.CountAsync(e => e.SubjectId == taken.Id.Value && e.Name == nameof(CallAnswered)), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_ringing_call_comes_up_opens_its_card_and_the_case_of_its_number()
    {
        var story = new Journey(_app);
        await story.FileAsync(title: "示例来电的诉求", by: "enterprise2");
        var complaint = new Journey(_app);
        await complaint.FileAsync(category: "AboutOfficials", by: "enterprise2");
        var call = await RingAsync("139 0000 0002");
        var seat = await _app.Browser("hotline");
        var desk = await seat.SeeAsync("/hotline");
        Assert.That(desk.Texts("#calls tbody tr"), Has.Some.Contains("示例企业2有限公司"));

        var card = await seat.SeeAsync($"/hotline/card?callId={call}");
        Assert.That(card.Texts("[aria-labelledby='cases'] form[action*='handler=Open']"), Is.Empty, "nobody has the call yet");
        card = await card.Form("form[action*='handler=Answer']").SubmitAsync();
        var cases = card.Texts("[aria-labelledby='cases'] tbody tr");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cases, Has.Some.Contains("示例来电的诉求"));
            Assert.That(
                card.Text,
                Does.Not.Contain((string)(await complaint.SeenBy("triage"))["number"]!),
                "filed by somebody else's number"
            );
            Assert.That(card.Texts("[aria-labelledby='ring'] form")[0], Does.Contain("示例专员2").And.Contain("13910000002"));
        }

        var sheet = await card.Form($"form:has(input[value='{story.Case}'])").SubmitAsync();
        Assert.That(sheet.Text, Does.Contain("示例来电的诉求").And.Contain("撤回诉求"));
        var noted = await card.Form($"form:has(input[value='{_app.World["commissioner2"].Id}'])").SubmitAsync();
        Assert.That(noted.Texts("[role=status]"), Has.Some.Contains("已记下转接"));

        // What is another seat's is not found by this one, and is opened by nobody else.
        (await (await _app.Api("triage")).PostAsync("/hotline/openings", new { caseId = story.Case, callId = call })).MustBe(403);
        var looks = await (await _app.Api("enterprise2")).SeeAsync($"/enterprises/{_app.World.Enterprises[1].Id}/views");
        Assert.That(looks.Each("items", "purpose"), Does.Contain("CallersNumber"));
    }

    [Test]
    public async Task A_number_of_several_enterprises_is_asked_about_and_an_unknown_one_is_looked_for()
    {
        await using (var db = _app.Db())
        {
            var names = new[] { "示例企业3有限公司", "示例企业4有限公司" };
            await db
                .Enterprises.Where(e => names.Contains(e.Name))
                .ExecuteUpdateAsync(u => u.SetProperty(e => e.ContactPhone, "13900000003/0512-66668888-801"));
        }

        var several = await RingAsync("0512-66668888");
        var seat = await _app.Browser("hotline");
        var card = await seat.SeeAsync($"/hotline/card?callId={several}");
        Assert.That(card.Texts("main tbody a"), Is.EquivalentTo(new[] { "示例企业3有限公司", "示例企业4有限公司" }));

        var unknown = await RingAsync("13700001234");
        card = await seat.SeeAsync($"/hotline/card?callId={unknown}&q={Uri.EscapeDataString("示例企业1")}");
        Assert.That(card.Texts("main tbody a"), Is.EqualTo(new[] { "示例企业1有限公司" }));
        var chosen = await seat.SeeAsync($"/hotline/card?callId={unknown}&enterpriseId={_app.World.Enterprises[0].Id}");
        Assert.That(chosen.Text, Does.Contain("请来电人报诉求编号"));
        (await (await _app.Api("hotline")).GetAsync($"/hotline/callers?callId={Id<Call>.New()}")).MustBe(404);
    }

    [Test]
    public async Task A_missed_call_is_returned_by_one_seat_and_who_is_not_reached_stays()
    {
        var call = await RingAsync("13900000001");
        Assert.That(await PostAsync("/hooks/calls", Event(await ExchangeIdAsync(call), "missed", 1, from: null)), Is.EqualTo(204));
        var seat = await _app.Api("hotline");
        var line = (await seat.SeeAsync("/calls/to-make"))["items"]!.AsArray().Single(c => (string?)c!["callId"] == call)!;
        Assert.That(
            DateTimeOffset.Parse((string)line["dueAt"]!, System.Globalization.CultureInfo.InvariantCulture),
            Is.EqualTo(_app.Clock.GetUtcNow().AddMinutes(31))
        );
        Assert.That((string?)line["who"], Is.EqualTo("示例企业1有限公司"));
        Assert.That((await seat.PostAsync($"/calls/{call}/return-takings")).Status, Is.EqualTo(204));
        Assert.That((await seat.PostAsync($"/calls/{call}/returns", new { })).Status, Is.EqualTo(422));
        Assert.That((await seat.PostAsync($"/calls/{call}/returns", new { outcome = "NotReached" })).Status, Is.EqualTo(204));
        line = (await seat.SeeAsync("/calls/to-make"))["items"]!.AsArray().Single(c => (string?)c!["callId"] == call)!;
        Assert.That(((bool)line["tried"]!, (string?)line["takenBy"]), Is.EqualTo((true, (string?)null)));
        Assert.That((await seat.PostAsync($"/calls/{call}/returns", new { outcome = "Reached", note = "已答复" })).Status, Is.EqualTo(204));
        Assert.That((await seat.PostAsync($"/calls/{call}/returns", new { outcome = "Reached" })).Status, Is.EqualTo(409));
    }

    [Test]
    public async Task Whom_no_message_reached_is_called_and_is_marked_as_told()
    {
        var now = _app.Clock.GetUtcNow();
        var person = _app.World["enterprise1"].Id;
        List<Id<Delivery>> ids = [];
        await using (var db = _app.Db())
        {
            for (var i = 0; i < 2; i++)
            {
                var told = Delivery.Plan(
                    new(person, null, 1000 + i, "CaseAccepted", "{}", null, false),
                    [(Channel.Hotline, "13900000001")],
                    now,
                    TimeSpan.FromMinutes(1),
                    now.AddHours(4),
                    now
                );
                db.Deliveries.Add(told);
                ids.Add(told.Id);
            }

            await db.SaveChangesAsync();
        }

        var seat = await _app.Api("hotline");
        Assert.That((await seat.SeeAsync("/calls/to-make")).Each("items", "deliveryId"), Is.SupersetOf(ids.Select(i => i.ToString())));
        Assert.That((await seat.PostAsync($"/deliveries/{ids[0]}/calls", new { heard = true })).Status, Is.EqualTo(204));
        Assert.That((await seat.PostAsync($"/deliveries/{ids[1]}/calls", new { heard = false })).Status, Is.EqualTo(204));
        await using (var db = _app.Db())
        {
            Assert.That(
                await db.Deliveries.Where(d => ids.Contains(d.Id)).OrderBy(d => d.EntryId).Select(d => d.Fate).ToListAsync(),
                Is.EqualTo(new[] { Fate.Delivered, Fate.Failed })
            );
        }

        Assert.That((await seat.SeeAsync("/calls/to-make")).Each("items", "deliveryId"), Does.Not.Contain(ids[0].ToString()));
    }

    [Test]
    public async Task Out_of_hours_whoever_is_on_duty_is_rung_first_and_the_gaps_of_the_roster_are_shown()
    {
        await using var app = await TestApp.StartAsync(settings: Settings);
        var office = await app.Api("triage");
        var shift = new
        {
            post = "Officer",
            personId = app.World["commissioner3"].Id.ToString(),
            from = app.Clock.GetUtcNow(),
            until = app.Clock.GetUtcNow().AddHours(24),
        };
        await office.DoAsync("/duty/shifts", shift);
        (await office.PostAsync("/duty/shifts", shift)).MustRefuse(409, "ShiftTwice");
        (await office.PostAsync("/duty/shifts", shift with { post = "Seat" })).MustRefuse(422, "NoSeat");
        (await office.PostAsync("/duty/shifts", shift with { personId = app.World["leader"].Id.ToString() })).MustRefuse(
            422,
            "OfficerUnreachable"
        );
        (await (await app.Api("hotline")).PostAsync("/duty/shifts", shift)).MustBe(403);

        var seat = await app.Api("hotline");
        var id = app.World.Enterprises[0].Id;
        Assert.That(
            (await seat.SeeAsync($"/hotline/callers?enterpriseId={id}")).Each("whomToRing", "as"),
            Is.EqualTo(new[] { "Commissioner", "Backup", "Officer" })
        );
        app.MoveTo("03-02 20:00");
        seat = await app.Api("hotline");
        Assert.That((await seat.SeeAsync($"/hotline/callers?enterpriseId={id}")).Each("whomToRing", "as")[0], Is.EqualTo("Officer"));
        var roster = await seat.SeeAsync("/duty/roster?days=1");
        Assert.That(roster.Each("gaps", "post"), Is.EqualTo(new[] { "Seat", "Officer" }));

        var note = (await seat.DoAsync("/duty/notes", new { text = "东门停电，18:00 前恢复" })).Id;
        (await seat.PostAsync($"/duty/notes/{note}/readings")).MustRefuse(409, "OwnNote");
    }

    [Test]
    public async Task By_pages_alone_a_seat_does_for_a_caller_what_it_could_do_on_its_phone()
    {
        await using var app = await TestApp.StartAsync(settings: Settings);
        var story = new Journey(app);
        await story.BeginAsync();
        await (await story.As("commissioner1")).DoAsync($"{story.Path}/questions", new { text = "用电负荷多少？" });
        var seat = await app.Browser("hotline");
        var number = (string)(await story.SeenBy("triage"))["number"]!;
        var sheet = await (await seat.SeeAsync($"/hotline?q={number}")).Form("form[action*='handler=Open']").SubmitAsync();
        Assert.That(sheet.Text, Does.Contain("用电负荷多少？"));

        sheet = await SpeakAsync("Answer", f => f);
        Assert.That(sheet.Texts("[role=status]"), Has.Some.Contains("答复询问"));
        await story.ProposeAsync();
        await story.PassAsync();
        await SpeakAsync("Confirm", f => f.Fill("Outcome", "NotResolved"));
        await story.ProposeAsync();
        await story.PassAsync();
        await SpeakAsync("Confirm", f => f.Fill("Outcome", "Resolved"));
        await SpeakAsync("Rate", f => f.Fill("Overall", "2"));
        await SpeakAsync("Reopen", f => f);
        await SpeakAsync("Withdraw", f => f);
        var timeline = (await story.SeenBy("enterprise1"))["timeline"]!.AsArray().Select(e => (string)e!["text"]!).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(timeline.Count(t => t.Contains("来电人原话", StringComparison.Ordinal)), Is.EqualTo(5), "all but the rating");
            Assert.That((string?)(await story.SeenBy("enterprise1"))["status"], Is.EqualTo("Withdrawn"));
            Assert.That((await story.SeenBy("commissioner1")).Text, Does.Not.Contain("评价的原话"));
        }

        // Replaced and kept, by the enterprise's word alone.
        var id = app.World.Enterprises[0].Id;
        foreach (var wish in new[] { "Replace", "Keep" })
        {
            var form = (await seat.SeeAsync($"/hotline/service?enterpriseId={id}&wish={wish}")).FormWith("Recording");
            var refused = await form.Fill("Words", "示例原话").Fill("ReadBack", "true").SubmitAsync();
            Assert.That(refused.Text, Does.Contain("请填写录音编号"));
            form = (await seat.SeeAsync($"/hotline/service?enterpriseId={id}&wish={wish}")).FormWith("Recording");
            var done = await form.Fill("Words", "示例原话").Fill("Recording", "REC-1").Fill("ReadBack", "true").SubmitAsync();
            Assert.That(done.Texts("main .note-done[role=status]"), Has.Count.EqualTo(1), wish);
        }

        Assert.That(
            (string?)(await (await app.Api("enterprise1")).SeeAsync($"/enterprises/{id}"))["commissioner"]!["name"],
            Is.EqualTo("示例专员1")
        );

        async Task<Page> SpeakAsync(string move, Func<PageForm, PageForm> fill)
        {
            var form = (await seat.SeeAsync($"/hotline/speak?id={story.Case}&move={move}")).FormWith("Recording");
            var words = move == "Rate" ? "评价的原话" : "示例原话";
            var unread = await fill(form.Fill("Words", words).Fill("Recording", "REC-1")).SubmitAsync();
            Assert.That(
                (unread.Status, unread.Text.Contains("复述", StringComparison.Ordinal)),
                Is.EqualTo((422, true)),
                "it is read back first"
            );
            form = (await seat.SeeAsync($"/hotline/speak?id={story.Case}&move={move}")).FormWith("Recording");
            var done = await fill(form.Fill("Words", words).Fill("Recording", "REC-1").Fill("ReadBack", "true")).SubmitAsync();
            Assert.That((done.Status, done.Path), Is.EqualTo((200, "/hotline/case")), $"{move}: {done.Text}");
            return done;
        }
    }

    private async Task<string> RingAsync(string from)
    {
        var exchange = Id<Call>.New().ToString();
        Assert.That(await PostAsync("/hooks/calls", Event(exchange, "ringing", from: from)), Is.EqualTo(204));
        await using var db = _app.Db();
        return (await db.Calls.SingleAsync(c => c.ExchangeId == exchange)).Id.ToString();
    }

    private async Task<string> ExchangeIdAsync(string call)
    {
        await using var db = _app.Db();
        var id = new Id<Call>(Guid.Parse(call));
        return (await db.Calls.SingleAsync(c => c.Id == id)).ExchangeId;
    }

    private string Event(
        string call,
        string what,
        int minute = 0,
        string? from = "13900000001",
        string? seat = null,
        string? recording = null
    ) =>
        JsonSerializer.Serialize(
            new
            {
                callId = call,
                @event = what,
                from,
                to = "12345",
                at = _app.Clock.GetUtcNow().AddMinutes(minute),
                seat,
                recording,
            }
        );

    private async Task<int> PostAsync(string path, string body, string secret = Secret, DateTimeOffset? at = null, string? signature = null)
    {
        var sent = (at ?? _app.Clock.GetUtcNow()).ToUnixTimeSeconds();
        var mark = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{sent}.{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")),
        };
        request.Headers.Add("X-Signature", signature ?? $"t={sent},v1={Convert.ToHexStringLower(mark)}");
        using var response = await _exchange.SendAsync(request);
        return (int)response.StatusCode;
    }
}
