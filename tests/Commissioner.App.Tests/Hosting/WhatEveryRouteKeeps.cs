using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Commissioner.App.Hosting.Requests;
using Commissioner.App.Tests.Harness;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Commissioner.App.Tests.Hosting;

/// <summary>What holds of every route, whoever writes the next one.</summary>
public sealed partial class WhatEveryRouteKeeps : OnOneApp
{
    // What takes files.
    private static readonly string[] Large =
    [
        "/api/v1/attachments",
        "/api/v1/benefits/imports",
        "/api/v1/calendars/{code}/proposals/files",
        "/api/v1/catalogue/imports",
        "/api/v1/enterprises/imports",
        "/api/v1/labels/imports",
        "/api/v1/offerings/imports",
        "/api/v1/organisation/imports",
        "/api/v1/staff/imports",
        "/api/v1/templates/imports",
        "/benefits/import",
        "/calendars/{code}/import",
        "/cases/submit",
        "/catalogue/import",
        "/files",
        "/questions/answer/{id}",
        "/supplements/add/{id}",
        "/closures/propose/{id}",
        "/enterprises/import",
        "/labels/import",
        "/offerings/import",
        "/organisation/import",
        "/packages/apply/{code}",
        "/packages/supply/{id}",
        "/papers/show/{of}/{id}",
        "/staff/import",
        "/templates/import",
        "/whistles/report/{whistleId}/{legId}",
    ];

    // A machine gives its users few watches of files; where they are used up, whatever asked for one fails.
    [Test]
    public void No_page_needs_a_watch_of_the_machine() =>
        Assert.That(
            App.Services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider.Watch("dist/icons.svg"),
            Is.SameAs(NullChangeToken.Singleton)
        );

