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

    private static readonly Dictionary<string, string> Examples = new()
    {
        ["POST /api/v1/sign-in"] = """{"userName":"enterprise1","password":"demo"}""",
        ["POST /api/v1/sign-in/codes"] = """{"phone":"13800000000"}""",
        ["POST /api/v1/sign-in/renewals"] = """{"refreshToken":"CfDJ8…"}""",
        ["POST /api/v1/notices/readings"] = """{"noticeIds":["0193b0a0-0000-7000-8000-000000000003"]}""",
        ["POST /api/v1/cases/{id}/contact-reveals"] = """{"purpose":"Contact"}""",
        ["POST /api/v1/cases"] =
            """{"title":"厂区门口绿化带","description":"请安排补种。","category":"ParkEnvironment","urgency":"Ordinary","place":"示例路1号","attachmentIds":[]}""",
        ["POST /api/v1/cases/{id}/contacts"] = """{"means":"call","at":"2026-11-20T10:00:00+08:00","outcome":"已电话了解情况"}""",
        ["POST /api/v1/cases/{id}/whistles"] =
            """{"kind":"Routine","asked":"现场查看并补种","tried":"专员已到现场","catalogueItem":"GREEN-01","disclosure":"Full","meet":{"place":"示例路1号","at":"2026-11-20T15:00:00+08:00"},"legs":[{"departmentId":"0193b0a0-0000-7000-8000-000000000001","lead":true}]}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/check-ins"] =
            """{"handlerName":"示例经办","handlerPhone":"13900000000","firstStep":"现场查看","firstStepAt":"2026-11-20T15:00:00+08:00"}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/reports"] =
            """{"takenUpAt":"2026-11-20T15:00:00+08:00","spokenWith":"示例联系人","spokenAt":"2026-11-20T15:10:00+08:00","done":"已补种","solvedAt":"2026-11-21T17:00:00+08:00"}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/objections"] =
            """{"reason":"该地块绿化由市政道路处养护","dutyBasis":"示例部门职责规定第三条","competentDepartmentId":"0193b0a0-0000-7000-8000-000000000004","headConsented":true}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/rulings"] =
            """{"decision":"Reassign","reason":"职责依据成立","departmentId":"0193b0a0-0000-7000-8000-000000000004"}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/interim-reports"] =
            """{"why":"材料未到","standing":"已完成一半","nextAt":"2026-11-24T10:00:00+08:00"}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/cancellations"] = """{"reason":"企业已自行解决"}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/escalations"] = """{"reason":"多次联系无回应"}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/arrivals"] = """{"place":"示例路1号","at":"2026-11-20T15:00:00+08:00"}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/judgements"] = """{"mark":2,"remark":"配合及时"}""",
        ["POST /api/v1/cases/{id}/conferences"] =
            """{"agenda":"确定由谁主办","place":"服务办会议室","at":"2026-11-21T15:00:00+08:00","people":["示例处长","示例专员"]}""",
        ["POST /api/v1/conferences/{id}/minutes"] =
            """{"minutes":"经会商，由园林绿化处主办","people":["示例处长"],"decisions":[{"departmentId":"0193b0a0-0000-7000-8000-000000000001","lead":true,"text":"补种绿化带","dueOn":"2026-11-25"}]}""",
        ["POST /api/v1/whistles/{id}/legs/{legId}/returns"] = """{"reason":"还有一处没有完成"}""",
        ["POST /api/v1/cases/{id}/closure-proposals"] =
            """{"takenUpAt":"2026-11-20T10:00:00+08:00","spokenWith":"示例联系人","spokenAt":"2026-11-21T17:30:00+08:00","done":"绿化带已补种","solvedAt":"2026-11-21T17:00:00+08:00"}""",
        ["POST /api/v1/policies"] = """{"reason":"受理提速","rules":[{"code":"accept","kind":"Accept","limit":"4h"}]}""",
        ["POST /api/v1/rebases"] = """{"fromVersion":1,"all":false,"reason":"受理提速"}""",
        ["POST /api/v1/rebases/{id}/reversals"] = """{"reason":"试行结束"}""",
        ["POST /api/v1/cases/{id}/questions"] = """{"text":"请补充厂房平面图和用电清单"}""",
        ["POST /api/v1/cases/{id}/answers"] = """{"text":"平面图已附上，用电清单如下"}""",
        ["POST /api/v1/cases/{id}/opinions"] = """{"opinion":"请示例部门牵头，本周五前办结并报告"}""",
        ["POST /api/v1/cases/{id}/orders"] = """{"to":"Commissioner","demand":"请说明超期原因和办结时间"}""",
        ["POST /api/v1/orders/{id}/answers"] = """{"answer":"已约定现场勘查，三日内办结","doneBy":"2026-11-27T10:00:00Z"}""",
        ["POST /api/v1/orders/{id}/judgements"] = """{"content":false,"reason":"没有写明谁负责"}""",
        ["POST /api/v1/publications"] = """{"from":"2026-07-01"}""",
        ["POST /api/v1/cases/{id}/extensions"] = """{"days":3,"reason":"需等待材料到货"}""",
        ["POST /api/v1/cases/{id}/extension-rulings"] = """{"grant":true}""",
        ["POST /api/v1/cases/{id}/redirections"] = """{"reason":"AnotherAuthority","goTo":"示例市税务局办税服务厅"}""",
        ["POST /api/v1/cases/{id}/mergers"] = """{"into":"FL-20261120-0042","reason":"同一件事"}""",
        ["POST /api/v1/cases/{id}/separations"] = """{"reason":"核对后是另一处路面"}""",
        ["POST /api/v1/cases/{id}/withdrawals"] = """{"reason":"已自行解决"}""",
        ["POST /api/v1/cases/{id}/reopenings"] = """{"words":"又出现了同样的问题"}""",
        ["POST /api/v1/cases/{id}/plans"] =
            """{"measures":"列入下年度道路改造计划，其间先行修补","departmentId":"0193b0a0-0000-7000-8000-000000000001","reviewOn":"2027-02-05"}""",
        ["POST /api/v1/cases/{id}/plans/decisions"] = """{"grant":true}""",
        ["POST /api/v1/cases/{id}/plans/reviews"] = """{"findings":"改造已开工","reviewOn":null}""",
        ["POST /api/v1/cases/{id}/explanations"] =
            """{"reason":"Law","basis":"示例条例第十二条","words":"按规定不能减免，可申请分期缴纳"}""",
        ["POST /api/v1/cases/{id}/explanations/approvals"] = """{"approve":true}""",
        ["POST /api/v1/cases/{id}/reviews"] = """{"pass":true}""",
        ["POST /api/v1/cases/{id}/confirmations"] = """{"outcome":"resolved"}""",
        ["POST /api/v1/cases/{id}/ratings"] = """{"overall":1,"commissioner":1,"reason":null}""",
        ["POST /api/v1/callbacks/{id}/attempts"] = """{"at":"2026-11-20T10:00:00+08:00","note":"无人接听"}""",
        ["POST /api/v1/callbacks/{id}/results"] =
            """{"solved":"resolved","contactedAt":"2026-11-20T10:00:00+08:00","praiseAsked":false,"withdrawalPressed":false,"anotherCommissioner":false,"words":"已经解决，谢谢","recording":"R-20261120-0001"}""",
        ["POST /api/v1/poor-ratings/{id}/assignments"] = """{"personId":"0193b0a0-0000-7000-8000-000000000002"}""",
        ["POST /api/v1/poor-ratings/{id}/contacts"] = """{"at":"2026-11-20T10:00:00+08:00","outcome":"企业反映等得太久"}""",
        ["POST /api/v1/poor-ratings/{id}/verifications"] = """{"verification":"Partly","text":"材料退回过一次"}""",
        ["POST /api/v1/poor-ratings/{id}/corrections"] = """{"correction":"已重新办理","reply":"您反映的问题已重新办理，抱歉让您久等"}""",
        ["POST /api/v1/exclusions"] =
            """{"caseId":"0193b0a0-0000-7000-8000-000000000001","kind":"Settle","ground":"AtItsWish","reason":"企业来函要求延后办理"}""",
        ["POST /api/v1/exclusions/{id}/checks"] = """{"agrees":true,"reason":null}""",
        ["POST /api/v1/exclusions/{id}/decisions"] = """{"agrees":true,"reason":null}""",
        ["POST /api/v1/exclusions/{id}/contests"] = """{"reason":"企业没有要求延后"}""",
        ["POST /api/v1/exclusions/{id}/settlements"] = """{"agrees":false,"reason":"经核实，应计入"}""",
        ["POST /api/v1/visits"] =
            """{"creditCode":"91500000MA0000001X","kind":"Inspection","at":"2026-11-20T10:00:00+08:00","note":"年度计划内检查"}""",
        ["POST /api/v1/cases/{id}/incidents"] = """{"kind":"PraiseAsked","words":null}""",
        ["POST /api/v1/incidents/{id}/decisions"] = """{"finding":"Unfounded","lift":true,"reason":"已向企业核实，系误点"}""",
        ["POST /api/v1/calendars/{code}/proposals"] =
            """{"notice":"示例办〔2026〕1号","file":{"year":2027,"papers":[],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}}""",
        ["POST /api/v1/calendars/{code}/proposals/{version}/confirmations"] =
            """{"approved":["0193b0a0-0000-7000-8000-000000000003"],"proposedAt":null}""",
        ["POST /api/v1/calendars/units"] = """{"items":[{"unitId":"0193b0a0-0000-7000-8000-000000000001","calendar":"cn-park"}]}""",
        ["POST /api/v1/fault-reviews"] = """{"personName":"示例专员1","ground":"FalseRecord","occasion":"登记的走访经核实没有发生"}""",
        ["POST /api/v1/fault-reviews/{id}/statements"] = """{"nothing":false,"words":"当日改为电话联系，登记时选错了方式"}""",
        ["POST /api/v1/fault-reviews/{id}/decisions"] = """{"fault":true,"consequence":"Training","reason":"登记与事实不符，情节较轻"}""",
        ["POST /api/v1/fault-reviews/{id}/appeals"] = """{"words":"通话记录可以证明当日已联系"}""",
        ["POST /api/v1/fault-reviews/{id}/appeal-rulings"] =
            """{"outcome":"Changed","consequence":"Talk","reason":"核对通话记录，减轻处理"}""",
        ["POST /api/v1/fault-reviews/{id}/withdrawals"] = """{"reason":"核实后事由不成立"}""",
        ["POST /api/v1/scores/policies"] =
            """{"from":"2027-01-01","response":0.30,"resolution":0.40,"satisfaction":0.30,"least":5,"leastEnterprises":5,"leastRated":0.30,"good":0.70,"fair":0.50,"reason":"解决率更受企业关注"}""",
        ["POST /api/v1/catalogue"] =
            """{"code":"POWER","matter":"用电增容与供电故障","category":"Utilities","words":["用电","增容","停电"],"leadDepartmentId":"0193b0a0-0000-7000-8000-000000000001","assistingDepartmentIds":[],"legalBasis":"《供电营业规则》","disclosure":"Full","effectiveOn":"2026-12-01"}""",
        ["POST /api/v1/catalogue-proposals/{id}/confirmations"] = """{"effectiveOn":"2026-12-01","basedOn":1}""",
        ["POST /api/v1/catalogue-proposals/{id}/dismissals"] = """{"reason":"该事项仍由原部门主办，本次属个案"}""",
        ["POST /api/v1/catalogue/{code}/versions"] =
            """{"matter":"用电增容与供电故障","category":"Utilities","words":["用电","增容","停电","变压器"],"leadDepartmentId":"0193b0a0-0000-7000-8000-000000000001","assistingDepartmentIds":[],"legalBasis":"《供电营业规则》","disclosure":"Full","effectiveOn":"2026-12-01","reason":"补充关键词","basedOn":1}""",
        ["POST /api/v1/enterprises/{id}/replacement-answers"] = """{"replace":false}""",
        ["POST /api/v1/replacements/{id}/contacts"] =
            """{"means":"Call","at":"2026-11-20T10:00:00+08:00","outcome":"已电话联系，告知今后由我服务"}""",
        ["POST /api/v1/replacements/{id}/notes"] = """{"text":"企业周一上午开例会，不要在这个时间打电话"}""",
        ["POST /api/v1/replacements/{id}/contact-reveals"] = """{"purpose":"Contact"}""",
        ["POST /api/v1/replacements/policies"] = """{"parkId":"0193b0a0-0000-7000-8000-000000000001","policy":"AskFirst"}""",
        ["POST /api/v1/ties"] = """{"personId":"0193b0a0-0000-7000-8000-000000000002","enterprise":"示例企业1有限公司","kind":"Family"}""",
        ["POST /api/v1/replacements/{id}/successors"] = """{"personId":"0193b0a0-0000-7000-8000-000000000002"}""",
    };

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

                        if (
                            Examples.TryGetValue($"{call.HttpMethod} /{call.RelativePath?.TrimEnd('/')}", out var example)
                            && operation.RequestBody?.Content?.TryGetValue("application/json", out var body) == true
                            && body is OpenApiMediaType json
                        )
                        {
                            json.Example = JsonNode.Parse(example);
                        }

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
