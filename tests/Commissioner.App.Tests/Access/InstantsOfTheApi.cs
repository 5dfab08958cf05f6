using System.Text.Json.Nodes;
using Commissioner.App.Tests.Conventions;
using Commissioner.App.Tests.Harness;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Tests.Access;

/// <summary>No instant is guessed: every one of every call is written with its offset, and every one of a form is the park's own time.</summary>
public sealed class InstantsOfTheApi : OnOneApp
{
    private const string Local = "2026-03-02T09:00:00";

    private static readonly string[] People = ["triage", "commissioner1", "enterprise1", "department1", "supervisor", "callback"];

    private readonly Dictionary<string, Api> _apis = [];
    private JsonNode _document = null!;

    [OneTimeSetUp]
    public async Task Read()
    {
        _document = JsonNode.Parse(await Described.TextAsync(App))!;
        foreach (var user in People)
        {
            _apis[user] = await App.Api(user);
        }
    }

    [Test]
    public async Task Every_instant_of_every_body_is_refused_by_its_name_without_its_offset()
    {
        var instants = Calls("post")
            .SelectMany(c =>
                Instants(c.Operation["requestBody"]?["content"]?["application/json"]?["schema"], []).Select(path => (c.Path, Name: path))
            )
            .ToList();
        Assert.That(instants.Select(i => i.Name), Has.Member("meet.at").And.Member("firstStepAt").And.Member("at"));
        Assert.That(instants, Has.Count.GreaterThan(12));
        using (Assert.EnterMultipleScope())
        {
            foreach (var (path, name) in instants)
            {
                foreach (var wrong in new JsonNode?[] { Local, "2026-03-02", "03/02/2026 09:00 +08:00", "0001-01-01T00:00:00Z", 5 })
                {
                    var answer = await AskAsync(a => a.PostRawAsync(path, Body(name.Split('.'), wrong?.DeepClone()).ToJsonString()));
                    Assert.That(
                        (answer.Status, answer["errors"]?.AsObject().Select(e => e.Key).SingleOrDefault()),
                        Is.EqualTo((422, name)),
                        $"{path} with {wrong}: {answer}"
                    );
                }

                var right = await AskAsync(a => a.PostRawAsync(path, Body(name.Split('.'), Local + "+08:00").ToJsonString()));
                Assert.That((string?)right["errors"]?[name]?[0] ?? "", Does.Not.Contain("+08:00"), path);
            }
        }
    }

    [Test]
    public async Task Every_instant_of_every_address_is_refused_by_its_name_without_its_offset()
    {
        var instants = Calls("get")
            .SelectMany(c =>
                (c.Operation["parameters"]?.AsArray() ?? [])
                    .Where(p => (string?)p!["schema"]!["format"] == "date-time")
                    .Select(p => (c.Path, Name: (string)p!["name"]!, Others: Others(c.Operation, (string)p!["name"]!)))
            )
            .ToList();
        Assert.That(instants, Has.Count.GreaterThanOrEqualTo(4));
        using (Assert.EnterMultipleScope())
        {
            foreach (var (path, name, others) in instants)
            {
                // A plus that was not written as %2B is a blank when it arrives.
                foreach (var wrong in new[] { Local, "2026-03-02", "x", "", $"{Local}+08:00", "9999-12-31T23:59:59Z" })
                {
                    var answer = await AskAsync(a => a.GetAsync($"{path}?{name}={wrong}{others}"));
                    Assert.That(
                        (answer.Status, answer["errors"]?.AsObject().Select(e => e.Key).SingleOrDefault()),
                        Is.EqualTo((422, name)),
                        $"{path}?{name}={wrong}: {answer}"
                    );
                }

                var right = await AskAsync(a => a.GetAsync($"{path}?{name}={Local}%2B08:00{others}"));
                Assert.That(right["errors"]?[name], Is.Null, $"{path}: {right}");
            }
        }
    }

    [Test]
    public async Task Working_time_is_counted_from_the_instant_that_was_written()
    {
        var api = _apis["triage"];
        var there = await api.SeeAsync("/calendars/cn-park/working-time?from=2026-03-02T09:00:00%2B08:00&add=1h");
        var elsewhere = await api.SeeAsync("/calendars/cn-park/working-time?from=2026-03-02T01:00:00Z&add=1h");
        Assert.That(there.At("at"), Is.EqualTo(TestApp.At("03-02 10:00")));
        Assert.That(elsewhere.At("at"), Is.EqualTo(there.At("at")));
        (await api.GetAsync("/calendars/cn-park/working-time?add=1h")).MustName("from");
    }

