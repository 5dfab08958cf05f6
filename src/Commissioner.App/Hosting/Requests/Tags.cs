using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Commissioner.App.Hosting.Requests;

/// <summary>
/// Gives what is read a tag, and answers 304 to who has it still. The tag is of the answer itself, since of one version several people, at
/// several times, read different things; a resource's version stands before it, so that the tag is understood as If-Match as well.
/// </summary>
internal sealed class Tags(IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IEndpointFilter
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Versions = new();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var http = context.HttpContext;
        if (
            !HttpMethods.IsGet(http.Request.Method)
            || result is not (IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK } and IValueHttpResult { Value: { } value })
        )
        {
            return result;
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), json.Value.SerializerOptions);
        var tag = Of(bytes, Version(value));
        http.Response.Headers.ETag = tag.ToString();
        return Holds(http.Request, tag)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(bytes, "application/json; charset=utf-8");
    }

    /// <summary>The tag of an answer: weak, since it may be sent compressed or not.</summary>
    public static EntityTagHeaderValue Of(ReadOnlySpan<byte> answer, int? version = null)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(answer).AsSpan(0, 8));
        return new(version is null ? $"\"{hash}\"" : $"\"{version}-{hash}\"", isWeak: true);
    }

    /// <summary>Whether who asks holds the answer with this tag.</summary>
    public static bool Holds(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var held)
        && held.Any(h => h.Equals(EntityTagHeaderValue.Any) || h.Compare(tag, useStrongComparison: false));

    /// <summary>The version that If-Match names: <c>"7"</c>, or a tag that was given with it; null where it names none.</summary>
    public static int? VersionIn(string match)
    {
        var text = match.Trim();
        text = (text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text).Trim('"');
        return int.TryParse(
            text.Split('-') is [{ Length: > 0 } version, _] ? version : text,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
    }

    private static int? Version(object value) =>
        Versions
            .GetOrAdd(value.GetType(), t => t.GetProperty("Version") is { } p && p.PropertyType == typeof(int) ? p : null)
            ?.GetValue(value) as int?;
}
