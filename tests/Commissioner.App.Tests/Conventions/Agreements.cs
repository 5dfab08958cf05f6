using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Commissioner.App.Features.Deliveries;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.App.Tests.Harness;
using Commissioner.Data;
using Commissioner.Data.Providers;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioner.App.Tests.Conventions;

/// <summary>What others rely on changes only when somebody means it: tables that a lawyer could read, kept beside the tests.</summary>
public sealed class Agreements
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Test]
    public void Who_may_do_what() =>
        Snapshot.Match(
            "permissions",
            string.Join(
                '\n',
                Enum.GetValues<Permission>()
                    .Select(p => $"{p}: {(Permissions.Holders.TryGetValue(p, out var holders) ? string.Join(", ", holders) : "-")}")
            )
        );

    [Test]
    public void Every_permission_has_holders_or_is_everybodys() =>
        Assert.That(
            Enum.GetValues<Permission>().Except(Permissions.Holders.Keys),
            Is.EquivalentTo(new[] { Permission.Anybody, Permission.SignedIn, Permission.KeepOwnAccount, Permission.KeepOwnKeys })
        );

    [Test]
    public void Which_move_starts_where_and_whose_it_is() =>
        Snapshot.Match(
            "workflow",
            string.Join(
                '\n',
                CaseWorkflow.Table.Select(r =>
                    $"{r.Move}: from {string.Join(", ", r.From)}; by {string.Join(", ", r.Who)}; with the duty desk by {string.Join(", ", CaseWorkflow.Who(r.Move, Desk.DutyDesk))}; confidential by {string.Join(", ", CaseWorkflow.Who(r.Move, Desk.Supervision))}"
                )
            )
        );

    [Test]
    public void Every_move_stands_in_the_table_once() =>
        Assert.That(CaseWorkflow.Table.Select(r => r.Move), Is.EquivalentTo(Enum.GetValues<CaseMove>()));

    [Test]
    public void What_events_are_called_and_who_reads_them() =>
        Snapshot.Match(
            "events",
            string.Join(
                '\n',
                Product
                    .Types.Where(t => t.IsSubclassOf(typeof(DomainEvent)) && !t.IsAbstract)
                    .OrderBy(t => t.Name, StringComparer.Ordinal)
                    .Select(t =>
                    {
                        var what = (DomainEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t);
                        return $"{t.Name}: {what.SeenBy()}";
                    })
            )
        );

    [Test]
    public async Task What_messages_say()
    {
        await using var app = await TestApp.StartAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var (book, wording, texts) = (
            scope.ServiceProvider.GetRequiredService<ToldBook>(),
            scope.ServiceProvider.GetRequiredService<Wording>(),
            scope.ServiceProvider.GetRequiredService<Texts>()
        );
        Assert.That(book.Keys, Has.Count.GreaterThan(100));
        Snapshot.Match(
            "messages",
            string.Join(
                '\n',
                from key in book.Keys
                let facts = new JsonObject(book.PlacesOf(key).Select(p => KeyValuePair.Create(p, Example(p, texts)))).ToJsonString()
                from culture in ToldBook.Cultures
                select $"{key} {culture}: {wording.Say(key, null, facts, culture)}"
            )
        );
    }

    [Test]
    public void Who_is_rated_reads_of_no_rating_and_no_replacement()
    {
        var secret = Product
            .Types.Where(t =>
                t.IsSubclassOf(typeof(DomainEvent))
                && (
                    t.Name.Contains("Rated", StringComparison.Ordinal)
                    || t.Name.Contains("Replaced", StringComparison.Ordinal)
                    || t.Name.Contains("Kept", StringComparison.Ordinal)
                )
            )
            .ToList();
        Assert.That(secret, Has.Count.GreaterThanOrEqualTo(3));
        Assert.That(
            secret.Where(t =>
                (((DomainEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t)).SeenBy() & Audience.Desk) != 0
            ),
            Is.Empty
        );
    }

    [Test]
    public async Task What_the_API_describes()
    {
        await using var app = await TestApp.StartAsync();
        var document = JsonNode.Parse(await Described.TextAsync(app))!.AsObject();
        document.Remove("servers");
        Snapshot.Match("openapi", Sorted(document)!.ToJsonString(Indented));
    }

    [Test]
    public async Task Every_call_is_described_whole_with_examples()
    {
        await using var app = await TestApp.StartAsync();
        var described = await Described.ReadAsync(app);
        var document = described.Document;
        var types = document["components"]!["schemas"]!["ProblemDetails"]!["properties"]!["type"]!["enum"]!
            .AsArray()
            .Select(t => (string)t!)
            .ToHashSet();
        List<string> lacking = [];
        foreach (
            var (path, method, call) in document["paths"]!
                .AsObject()
                .SelectMany(p => p.Value!.AsObject().Select(m => (p.Key, m.Key, m.Value!)))
        )
        {
            void Demand(bool holds, string what)
            {
                if (!holds)
                {
                    lacking.Add($"{method} {path}: {what}");
                }
            }

            Demand((string?)call["summary"] is { Length: > 0 }, "a summary");
            Demand(
                call["requestBody"]?["content"]?["application/json"] is not { } body || (body["example"] ?? body["examples"]) is not null,
                "an example of its body"
            );
            var responses = call["responses"]!.AsObject();
            foreach (var (status, content) in responses.Select(r => (r.Key, described.Answer(call, r.Key))).Where(r => r.Item2.Count > 0))
            {
                Demand(content.All(c => c.Value!["schema"] is JsonObject { Count: > 0 }), $"what {status} holds");
                Demand(
                    status.StartsWith('2')
                        ? content["application/json"] is not { } answer || (answer["example"] ?? answer["examples"]) is not null
                        : content["application/problem+json"]?["example"]?["type"] is { } type && types.Contains((string)type!),
                    $"an example of {status}"
                );
            }

            Demand(responses.Any(r => r.Key.StartsWith('2')), "what it answers");
            Demand(call["security"] is JsonArray { Count: 0 } || responses.ContainsKey("401"), "401");
            Demand(method == "get" || (responses.ContainsKey("409") && responses.ContainsKey("422")), "409 and 422");
            Demand(responses.ContainsKey("default"), "that it may fail");
        }

        Assert.That(lacking, Is.Empty);
    }

    [TestCase(Engine.Postgres)]
    [TestCase(Engine.SqlServer)]
    public void The_migrations_say_all_that_the_model_says(Engine engine)
    {
        using var db = On(engine);
        Assert.That(db.Database.HasPendingModelChanges(), Is.False, $"{engine}: run src/Commissioner.Data/Migrations/add.sh");
    }

    [Test]
    public void What_SQL_Server_is_asked()
    {
        using var db = On(Engine.SqlServer);
        var text = new StringBuilder();
        var now = TestApp.Monday;
        var me = new Id<Person>(new("11111111-1111-7111-8111-111111111111"));
        var commissioner = new Actor(me, "示例", [Role.Commissioner], null, null);
        void Say(string what, string sql) =>
            text.Append("-- ").Append(what).Append('\n').Append(sql.ReplaceLineEndings("\n").Trim()).Append("\n\n");
        Say("clocks that are due", db.DueClocks(now, 100).ToQueryString());
        Say("entries without their consequences", db.Unreacted(now, 200).ToQueryString());
        Say(
            "a commissioner's queue",
            db.Cases.AsNoTracking()
                .VisibleTo(commissioner)
                .Where(c => c.ClosedAt == null && c.NextDueAt != null)
                .OrderBy(c => c.NextDueAt)
                .ThenBy(c => c.Id)
                .Select(c => new
                {
                    c.Id,
                    c.Number,
                    c.Title,
                    c.NextDueAt,
                    c.Enterprise.Name,
                })
                .Take(51)
                .ToQueryString()
        );
        Say("one case", db.Cases.AsNoTracking().VisibleTo(commissioner).Where(c => c.Id == new Id<Case>(me.Value)).ToQueryString());
        Say(
            "cases with these words",
            db.Cases.Where(db.Like<Case>(TextPattern.Containing("100%_[停电]"), c => c.Title, c => c.Description, c => c.Place))
                .Select(c => c.Id)
                .ToQueryString()
        );
        text.Append(db.Database.GenerateCreateScript());
        Snapshot.Match("sqlserver", text.ToString());
    }

    // As its name says what it is: an instant, a number, a word of ours, or what somebody wrote.
    private static JsonNode? Example(string place, Texts texts) =>
        Regex.IsMatch(place, "(At|By|Until|Since|^from|^since)$") ? "2026-03-05T02:00:00Z"
        : texts.Chinese.Contains(place + ".yes") ? true
        : texts.Chinese.Contains(place + ".count") || place is "count" or "level" or "transfers" ? 3
        : texts.Chinese.Where(k => k.StartsWith(place + ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal).FirstOrDefault()
            is { } word
            ? word[(place.Length + 1)..]
        : place is "number" or "intoNumber" ? "FL-20260302-0001"
        : place is "numbers" ? "FL-20260302-0001 FL-20260302-0002"
        : $"示例 {place}";

    private static CommissionerDb On(Engine engine) =>
        TestApp.Open(engine, engine == Engine.SqlServer ? "Server=127.0.0.1" : "Host=127.0.0.1");

    // Paths, schemas and properties in the order of their names: only what they say matters.
    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject o => new JsonObject(
                o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))
            ),
            JsonArray a => new JsonArray([.. a.Select(Sorted)]),
            _ => node?.DeepClone(),
        };
}
