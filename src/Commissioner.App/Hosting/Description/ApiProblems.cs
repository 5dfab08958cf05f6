using System.Reflection;
using System.Text.Json.Nodes;
using Commissioner.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace Commissioner.App.Hosting.Description;

/// <summary>The problems in the API's description: each status once, and every type that a problem may have.</summary>
internal static class ApiProblems
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
        "SeveralAccounts",
        "SecondFactorNeeded",
        "ImportRefused",
        "YearRefused",
        "OutcomeUnknown",
        "TooBusy",
        "TryLater",
        "Fault",
    ];

    private static readonly Dictionary<string, Said> Known = new()
    {
        ["401"] = new(
            "NotSignedIn",
            "Nobody is signed in, or the token has ended.",
            """{"type":"NotSignedIn","title":"请先登录","status":401}"""
        ),
        ["403"] = new(
            "NotAllowed",
            "Who is signed in may not; could says who may.",
            """{"type":"MoveNotYours","title":"这一步不由您来做","status":403,"could":["企业服务专员"]}"""
        ),
        ["404"] = new("NotFound", "It is not there, or not for who asks.", """{"type":"NotFound","title":"没有找到","status":404}"""),
        ["409"] = new(
            "Conflict",
            "A rule forbids it as things stand, or somebody was faster; then changes says what changed.",
            """{"type":"LostUpdate","title":"刚才有人先一步处理了，请看过变化后再操作","status":409,"changes":[{"seq":2,"at":"2026-11-20T09:30:00+00:00","name":"CaseAccepted","by":"示例服务办","text":"已受理"}]}"""
        ),
        ["413"] = new(
            "TooLarge",
            "More than this call takes; it was not read.",
            """{"type":"FileTooLarge","title":"文件太大，每个最多 20 MB","status":413}"""
        ),
        ["415"] = new(
            "Unsupported",
            "A body or a file of a kind that is not taken.",
            """{"type":"FileDamaged","title":"文件（PDF）已损坏，或没有传完：请在原处打开确认能看，重新保存后再上传","status":415}"""
        ),
        ["422"] = new(
            "NotWellFormed",
            "Values are wrong; errors says which, and what may stand there.",
            """{"type":"NotWellFormed","title":"填写的内容有误，请改正后再提交","status":422,"errors":{"title":["请用一句话写明是什么事（最多 100 字）"]}}"""
        ),
        ["429"] = new(
            "TooMany",
            "Too many of these requests; Retry-After says when again.",
            """{"type":"TooManyRequests","title":"请求太频繁，请稍后再试","status":429}"""
        ),
        ["503"] = new(
            "Later",
            "Too much is going on, or the database is away; Retry-After says when again.",
            """{"type":"TooBusy","title":"现在用的人太多，请过几秒再试一次","status":503}"""
        ),
        ["default"] = new(
            "Problem",
            "Any other problem.",
            """{"type":"Fault","title":"系统出错了，刚才的操作可能没有生效：请先看一看，再决定要不要重做","status":500}"""
        ),
    };

    /// <summary>All rules' codes, and the problems that are not a rule's.</summary>
    internal static IEnumerable<string> Types() =>
        new[] { typeof(Rule).Assembly, typeof(ApiProblems).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(Rule))
            .Select(f => ((Rule)f.GetValue(null)!).Code)
            .Concat(OtherProblems)
            .Distinct()
            .Order(StringComparer.Ordinal);

    /// <summary>
    /// Names the problems of a call: its own, and what any may meet. A change meets another one or a key's other body; a body may be too
    /// large or of another kind; what is given anywhere may be wrong; and all may be busy or fail.
    /// </summary>
    public static void Name(OpenApiOperation operation, bool changes, OpenApiDocument? document)
    {
        operation.Responses ??= [];
        string[] any =
        [
            .. changes ? (string[])["409"] : [],
            .. changes || operation.Parameters?.Any(p => p.In is ParameterLocation.Query or ParameterLocation.Path) == true
                ? (string[])["422"]
                : [],
            // A key that only reads may make no change, and no key keeps accounts.
            .. operation.Security is [_] || (changes && operation.Security is [_, _]) ? (string[])["403"] : [],
            .. operation.RequestBody is null ? (string[])[] : ["413", "415"],
            "503",
            "default",
        ];
        foreach (var status in operation.Responses.Keys.Where(s => !s.StartsWith('2') && s != "304").Union(any).ToList())
        {
            operation.Responses[status] = new OpenApiResponseReference(Known[status].Name, document);
        }
    }

    /// <summary>Puts each problem among what calls share.</summary>
    public static void Add(OpenApiDocument document)
    {
        document.Components ??= new();
        document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        foreach (var (name, what, example) in Known.Values)
        {
            document.Components.Responses[name] = new OpenApiResponse
            {
                Description = what,
                Headers = name is "Later" or "TooMany" ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = Seconds() } : null,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(ProblemDetails), document),
                        Example = JsonNode.Parse(example),
                    },
                },
            };
        }
    }

    /// <summary>Says of a problem what stands in it beside its type and title.</summary>
    public static void Complete(OpenApiSchema schema)
    {
        if (schema.Properties?["type"] is OpenApiSchema code)
        {
            code.Description = "The rule's code.";
            code.Enum = [.. Types().Select(c => (JsonNode)c)];
        }

        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "422: reasons by field.",
            AdditionalProperties = Texts(),
        };
        var could = Texts();
        could.Description = "403, 409: who could do it.";
        schema.Properties["could"] = could;
        schema.Properties["changes"] = List(
            "409 LostUpdate: what somebody else changed since the version that was read.",
            "seq",
            "at",
            "name",
            "by",
            "text"
        );
        schema.Properties["rows"] = List("ImportRefused: every wrong cell.", "row", "column", "code", "text");
        schema.Required = new HashSet<string> { "type", "title", "status" };
        foreach (var member in schema.Required)
        {
            if (schema.Properties[member] is OpenApiSchema { Type: { } type } always)
            {
                always.Type = type & ~JsonSchemaType.Null;
            }
        }
    }

    private static OpenApiSchema Texts() =>
        new()
        {
            Type = JsonSchemaType.Array,
            Items = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static OpenApiHeader Seconds() =>
        new()
        {
            Description = "After how many seconds it may be tried again.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
        };

    private static OpenApiSchema List(string what, params string[] members) =>
        new()
        {
            Type = JsonSchemaType.Array,
            Description = what,
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = members.ToDictionary(
                    n => n,
                    IOpenApiSchema (n) => new OpenApiSchema { Type = n is "seq" or "row" ? JsonSchemaType.Integer : JsonSchemaType.String }
                ),
            },
        };

    private sealed record Said(string Name, string What, string Example);
}
