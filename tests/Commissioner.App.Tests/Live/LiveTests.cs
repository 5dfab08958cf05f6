using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Commissioner.App.Features.Live;
using Commissioner.App.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Live;

/// <summary>Open pages are told that something has changed: across nodes, soon, and only who may see it.</summary>
public sealed class LiveTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    [Test]
    public async Task Another_node_tells_within_two_seconds_and_only_who_may_see_it_and_ends_cleanly()
    {
        await using var app = await TestApp.StartAsync();
        var node = app.StartNode(new Dictionary<string, string>());
        await using var called = await Line.OpenAsync(await app.SessionAsync("department1", node));
        await using var uncalled = await Line.OpenAsync(await app.SessionAsync("department2", node));
        await using var stranger = await Line.OpenAsync(await app.SessionAsync("enterprise2", node));
        await using var otherCommissioner = await Line.OpenAsync(await app.SessionAsync("commissioner4", node));
        await using var commissioner = await Line.OpenAsync(await app.SessionAsync("commissioner1", node));
        await using var office = await Line.OpenAsync(await app.SessionAsync("triage", node));
        var journey = new Journey(app);

        await journey.FileAsync("示例诉求：名字不外传");
        await office.MustHearAsync("CaseSubmitted", journey.Case);
        await commissioner.MustHearAsync("CaseSubmitted", journey.Case);
        await journey.AcceptAsync();
        await journey.ContactAsync();
        var whistle = await journey.WhistleAsync([1], disclosure: "identityHidden");
        await called.MustHearAsync("DepartmentCalled", journey.Case);
        await journey.CheckInAsync(whistle, 1);
        await commissioner.MustHearAsync("DepartmentCheckedIn", journey.Case);
        await called.MustHearAsync("DepartmentCheckedIn", journey.Case);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                called.Heard.Concat(called.Rest()).Select(c => (string?)c["what"]),
                Is.EqualTo(new[] { "DepartmentCalled", "DepartmentCheckedIn" }),
                "of the desk's own entries a department hears nothing"
            );
            Assert.That(
                called.Heard.SelectMany(c => c.Select(p => p.Key)).Distinct(),
                Is.EquivalentTo(new[] { "what", "caseId", "number" })
            );
            Assert.That(uncalled.Rest(), Is.Empty);
            Assert.That(stranger.Rest(), Is.Empty);
            Assert.That(otherCommissioner.Rest(), Is.Empty);
        }

        await TestContext.Out.WriteLineAsync(
            $"heard after {string.Join(", ", new[] { called, commissioner, office }.SelectMany(l => l.After).Select(a => $"{a.TotalMilliseconds:0}"))} ms"
        );
        await app.EndNodeAsync(node);
        await called.MustEndAsync();
        Assert.That(app.Faults, Is.Empty);
    }

    [Test]
    public async Task One_person_holds_few_lines_and_the_oldest_makes_room()
    {
        await using var app = await TestApp.StartAsync();
        var feed = app.Services.GetRequiredService<LiveFeed>();
        var http = await app.SessionAsync("department1");
        List<Line> lines = [];
        for (var i = 0; i <= LiveFeed.MostOfOnePerson; i++)
        {
            lines.Add(await Line.OpenAsync(http));
        }

        await lines[0].MustEndAsync();
        Assert.That(feed.Count, Is.EqualTo(LiveFeed.MostOfOnePerson));
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }

        await Jobs.Waking.UntilAsync("who has gone is forgotten", () => Task.FromResult(feed.Count == 0));
        using var nobody = app.Client();
        Assert.That((await nobody.GetAsync("/live")).Headers.Location?.PathAndQuery, Does.StartWith("/sign-in"));
    }

    [Test]
    public async Task Pages_that_are_watched_say_what_of_them_is_read_anew()
    {
        await using var app = await TestApp.StartAsync();
        var journey = new Journey(app);
        await journey.BeginAsync();
        await journey.WhistleAsync([1]);
        var department = await app.Browser("department1");
        var commissioner = await app.Browser("commissioner1");
        foreach (
            var (browser, path, id) in new[]
            {
                (department, "/whistles/inbox", "inbox"),
                (commissioner, "/cases/queue", "rows"),
                (commissioner, $"/cases/show/{journey.Case}", "case"),
                (department, $"/cases/show/{journey.Case}", "case"),
            }
        )
        {
            var part = (await browser.SeeAsync(path)).Document.GetElementById(id)!;
            Assert.That(
                (
                    part.HasAttribute("data-live"),
                    part.GetAttribute("hx-select"),
                    part.GetAttribute("hx-trigger")!.Contains("live", StringComparison.Ordinal)
                ),
                Is.EqualTo((true, "#" + id, true)),
                path
            );
            Assert.That(
                (await browser.SeeAsync(part.GetAttribute("hx-get")!)).Document.GetElementById(id),
                Is.Not.Null,
                "and it is there to be read"
            );
        }
    }

    private sealed class Line : IAsyncDisposable
    {
        private readonly HttpResponseMessage _response;
        private readonly Channel<JsonObject> _changes = Channel.CreateUnbounded<JsonObject>();
        private readonly Task _reading;

        private Line(HttpResponseMessage response, StreamReader reader)
        {
            _response = response;
            _reading = Task.Run(async () =>
            {
                try
                {
                    while (await reader.ReadLineAsync() is { } line)
                    {
                        if (line.StartsWith("data: ", StringComparison.Ordinal))
                        {
                            await _changes.Writer.WriteAsync(JsonNode.Parse(line[6..])!.AsObject());
                        }
                    }
                }
                catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
                {
                    // The test hung up.
                }
            });
        }

        public List<JsonObject> Heard { get; } = [];

        public List<TimeSpan> After { get; } = [];

        public static async Task<Line> OpenAsync(HttpClient http)
        {
            var response = await http.GetAsync("/live", HttpCompletionOption.ResponseHeadersRead);
            Assert.That(
                (response.StatusCode, response.Content.Headers.ContentType?.MediaType),
                Is.EqualTo((System.Net.HttpStatusCode.OK, "text/event-stream"))
            );
            var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            Assert.That(await reader.ReadLineAsync(), Does.StartWith("retry:"));
            return new(response, reader);
        }

        // What was done is committed by now.
        public async Task MustHearAsync(string what, string @case)
        {
            var began = Stopwatch.GetTimestamp();
            using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (true)
            {
                var change = await _changes.Reader.ReadAsync(late.Token);
                Heard.Add(change);
                if ((string?)change["what"] == what && (string?)change["caseId"] == @case)
                {
                    After.Add(Stopwatch.GetElapsedTime(began));
                    Assert.That(After[^1], Is.LessThan(Promised), what);
                    return;
                }
            }
        }

        public List<JsonObject> Rest()
        {
            List<JsonObject> rest = [];
            while (_changes.Reader.TryRead(out var change))
            {
                rest.Add(change);
            }

            return rest;
        }

        public Task MustEndAsync() => _reading.WaitAsync(TimeSpan.FromSeconds(10));

        public async ValueTask DisposeAsync()
        {
            _response.Dispose();
            await _reading;
        }
    }
}
