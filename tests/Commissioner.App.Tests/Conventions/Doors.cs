using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Conventions;

/// <summary>Every door asks who is there, or is one of the few that stand open.</summary>
public sealed class Doors : OnOneApp
{
    // What answers to everybody; the last three are there in Development alone.
    private static readonly string[] Open =
    [
        "/",
        "/health/live",
        "/health/started",
        "/health/ready",
        "/health/serves",
        "/status",
        "/api/v1/status",
        "/openapi/v1.json",
        "/api/v1/calls/events",
        "/api/v1/passkeys/options",
        "/api/v1/passkeys/sign-in",
        "/api/v1/report",
        "/api/v1/report/additions",
        "/api/v1/report/following",
        "/api/v1/sign-in",
        "/api/v1/sign-in/codes",
        "/api/v1/sign-in/invitations",
        "/api/v1/sign-in/invitations/codes",
        "/api/v1/sign-in/renewals",
        "/api/v1/sign-in/second-factors",
        "/hooks/calls",
        "/privacy",
        "/report",
        "/report/follow",
        "/sign-in",
        "/sign-out",
        "/i/{token}",
        "/l/{token}",
        "/display",
        "/offline",
        "/outbox",
        "/dev/phone",
        "/refused/{code:int}",
        "/hooks/twilio/status",
        "/hooks/twilio/messages",
        "/hooks/twilio/voice",
        "/hooks/twilio/voice/rung",
        "/hooks/twilio/voice/pressed",
        "/hooks/twilio/voice/left",
        "/hooks/twilio/voice/status",
        "/hooks/twilio/recordings",
        "/demo",
        "/dev/clock",
        "/dev/jobs",
        "/dev/jobs/{name}",
    ];

    private static readonly Dictionary<string, string> Development = new()
    {
        [TestApp.In] = "Development",
        ["Commissioner:Demo"] = "false",
    };

    [Test]
    public async Task Only_these_stand_open()
    {
        await using var app = await TestApp.StartAsync(settings: Development);
        var endpoints = app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => !IsAsset(e))
            .ToList();
        Assert.That(endpoints, Has.Count.GreaterThan(30));
        var open = endpoints.Where(e =>
            e.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? Model(page).IsDefined(typeof(AllowAnonymousAttribute), true)
                : e.Metadata.GetMetadata<IAllowAnonymous>() is not null
        );
        var said = endpoints.Where(e =>
            e.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? Model(page).IsDefined(typeof(AllowAttribute), true)
                : e.Metadata.GetMetadata<AllowAttribute>() is not null
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(open.Select(Path).Distinct(), Is.EquivalentTo(Open));
            Assert.That(endpoints.Except(open).Except(said).Select(Path), Is.Empty, "these say nothing");
        }
    }

    [Test]
    public async Task Who_has_not_signed_in_comes_through_no_other()
    {
        var endpoints = App
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => !IsAsset(e) && !Open.Contains(Path(e)))
            .ToList();
        using var http = App.Client();
        using (Assert.EnterMultipleScope())
        {
            foreach (var endpoint in endpoints)
            {
                var path = System.Text.RegularExpressions.Regex.Replace(Path(endpoint), @"\{[^}]*\}", Guid.Empty.ToString());
                var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var first, ..] ? first : "GET";
                using var response = await http.SendAsync(new(new(method), path));
                if (path.StartsWith("/api/", StringComparison.Ordinal))
                {
                    Assert.That((int)response.StatusCode, Is.EqualTo(401), $"{method} {path}");
                }
                else if (path.StartsWith("/jobs", StringComparison.Ordinal))
                {
                    Assert.That((int)response.StatusCode, Is.EqualTo(404), "the engine's page does not even ask");
                }
                else
                {
                    Assert.That(
                        response.Headers.Location?.PathAndQuery,
                        Does.StartWith("/sign-in"),
                        $"{method} {path} {(int)response.StatusCode}"
                    );
                }
            }
        }
    }

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/').TrimEnd('/');

    private static bool IsAsset(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText == "{**path:file}" || endpoint.Metadata.Any(m => m.GetType().Name == "StaticAssetDescriptor");

    private static string[] WithoutRoom(string[] path) => path.Length > 2 ? path[1..] : path;

    internal static Type Model(PageActionDescriptor page) =>
        Product.Types.Single(t =>
            typeof(PageModel).IsAssignableFrom(t)
            && t.FullName
                == "Commissioner.App.Features." + string.Join('.', WithoutRoom(page.ViewEnginePath.Trim('/').Split('/'))) + "Model"
        );
}
