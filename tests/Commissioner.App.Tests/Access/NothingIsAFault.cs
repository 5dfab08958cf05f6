using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Commissioner.App.Features.Shared;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Access;

/// <summary>
/// On the filled demo park: every page of every role opens, and no route, whoever asks and whatever is sent, answers with a fault.
/// </summary>
public sealed partial class NothingIsAFault
{
    private static readonly string[] Roles =
    [
        "enterprise1",
        "commissioner1",
        "department1",
        "triage",
        "hotline",
        "callback",
        "supervisor",
        "appraiser",
        "leader",
        "sysadmin",
        "secadmin",
        "auditor",
        "bank1",
    ];

    // Pages that the demo park as of that Monday links nobody to; each is opened by the tests of its own folder.
    private static readonly string[] Reached =
    [
        // What everybody finds who is refused, signs in or tries the demo out.
        "/refused/{code:int}",
        "/sign-in",
        "/sign-out",
        "/demo",
        // A phone keeps it for when there is no line.
        "/offline",
        // A message's or an invitation's link stands in a message alone, and what reached phones is looked at in Development.
        "/i/{token}",
        "/l/{token}",
        "/dev/phone",
        // Where no account of WeChat is configured, nobody binds one.
        "/wechat/bind",
        // A case is opened to a seat by a press, since the enterprise reads it; only then there is something to speak about.
        "/hotline/case",
        "/hotline/speak",
        // It leads on to the next case, and shows nothing itself.
        "/next",
        // Nothing there has a file, is merged, asks for more time, waits for a proposal of the catalogue or a calendar, or is re-based.
        "/attachments/{id}",
        "/attachments/preview/{id}",
        "/endings/separate/{id}",
        "/extensions/extend/{id}",
        "/proposals/decide/{id}",
        "/calendars/{code}/proposals/{version}",
        "/rebases/{id}",
        // The guide of a package leads to its form once every question is answered.
        "/packages/apply/{code}",
        // Who was replaced finds it at the address of a case that it had.
        "/handed-over/{id}",
        // Nobody has reported anything there, and how it runs is linked where one signs in.
        "/reports/show/{id}",
        "/status",
        // Nothing is lent there.
        "/break-glass/acts/{id}",
        // Nobody there reads unusually.
        "/views/openings/{id:guid}",
        // A list's own form leads there, with what is ticked in it.
        "/bulk",
        // Only who serves since a replacement, and only who was pressed after a rating.
        "/replacements/{id}/contact",
        "/satisfaction/pressed/{id}",
    ];

    private static readonly string[] Values =
    [
        "",
        "%00",
        "%ff%fe",
        "%F0%9F%8F%B3%EF%B8%8F%E2%80%8D%F0%9F%8C%88",
        "%E2%80%AE%E2%80%8B%ED%A0%80",
        "'%22%3B--%25_%5B",
        "..%2f..%2fetc%2fpasswd",
        "-1",
        "99999999999999999999",
        "NaN",
        "0001-01-01",
        "9999-12-31T23:59:59.9999999%2B00:00",
        "0001-01-01T00:00:00%2B14:00",
        "garbage",
        "00000000-0000-0000-0000-000000000000",
        new('x', 5000),
    ];

    private static readonly string[] Jsons =
    [
        "null",
        "7",
        "-1",
        "1e400",
        "99999999999999999999",
        "true",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59.9999999Z\"",
        "\"2026-12-01\"",
        "[]",
        "[null]",
        "{}",
        "{\"a\":{\"a\":{\"a\":1}}}",
        "\"" + new string('字', 20000) + "\"",
    ];

