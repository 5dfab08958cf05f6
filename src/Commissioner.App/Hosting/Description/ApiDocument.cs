using System.Text.Json;
using System.Text.Json.Nodes;
using Commissioner.App.Hosting.Requests;
using Commissioner.App.Security;
using Commissioner.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Commissioner.App.Hosting.Description;

/// <summary>The API's description: ids are strings, every problem type is named, every body and every problem has an example.</summary>
internal static class ApiDocument
{
    private const string Key = "Key";

    // What calls of a kind are about.
    private static readonly Dictionary<string, string> TagsOf = new()
    {
        ["Attachments"] = "Files of requests and of what was done about them.",
        ["Calendars"] = "By which calendar time is counted, and how its next version is proposed and confirmed.",
        ["Callbacks"] = "Enterprises that are called back, and what they say.",
        ["Cases"] = "What an enterprise asks for, from filing to its first contact.",
        ["Catalogue"] = "Which department answers for what: the routing catalogue and its versions.",
        ["Catalogues"] = "Short lists to choose from.",
        ["Clocks"] = "Promises: when they are due and why.",
        ["Closures"] = "Proposing, reviewing and confirming that a request is dealt with.",
        ["Commissioners"] = "Who serves enterprises.",
        ["Endings"] = "Withdrawing, redirecting, merging and reopening.",
        ["Audit"] = "Who did or tried what, and how far that is chained.",
        ["Engine"] = "Whether what must happen by itself happens.",
        ["Enterprises"] = "Enterprises, who serves them, and taking tables of them over.",
        ["Exclusions"] = "What is left out of scores, and why.",
        ["Explanations"] = "Closing with an explanation where law, policy or competence forbids it.",
        ["Extensions"] = "More time for a promise.",
        ["FaultReviews"] = "Reviews of a commissioner's conduct.",
        ["Hand-overs"] = "What a successor takes over.",
        ["Introductions"] = "Enterprises that are brought together: both say yes, somebody owns it, follow-ups, what came of it.",
        ["Notices"] = "What one is told.",
        ["Offerings"] = "What enterprises offer and seek, who may know of it, and what suits each other.",
        ["People"] = "Signing in, and how people are reached.",
        ["Plans"] = "Requests that take long: measures, a department, the day of the next review.",
        ["Policies"] = "Limits of promises, by version.",
        ["PoorRatings"] = "Hearing enterprises that were not satisfied.",
        ["Questions"] = "Asking the enterprise, and its answers.",
        ["Benefits"] = "Policies that support enterprises: conditions, labels, matches and claims to the payment.",
        ["Financing"] = "Financing needs of enterprises, the white list, and what partner banks say to what was released to them.",
        ["Remedies"] = "One remedy for many like requests, and what their enterprises say of it.",
        ["Replacements"] = "Another commissioner for an enterprise.",
        ["Satisfaction"] = "Ratings, and what enterprises were pressed to.",
        ["Scores"] = "Rates of persons, departments and parks, and by which policy they are made.",
        ["Supervision"] = "What is late, orders, and opinions of the leader.",
        ["Hotline"] = "The seats' desk: callers and their cases, calls, calls to make, and who is on duty.",
        ["Channels"] = "By which gateways people are told, and how these fare.",
        ["Messages"] = "By what and in which words each kind of message is told, and what became of each.",
        ["Webhooks"] = "Other systems that are told of events.",
        ["Ties"] = "Ties between commissioners and enterprises.",
        ["Packages"] = "Several matters applied for as one: guides whose questions shorten the list of papers, and applications.",
        ["Promised papers"] = "Papers that may be lacking for a while against a promise, and what becomes of it.",
        ["Undertakings"] = "Agency projects by their nodes, and the templates that say of what they consist.",
        ["Running"] = "Everything that runs, of every kind, in one list.",
        ["Visits"] = "Visits to enterprises, asked for by them or planned within their budget.",
        ["Watch"] = "Visits and inspections after a poor rating.",
        ["Whistles"] = "Calling departments, their check-ins, reports, objections and conferences.",
    };

