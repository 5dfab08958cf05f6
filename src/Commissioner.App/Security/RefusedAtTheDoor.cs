using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;

namespace Commissioner.App.Security;

/// <summary>
/// Writes into the audit log what was refused before it became a request: by who asks, by a forged form, by what could not be read. What the
/// pipeline refuses it writes itself.
/// </summary>
internal static class RefusedAtTheDoor
{
    private const int LongestAddress = 128;

    public static async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        Exception? why = null;
        try
        {
            await next(context);
        }
        catch (Exception refused)
        {
            why = refused;
            throw;
        }
        finally
        {
            if (why is not null || context.Response.StatusCode is >= 400 and < 500)
            {
                await RecordAsync(context, why);
            }
        }
    }

    // Of somebody who has not signed in nothing is written here: a flood of calls would be one of rows.
    private static async Task RecordAsync(HttpContext context, Exception? why)
    {
        var trail = context.RequestServices.GetRequiredService<AuditTrail>();
        if (
            trail.HasWritten
            || context.GetEndpoint() is not RouteEndpoint endpoint
            || !context.RequestServices.GetRequiredService<CurrentActor>().Actor.IsKnown
        )
        {
            return;
        }

        var sends = endpoint.Metadata.GetMetadata<Sends>()?.Request;
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (isRead && !typeof(IOpening).IsAssignableFrom(sends))
        {
            return;
        }

        var called = $"{context.Request.Method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";
        Guid? about = context.Request.RouteValues.Values.Select(v => Guid.TryParse(v as string, out var key) ? key : (Guid?)null).Max();
        await trail.WriteRefusalAsync(
            trail.Of(
                sends?.Name ?? called[..Math.Min(called.Length, LongestAddress)],
                about is { } id ? (null, id) : null,
                why is null ? AuditTrail.OutcomeOf(context.Response.StatusCode) : AuditTrail.OutcomeOf(why)
            ),
            why
        );
    }
}