    private static readonly (string Type, string Body)[] Bodies =
    [
        ("application/json", ""),
        ("application/json", "null"),
        ("application/json", "[]"),
        ("application/json", "\"x\""),
        ("application/json", "{"),
        ("application/json", "{\"a\":1,\"a\":2,"),
        ("application/json", string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200)),
        ("application/json; charset=gbk", "{}"),
        ("application/json; charset=nonsense", "{}"),
        ("text/plain", "x"),
        ("application/xml", "<a/>"),
        ("multipart/form-data", "x"),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"%00\"\r\n\r\nx\r\n--b--"),
        ("application/x-www-form-urlencoded", "a=%00&b=%ff%fe&" + new string('c', 3000) + "=1"),
    ];

    private static readonly int OfAKind = Scale.Of(12, 9);

    // Each route is sent so many of the values, bodies and members, and by so many of the roles, at another of them each: the night sends all.
    private static readonly int ValuesEach = Scale.Of(16, 2);
    private static readonly int BodiesEach = Scale.Of(14, 3);
    private static readonly int MembersEach = Scale.Of(4, 1);
    private static readonly int RolesEach = Scale.Of(13, 3);

    private TestApp _app = null!;
    private Dictionary<string, HttpClient> _sessions = null!;
    private string[] _contacts = null!;
    private readonly List<string> _wrong = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartDemoAsync();
        _sessions = [];
        foreach (var role in Roles)
        {
            _sessions[role] = await _app.SessionAsync(role);
        }

        _sessions[""] = _app.Client();
        await using var db = _app.Db();
        _contacts =
        [
            .. (await db.Enterprises.Select(e => new { Name = e.ContactName, Phone = e.ContactPhone }).ToListAsync())
                .SelectMany(c => (string[])[c.Name, MaskedName.Of(c.Name), c.Phone, ContactWays.Stored(c.Phone).Masked])
                .Distinct(),
        ];
        Assert.That(_contacts, Has.Length.GreaterThan(100));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        foreach (var http in _sessions.Values)
        {
            http.Dispose();
        }

        await _app.DisposeAsync();
    }

    [SetUp]
    public void Begin() => _wrong.Clear();

    [Test]
    public async Task Every_page_that_a_role_is_shown_opens_and_every_page_is_shown_to_somebody()
    {
        HashSet<string> opened = [];
        HashSet<string> contacts = [];
        foreach (var role in Roles)
        {
            Queue<(string Path, string From)> open = new([("/", "")]);
            Dictionary<string, int> seen = [];
            HashSet<string> known = ["/"];
            while (open.TryDequeue(out var link))
            {
                // Some of a kind from each list are enough: of ids alone pages differ little, but a queue and a list of all show others.
                var kind = $"{Kind(link.From)} {Kind(link.Path)}";
                seen[kind] = seen.GetValueOrDefault(kind) + 1;
                if (seen[kind] > OfAKind)
                {
                    continue;
                }

                using var response = await _sessions[role].GetAsync(link.Path);
                if ((int)response.StatusCode >= 400)
                {
                    _wrong.Add($"{role}: {link.Path} (from {link.From}) answers {(int)response.StatusCode}");
                }

                opened.Add(Ids().Replace(response.RequestMessage!.RequestUri!.AbsolutePath, "*"));
                if (response.Content.Headers.ContentType?.MediaType != "text/html")
                {
                    continue;
                }

                var html = await response.Content.ReadAsStringAsync();
                var text = WebUtility.HtmlDecode(html);
                if (
                    html.Contains("desk-frame", StringComparison.Ordinal)
                    && Array.Find(_contacts, c => text.Contains(c, StringComparison.Ordinal)) is { } contact
                )
                {
                    contacts.Add(Kind(link.Path));
                    if (!html.Contains("class=\"watermark\"", StringComparison.Ordinal))
                    {
                        _wrong.Add($"{role}: {link.Path} shows {contact} and not who reads it: [ShowsContacts]");
                    }
                }

                foreach (Match found in Link().Matches(html))
                {
                    var path = WebUtility.HtmlDecode(found.Groups[1].Value).Split('#')[0];
                    if (path.StartsWith('/') && !path.StartsWith("/dist", StringComparison.Ordinal) && known.Add(path))
                    {
                        open.Enqueue((path, link.Path));
                    }
                }
            }
        }

        static string Kind(string path) => Ids().Replace(path.Split('?')[0], "*");

        var never = Pages()
            .Select(p => "/" + p.RoutePattern.RawText!.Trim('/'))
            .Distinct()
            .Except(Reached)
            .Where(t => !opened.Any(o => Matches(t, o)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join('\n', _wrong), Is.Empty, string.Join('\n', _app.Faults.Take(3)));
            Assert.That(string.Join('\n', never), Is.Empty, "pages that nobody was shown");
            Assert.That(
                contacts,
                Is.SupersetOf(["/cases/show/*", "/replacements/packs/*", "/hotline", "/hotline/calls", "/hotline/card"]),
                "where contacts were seen"
            );
        }
    }

    [Test]
    public async Task No_page_fails_whatever_stands_in_its_address()
    {
        var turn = 0;
        foreach (var page in Pages().DistinctBy(p => p.RoutePattern.RawText))
        {
            var model = Model(page);
            List<string> names =
            [
                .. model.GetProperties().Where(p => p.GetCustomAttribute<BindPropertyAttribute>()?.SupportsGet == true).Select(p => p.Name),
                .. model
                    .GetMethods()
                    .Where(m => m.Name.StartsWith("OnGet", StringComparison.Ordinal))
                    .SelectMany(m => m.GetParameters())
                    .Where(p => p.ParameterType != typeof(CancellationToken))
                    .Select(p => p.Name!),
                "culture",
                "draft",
            ];
            foreach (var value in ValuesAt(turn))
            {
                var role = Roles[turn++ % Roles.Length];
                var path = Place().Replace("/" + page.RoutePattern.RawText!.Trim('/'), value is "" or "%00" ? "x" : value);
                await SendAsync(role, HttpMethod.Get, $"{path}?{string.Join('&', names.Select(n => $"{n}={value}"))}");
                await SendAsync(role, HttpMethod.Get, $"{path}?{names[turn % names.Count]}={value}&{names[turn % names.Count]}={value}");
            }

            foreach (var role in Enumerable.Range(turn, RolesEach).Select(i => Roles[i % Roles.Length]))
            {
                var guid = Place().Replace("/" + page.RoutePattern.RawText!.Trim('/'), Guid.Empty.ToString());
                await SendAsync(role, HttpMethod.Get, guid);
            }
        }

        Assert.That(string.Join('\n', _wrong.Take(40)), Is.Empty, $"{_wrong.Count} of them");
    }

    [Test]
    public async Task No_form_fails_whatever_is_posted()
    {
        var tokens = new Dictionary<string, string>();
        foreach (var role in Roles)
        {
            var home = await _sessions[role].GetStringAsync("/notices");
            tokens[role] = Token().Match(home).Groups[1].Value;
            Assert.That(tokens[role], Is.Not.Empty, role);
        }

        var turn = 0;
        foreach (var page in Pages().DistinctBy(p => p.RoutePattern.RawText))
        {
            var model = Model(page);
            List<string> fields =
            [
                .. model.GetProperties().Where(p => p.IsDefined(typeof(BindPropertyAttribute))).Select(p => p.Name),
                .. model
                    .GetMethods()
                    .Where(m => m.Name.StartsWith("OnPost", StringComparison.Ordinal))
                    .SelectMany(m => m.GetParameters())
                    .Where(p => p.ParameterType != typeof(CancellationToken))
                    .Select(p => p.Name!),
            ];
            var handlers = model
                .GetMethods()
                .Where(m => m.Name.StartsWith("OnPost", StringComparison.Ordinal))
                .Select(m => m.Name["OnPost".Length..].Replace("Async", "", StringComparison.Ordinal))
                .ToList();
            foreach (var handler in handlers)
            {
                foreach (var value in ValuesAt(turn))
                {
                    var role = Roles[turn++ % Roles.Length];
                    var path = Place().Replace("/" + page.RoutePattern.RawText!.Trim('/'), Guid.Empty.ToString());
                    var body =
                        string.Join('&', fields.Select(f => $"{f}={value}"))
                        + $"&version={value}&form-key={turn}&__RequestVerificationToken={Uri.EscapeDataString(tokens[role])}";
                    await SendAsync(role, HttpMethod.Post, $"{path}?handler={handler}", body, "application/x-www-form-urlencoded");
                }
            }

            var (type, odd) = Bodies[turn % Bodies.Length];
            await SendAsync(
                Roles[turn % Roles.Length],
                HttpMethod.Post,
                "/" + Place().Replace(page.RoutePattern.RawText!.Trim('/'), "x"),
                odd,
                type
            );
        }

        var many = string.Join('&', Enumerable.Range(0, 1100).Select(i => $"f{i}=1"));
        await SendAsync("enterprise1", HttpMethod.Post, "/sign-in", many, "application/x-www-form-urlencoded");
        await SendAsync("", HttpMethod.Post, "/cases/new", many, "application/x-www-form-urlencoded");
        Assert.That(string.Join('\n', _wrong.Take(40)), Is.Empty, $"{_wrong.Count} of them");
    }

    [Test]
    public async Task No_call_fails_whoever_asks_and_whatever_is_sent()
    {
        var document = JsonNode.Parse(await Described.TextAsync(_app))!;
        Dictionary<string, HttpClient> bearers = new() { [""] = _app.Client() };
        foreach (var role in Roles)
        {
            bearers[role] = _app.Client();
            bearers[role].DefaultRequestHeaders.Authorization = new("Bearer", (string)(await _app.Api(role)).Session!["accessToken"]!);
        }

        var turn = 0;
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (verb, operation) in item!.AsObject())
            {
                var method = new HttpMethod(verb.ToUpperInvariant());
                var queries =
                    operation!["parameters"]?.AsArray().Where(p => (string?)p!["in"] == "query").Select(p => (string)p!["name"]!).ToList()
                    ?? [];
                foreach (var value in ValuesAt(turn))
                {
                    var role = Roles[turn++ % Roles.Length];
                    var at = Place().Replace(path, value is "" or "%00" ? "x" : value);
                    await SendAsync(role, method, $"{at}?{string.Join('&', queries.Select(q => $"{q}={value}"))}", bearers: bearers);
                    if (queries.Count > 0)
                    {
                        await SendAsync(role, method, $"{at}?{queries[turn % queries.Count]}={value}", bearers: bearers);
                    }
                }

                await SendAsync(
                    Roles[turn++ % Roles.Length],
                    method,
                    Place().Replace(path, Guid.Empty.ToString()),
                    "{}",
                    "application/json",
                    bearers
                );
                if (operation["requestBody"] is not { } body)
                {
                    continue;
                }

                var there = Place().Replace(path, Guid.Empty.ToString());
                foreach (var (type, odd) in Enumerable.Range(turn, BodiesEach).Select(i => Bodies[i % Bodies.Length]))
                {
                    await SendAsync(Roles[turn++ % Roles.Length], method, there, odd, type, bearers);
                }

                if (body["content"]?["application/json"]?["example"] is JsonObject example)
                {
                    foreach (var name in example.Select(e => e.Key))
                    {
                        for (var i = 0; i < MembersEach; i++)
                        {
                            var said = example.DeepClone().AsObject();
                            said[name] = "HERE";
                            var json = said.ToJsonString().Replace("\"HERE\"", Jsons[turn % Jsons.Length], StringComparison.Ordinal);
                            await SendAsync(Roles[turn++ % Roles.Length], method, there, json, "application/json", bearers);
                        }
                    }
                }
            }
        }

        foreach (
            var (header, value) in new[]
            {
                ("Accept-Language", "\u00ff;q=x,,"),
                ("Accept", "*/*;q=x"),
                ("Idempotency-Key", new string('k', 5000)),
                ("If-Match", "\"99999999999999999999\""),
                ("Cookie", "commissioner=garbage; commissioner-form=;=;"),
                ("X-Forwarded-For", "garbage, ::ffff:1.2.3.4, \u00ff"),
                ("Authorization", "Bearer " + new string('x', 3000)),
                ("Range", "bytes=9-1"),
                ("If-None-Match", "\u00ff"),
            }
        )
        {
            foreach (var path in new[] { "/", "/cases/mine", "/api/v1/cases", "/openapi/v1.json", "/health/ready" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.TryAddWithoutValidation(header, value);
                using var response = await _sessions["enterprise1"].SendAsync(request);
                Note(response, $"{header}: {value} {path}");
            }
        }

        foreach (var http in bearers.Values)
        {
            http.Dispose();
        }

        Assert.That(string.Join('\n', _wrong.Take(40)), Is.Empty, $"{_wrong.Count} of them");
    }

    private static IEnumerable<string> ValuesAt(int turn) => Enumerable.Range(turn, ValuesEach).Select(i => Values[i % Values.Length]);

    private async Task SendAsync(
        string role,
        HttpMethod method,
        string path,
        string? body = null,
        string? type = null,
        Dictionary<string, HttpClient>? bearers = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null && method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var response = await (bearers ?? _sessions)[role].SendAsync(request);
        Note(response, $"{role} {method} {(path.Length > 200 ? path[..200] : path)} {type} {(body?.Length > 200 ? body[..200] : body)}");
    }

    private void Note(HttpResponseMessage response, string what)
    {
        if ((int)response.StatusCode >= 500)
        {
            _wrong.Add(
                $"{(int)response.StatusCode} {what}\n    {_app.Faults.LastOrDefault()?.Split('\n').Take(6).Aggregate((a, b) => a + " | " + b.Trim())}"
            );
        }
    }

    private IEnumerable<RouteEndpoint> Pages() =>
        _app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null);

    private static Type Model(RouteEndpoint page) => Conventions.Doors.Model(page.Metadata.GetMetadata<PageActionDescriptor>()!);

    private static bool Matches(string template, string path) =>
        Regex.IsMatch(path, "^" + Regex.Replace(Regex.Escape(template), @"/?\\\{[^}]+}", "(/[^/]*)?") + "$", RegexOptions.IgnoreCase);

    [GeneratedRegex("""(?:href|hx-get|src)="([^"]+)""")]
    private static partial Regex Link();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[0-9]+(?=/|$)")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token();
}
