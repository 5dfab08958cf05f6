using System.Text.Json.Nodes;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Refused;

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
}
