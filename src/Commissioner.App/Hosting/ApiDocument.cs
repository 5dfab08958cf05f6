using System.Reflection;
using System.Text.Json.Nodes;
using Commissioner.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Commissioner.App.Hosting;

/// <summary>The API's description: ids are strings, every problem type is named, every body and every problem has an example.</summary>
internal static class ApiDocument
{
    // Problems that are not a rule's.
    private static readonly string[] OtherProblems =
    [
        "NotWellFormed",
        "NotFound",
        "NotSignedIn",
        "NoSuchMethod",
        "TooManyRequests",
        "LostUpdate",
        "SignInRefused",
        "ImportRefused",
        "YearRefused",
        "TryLater",
        "Fault",
    ];

    private static readonly Dictionary<string, string> ProblemExamples = new()
    {
        ["401"] = """{"type":"NotSignedIn","title":"请先登录","status":401}""",
        ["403"] = """{"type":"MoveNotYours","title":"这一步不由您来做","status":403,"could":["企业服务专员"]}""",
        ["404"] = """{"type":"NotFound","title":"没有找到","status":404}""",
        ["409"] =
            """{"type":"LostUpdate","title":"刚才有人先一步处理了，请看过变化后再操作","status":409,"changes":[{"seq":2,"at":"2026-11-20T09:30:00+00:00","name":"CaseAccepted","by":"示例服务办","text":"已受理"}]}""",
        ["413"] = """{"type":"FileTooLarge","title":"文件太大，每个最多 20 MB","status":413}""",
        ["415"] = """{"type":"FileContentIsNotWhatItsNameSays","title":"文件已损坏，或内容与文件名不符","status":415}""",
        ["422"] =
            """{"type":"NotWellFormed","title":"填写的内容有误，请改正后再提交","status":422,"errors":{"title":["请用一句话写明是什么事（最多 100 字）"]}}""",
        ["429"] = """{"type":"TooManyRequests","title":"请求太频繁，请稍后再试","status":429}""",
        ["default"] = """{"type":"Fault","title":"系统出错了，刚才的操作没有生效","status":500}""",
    };

