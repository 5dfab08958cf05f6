using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Conventions;

/// <summary>A program that is generated from the description compiles, reads well, and says what it may leave out.</summary>
public sealed partial class DescribedCalls
{
    // What the check below knows of JSON Schema.
    private static readonly string[] Known =
    [
        "type",
        "format",
        "enum",
        "properties",
        "required",
        "items",
        "oneOf",
        "additionalProperties",
        "maxLength",
        "default",
        "description",
    ];

    private JsonNode _document = null!;

    private JsonObject Schemas => _document["components"]!["schemas"]!.AsObject();

    private IEnumerable<(string Call, JsonNode Operation)> Operations =>
        _document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => ($"{m.Key} {p.Key}", m.Value!)));

    [OneTimeSetUp]
    public async Task Read()
    {
        await using var app = await TestApp.StartAsync();
        using var http = app.Client();
        _document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!;
    }

    [Test]
    public void Every_call_has_a_name_of_its_own()
    {
        var names = Operations.Select(o => (o.Call, Name: (string?)o.Operation["operationId"])).ToList();
        Assert.That(names, Has.Count.GreaterThan(100));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(names.Where(n => n.Name is null || !CamelCase().IsMatch(n.Name)).Select(n => n.Call), Is.Empty);
            Assert.That(names.Select(n => n.Name), Is.Unique);
        }
    }

    [Test]
    public void Every_parameter_says_what_it_is_for() =>
        Assert.That(
            Operations
                .SelectMany(o => o.Operation["parameters"]?.AsArray().Select(p => (o.Call, Parameter: p!)) ?? [])
                .Where(p =>
                    (string?)p.Parameter["description"] is not { Length: > 0 }
                    || char.IsUpper(((string)p.Parameter["name"]!)[0]) && (string?)p.Parameter["in"] != "header"
                )
                .Select(p => $"{p.Call}: {p.Parameter["name"]}"),
            Is.Empty
        );

    [Test]
    public void No_two_shapes_share_a_name() =>
        Assert.That(
            new[] { "ClosuresConfirmation", "CalendarProposalsConfirmation", "PoliciesProposal", "ExclusionsProposal" }.Except(
                Schemas.Select(s => s.Key)
            ),
            Is.Empty
        );

    [Test]
    public void A_member_that_must_be_there_is_not_null_and_a_number_is_no_text()
    {
        List<string> wrong = [];
        foreach (var (name, schema) in Schemas)
        {
            foreach (var (member, shape) in schema!["properties"]?.AsObject().ToList() ?? [])
            {
                var kinds = Kinds(shape!);
                if (kinds.Contains("string") && (kinds.Contains("integer") || kinds.Contains("number")))
                {
                    wrong.Add($"{name}.{member} is a number and a text");
                }

                if (kinds.Contains("array") && shape!["items"] is null)
                {
                    wrong.Add($"{name}.{member} is a list of nothing in particular");
                }

                if (schema["required"]?.AsArray().Any(r => (string?)r == member) == true && AllowsNull(shape!))
                {
                    wrong.Add($"{name}.{member} is required and nullable");
                }
            }

            if (schema["enum"] is JsonArray values && values.Any(v => v is null))
            {
                wrong.Add($"{name} is null for all that use it");
            }
        }

        wrong.AddRange(
            Operations
                .SelectMany(o => o.Operation["parameters"]?.AsArray().Select(p => (o.Call, Parameter: p!)) ?? [])
                .Where(p => Kinds(p.Parameter["schema"]!).Count > 1)
                .Select(p => $"{p.Call}: {p.Parameter["name"]}")
        );
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void What_a_rule_demands_is_said_of_the_body()
    {
        var submission = Schemas["Submission"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(submission["required"]!.AsArray().Select(r => (string?)r), Is.EquivalentTo(new[] { "title", "description" }));
            Assert.That((int?)submission["properties"]!["title"]!["maxLength"], Is.EqualTo(100));
            Assert.That((string?)submission["properties"]!["title"]!["type"], Is.EqualTo("string"));
        }
    }

    [Test]
    public void Every_example_is_of_the_shape_that_it_is_an_example_of()
    {
        List<string> wrong = [];
        var examples = 0;
        foreach (var (call, operation) in Operations)
        {
            var contents = operation["responses"]!.AsObject().Select(r => (Where: r.Key, Content: r.Value!["content"])).ToList();
            contents.Add(("body", operation["requestBody"]?["content"]));
            foreach (var (where, media) in contents.SelectMany(c => c.Content?.AsObject().Select(m => (c.Where, m.Value!)) ?? []))
            {
                var given = (media["examples"]?.AsObject().Select(e => e.Value!["value"]) ?? []).ToList();
                if (media["example"] is { } only)
                {
                    given.Add(only);
                }

                foreach (var example in given)
                {
                    examples++;
                    wrong.AddRange(Wrong(example, media["schema"]!, "").Select(w => $"{call} {where} {w}"));
                }
            }
        }

        Assert.That(examples, Is.GreaterThan(500));
        Assert.That(wrong.Distinct(), Is.Empty);
    }

    // As much of JSON Schema as the description uses; what it does not know is an error.
    private IEnumerable<string> Wrong(JsonNode? value, JsonNode schema, string at)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            schema = Schemas[reference[(reference.LastIndexOf('/') + 1)..]]!;
        }

        foreach (var keyword in schema.AsObject().Select(k => k.Key).Except(Known))
        {
            yield return $"{at}: the check does not know {keyword}";
        }

        if (schema["oneOf"] is JsonArray choices && choices.Count(c => !Wrong(value, c!, at).Any()) != 1)
        {
            yield return $"{at}: is none, or several, of what it may be";
        }

        var kinds = Kinds(schema);
        if (kinds.Count > 0 && !kinds.Contains(KindOf(value)) && !(kinds.Contains("number") && KindOf(value) == "integer"))
        {
            yield return $"{at}: is {KindOf(value)} and no {string.Join(" or ", kinds)}";
            yield break;
        }

        if (schema["enum"] is JsonArray values && !values.Any(v => JsonNode.DeepEquals(v, value)) && value is not null)
        {
            yield return $"{at}: {value} is none of its values";
        }

        switch (value)
        {
            case JsonObject members:
                var shapes = schema["properties"]?.AsObject();
                foreach (var missing in schema["required"]?.AsArray().Where(r => !members.ContainsKey((string)r!)) ?? [])
                {
                    yield return $"{at}: lacks {missing}";
                }

                foreach (var (name, member) in members)
                {
                    if ((shapes?[name] ?? schema["additionalProperties"]) is { } shape)
                    {
                        foreach (var wrong in Wrong(member, shape, $"{at}.{name}"))
                        {
                            yield return wrong;
                        }
                    }
                    else if (shapes is not null && name != "instance")
                    {
                        yield return $"{at}: has no {name}";
                    }
                }

                break;
            case JsonArray items when schema["items"] is { } shape:
                foreach (var wrong in items.SelectMany((item, i) => Wrong(item, shape, $"{at}[{i}]")))
                {
                    yield return wrong;
                }

                break;
            case JsonValue text when text.GetValueKind() == JsonValueKind.String && !Fits((string)text!, schema):
                yield return $"{at}: {text} is too long or no {schema["format"]}";
                break;
        }
    }

    private static bool Fits(string text, JsonNode schema) =>
        text.Length <= ((int?)schema["maxLength"] ?? int.MaxValue)
        && (string?)schema["format"] switch
        {
            "uuid" => Guid.TryParse(text, out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => text.Contains('T', StringComparison.Ordinal)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            _ => true,
        };

    private static List<string> Kinds(JsonNode schema) =>
        schema["type"] switch
        {
            JsonArray several => [.. several.Select(k => (string)k!)],
            JsonValue one => [(string)one!],
            _ => [],
        };

    private static bool AllowsNull(JsonNode schema) =>
        Kinds(schema).Contains("null") || schema["oneOf"]?.AsArray().Any(c => Kinds(c!).Contains("null")) == true;

    private static string KindOf(JsonNode? value) =>
        value switch
        {
            null => "null",
            JsonObject => "object",
            JsonArray => "array",
            _ => value.GetValueKind() switch
            {
                JsonValueKind.String => "string",
                JsonValueKind.True or JsonValueKind.False => "boolean",
                _ => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
            },
        };

    [GeneratedRegex("^[a-z]+([A-Z][a-z]*)+$|^[a-z]+$")]
    private static partial Regex CamelCase();
}
