using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Commissioner.App.Hosting.Description;

/// <summary>Examples of what calls answer, made from the shapes themselves: so there is one for each, and none is of another shape.</summary>
internal sealed class ApiExamples(OpenApiDocument document)
{
    private const string Name = "answer";

    // What stands in members of these names; in any other text a word that says nothing.
    private static readonly Dictionary<string, string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["title"] = "厂区门口绿化带",
        ["caseTitle"] = "厂区门口绿化带",
        ["description"] = "请安排补种。",
        ["number"] = "FL-20261120-0042",
        ["caseNumber"] = "FL-20261120-0042",
        ["category"] = "ParkEnvironment",
        ["place"] = "示例路1号",
        ["meetPlace"] = "示例路1号",
        ["name"] = "示例",
        ["enterpriseName"] = "示例科技有限公司",
        ["departmentName"] = "示例局",
        ["personName"] = "示例专员1",
        ["contactName"] = "示例联系人",
        ["handlerName"] = "示例经办",
        ["by"] = "示例专员1",
        ["phone"] = "13800000000",
        ["contactPhone"] = "13800000000",
        ["handlerPhone"] = "13800000000",
        ["hotline"] = "051212345678",
        ["dial"] = "tel:13800000000",
        ["creditCode"] = "91320000MA00000000",
        ["code"] = "SHILI-01",
        ["catalogueItem"] = "SHILI-01",
        ["calendar"] = "cn-park",
        ["calendarCode"] = "cn-park",
        ["reason"] = "说明原因",
        ["text"] = "已电话联系企业",
        ["words"] = "已经解决，谢谢",
        ["outcome"] = "已电话了解情况",
        ["asked"] = "请到现场查看",
        ["tried"] = "已联系物业，无法解决",
        ["firstStep"] = "今日到现场查看",
        ["done"] = "已补种完毕",
        ["spokenWith"] = "示例联系人",
        ["fileName"] = "照片.jpg",
        ["mediaType"] = "image/jpeg",
        ["accessToken"] = "CfDJ8…",
        ["refreshToken"] = "CfDJ8…",
    };

    private readonly HashSet<string> _within = [];

    /// <summary>Gives every answer in JSON its example: once for each shape, among what calls share.</summary>
    public void Add()
    {
        document.Components ??= new();
        document.Components.Examples ??= new Dictionary<string, IOpenApiExample>();
        foreach (
            var answer in document
                .Paths.Values.SelectMany(p => p.Operations ?? [])
                .SelectMany(o => o.Value.Responses ?? [])
                .Where(r => r.Key.StartsWith('2'))
                .SelectMany(r => r.Value.Content ?? new Dictionary<string, OpenApiMediaType>())
                .Where(c => c.Key == "application/json")
                .Select(c => c.Value)
        )
        {
            if (answer.Schema is not OpenApiSchemaReference { Reference.Id: { } id })
            {
                answer.Example = Of(answer.Schema!, "");
                continue;
            }

            document.Components.Examples.TryAdd(id, new OpenApiExample { Summary = id, Value = Of(answer.Schema, "") });
            answer.Examples = new Dictionary<string, IOpenApiExample> { [Name] = new OpenApiExampleReference(id, document) };
        }
    }

    // Null where a shape stands within itself, and may be left out there.
    private JsonNode? Of(IOpenApiSchema schema, string member)
    {
        if (schema is not OpenApiSchemaReference { Reference.Id: { } id })
        {
            return Plain(schema, member);
        }

        if (!_within.Add(id))
        {
            return null;
        }

        var example = document.Components!.Schemas!.TryGetValue(id, out var target) ? Plain(target, member) : null;
        _within.Remove(id);
        return example;
    }

    private JsonNode? Plain(IOpenApiSchema schema, string member)
    {
        if (schema.OneOf is { Count: > 0 } choices)
        {
            return Of(choices[^1], member);
        }

        if (schema.Enum is { Count: > 0 } values)
        {
            return values[0].DeepClone();
        }

        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Array when schema.Items is { } items => Of(items, member) is { } item ? new JsonArray(item) : new JsonArray(),
            JsonSchemaType.Array => new JsonArray(),
            JsonSchemaType.Object => new JsonObject(
                (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(p => KeyValuePair.Create(p.Key, Of(p.Value, p.Key)))
            ),
            JsonSchemaType.Integer => 1,
            JsonSchemaType.Number => 0.5,
            JsonSchemaType.Boolean => true,
            JsonSchemaType.String => Text(schema, member),
            _ => null,
        };
    }

    private static string Text(IOpenApiSchema schema, string member)
    {
        var text = schema.Format switch
        {
            "uuid" => "0193b0a0-0000-7000-8000-000000000001",
            "date" => "2026-11-20",
            "date-time" => "2026-11-20T10:00:00+08:00",
            "time" => "09:00:00",
            _ => Texts.GetValueOrDefault(member, "示例"),
        };
        return text.Length > schema.MaxLength ? text[..schema.MaxLength.Value] : text;
    }
}