    private IEnumerable<RouteEndpoint> Routes =>
        App
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => !e.RoutePattern.RawText!.Contains("**", StringComparison.Ordinal))
            .Where(e => e.Metadata.All(m => m.GetType().Name != "StaticAssetDescriptor"));

    [TestCase("/sign-in")]
    [TestCase("/nowhere")]
    [TestCase("/api/v1/cases")]
    [TestCase("/openapi/v1.json")]
    [TestCase("/health/live")]
    public async Task Each_answer_says_what_a_browser_may_not_do_with_it(string path)
    {
        using var http = App.Client();
        foreach (var scheme in new[] { "http", "https" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{scheme}://localhost{path}");
            using var answer = await http.SendAsync(request);
            string? Said(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Said("Content-Security-Policy"), Does.Contain("default-src 'self'").And.Contain("frame-ancestors 'none'"));
                Assert.That(Said("Content-Security-Policy"), Does.Not.Contain("unsafe"));
                Assert.That(Said("X-Content-Type-Options"), Is.EqualTo("nosniff"));
                Assert.That(Said("Referrer-Policy"), Is.EqualTo("same-origin"));
                Assert.That(Said("Permissions-Policy"), Does.Contain("camera=()").And.Contain("microphone=(self)"));
                Assert.That(Said("Cross-Origin-Opener-Policy"), Is.EqualTo("same-origin"));
                Assert.That(Said("Cross-Origin-Resource-Policy"), Is.EqualTo("same-origin"));
                Assert.That(Said("Strict-Transport-Security"), scheme == "https" ? Does.StartWith("max-age=") : Is.Null, scheme);
            }
        }
    }

    [Test]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        using var http = App.Client();
        List<string> wrong = [];
        HashSet<string> large = [];
        foreach (var route in Routes.DistinctBy(r => (r.RoutePattern.RawText, Method(r))))
        {
            var path = "/" + route.RoutePattern.RawText!.Trim('/');
            foreach (var most in new[] { BodyLimits.Usual, BodyLimits.OneFile, BodyLimits.Files })
            {
                using var request = new HttpRequestMessage(
                    route.Metadata.GetMetadata<PageActionDescriptor>() is null && Method(route) == "GET" ? HttpMethod.Get : HttpMethod.Post,
                    Place().Replace(path, Guid.Empty.ToString())
                )
                {
                    Content = new Unread(most + 1),
                };
                if (Method(route) is "DELETE")
                {
                    request.Method = HttpMethod.Delete;
                }

                request.Content.Headers.TryAddWithoutValidation(
                    "Content-Type",
                    route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is ["multipart/form-data", ..]
                            ? "multipart/form-data; boundary=b"
                        : path.StartsWith("/api", StringComparison.Ordinal) ? "application/json"
                        : "application/x-www-form-urlencoded"
                );
                using var response = await http.SendAsync(request);
                if (response.StatusCode != HttpStatusCode.RequestEntityTooLarge)
                {
                    if (most == BodyLimits.Files)
                    {
                        wrong.Add($"{request.Method} {path}: {(int)response.StatusCode} with {most + 1} bytes");
                    }

                    large.Add(path.ToLowerInvariant());
                }
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join('\n', wrong), Is.Empty);
            Assert.That(large.Order(), Is.EquivalentTo(Large.Select(l => l.ToLowerInvariant()).Order()));
        }
    }

    [Test]
    public async Task HEAD_answers_as_GET_does_without_its_body()
    {
        using var http = await App.SessionAsync("triage");
        using var call = App.Client();
        call.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await App.Api("triage")).Session!["accessToken"]!);
        List<string> wrong = [];
        foreach (var route in Routes.Where(r => Method(r) is null or "GET"))
        {
            var path = "/" + route.RoutePattern.RawText!.Trim('/');
            if (path.StartsWith("/jobs", StringComparison.Ordinal) || path == "/live")
            {
                continue;
            }

            var client = path.StartsWith("/api", StringComparison.Ordinal) ? call : http;
            var at = Place().Replace(path, Guid.Empty.ToString());
            using var get = await client.GetAsync(at);
            using var head = await client.SendAsync(new(HttpMethod.Head, at));
            // Led elsewhere, the client asks as it likes.
            if (
                get.RequestMessage!.RequestUri!.AbsolutePath == at
                && (head.StatusCode != get.StatusCode || (await head.Content.ReadAsByteArrayAsync()).Length > 0)
            )
            {
                wrong.Add($"{at}: {(int)head.StatusCode} and not {(int)get.StatusCode}");
            }
        }

        using var live = await http.SendAsync(new(HttpMethod.Head, "/live"));
        Assert.That(live.StatusCode, Is.EqualTo(HttpStatusCode.OK), "what goes on for long ends at once");
        Assert.That(string.Join('\n', wrong), Is.Empty);
    }

    [Test]
    public async Task What_is_read_has_a_tag_and_is_not_sent_again_to_who_has_it()
    {
        var story = new Journey(App);
        await story.FileAsync();
        using var http = App.Client();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await App.Api("commissioner1")).Session!["accessToken"]!);
        var path = $"/api/v1/cases/{story.Case}";
        using var first = await http.GetAsync(path);
        var tag = first.Headers.ETag!;
        Assert.That(tag.ToString(), Does.Match("^W/\"1-[0-9a-f]{16}\"$"));
        http.DefaultRequestHeaders.IfNoneMatch.Add(tag);
        using var again = await http.GetAsync(path);
        Assert.That((again.StatusCode, again.Headers.ETag), Is.EqualTo((HttpStatusCode.NotModified, tag)));
        http.DefaultRequestHeaders.IfNoneMatch.Clear();

        using var move = new HttpRequestMessage(HttpMethod.Post, path + "/acceptances");
        move.Headers.TryAddWithoutValidation("If-Match", tag.ToString());
        using var moved = await http.SendAsync(move);
        Assert.That(moved.StatusCode, Is.EqualTo(HttpStatusCode.Created), "a tag says which version was read");
        using var stale = new HttpRequestMessage(HttpMethod.Post, path + "/contacts");
        stale.Headers.TryAddWithoutValidation("If-Match", tag.ToString());
        stale.Content = new StringContent(
            """{"means":"Call","at":"2026-03-02T09:00:00+08:00","outcome":"已联系"}""",
            Encoding.UTF8,
            "application/json"
        );
        using var refused = await http.SendAsync(stale);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        http.DefaultRequestHeaders.IfNoneMatch.Add(tag);
        using var changed = await http.GetAsync(path);
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("br")]
    [TestCase("gzip")]
    public async Task Pages_and_calls_are_compressed_but_not_what_another_site_asked_for_and_no_tokens(string encoding)
    {
        using var http = await App.SessionAsync("triage");
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd(encoding);
        foreach (var path in new[] { "/cases/queue", "/openapi/v1.json", "/api/v1/cases" })
        {
            using var response = await http.GetAsync(path);
            Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { encoding }), path);
            await using var packed = await response.Content.ReadAsStreamAsync();
            await using Stream plain =
                encoding == "br"
                    ? new BrotliStream(packed, CompressionMode.Decompress)
                    : new GZipStream(packed, CompressionMode.Decompress);
            Assert.That(await new StreamReader(plain).ReadToEndAsync(), Does.StartWith("{").Or.Contain("<html"), path);
        }

        using var lured = new HttpRequestMessage(HttpMethod.Get, "/cases/queue?q=x");
        lured.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var whole = await http.SendAsync(lured);
        Assert.That(whole.Content.Headers.ContentEncoding, Is.Empty);

        var described = await Described.ReadAsync(App);
        var secret = described
            .Operations.Where(o =>
                o.Operation["responses"]!
                    .AsObject()
                    .Where(r => r.Key.StartsWith('2'))
                    .SelectMany(r => described.Answer(o.Operation, r.Key))
                    .Select(c => described.Resolve(c.Value!["schema"]!))
                    .SelectMany(s => s["properties"]?.AsObject().Select(p => p.Key) ?? [])
                    .Any(m => Secret().IsMatch(m))
            )
            .Select(o => o.Path)
            .ToList();
        Assert.That(secret, Has.Member("/api/v1/sign-in").And.Member("/api/v1/sign-in/renewals"));
        foreach (var path in secret)
        {
            using var body = new StringContent("""{"userName":"triage","password":"demo"}""", Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(path, body);
            Assert.That(response.Content.Headers.ContentEncoding, Is.Empty, path);
        }
    }

    private static string? Method(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.FirstOrDefault();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();

    [GeneratedRegex("token|secret", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    // A body that says how large it is and holds nothing: who reads it finds that out, and who looks at its size alone does not.
    private sealed class Unread(long large) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

        protected override bool TryComputeLength(out long length)
        {
            length = large;
            return true;
        }
    }
}
