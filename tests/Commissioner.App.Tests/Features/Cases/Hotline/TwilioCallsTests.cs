using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Commissioner.App.Features.Attachments;
using Commissioner.App.Jobs;
using Commissioner.App.Tests.Channels;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.Calls;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Features.Cases.Hotline;

/// <summary>A call to the hotline by way of Twilio, from the greeting to the day on which its recording is deleted.</summary>
public sealed class TwilioCallsTests
{
    private const string Token = "token-of-the-account";
    private const string Before = "token-until-lately";
    private const string Public = "https://park.example";
    private const string Root = "/hooks/twilio/voice";
    private const string Caller = "+8613900000001";
    private const string Seats = "13711110001";
    private const string Sound = "ID3 示例录音";
    private const int Days = 90;

    private static readonly string[] Everywhere =
    [
        Root,
        Root + "/rung",
        Root + "/pressed",
        Root + "/left",
        Root + "/status",
        "/hooks/twilio/recordings",
    ];

    private static int _calls;

    private TestApp _app = null!;
    private FakeGateway _twilio = null!;
    private string _call = "";

    // The recording's reference as Twilio gives it, of the same digits as the call's.
    private string Recording => "RE" + _call[2..];

    private Dictionary<string, string> Settings
    {
        get
        {
            var settings = Table.Twilio(_twilio.Address, Token).ToDictionary(s => s.Key, s => s.Value!);
            settings.Remove("Commissioner:Sms:Gateway");
            settings.Remove("Commissioner:Twilio:From");
            settings["Commissioner:PublicAddress"] = Public;
            settings["Commissioner:Signature"] = "示例高新区";
            settings["Commissioner:Voice:Answers"] = "Twilio";
            settings["Commissioner:Voice:KeepRecordingsDays"] = Days.ToString(CultureInfo.InvariantCulture);
            settings["Commissioner:Twilio:AuthTokenBefore"] = Before;
            return settings;
        }
    }

    [SetUp]
    public async Task Start()
    {
        _call = "CA" + Interlocked.Increment(ref _calls).ToString("x32", CultureInfo.InvariantCulture);
        _twilio = await FakeGateway.StartAsync();
        _twilio.Answer = a => a.Method == "DELETE" ? new(204) : new(200, Sound, Type: "audio/mpeg");
        _app = await TestApp.StartAsync(settings: Settings);
    }

    [TearDown]
    public async Task End()
    {
        await _app.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Test]
    public async Task A_caller_is_greeted_and_told_of_the_recording_and_the_seats_on_duty_ring()
    {
        await SeatAsync();
        var heard = await SayAsync("");
        var dial = heard.Element("Dial")!;
        var number = dial.Element("Number")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(heard.Elements("Say").Select(s => (string)s.Attribute("language")!), Is.EqualTo(new[] { "zh-CN", "en-US" }));
            Assert.That(heard.Elements("Say").First().Value, Does.Contain("示例高新区").And.Contain("录音").And.Contain("同意"));
            Assert.That(heard.Elements("Say").Last().Value, Does.Contain("recorded").And.Contain("agree"));
            Assert.That((string)dial.Attribute("record")!, Is.EqualTo("record-from-answer-dual"));
            Assert.That(number.Value, Is.EqualTo("+86" + Seats));
            Assert.That((string)number.Attribute("statusCallbackEvent")!, Is.EqualTo("answered"));
        }

