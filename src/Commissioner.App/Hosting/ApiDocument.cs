using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Commissioner.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Commissioner.App.Hosting;

/// <summary>The API's description: ids are strings, every problem type is named, every body and every problem has an example.</summary>
internal static class ApiDocument
{
    // Problem types that stand for no rule: lost updates, wrong fields, missing rights and the like.
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
        ["415"] = """{"type":"FileDamaged","title":"文件（PDF）已损坏，或没有传完：请在原处打开确认能看，重新保存后再上传","status":415}""",
        ["422"] =
            """{"type":"NotWellFormed","title":"填写的内容有误，请改正后再提交","status":422,"errors":{"title":["请用一句话写明是什么事（最多 100 字）"]}}""",
        ["429"] = """{"type":"TooManyRequests","title":"请求太频繁，请稍后再试","status":429}""",
        ["503"] = """{"type":"PicturesWait","title":"正在处理的图片太多：请过一分钟再上传","status":503}""",
        ["default"] = """{"type":"Fault","title":"系统出错了，刚才的操作可能没有生效：请先看一看，再决定要不要重做","status":500}""",
    };

    public static void AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            o =>
            {
                ApiSchemas schemas = new();
                o.CreateSchemaReferenceId = schemas.NameOf;
                o.AddSchemaTransformer(
                    (schema, context, _) =>
                    {
                        ApiSchemas.Mend(schema, context.JsonTypeInfo.Type);
                        if (context.JsonTypeInfo.Type == typeof(ProblemDetails) && schema.Properties?["type"] is OpenApiSchema code)
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

                        Describe(operation, call);
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
                    (document, context, _) =>
                    {
                        schemas.Complete(document, context.ApplicationServices);
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

    // What is the same in every call is said here, the rest beside the call's parameter.
    private static void Describe(OpenApiOperation operation, ApiDescription call)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            var type = call.ParameterDescriptions.FirstOrDefault(p => p.Name == parameter.Name)?.ParameterDescriptor?.ParameterType;
            type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
            parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            parameter.Description ??= parameter.Name switch
            {
                "take" => "How many at the most: 50 where it is left out, never more than 200.",
                "after" => "The cursor that the page before gave as next.",
                _ => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Id<>)
                    ? $"The {Spoken(type.GetGenericArguments()[0].Name)}'s id."
                    : null,
            };

            // In an address it is described as the text that it is there; and a list in a query may always be empty.
            if (parameter.Schema is OpenApiSchema schema && type is not null)
            {
                ApiSchemas.Mend(schema, type);
            }

            if (parameter is { In: ParameterLocation.Query, Schema: OpenApiSchema { Type: JsonSchemaType.Array } })
            {
                parameter.Required = false;
            }
        }
    }

    private static string Spoken(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

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
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = name == "Idempotency-Key" ? 90 : null },
        };
}
