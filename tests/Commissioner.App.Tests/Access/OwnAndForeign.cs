using System.Text;
using System.Text.Json.Nodes;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Access;

/// <summary>Every call on a case, a whistle, a leg, an order or a file, by who has it, by a colleague of who has it, and by strangers.</summary>
public sealed partial class NothingIsAFault
{
    // Who has what by belonging. The second of a kind is a stranger to what the first has.
    private static readonly string[] Belonging =
    [
        "enterprise1",
        "enterprise2",
        "commissioner1",
        "commissioner2",
        "department1",
        "department2",
        "triage",
        "supervisor",
        "appraiser",
        "sysadmin",
        "secadmin",
        "auditor",
    ];

    [Test]
    public async Task A_case_is_there_for_whom_it_belongs_to_and_for_nobody_else()
    {
        List<Case> cases;
        await using (var db = _app.Db())
        {
            cases = await db.Cases.AsNoTracking().AsSplitQuery().Whole().OrderByDescending(c => c.SubmittedAt).Take(400).ToListAsync();
        }

        List<string> wrong = [];
        var (own, foreign) = (0, 0);
        foreach (var user in Belonging)
        {
            var actor = await ActorAsync(user);
            var api = await _app.Api(user);
            foreach (var alike in cases.GroupBy(c => (Has: Sees(actor, c), c.AboutOfficials)))
            {
                foreach (var @case in alike.Take(4))
                {
                    var status = (await api.GetAsync($"/cases/{@case.Id}")).Status;
                    var right = Permissions.Holds(actor, Permission.ReadCases) ? (alike.Key.Has ? 200 : 404) : 403;
                    (own, foreign) = (own + (right == 200 ? 1 : 0), foreign + (right == 200 ? 0 : 1));
                    if (status != right)
                    {
                        wrong.Add($"{user} {@case.Number}: {status}, not {right}");
                    }
                }
            }
        }

        Assert.That((own, foreign), Is.GreaterThan((20, 30)));
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Each_call_on_a_strangers_object_answers_as_on_one_that_is_not_there()
    {
        var described = await Described.ReadAsync(_app);
        var bodies = described.Operations.ToDictionary(
            o => $"{o.Method.ToUpperInvariant()} {Place().Replace(o.Path, "{}")}",
            o => o.Operation["requestBody"]?["content"]?["application/json"]?["example"]?.ToJsonString()
        );
        var calls = _app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => Collections.Any(c => e.RoutePattern.RawText!.StartsWith($"/api/v1/{c}/{{", StringComparison.Ordinal)))
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(verb => (verb, Call: e)))
            .ToList();
        Assert.That(calls, Has.Count.GreaterThan(45));
        List<string> wrong = [];
        var asked = 0;
        foreach (var user in new[] { "enterprise2", "commissioner2", "department2", "hotline", "callback" })
        {
            var (actor, session) = (await ActorAsync(user), await _app.Api(user));
            using var http = _app.Client();
            http.DefaultRequestHeaders.Authorization = new("Bearer", (string)session.Session!["accessToken"]!);
            var theirs = await ForeignAsync(session);
            foreach (var (verb, call) in calls)
            {
                if (call.Metadata.GetMetadata<AllowAttribute>() is not { Permission: var needed } || !Permissions.Holds(actor, needed))
                {
                    continue;
                }

                var route = call.RoutePattern.RawText!;
                var body = bodies.GetValueOrDefault($"{verb} {Place().Replace(route, "{}")}");
                var there = await SayAsync(http, verb, Filled(route, theirs), body);
                var nowhere = await SayAsync(http, verb, Filled(route, _ => Guid.CreateVersion7().ToString()), body);
                asked++;
                if (there != nowhere || there.Status is >= 200 and < 300 && verb != "GET")
                {
                    wrong.Add($"{user} {verb} {route}: {there} where it is, {nowhere} where it is not");
                }
            }
        }

        Assert.That(asked, Is.GreaterThan(70));
        Assert.That(wrong, Is.Empty);
    }

    private static readonly string[] Collections = ["cases", "whistles", "legs", "orders", "attachments"];

    // What docs/trade.md says of sight, said once more by itself.
    private static bool Sees(Actor actor, Case @case) =>
        actor.Is(Role.TriageDesk, Role.Supervisor)
        || (actor.EnterpriseId is { } enterprise && @case.EnterpriseId == enterprise)
        || (
            actor.Is(Role.Commissioner)
            && !@case.AboutOfficials
            && (@case.Enterprise.ActiveId == actor.Id || @case.Enterprise.BackupId == actor.Id)
        )
        || (actor.DepartmentId is { } department && @case.Legs.Any(l => l.DepartmentId == department && !Leg.Gone.Contains(l.Status)));

    private async Task<Actor> ActorAsync(string user)
    {
        await using var db = _app.Db();
        var id = (await db.Accounts.AsNoTracking().SingleAsync(a => a.UserName == user)).Id;
        return (await db.People.AsNoTracking().SingleAsync(p => (Guid)(object)p.Id == id)).Acting();
    }

    // A case with a whistle that this user is not shown, and what belongs to it.
    private async Task<Func<string, string>> ForeignAsync(Api api)
    {
        await using var db = _app.Db();
        var cases = await db
            .Cases.AsNoTracking()
            .AsSplitQuery()
            .Whole()
            .Where(c => c.Whistles.Any())
            .OrderBy(c => c.Id)
            .Take(200)
            .ToListAsync();
        foreach (var @case in cases)
        {
            if ((await api.GetAsync($"/cases/{@case.Id}")).Status == 404)
            {
                var whistle = @case.Whistles[0];
                var order = @case.Orders.Select(o => o.Id.ToString()).FirstOrDefault() ?? Guid.CreateVersion7().ToString();
                return name =>
                    name switch
                    {
                        "cases" => @case.Id.ToString(),
                        "whistles" => whistle.Id.ToString(),
                        "legs" => whistle.Legs[0].Id.ToString(),
                        "orders" => order,
                        _ => Guid.CreateVersion7().ToString(),
                    };
            }
        }

        Assert.Fail($"every case of the demo is seen by {api}");
        throw new InvalidOperationException();
    }

    // Each place of a route by the collection that stands before it.
    private static string Filled(string route, Func<string, string> key)
    {
        var parts = route.Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i].StartsWith('{'))
            {
                parts[i] = parts[i].StartsWith("{kind", StringComparison.Ordinal) ? "Accept" : key(parts[i - 1]);
            }
        }

        return string.Join('/', parts);
    }

    private static async Task<(int Status, string? Type)> SayAsync(HttpClient http, string verb, string path, string? body)
    {
        using var request = new HttpRequestMessage(new(verb), new Uri(path, UriKind.Relative));
        if (verb != "GET")
        {
            request.Content = new StringContent(body ?? "{}", Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isProblem = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
        return ((int)response.StatusCode, isProblem ? (string?)JsonNode.Parse(text)?["type"] : null);
    }
}
