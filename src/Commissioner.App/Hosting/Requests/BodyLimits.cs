using System.Reflection;
using System.Runtime.CompilerServices;
using Commissioner.App.Pipeline;
using Commissioner.Domain;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Hosting.Requests;

/// <summary>How much a request may bring. Only what takes files, as its own shape says, takes much; nothing that is larger is read.</summary>
public static class BodyLimits
{
    /// <summary>Of what takes no file: the longest form is a tenth of it.</summary>
    public const long Usual = 1024 * 1024;

    /// <summary>Of a call that takes one file of 20 MB, with the form around it.</summary>
    public const long OneFile = 22L * 1024 * 1024;

    /// <summary>Of a page that takes five such files in one posting.</summary>
    public const long Files = 110L * 1024 * 1024;

    private static readonly ConditionalWeakTable<Endpoint, object> Known = [];

    /// <summary>What this endpoint takes at the most, in bytes.</summary>
    public static long Of(Endpoint? endpoint) => endpoint is null ? Usual : (long)Known.GetValue(endpoint, e => Measure(e));

    /// <summary>Refuses what is larger before any of it is read; what does not say how large it is, is cut off by the server.</summary>
    public static Task DemandAsync(HttpContext context, RequestDelegate next)
    {
        var most = Of(context.GetEndpoint());
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }

        var request = context.Request;
        if (!(request.ContentLength > most))
        {
            return next(context);
        }

        if (Routes.IsForPrograms(context))
        {
            throw new RuleBroken(PipelineRules.BodyTooLarge);
        }

        // The form was not read, so it can't be shown again: a page says so instead.
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        (request.Method, request.ContentType, request.ContentLength) = (HttpMethods.Get, null, null);
        return Task.CompletedTask;
    }

    private static long Measure(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page
            ? page.ModelTypeInfo!.GetProperties().Any(p => IsFile(p.PropertyType))
                ? Files
                : Usual
            : (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []).Any(p => IsFile(p.ParameterType))
                ? OneFile
                : Usual;

    private static bool IsFile(Type type) =>
        typeof(IFormFile).IsAssignableFrom(type) || typeof(IEnumerable<IFormFile>).IsAssignableFrom(type);
}
