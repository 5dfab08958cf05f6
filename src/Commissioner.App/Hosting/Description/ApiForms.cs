using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace Commissioner.App.Hosting.Description;

/// <summary>Calls that take a form: what they describe of it, and what is not a form.</summary>
internal static class ApiForms
{
    private const string Form = "multipart/form-data";

    /// <summary>The form as one object of its fields; as it comes, each field is a schema of its own and texts lack their name.</summary>
    public static void Describe(OpenApiOperation operation, ApiDescription call)
    {
        if (operation.RequestBody?.Content?.TryGetValue(Form, out var content) != true || content is not OpenApiMediaType body)
        {
            return;
        }

        var fields = call.ParameterDescriptions.Where(p => p.Source.Id is "Form" or "FormFile").ToList();
        body.Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = fields.ToDictionary(f => JsonNamingPolicy.CamelCase.ConvertName(f.Name), f => (IOpenApiSchema)Schema(f.Type)),
            Required = fields.Where(f => f.IsRequired).Select(f => JsonNamingPolicy.CamelCase.ConvertName(f.Name)).ToHashSet(),
        };
    }

    /// <summary>A call that takes a form answers what is none with 415 before it looks for fields.</summary>
    public static Task DemandAsync(HttpContext context, RequestDelegate next)
    {
        if (
            context.Request.HasFormContentType
            || context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains(Form) != true
        )
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    private static OpenApiSchema Schema(Type type) =>
        typeof(IFormFile).IsAssignableFrom(type) ? new() { Type = JsonSchemaType.String, Format = "binary" }
        : (Nullable.GetUnderlyingType(type) ?? type) == typeof(bool) ? new() { Type = JsonSchemaType.Boolean }
        : new() { Type = JsonSchemaType.String };
}
