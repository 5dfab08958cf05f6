using System.Reflection;
using System.Text.Json.Nodes;
using Commissioner.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Commissioner.App.Hosting;

/// <summary>The API's description: ids are strings, every problem type is named, the main calls have examples.</summary>
internal static class ApiDocument
{
    // Problems that are not a rule's.
    private static readonly string[] OtherProblems = ["NotWellFormed", "NotFound", "LostUpdate", "SignInRefused", "YearRefused", "Fault"];

    private static readonly Dictionary<string, string> Examples = new()
    {
        ["POST /api/v1/sign-in"] = """{"userName":"enterprise1","password":"demo"}""",
        ["POST /api/v1/cases"] = """{"title":"厂区门口绿化带","description":"请安排补种。","category":"ParkEnvironment","urgency":"Ordinary","place":"示例路1号","attachmentIds":[]}""",
        ["POST /api/v1/cases/{id}/contacts"] = """{"means":"call","at":"2026-11-20T10:00:00+08:00","outcome":"已电话了解情况"}""",
        ["POST /api/v1/cases/{id}/whistles"] = """{"kind":"Routine","asked":"现场查看并补种","tried":"专员已到现场","disclosure":"Full","meet":{"place":"示例路1号","at":"2026-11-20T15:00:00+08:00"},"legs":[{"departmentId":"0193b0a0-0000-7000-8000-000000000001","lead":true}]}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/check-ins"] = """{"handlerName":"示例经办","handlerPhone":"13900000000","firstStep":"现场查看","firstStepAt":"2026-11-20T15:00:00+08:00"}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/reports"] = """{"takenUpAt":"2026-11-20T15:00:00+08:00","spokenWith":"示例联系人","spokenAt":"2026-11-20T15:10:00+08:00","done":"已补种","solvedAt":"2026-11-21T17:00:00+08:00"}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/returns"] = """{"reason":"还有一处没有完成"}""",
        ["POST /api/v1/cases/{id}/closure-proposals"] = """{"takenUpAt":"2026-11-20T10:00:00+08:00","spokenWith":"示例联系人","spokenAt":"2026-11-21T17:30:00+08:00","done":"绿化带已补种","solvedAt":"2026-11-21T17:00:00+08:00"}""",
        ["POST /api/v1/cases/{id}/reviews"] = """{"pass":true}""",
        ["POST /api/v1/cases/{id}/confirmations"] = """{"outcome":"resolved"}""",
        ["POST /api/v1/cases/{id}/ratings"] = """{"overall":1,"commissioner":1,"reason":null}""",
        ["POST /api/v1/calendars/{code}/proposals"] = """{"notice":"示例办〔2026〕1号","file":{"year":2027,"papers":[],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}}""",
        ["POST /api/v1/calendars/{code}/proposals/{version}/confirmations"] = """{"approved":["0193b0a0-0000-7000-8000-000000000003"],"proposedAt":null}""",
        ["POST /api/v1/calendars/units"] = """{"items":[{"unitId":"0193b0a0-0000-7000-8000-000000000001","calendar":"cn-park"}]}""",
        ["POST /api/v1/replacements/{id}/successors"] = """{"personId":"0193b0a0-0000-7000-8000-000000000002"}""",
    };

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", o =>
    {
        o.AddSchemaTransformer((schema, context, _) =>
        {
            var type = context.JsonTypeInfo.Type;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
            {
                (schema.Type, schema.Format, schema.Properties) = (JsonSchemaType.String, "uuid", null);
            }
            else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Named<>))
            {
                (schema.Type, schema.Properties, schema.Enum) = (JsonSchemaType.String, null, [.. Enum.GetNames(type.GetGenericArguments()[0]).Select(n => (JsonNode)n)]);
            }
            else if (type == typeof(ProblemDetails) && schema.Properties?["type"] is OpenApiSchema code)
            {
                code.Description = "The rule's code.";
                code.Enum = [.. ProblemTypes().Select(c => (JsonNode)c)];
            }

            return Task.CompletedTask;
        });
        o.AddOperationTransformer((operation, context, _) =>
        {
            var call = context.Description;
            if (!call.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
            {
                operation.Security = [new() { [new OpenApiSecuritySchemeReference("Bearer", context.Document)] = [] }];
            }

            if (call.HttpMethod == "POST")
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(Header("Idempotency-Key", "The same key and body answer the same result; another body 409."));
                if (call.RelativePath?.Contains("{id}", StringComparison.Ordinal) == true)
                {
                    operation.Parameters.Add(Header("If-Match", "The version that was read; stale, 409 says what changed. Left out, a change by somebody else is accepted."));
                }
            }

            if (Examples.TryGetValue($"{call.HttpMethod} /{call.RelativePath}", out var example) && operation.RequestBody?.Content?.TryGetValue("application/json", out var body) == true && body is OpenApiMediaType json)
            {
                json.Example = JsonNode.Parse(example);
            }

            return Task.CompletedTask;
        });
        o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Commissioner", Version = "v1", Description = "Enterprise service commissioners: cases, whistles, ratings, replacements. Problems are RFC 9457, their type is a rule's code." };
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["Bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            return Task.CompletedTask;
        });
    });

    /// <summary>All rules' codes, and the problems that are not a rule's.</summary>
    internal static IEnumerable<string> ProblemTypes() => new[] { typeof(Rule).Assembly, typeof(ApiDocument).Assembly }
        .SelectMany(a => a.GetTypes())
        .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
        .Where(f => f.FieldType == typeof(Rule))
        .Select(f => ((Rule)f.GetValue(null)!).Code)
        .Concat(OtherProblems)
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static OpenApiParameter Header(string name, string what) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = what,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