    public static void AddApiDocument(this IServiceCollection services) =>
        services
            .AddSingleton<ApiText>()
            .AddOpenApi(
                "v1",
                o =>
                {
                    ApiSchemas schemas = new();
                    o.CreateSchemaReferenceId = schemas.NameOf;
                    o.AddSchemaTransformer(
                        (schema, context, _) =>
                        {
                            ApiSchemas.Mend(schema, context.JsonTypeInfo.Type);
                            if (context.JsonTypeInfo.Type == typeof(ProblemDetails))
                            {
                                ApiProblems.Complete(schema);
                            }

                            return Task.CompletedTask;
                        }
                    );
                    o.AddOperationTransformer(
                        (operation, context, _) =>
                        {
                            var call = context.Description;
                            var said = call.ActionDescriptor.EndpointMetadata;
                            var takesKeys = said.OfType<AllowAttribute>().All(a => Permissions.TakesKeys(a.Permission));
                            string[] schemes =
                                said.OfType<IAllowAnonymous>().Any() ? []
                                : takesKeys ? [Sessions.Bearer, Key]
                                : [Sessions.Bearer];
                            operation.Security =
                            [
                                .. schemes.Select(s => new OpenApiSecurityRequirement
                                {
                                    [new OpenApiSecuritySchemeReference(s, context.Document)] = [],
                                }),
                            ];
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
                            if (call.HttpMethod == "GET")
                            {
                                AddTag(operation);
                                AddFields(operation, call);
                            }

                            ApiForms.Describe(operation, call);
                            ApiProblems.Name(operation, call.HttpMethod != "GET", context.Document);
                            return Task.CompletedTask;
                        }
                    );
                    o.AddDocumentTransformer(
                        (document, context, _) =>
                        {
                            schemas.Complete(document, context.ApplicationServices);
                            ApiProblems.Add(document);
                            new ApiExamples(document).Add();
                            document.Servers = [new() { Url = "/", Description = "Where this description was read." }];
                            document.Tags = new HashSet<OpenApiTag>(
                                document.Tags?.Select(t => new OpenApiTag
                                {
                                    Name = t.Name,
                                    Description = TagsOf.GetValueOrDefault(t.Name!),
                                })
                                    ?? []
                            );
                            document.Info = new()
                            {
                                Title = "Commissioner",
                                Version = "v1",
                                Description =
                                    "Enterprise service commissioners: cases, whistles, ratings, replacements. Problems are RFC 9457, their type is a rule's code. "
                                    + "What is changed, brought or exported is limited by the minute: RateLimit-Policy and RateLimit say what is left, and 429 when to come again.",
                            };
                            document.Components ??= new();
                            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                            {
                                [Sessions.Bearer] = new OpenApiSecurityScheme
                                {
                                    Type = SecuritySchemeType.Http,
                                    Scheme = "bearer",
                                    Description = "The access token of a session, from POST /api/v1/sign-in; good for an hour.",
                                },
                                [Key] = new OpenApiSecurityScheme
                                {
                                    Type = SecuritySchemeType.Http,
                                    Scheme = "bearer",
                                    BearerFormat = KeyBook.Prefix + "…",
                                    Description =
                                        "A key of a program, from POST /api/v1/logins/keys, sent in the access token's place. One that only reads is refused all but GET (KeyOnlyReads); none keeps accounts or keys (KeyMayNotDoThis).",
                                },
                            };
                            return Task.CompletedTask;
                        }
                    );
                }
            );

    /// <summary>Hands it out, to everybody.</summary>
    public static void MapApiDocument(this WebApplication app) =>
        app.MapGet(ApiText.Path, (HttpContext context, ApiText text) => text.ServeAsync(context)).AllowAnonymous().ExcludeFromDescription();

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

    // What is read has a tag, and who has it still is not sent it again.
    private static void AddTag(OpenApiOperation operation)
    {
        if (
            operation.Responses?.TryGetValue("200", out var answer) != true
            || answer is not OpenApiResponse { Content: { } content } read
            || !content.ContainsKey("application/json")
        )
        {
            return;
        }

        operation.Parameters ??= [];
        operation.Parameters.Add(
            Header("If-None-Match", "The tag of an answer that one has: unchanged, it is answered 304 and not sent again.")
        );
        read.Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["ETag"] = new OpenApiHeader
            {
                Description = "The answer's tag; a resource's version stands first in it, so that it may be sent as If-Match, too.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };
        operation.Responses["304"] = new OpenApiResponse { Description = "Not modified" };
    }

    // Whoever chooses fields knows that the others, though required, are left out.
    private static void AddFields(OpenApiOperation operation, ApiDescription call)
    {
        if (call.SupportedResponseTypes.Any(r => r is { StatusCode: 200, Type: { } type } && ChosenFields.IsList(type)))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = ChosenFields.Parameter,
                    In = ParameterLocation.Query,
                    Description = "The fields of the lines that are wanted, such as id,status; all where it is left out.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                }
            );
        }
    }

    private static OpenApiParameter Header(string name, string what) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = what,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = name == "Idempotency-Key" ? 90 : null },
        };
}
