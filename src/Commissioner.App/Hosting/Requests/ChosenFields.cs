using System.Text.Json;
using System.Text.Json.Nodes;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Commissioner.App.Hosting.Requests;

/// <summary>
/// Of a list's lines a program gets the fields that it asks for, <c>?fields=number,status</c>, and no others. It only leaves out: what one may
/// not read is not there to be asked for.
/// </summary>
internal sealed class ChosenFields(IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IEndpointFilter
{
    /// <summary>The name of the parameter that names them.</summary>
    public const string Parameter = "fields";

    /// <summary>Whether it is a list of which fields may be chosen.</summary>
    public static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var http = context.HttpContext;
        if (
            !HttpMethods.IsGet(http.Request.Method)
            || !http.Request.Query.TryGetValue(Parameter, out var asked)
            || result is not (IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK } and IValueHttpResult { Value: { } value })
            || !IsList(value.GetType())
        )
        {
            return result;
        }

        var options = json.Value.SerializerOptions;
        var chosen = asked
            .SelectMany(a => (a ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.Ordinal);
        var known = options.GetTypeInfo(value.GetType().GetGenericArguments()[0]).Properties.Select(p => p.Name);
        if (chosen.Count == 0 || !chosen.IsSubsetOf(known))
        {
            throw new RuleBroken(PipelineRules.FieldUnknown) { Field = Parameter };
        }

        var list = JsonSerializer.SerializeToNode(value, value.GetType(), options)!.AsObject();
        foreach (var line in list["items"]!.AsArray().OfType<JsonObject>())
        {
            foreach (var left in line.Select(p => p.Key).Where(k => !chosen.Contains(k)).ToList())
            {
                line.Remove(left);
            }
        }

        return Results.Ok(list);
    }
}
