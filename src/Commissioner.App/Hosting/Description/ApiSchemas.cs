using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Commissioner.Data;
using Commissioner.Domain;
using FluentValidation;
using FluentValidation.Validators;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Commissioner.App.Hosting.Description;

/// <summary>
/// The shapes in the API's description: each has one name, numbers are numbers, and it is said which members must be there, which may be
/// null and how long they may be.
/// </summary>
internal sealed class ApiSchemas
{
    // Two features may call something of theirs the same.
    private static readonly HashSet<string> Ambiguous =
    [
        .. new[] { typeof(Rule).Assembly, typeof(CommissionerDb).Assembly, typeof(ApiSchemas).Assembly }
            .SelectMany(a => a.GetTypes())
            .Where(t => !t.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)) && IsShape(t))
            .GroupBy(t => t.Name)
            .Where(g => g.Count() > 1)
            .Select(g => g.Key),
    ];

    private readonly ConcurrentDictionary<string, JsonTypeInfo> _shapes = new();

    /// <summary>What a shape is called; null where it is written out where it is used.</summary>
    public string? NameOf(JsonTypeInfo info)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(info) is not { } given)
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var name = type.Namespace?.StartsWith("Commissioner", StringComparison.Ordinal) == true ? NameOf(type) : given;
        if (info.Kind == JsonTypeInfoKind.Object)
        {
            _shapes.TryAdd(name, info);
        }

        return name;
    }

    /// <summary>Mends what the serializer says of a shape.</summary>
    public static void Mend(OpenApiSchema schema, Type of)
    {
        var type = Nullable.GetUnderlyingType(of) ?? of;
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
        else if (type == typeof(DateTimeOffset))
        {
            // Our own reader hides from the serializer that it is a text.
            schema.Type = of == type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        }
        else if (type.IsEnum && schema.Enum is { } values)
        {
            // Whoever may leave it null says so himself: the enumeration is one for all.
            (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. values.Where(v => v is not null && !v.IsJsonNullSentinel())]);
        }
        else if (
            schema.Type is { } kinds
            && kinds.HasFlag(JsonSchemaType.String)
            && (kinds.HasFlag(JsonSchemaType.Integer) || kinds.HasFlag(JsonSchemaType.Number))
        )
        {
            // A number in quotes is read as well, and nobody should begin to write one.
            (schema.Type, schema.Pattern) = (kinds & ~JsonSchemaType.String, null);
        }
    }

    /// <summary>Says of every shape what must be there: what can't be null and has no default, and what its request demands.</summary>
    public void Complete(OpenApiDocument document, IServiceProvider services)
    {
        var demands = Demands(services);
        var taken = Taken(document);
        document.Components?.Schemas?.Remove(nameof(IFormFile));
        foreach (var (name, info) in _shapes)
        {
            if (
                document.Components?.Schemas?.TryGetValue(name, out var found) == true
                && found is OpenApiSchema { Properties: { } members } shape
                && info.Properties.Any(p => p.AssociatedParameter is not null)
            )
            {
                shape.Required = Required(members, info, [.. demands[info.Type]], answered: !taken.Contains(name));
            }
        }
    }

    private static HashSet<string> Required(
        IDictionary<string, IOpenApiSchema> members,
        JsonTypeInfo info,
        IReadOnlyList<IValidationRule> demands,
        bool answered
    )
    {
        HashSet<string> required = [];
        foreach (var property in info.Properties.Where(p => members.ContainsKey(p.Name)))
        {
            var validators = demands
                .Where(d => string.Equals(d.PropertyName, property.Name, StringComparison.OrdinalIgnoreCase))
                .SelectMany(d => d.Components.Where(c => !c.HasCondition && !c.HasAsyncCondition))
                .Select(c => c.Validator)
                .ToList();
            var demanded = validators.Exists(v => v is INotEmptyValidator or INotNullValidator);
            var nullable = property.IsGetNullable || property.AssociatedParameter?.IsNullable == true;
            var member = members[property.Name] = MayBeNull(members[property.Name], nullable && !demanded);
            // What is computed from the rest is always there; and an answer has all its members, null or not.
            var computed = property is { AssociatedParameter: null, Set: null };
            if (answered || demanded || (!nullable && (computed || property.AssociatedParameter is { HasDefaultValue: false })))
            {
                required.Add(property.Name);
            }

            // Of a list of ids that may be null the serializer does not say what is in it.
            if (
                member is OpenApiSchema { Type: { } kind, Items: null } list
                && kind.HasFlag(JsonSchemaType.Array)
                && property.PropertyType is { IsGenericType: true } of
            )
            {
                OpenApiSchema item = new();
                Mend(item, of.GetGenericArguments()[0]);
                list.Items = item;
            }

            if (member is OpenApiSchema text && validators.OfType<ILengthValidator>().FirstOrDefault() is { Max: > 0 } length)
            {
                text.MaxLength = length.Max;
            }
        }

        return required;
    }

    // The shapes that stand in some call's body: what may be left out of them is theirs to say.
    private static HashSet<string> Taken(OpenApiDocument document)
    {
        HashSet<string> taken = [];
        var open = new Stack<IOpenApiSchema?>(
            document
                .Paths.Values.SelectMany(p => p.Operations ?? [])
                .SelectMany(o => o.Value.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
                .Select(c => c.Value.Schema)
        );
        while (open.TryPop(out var schema))
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } id })
            {
                if (!taken.Add(id) || document.Components?.Schemas?.TryGetValue(id, out schema) != true)
                {
                    continue;
                }
            }

            foreach (
                var inner in (schema?.Properties?.Values ?? [])
                    .Concat(schema?.OneOf ?? [])
                    .Concat(schema?.AllOf ?? [])
                    .Append(schema?.Items)
                    .Append(schema?.AdditionalProperties)
                    .OfType<IOpenApiSchema>()
            )
            {
                open.Push(inner);
            }
        }

        return taken;
    }

    private static IOpenApiSchema MayBeNull(IOpenApiSchema member, bool nullable)
    {
        switch (member)
        {
            case OpenApiSchema { OneOf: [OpenApiSchema { Type: JsonSchemaType.Null }, var only] }:
                // What may be any JSON is null as well, and would be two things at once.
                return nullable && only is not OpenApiSchemaReference { Reference.Id: nameof(JsonElement) } ? member : only;
            case OpenApiSchema { Type: { } type } schema:
                schema.Type = nullable ? type | JsonSchemaType.Null : type & ~JsonSchemaType.Null;
                return schema;
            case OpenApiSchemaReference when nullable:
                return new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, member] };
            default:
                return member;
        }
    }

    // By the body: the rules of the request that its call sends, as far as they always hold. A body of several calls promises nothing.
    private static ILookup<Type, IValidationRule> Demands(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        return services
            .GetRequiredService<EndpointDataSource>()
            .Endpoints.Select(e =>
                (Body: e.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType, e.Metadata.GetMetadata<Sends>()?.Request)
            )
            .Where(e => e is { Body: not null, Request: not null })
            .GroupBy(e => e.Body!, e => e.Request!)
            .Where(g => g.Count() == 1)
            .SelectMany(g =>
                scope
                    .ServiceProvider.GetServices(typeof(IValidator<>).MakeGenericType(g.First()))
                    .OfType<IValidator>()
                    .SelectMany(v => v.CreateDescriptor().Rules)
                    .Where(r => !r.HasCondition && !r.HasAsyncCondition)
                    .Select(r => (Body: g.Key, Rule: r))
            )
            .ToLookup(d => d.Body, d => d.Rule);
    }

    // What a call takes or answers: an API's own, or a slice's beside its request.
    private static bool IsShape(Type type) =>
        type is { IsNested: false, IsGenericType: false } || typeof(IApi).IsAssignableFrom(type.DeclaringType);

    private static string NameOf(Type type)
    {
        if (type.IsGenericType)
        {
            return type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]
                + "Of"
                + string.Join("And", type.GetGenericArguments().Select(NameOf));
        }

        if (!Ambiguous.Contains(type.Name))
        {
            return type.Name;
        }

        var whose = type.DeclaringType is { } api ? api.Name[..^"Api".Length] : type.Namespace![(type.Namespace!.LastIndexOf('.') + 1)..];
        return whose + type.Name;
    }
}
