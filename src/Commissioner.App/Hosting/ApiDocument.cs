using System.Text.Json.Nodes;
using Commissioner.Domain;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Commissioner.App.Hosting;

/// <summary>The API's description: ids are strings, every call may answer a problem.</summary>
internal static class ApiDocument
{
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", o =>
    {
        o.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Id<>))
            {
                (schema.Type, schema.Format, schema.Properties) = (JsonSchemaType.String, "uuid", null);
            }
            else if (context.JsonTypeInfo.Type is { IsGenericType: true } named && named.GetGenericTypeDefinition() == typeof(Named<>))
            {
                (schema.Type, schema.Properties, schema.Enum) = (JsonSchemaType.String, null, [.. Enum.GetNames(named.GetGenericArguments()[0]).Select(n => (JsonNode)n)]);
            }

            return Task.CompletedTask;
        });
        o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Commissioner", Version = "v1", Description = "Enterprise service commissioners: cases, whistles, ratings, replacements." };
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["Bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            return Task.CompletedTask;
        });
    });
}