    [Test]
    public async Task A_forms_time_is_the_parks_own()
    {
        var story = new Journey(App);
        await story.FileAsync();
        await story.AcceptAsync();
        var browser = await App.Browser("commissioner1");
        foreach (var wrong in new[] { "2026-03-02T01:00Z", "2026-03-02T09:00+08:00", "0001-01-01T00:00", "gestern" })
        {
            var page = await browser.SeeAsync($"/cases/contact/{story.Case}");
            var refused = await page.FormWith("At").Fill("Means", "Call").Fill("At", wrong).Fill("Outcome", "已联系").SubmitAsync();
            Assert.That(refused.Status, Is.EqualTo(422), wrong);
            Assert.That(refused.Document.QuerySelector("#At-error")?.TextContent, Does.Contain("日期和时间"), wrong);
            Assert.That(refused.FormWith("At").Value("At"), Is.EqualTo(wrong), "what was typed is still there");
        }

        var form = (await browser.SeeAsync($"/cases/contact/{story.Case}")).FormWith("At");
        var done = await form.Fill("Means", "Call").Fill("At", "2026-03-02T09:00").Fill("Outcome", "已联系").SubmitAsync();
        Assert.That(done.Status, Is.EqualTo(200), done.Text);
        await using var db = App.Db();
        Assert.That(
            db.Timeline.Single(e => e.Name == "FirstContactRecorded" && e.SubjectId == Guid.Parse(story.Case)).Facts,
            Does.Contain("2026-03-02T01:00")
        );
    }

    [Test]
    public void No_page_and_no_call_takes_a_time_that_somebody_would_have_to_guess()
    {
        var bound = Product
            .Types.Where(t => typeof(PageModel).IsAssignableFrom(t))
            .SelectMany(t => t.GetProperties())
            .Where(p => p.IsDefined(typeof(BindPropertyAttribute), true))
            .ToList();
        Assert.That(bound.Count(p => p.PropertyType == typeof(DateTime?)), Is.GreaterThan(10));
        Assert.That(
            bound.Where(p => p.PropertyType == typeof(DateTimeOffset) || p.PropertyType == typeof(DateTimeOffset?)),
            Is.Empty,
            "a form's time has no offset"
        );
        Assert.That(
            Product
                .Types.Where(t =>
                    typeof(MediatR.IBaseRequest).IsAssignableFrom(t)
                    || t.DeclaringType?.Name.EndsWith("Api", StringComparison.Ordinal) == true
                )
                .SelectMany(t => t.GetProperties())
                .Where(p => p.PropertyType == typeof(DateTime) || p.PropertyType == typeof(DateTime?))
                .Select(p => $"{p.DeclaringType!.Name}.{p.Name}"),
            Is.Empty,
            "a request's time is an instant"
        );
    }

    private IEnumerable<(string Path, JsonNode Operation)> Calls(string method) =>
        _document["paths"]!
            .AsObject()
            .Where(p => p.Value![method] is not null)
            .Select(p =>
                (
                    System.Text.RegularExpressions.Regex.Replace(
                        p.Key["/api/v1".Length..],
                        @"\{(\w+)[^}]*\}",
                        m => m.Groups[1].Value is "year" or "version" or "no" or "seq" ? "1" : Guid.Empty.ToString()
                    ),
                    p.Value![method]!
                )
            );

    // Paths of the instants in a body; lists are left out, for no call takes a list of them.
    private IEnumerable<string> Instants(JsonNode? schema, IReadOnlyList<string> above)
    {
        if (schema is null || above.Count > 4)
        {
            yield break;
        }

        if ((string?)schema["$ref"] is { } reference)
        {
            schema = _document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!;
        }

        if ((string?)schema["format"] == "date-time")
        {
            yield return string.Join('.', above);
        }

        foreach (var choice in schema["oneOf"]?.AsArray() ?? [])
        {
            foreach (var path in Instants(choice, above))
            {
                yield return path;
            }
        }

        foreach (var (name, member) in schema["properties"]?.AsObject().ToList() ?? [])
        {
            foreach (var path in Instants(member, [.. above, name]))
            {
                yield return path;
            }
        }
    }

    private static JsonNode Body(ReadOnlySpan<string> path, JsonNode? value) =>
        new JsonObject { [path[0]] = path.Length == 1 ? value : Body(path[1..], value) };

    private static string Others(JsonNode operation, string name) =>
        string.Concat(
            operation["parameters"]!
                .AsArray()
                .Where(p => (string?)p!["in"] == "query" && (bool?)p["required"] == true && (string?)p["name"] != name)
                .Select(p => $"&{p!["name"]}=2026-03-02T09:00:00Z")
        );

    private async Task<Answer> AskAsync(Func<Api, Task<Answer>> call)
    {
        Answer? answer = null;
        foreach (var user in People)
        {
            answer = await call(_apis[user]);
            if (answer.Status != 403)
            {
                break;
            }
        }

        return answer!;
    }
}