        // The seat takes it, and hangs up.
        await SeatAnswersAsync((string)number.Attribute("statusCallback")!);
        Assert.That((await CallAsync()).State, Is.EqualTo(CallState.Answered));
        var after = await GoAsync(
            (string)dial.Attribute("action")!,
            ("DialCallStatus", "completed"),
            ("DialCallDuration", "65"),
            ("CallStatus", "in-progress")
        );
        Assert.That(after.Elements().Select(e => e.Name.LocalName), Is.EqualTo(new[] { "Hangup" }));
        await TellAsync(("CallStatus", "completed"));
        var call = await CallAsync();
        Assert.That(
            (call.State, call.SeatId, call.From, call.ReturnBy),
            Is.EqualTo((CallState.Ended, (Domain.Id<Domain.People.Person>?)_app.World["hotline"].Id, "13900000001", (DateTimeOffset?)null))
        );
    }

    [Test]
    public async Task Whom_nobody_answers_leaves_a_message_that_whoever_calls_back_hears()
    {
        await SeatAsync();
        var heard = await SayAsync("");
        for (var round = 1; round <= 3; round++)
        {
            Assert.That(heard.Element("Gather"), Is.Null, $"round {round}");
            heard = await GoAsync(
                (string)heard.Element("Dial")!.Attribute("action")!,
                ("DialCallStatus", round == 2 ? "busy" : "no-answer"),
                ("CallStatus", "in-progress")
            );
        }

        var gather = heard.Element("Gather")!;
        Assert.That(gather.Elements("Say").Select(s => s.Value), Has.Some.Contains("请按1留言").And.Some.Contains("Press 1"));
        var record = (await GoAsync((string)gather.Attribute("action")!, ("Digits", "1"))).Element("Record")!;
        var thanks = await GoAsync((string)record.Attribute("action")!, ("CallStatus", "in-progress"));
        Assert.That(thanks.Elements().Last().Name.LocalName, Is.EqualTo("Hangup"));
        await TellAsync(("CallStatus", "completed"));
        await RecordedAsync((string)record.Attribute("recordingStatusCallback")!);
        await _app.RunAsync("keep-recordings");

        // The task, within half an hour, with the message.
        var seat = await _app.Api("hotline");
        var task = (await seat.SeeAsync("/calls/to-make"))["items"]!.AsArray().Single()!;
        var id = (string)task["callId"]!;
        Assert.That((bool)task["recorded"]!, Is.True);
        Assert.That((await CallAsync()).ReturnBy, Is.EqualTo(_app.Clock.GetUtcNow().AddMinutes(30)));
        var desk = await _app.Browser("hotline");
        Assert.That(
            (await desk.SeeAsync("/hotline/calls")).Document.QuerySelector($"a[href='/hotline/recordings?callId={id}']"),
            Is.Not.Null
        );

        // It is played once it was opened, and the call says by whom.
        var line = (await seat.SeeAsync($"/recordings?callId={id}"))["recordings"]!.AsArray().Single()!;
        Assert.That((string)line["hash"]!, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sound)))));
        (await seat.GetAsync($"/recordings/{line["id"]}")).MustBe(404);
        var page = await (await desk.SeeAsync($"/hotline/recordings?callId={id}")).Form("form[action*='handler=Open']").SubmitAsync();
        var source = page.Document.QuerySelector("audio")!.GetAttribute("src")!;
        using var session = await _app.SessionAsync("hotline");
        using var part = new HttpRequestMessage(HttpMethod.Get, source) { Headers = { Range = new RangeHeaderValue(0, 2) } };
        using var played = await session.SendAsync(part);
        Assert.That(((int)played.StatusCode, await played.Content.ReadAsStringAsync()), Is.EqualTo((206, "ID3")));
        Assert.That((await seat.GetAsync($"/recordings/{line["id"]}")).Text, Is.EqualTo(Sound));
        await using var db = _app.Db();
        Assert.That(
            await db.Timeline.Where(e => e.Name == nameof(RecordingHeard)).Select(e => e.ById).SingleAsync(),
            Is.EqualTo(_app.World["hotline"].Id)
        );

        // Supervision finds it by what a timeline names; who else asks, and a seat whose call it is not, find nothing.
        var supervision = await _app.Browser("supervisor");
        Assert.That((await supervision.SeeAsync($"/hotline/recordings?reference={Recording}")).Text, Does.Contain(Recording));
        (await (await _app.Api("supervisor")).GetAsync($"/recordings/{line["id"]}")).MustBe(404);
        (await (await _app.Api("supervisor")).PostAsync($"/calls/{id}/recording-openings")).MustBe(204);
        (await (await _app.Api("supervisor")).GetAsync($"/recordings/{line["id"]}")).MustBe(200);
        (await (await _app.Api("commissioner1")).GetAsync($"/recordings/{line["id"]}")).MustBe(403);
        await _app.ExecuteAsync($"UPDATE calls SET taken_by_id = '{_app.World["triage"].Id}'");
        (await seat.GetAsync($"/recordings?callId={id}")).MustBe(404);
        (await seat.GetAsync($"/recordings/{line["id"]}")).MustBe(404);
        (await seat.PostAsync($"/calls/{id}/recording-openings")).MustBe(404);
        _app.Advance(TimeSpan.FromMinutes(121));
        (await (await _app.Api("supervisor")).GetAsync($"/recordings/{line["id"]}")).MustBe(404);
    }

    [Test]
    public async Task Out_of_duty_a_message_is_offered_at_once_and_who_hangs_up_is_called_back()
    {
        var heard = await SayAsync("", ("From", "+266696687"));
        Assert.That(heard.Elements().Select(e => e.Name.LocalName), Is.EqualTo(new[] { "Say", "Say", "Gather", "Say", "Say", "Hangup" }));
        await TellAsync(("CallStatus", "completed"), ("From", "+266696687"));
        var call = await CallAsync();
        Assert.That((call.State, call.From), Is.EqualTo((CallState.Missed, "")), "a number that is withheld is none");
        Assert.That(call.ReturnBy, Is.EqualTo(_app.Clock.GetUtcNow().AddMinutes(30)));
    }

    [Test]
    public async Task Who_hangs_up_while_seats_ring_is_called_back_even_where_the_last_callback_is_lost()
    {
        await SeatAsync();
        var heard = await SayAsync("");
        var after = await GoAsync(
            (string)heard.Element("Dial")!.Attribute("action")!,
            ("DialCallStatus", "no-answer"),
            ("CallStatus", "completed")
        );
        Assert.That(after.Elements(), Is.Empty, "nobody is there to hear anything");
        var call = await CallAsync();
        Assert.That(
            (call.State, call.EndedAt, call.ReturnBy is null),
            Is.EqualTo((CallState.Missed, (DateTimeOffset?)_app.Clock.GetUtcNow(), false))
        );
    }

    [Test]
    public async Task Twice_and_backwards_a_call_is_the_same()
    {
        await SeatAsync();
        var began = _app.Clock.GetUtcNow();
        _app.Advance(TimeSpan.FromMinutes(10));
        foreach (var minute in new[] { 3, 3, 1, 1, 0, 0 })
        {
            var at = ("Timestamp", began.AddMinutes(minute).ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
            await (
                minute switch
                {
                    3 => TellAsync(("CallStatus", "completed"), at),
                    1 => SeatAnswersAsync($"{Public}{Root}/status?seat=hotline", at),
                    _ => TellAsync(("CallStatus", "ringing"), at),
                }
            );
        }

        await RecordedAsync();
        await RecordedAsync();
        await using var db = _app.Db();
        var call = await db.Calls.SingleAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (call.State, call.BeganAt, call.AnsweredAt, call.EndedAt, call.ReturnBy),
                Is.EqualTo(
                    (
                        CallState.Ended,
                        began,
                        (DateTimeOffset?)began.AddMinutes(1),
                        (DateTimeOffset?)began.AddMinutes(3),
                        (DateTimeOffset?)null
                    )
                )
            );
            Assert.That(call.From, Is.EqualTo("13900000001"), "and not the seat's");
            Assert.That(await db.CallRecordings.CountAsync(), Is.EqualTo(1));
            Assert.That(await db.Timeline.CountAsync(e => e.SubjectId == call.Id.Value && e.Name == nameof(CallAnswered)), Is.EqualTo(1));
        }
    }

    [TestCase("no-answer")]
    [TestCase("busy")]
    [TestCase("canceled")]
    [TestCase("failed")]
    public async Task What_ends_unanswered_is_missed(string status)
    {
        await TellAsync(("CallStatus", "ringing"));
        Assert.That((await CallAsync()).State, Is.EqualTo(CallState.Ringing));
        await TellAsync(("CallStatus", status));
        Assert.That((await CallAsync()).State, Is.EqualTo(CallState.Missed));
        // A seat that does not answer is no news of the call.
        await SendAsync(
            $"{Root}/status?seat=hotline",
            Token,
            [("CallSid", "CA" + new string('f', 32)), ("ParentCallSid", _call), ("CallStatus", status)]
        );
        await using var db = _app.Db();
        Assert.That(await db.Calls.CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task All_at_once_is_once()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(i => i % 3 == 0 ? RecordedAsync() : TellAsync(("CallStatus", i % 3 == 1 ? "completed" : "ringing")))
        );
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _app.RunAsync("keep-recordings")));
        await using var db = _app.Db();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await db.Calls.CountAsync(), Is.EqualTo(1));
            Assert.That((await db.CallRecordings.SingleAsync()).RemovedThereAt, Is.Not.Null);
            Assert.That(_twilio.Asked.Select(a => a.Method), Is.EqualTo(new[] { "GET", "DELETE" }));
            Assert.That(_app.Faults, Is.Empty);
        }
    }

    [TestCaseSource(nameof(Everywhere))]
    public async Task Who_does_not_sign_is_refused_with_an_empty_answer(string path)
    {
        (string, string)[] form = [("CallSid", _call), ("CallStatus", "ringing"), ("From", Caller), ("Digits", "1")];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await SendAsync(path, null, form), Is.EqualTo((403, "")), "no signature");
            Assert.That(await SendAsync(path, "another", form), Is.EqualTo((403, "")), "another's");
            Assert.That(await SendAsync(path, Token, form, signed: path + "?seat=x"), Is.EqualTo((403, "")), "another address");
            await using var db = _app.Db();
            Assert.That(await db.Calls.CountAsync(), Is.Zero);
            Assert.That((await SendAsync(path, Token, form)).Status, Is.InRange(200, 204), "the account's");
            Assert.That((await SendAsync(path, Before, form)).Status, Is.InRange(200, 204), "the account's until lately");
            Assert.That((await SendAsync(path, Token, [("CallSid", "x' OR 1")])).Status, Is.EqualTo(400));
        }
    }

    [Test]
    public async Task What_can_not_be_fetched_is_tried_again_and_goes_there_only_once_it_is_here()
    {
        Queue<Reply> replies = new([
            new(404),
            new(500),
            new(302, Header: "Location", Value: "https://example.com/"),
            new(200, Cuts: true),
            new(200, "<html>"),
            new(200, "", Type: "audio/mpeg"),
            new(200, new string('x', 64 * 1024 * 1024 + 1), Type: "audio/mpeg"),
            new(200, Sound, Type: "audio/mpeg"),
            new(500),
            new(204),
        ]);
        _twilio.Answer = _ => replies.Dequeue();
        await RecordedAsync();
        List<string?> errors = [];
        for (var tries = 0; tries < 9; tries++)
        {
            await _app.RunAsync("keep-recordings");
            var row = await RecordingAsync();
            errors.Add(row.Error);
            Assert.That(row.NextTryAt, Is.GreaterThan(_app.Clock.GetUtcNow()));
            Assert.That(await _app.RunAsync("keep-recordings"), Is.Zero, "not before its time");
            if (row.Error is not null)
            {
                _app.MoveTo(row.NextTryAt!.Value);
            }
        }

        var kept = await RecordingAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(errors, Is.EqualTo(new[] { "404", "500", "302", "cut", "unreadable", "empty", "too-large", "500", null }));
            Assert.That(_twilio.Asked.Select(a => a.Method), Is.EqualTo(Enumerable.Repeat("GET", 8).Concat(["DELETE", "DELETE"])));
            Assert.That(_twilio.Asked.Select(a => a.Path.Split('.')[0]).Distinct().Count(), Is.LessThanOrEqualTo(2));
            Assert.That(_twilio.Asked.First().Path, Is.EqualTo($"/2010-04-01/Accounts/{Table.Account}/Recordings/{Recording}.mp3"));
            Assert.That(
                _twilio.Asked.Select(a => a.Headers["Authorization"]).Distinct(),
                Is.EqualTo(new[] { "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Table.Account}:{Token}")) })
            );
            Assert.That(
                (kept.IsHere, kept.RemovedThereAt is not null, kept.NextTryAt),
                Is.EqualTo((true, true, (DateTimeOffset?)kept.KeptUntil))
            );
        }
    }

    [Test]
    public async Task What_was_lost_here_before_it_went_there_is_fetched_again()
    {
        _twilio.Answer = a => a.Method == "DELETE" ? new(500) : new(200, Sound, Type: "audio/mpeg");
        await RecordedAsync();
        await _app.RunAsync("keep-recordings");
        await Store.DeleteAsync((await RecordingAsync()).Hash!, CancellationToken.None);
        _twilio.Answer = a =>
            a.Method == "DELETE"
                ? new(404, """{"code":20404,"status":404,"message":"","more_info":""}""")
                : new(200, Sound, Type: "audio/mpeg");
        _app.Advance(TimeSpan.FromMinutes(1));
        await _app.RunAsync("keep-recordings");
        var kept = await RecordingAsync();
        Assert.That((await Store.HasAsync(kept.Hash!, CancellationToken.None), kept.RemovedThereAt is not null), Is.EqualTo((true, true)));
        Assert.That(_twilio.Asked.Select(a => a.Method), Is.EqualTo(new[] { "GET", "DELETE", "GET", "DELETE" }));
    }

    [Test]
    public async Task A_recording_whose_time_is_over_is_deleted_and_says_so()
    {
        await RecordedAsync();
        await _app.RunAsync("keep-recordings");
        // Another one of the same bytes is kept longer.
        var first = _call;
        _app.Advance(TimeSpan.FromDays(1));
        _call = "CA" + new string('e', 32);
        await RecordedAsync();
        await _app.RunAsync("keep-recordings");
        var hash = (await RecordingAsync()).Hash!;
        _app.Advance(TimeSpan.FromDays(Days - 1));
        await _app.RunAsync("keep-recordings");
        await using var db = _app.Db();
        var gone = await db.CallRecordings.SingleAsync(r => r.Reference == "RE" + first.Substring(2));
        Assert.That(
            (gone.DeletedAt, gone.NextTryAt, gone.Hash),
            Is.EqualTo(((DateTimeOffset?)_app.Clock.GetUtcNow(), (DateTimeOffset?)null, hash))
        );
        Assert.That(await Store.HasAsync(hash, CancellationToken.None), Is.True, "the other's");
        var api = await _app.Api("supervisor");
        (await api.PostAsync($"/calls/{gone.CallId}/recording-openings")).MustBe(404);
        (await api.GetAsync($"/recordings/{gone.Id}")).MustBe(404);
        var page = await (await _app.Browser("supervisor")).SeeAsync($"/hotline/recordings?callId={gone.CallId}");
        Assert.That(
            (page.Text.Contains("已于", StringComparison.Ordinal), page.Document.QuerySelector("audio")),
            Is.EqualTo((true, (object?)null))
        );
        _app.Advance(TimeSpan.FromDays(1));
        await _app.RunAsync("keep-recordings");
        Assert.That(await Store.HasAsync(hash, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task What_never_came_is_deleted_there_all_the_same()
    {
        _twilio.Answer = _ => new(500);
        await RecordedAsync();
        await _app.RunAsync("keep-recordings");
        _app.Advance(TimeSpan.FromDays(Days));
        _twilio.Answer = a => a.Method == "DELETE" ? new(204) : new(500);
        await _app.RunAsync("keep-recordings");
        var row = await RecordingAsync();
        Assert.That(
            (row.Hash, row.DeletedAt is not null, row.RemovedThereAt is not null, row.NextTryAt),
            Is.EqualTo(((string?)null, true, true, (DateTimeOffset?)null))
        );
    }

    [Test]
    public async Task Without_the_setting_nobody_is_there()
    {
        var settings = Settings;
        settings.Remove("Commissioner:Voice:Answers");
        settings["Commissioner:Voice:Gateway"] = "Twilio";
        settings["Commissioner:Twilio:From"] = "+15005550006";
        await using var app = await TestApp.StartAsync(settings: settings);
        foreach (var path in Everywhere)
        {
            Assert.That((await SendAsync(path, Token, [("CallSid", _call)], app: app)).Status, Is.EqualTo(404), path);
        }
    }

    [Test]
    public async Task Nothing_of_it_stands_in_the_log()
    {
        await SeatAsync();
        await SayAsync("");
        await SeatAnswersAsync($"{Public}{Root}/status?seat=hotline");
        _twilio.Answer = _ => new(500);
        await RecordedAsync();
        await _app.RunAsync("keep-recordings");
        Assert.That(_app.Logged, Has.Some.Contains("500"));
        using (Assert.EnterMultipleScope())
        {
            foreach (var secret in new[] { Caller[3..], Seats, Token, Before, Recording, "seat=hotline" })
            {
                Assert.That(_app.Logged.Where(l => l.Contains(secret, StringComparison.Ordinal)), Is.Empty, secret);
            }
        }
    }

    private FileStore Store => _app.Services.GetRequiredKeyedService<FileStore>(FileStore.Recordings);

    private async Task SeatAsync()
    {
        await _app.ExecuteAsync($"UPDATE people SET phone = '{TestCluster.Keys.Seal(Seats)}' WHERE id = '{_app.World["hotline"].Id}'");
        await (await _app.Api("triage")).DoAsync(
            "/duty/shifts",
            new
            {
                post = "Seat",
                personId = _app.World["hotline"].Id.ToString(),
                from = _app.Clock.GetUtcNow(),
                until = _app.Clock.GetUtcNow().AddHours(12),
            }
        );
    }

    private async Task<Call> CallAsync()
    {
        await using var db = _app.Db();
        return await db.Calls.SingleAsync(c => c.ExchangeId == _call);
    }

    private async Task<CallRecording> RecordingAsync()
    {
        await using var db = _app.Db();
        return await db.CallRecordings.SingleAsync(r => r.Reference == Recording);
    }

    // Twilio goes on where an answer of ours says.
    private Task<XElement> GoAsync(string address, params (string, string)[] said)
    {
        Assert.That(address, Does.StartWith(Public + Root));
        return SayAsync(address[(Public.Length + Root.Length)..], said);
    }

    private async Task<XElement> SayAsync(string path, params (string, string)[] said)
    {
        var (status, body) = await SendAsync(Root + path, Token, Form(said));
        Assert.That(status, Is.EqualTo(200), body);
        return XElement.Parse(body);
    }

    private async Task TellAsync(params (string, string)[] said) =>
        Assert.That((await SendAsync($"{Root}/status", Token, Form(said))).Status, Is.EqualTo(204));

    private async Task SeatAnswersAsync(string address, params (string, string)[] said) =>
        Assert.That(
            await SendAsync(
                address[Public.Length..],
                Token,
                [
                    ("CallSid", "CA" + new string('c', 32)),
                    ("ParentCallSid", _call),
                    ("CallStatus", "in-progress"),
                    ("From", "+15005550009"),
                    ("To", "+86" + Seats),
                    .. said,
                ]
            ),
            Is.EqualTo((204, ""))
        );

    private async Task RecordedAsync(string address = $"{Public}/hooks/twilio/recordings") =>
        Assert.That(
            await SendAsync(
                address[Public.Length..],
                Token,
                [
                    ("CallSid", _call),
                    ("RecordingSid", Recording),
                    ("RecordingStatus", "completed"),
                    ("RecordingUrl", "https://evil.example/"),
                ]
            ),
            Is.EqualTo((204, ""))
        );

    private (string, string)[] Form((string Name, string Value)[] said) =>
        [
            .. new[] { ("CallSid", _call), ("From", Caller), ("To", "+15005550006"), ("CallStatus", "ringing") }.Where(f =>
                !said.Any(s => s.Name == f.Item1)
            ),
            .. said,
        ];

    private async Task<(int Status, string Body)> SendAsync(
        string path,
        string? token,
        (string Name, string Value)[] form,
        string? signed = null,
        TestApp? app = null
    )
    {
        using var http = (app ?? _app).Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(form.ToDictionary(f => f.Name, f => f.Value)),
        };
        if (token is not null)
        {
            request.Headers.Add("X-Twilio-Signature", Sign(token, Public + (signed ?? path), form));
        }

        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    // As Twilio describes it: the address, then each field's name and value in the order of names.
    private static string Sign(string token, string address, (string Name, string Value)[] form) =>
        Convert.ToBase64String(
            HMACSHA1.HashData(
                Encoding.UTF8.GetBytes(token),
                Encoding.UTF8.GetBytes(
                    address + string.Concat(form.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.Name + f.Value))
                )
            )
        );
}
