using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Commissioner.App.Tests.Harness;

/// <summary>The API's description, and whether a value is of a shape that it describes.</summary>
public sealed class Described(JsonNode document)
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

    private static readonly Lock Once = new();
    private static Task<string>? _text;

    /// <summary>All of it.</summary>
    public JsonNode Document { get; } = document;

    /// <summary>The shapes that have a name.</summary>
    public JsonObject Schemas => Document["components"]!["schemas"]!.AsObject();

    /// <summary>Every call, as <c>get /api/v1/cases</c>.</summary>
    public IEnumerable<(string Method, string Path, JsonNode Operation)> Operations =>
        Document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => (m.Key, p.Key, m.Value!)));

    /// <summary>
    /// The description as applications hand it out, all the same one; the first that is asked tells it for all, since to make it takes seconds.
    /// </summary>
    public static Task<string> TextAsync(TestApp app)
    {
        lock (Once)
        {
            return _text ??= ReadTextAsync(app);
        }
    }

    /// <summary>Reads what an application hands out.</summary>
    public static async Task<Described> ReadAsync(TestApp app) => new(JsonNode.Parse(await TextAsync(app))!);

    /// <summary>What a reference stands for; anything else is itself.</summary>
    public JsonNode Resolve(JsonNode node)
    {
        while ((string?)node["$ref"] is { } reference)
        {
            node = reference[2..].Split('/').Aggregate(Document, (at, part) => at[part]!);
        }

        return node;
    }

    /// <summary>What this call answers with this status, by media type; empty where it has no body.</summary>
    public JsonObject Answer(JsonNode operation, string status) =>
        operation["responses"]?[status] is { } answer ? Resolve(answer)["content"]?.AsObject() ?? new JsonObject() : new JsonObject();

    /// <summary>The names of all shapes that stand in some call's body.</summary>
    public HashSet<string> Taken()
    {
        HashSet<string> taken = [];
        Stack<JsonNode?> open = new(Operations.Select(o => o.Operation["requestBody"]));
        while (open.TryPop(out var node))
        {
            switch (node)
            {
                case JsonObject members:
                    if ((string?)members["$ref"] is { } reference && taken.Add(reference[(reference.LastIndexOf('/') + 1)..]))
                    {
                        open.Push(Resolve(members));
                    }

                    members.Select(m => m.Value).Where(v => v is JsonObject or JsonArray).ToList().ForEach(open.Push);
                    break;
                case JsonArray items:
                    items.Where(v => v is JsonObject or JsonArray).ToList().ForEach(open.Push);
                    break;
            }
        }

        return taken;
    }

    /// <summary>How a value is not of this shape: as much of JSON Schema as the description uses. What it does not know is an error.</summary>
    public IEnumerable<string> Wrong(JsonNode? value, JsonNode schema, string at)
    {
        schema = Resolve(schema);

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

    /// <summary>
    /// Where in an answer what stands, as <c>items[].contact.phone</c>; what is null or empty stands nowhere, and names that are values
    /// themselves are one.
    /// </summary>
    public IEnumerable<(string Field, string Value)> Fields(JsonNode? value, JsonNode? schema, string at)
    {
        schema = schema is null ? null : Resolve(schema);
        schema = (schema?["oneOf"] as JsonArray)?.Select(c => Resolve(c!)).FirstOrDefault(c => !Wrong(value, c, at).Any()) ?? schema;
        return value switch
        {
            null => [],
            JsonObject members => members.SelectMany(m =>
                schema?["properties"]?[m.Key] is { } known
                    ? Fields(m.Value, known, $"{at}.{m.Key}")
                    : Fields(m.Value, schema?["additionalProperties"] as JsonObject, $"{at}.*")
            ),
            JsonArray items => items.SelectMany(i => Fields(i, schema?["items"], at + "[]")),
            _ => [(at, value.ToString())],
        };
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

    /// <summary>The kinds of value that it may be.</summary>
    public static List<string> Kinds(JsonNode schema) =>
        schema["type"] switch
        {
            JsonArray several => [.. several.Select(k => (string)k!)],
            JsonValue one => [(string)one!],
            _ => [],
        };

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

    private static async Task<string> ReadTextAsync(TestApp app)
    {
        using var http = app.Client();
        return await http.GetStringAsync("/openapi/v1.json");
    }
}
