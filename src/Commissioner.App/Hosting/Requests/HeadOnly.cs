using Microsoft.AspNetCore.Http.Features;

namespace Commissioner.App.Hosting.Requests;

/// <summary>HEAD is answered as GET is, without its body (RFC 9110, 9.3.2): by everything, since nothing has to think of it.</summary>
internal sealed class HeadOnly(IHttpResponseBodyFeature written) : StreamResponseBodyFeature(Stream.Null, written)
{
    /// <summary>Whether nobody reads the body: what would go on for long ends at once.</summary>
    public static bool Is(HttpContext context) => context.Features.Get<IHttpResponseBodyFeature>() is HeadOnly;

    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var written = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Request.Method = HttpMethods.Get;
        context.Features.Set<IHttpResponseBodyFeature>(new HeadOnly(written));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(written);
            context.Request.Method = HttpMethods.Head;
        }
    }
}
