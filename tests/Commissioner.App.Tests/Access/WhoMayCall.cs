using System.Net;
using System.Text.Json.Nodes;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Access;

/// <summary>Every call by every role, as the table of permissions says.</summary>
public sealed partial class NothingIsAFault
{
    [Test]
    public async Task Each_call_is_open_to_the_roles_of_its_permission_and_to_nobody_else()
    {
        Dictionary<string, (HttpClient Http, Actor Actor)> callers = new() { [""] = (_app.Client(), Actor.Anonymous) };
        await using (var db = _app.Db())
        {
            foreach (var user in Roles)
            {
                var id = (await db.Accounts.AsNoTracking().SingleAsync(a => a.UserName == user)).Id;
                var person = await db.People.AsNoTracking().SingleAsync(p => (Guid)(object)p.Id == id);
                var http = _app.Client();
                http.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await _app.Api(user)).Session!["accessToken"]!);
                callers[user] = (http, person.Acting());
            }
        }

        List<string> wrong = [];
        var refused = 0;
        foreach (
            var call in _app
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true)
        )
        {
            // What names no permission is everybody's, and stands in the list of doors; or it is no call at all.
            if (call.Metadata.GetMetadata<AllowAttribute>() is not { Permission: var needed })
            {
                continue;
            }

            var hasPlace = call.RoutePattern.Parameters.Count > 0;
            var path = Place().Replace(call.RoutePattern.RawText!, Guid.Empty.ToString());
            foreach (var verb in call.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                foreach (var (user, (http, actor)) in callers)
                {
                    var holds = needed == Permission.Anybody || (actor.IsKnown && Permissions.Holds(actor, needed));
                    // What a caller may do and needs no key would be done: a session would end, a score be computed.
                    if (holds && verb != "GET" && !hasPlace)
                    {
                        continue;
                    }

                    using var request = new HttpRequestMessage(new(verb), new Uri(path, UriKind.Relative));
                    if (verb != "GET")
                    {
                        // A form is asked for before who sends it.
                        request.Content =
                            call.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("multipart/form-data") == true
                                ? new MultipartFormDataContent { { new StringContent("x"), "x" } }
                                : new StringContent("{}", null, "application/json");
                    }

                    using var response = await http.SendAsync(request);
                    var status = (int)response.StatusCode;
                    var type = status is 401 or 403 ? (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())?["type"] : null;
                    refused += holds ? 0 : 1;
                    if (
                        holds
                            ? type == "NotSignedIn"
                            : (status, type) != (actor.IsKnown ? (403, "MoveNotYours") : (401, (string?)"NotSignedIn"))
                    )
                    {
                        wrong.Add($"{user} {verb} {path}: {status} {type}, {needed} {(holds ? "held" : "not held")}");
                    }
                }
            }
        }

        Assert.That(refused, Is.GreaterThan(1500));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Each_page_opens_for_the_roles_of_its_permission_and_for_nobody_else()
    {
        List<string> wrong = [];
        var refused = 0;
        var pages = _app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null && e.Metadata.GetMetadata<AllowAttribute>() is not null)
            .DistinctBy(e => e.RoutePattern.RawText)
            .ToList();
        Assert.That(pages, Has.Count.GreaterThan(80));
        foreach (var user in Roles)
        {
            var actor = await ActorAsync(user);
            using var http = await _app.SessionAsync(user);
            foreach (var page in pages)
            {
                var needed = page.Metadata.GetRequiredMetadata<AllowAttribute>().Permission;
                // What a role may open is opened by the page's own tests; what it may not is refused before anything is looked up.
                if (needed == Permission.Anybody || Permissions.Holds(actor, needed))
                {
                    continue;
                }

                var path = "/" + Place().Replace(page.RoutePattern.RawText!, Guid.Empty.ToString());
                using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
                refused++;
                if (response.StatusCode != HttpStatusCode.Forbidden)
                {
                    wrong.Add($"{user} {path}: {(int)response.StatusCode}, {needed}");
                }
            }
        }

        Assert.That(refused, Is.GreaterThan(700));
        Assert.That(wrong, Is.Empty);
    }
}