    public static void AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            o =>
            {
                o.AddSchemaTransformer(
                    (schema, context, _) =>
                    {
                        var type = context.JsonTypeInfo.Type;
                        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
                        {
                            (schema.Type, schema.Format, schema.Properties) = (JsonSchemaType.String, "uuid", null);
                        }
                        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Named<>))
                        {
                            (schema.Type, schema.Properties, schema.Enum) = (
                                JsonSchemaType.String,
                                null,
                                [.. Enum.GetNames(type.GetGenericArguments()[0]).Select(n => (JsonNode)n)]
                            );
                        }
                        else if (type == typeof(ProblemDetails) && schema.Properties?["type"] is OpenApiSchema code)
                        {
                            code.Description = "The rule's code.";
                            code.Enum = [.. ProblemTypes().Select(c => (JsonNode)c)];
                            schema.Properties["errors"] = new OpenApiSchema
                            {
                                Type = JsonSchemaType.Object,
                                Description = "422: reasons by field.",
                                AdditionalProperties = Texts(),
                            };
                            var could = Texts();
                            could.Description = "403, 409: who could do it.";
                            schema.Properties["could"] = could;
                            schema.Properties["changes"] = new OpenApiSchema
                            {
                                Type = JsonSchemaType.Array,
                                Description = "409 LostUpdate: what somebody else changed since the version that was read.",
                                Items = new OpenApiSchema
                                {
                                    Type = JsonSchemaType.Object,
                                    Properties = Members("seq", "at", "name", "by", "text"),
                                },
                            };
                            schema.Properties["rows"] = new OpenApiSchema
                            {
                                Type = JsonSchemaType.Array,
                                Description = "ImportRefused: every wrong cell.",
                                Items = new OpenApiSchema
                                {
                                    Type = JsonSchemaType.Object,
                                    Properties = Members("row", "column", "code", "text"),
                                },
                            };
                        }

                        return Task.CompletedTask;
                    }
                );
                o.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        var call = context.Description;
                        if (!call.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
                        {
                            operation.Security = [new() { [new OpenApiSecuritySchemeReference("Bearer", context.Document)] = [] }];
                        }

                        if (call.HttpMethod == "POST")
                        {
                            operation.Parameters ??= [];
                            operation.Parameters.Add(
                                Header("Idempotency-Key", "The same key and body answer the same result; another body 409.")
                            );
                            if (call.RelativePath?.Contains("{id}", StringComparison.Ordinal) == true)
                            {
                                operation.Parameters.Add(
                                    Header(
                                        "If-Match",
                                        "The version that was read; stale, 409 says what changed. Left out, a change by somebody else is accepted."
                                    )
                                );
                            }
                        }

                        AddExamples(operation, [.. call.ActionDescriptor.EndpointMetadata.OfType<BodyExample>()]);
                        AddProblems(operation, call.HttpMethod != "GET", context.Document);
                        return Task.CompletedTask;
                    }
                );
                o.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new()
                        {
                            Title = "Commissioner",
                            Version = "v1",
                            Description =
                                "Enterprise service commissioners: cases, whistles, ratings, replacements. Problems are RFC 9457, their type is a rule's code.",
                        };
                        document.Components ??= new();
                        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                        {
                            ["Bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
                        };
                        return Task.CompletedTask;
                    }
                );
            }
        );

    /// <summary>All rules' codes, and the problems that are not a rule's.</summary>
    internal static IEnumerable<string> ProblemTypes() =>
        new[] { typeof(Rule).Assembly, typeof(ApiDocument).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(Rule))
            .Select(f => ((Rule)f.GetValue(null)!).Code)
            .Concat(OtherProblems)
            .Distinct()
            .Order(StringComparer.Ordinal);

    // One stands for itself; of several each says by its name what it is for.
    private static void AddExamples(OpenApiOperation operation, IReadOnlyList<BodyExample> examples)
    {
        if (
            operation.RequestBody?.Content?.TryGetValue("application/json", out var content) != true
            || content is not OpenApiMediaType body
        )
        {
            return;
        }

        if (examples is [var only])
        {
            body.Example = JsonNode.Parse(only.Json);
        }
        else if (examples.Count > 1)
        {
            body.Examples = examples.ToDictionary(
                e => e.Name!,
                IOpenApiExample (e) => new OpenApiExample { Value = JsonNode.Parse(e.Json) }
            );
        }
    }

    // Any change may meet another one or a key's other body; a body may be unreadable or of another kind; and all may fail.
    private static void AddProblems(OpenApiOperation operation, bool changes, OpenApiDocument? document)
    {
        operation.Responses ??= [];
        string[] any = [.. changes ? (string[])["409", "422"] : [], .. operation.RequestBody is null ? (string[])[] : ["415"], "default"];
        foreach (var status in any)
        {
            operation.Responses.TryAdd(
                status,
                new OpenApiResponse
                {
                    Description =
                        status == "default"
                            ? "Any other problem"
                            : Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(
                                int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)
                            ),
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        ["application/problem+json"] = new OpenApiMediaType
                        {
                            Schema = new OpenApiSchemaReference(nameof(ProblemDetails), document),
                        },
                    },
                }
            );
        }

        foreach (var (status, response) in operation.Responses)
        {
            if (
                ProblemExamples.TryGetValue(status, out var example)
                && response.Content?.TryGetValue("application/problem+json", out var body) == true
                && body is OpenApiMediaType problem
            )
            {
                problem.Example = JsonNode.Parse(example);
            }
        }
    }

    private static OpenApiSchema Texts() =>
        new()
        {
            Type = JsonSchemaType.Array,
            Items = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static Dictionary<string, IOpenApiSchema> Members(params string[] names) =>
        names.ToDictionary(
            n => n,
            IOpenApiSchema (n) =>
                n is "seq" or "row"
                    ? new OpenApiSchema { Type = JsonSchemaType.Integer }
                    : new OpenApiSchema { Type = JsonSchemaType.String }
        );

    private static OpenApiParameter Header(string name, string what) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = what,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
