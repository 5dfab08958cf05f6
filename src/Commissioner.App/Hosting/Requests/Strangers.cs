using Microsoft.AspNetCore.Localization;
using Microsoft.Net.Http.Headers;

namespace Commissioner.App.Hosting.Requests;

/// <summary>Whoever comes through this door is a stranger, signed in or not: nothing behind it learns who asks, from where or with what.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StrangerAttribute : Attribute;

/// <summary>Takes from a request what would say who sends it, before anything looks at it.</summary>
internal static class Strangers
{
    /// <summary>The cookie by which forms are known to be of this site; it is of a browser and is stored nowhere.</summary>
    public const string FormCookie = "commissioner-form";

    private static readonly string[] Kept = [FormCookie, CookieRequestCultureProvider.DefaultCookieName, Look.Cookie];

    /// <summary>
    /// Session, key, device and browser. They are taken from the request itself, so that a refusal's page, which runs through all of it once more,
    /// knows as little; nor is a session noted as used.
    /// </summary>
    public static Task ForgetAsync(HttpContext context, RequestDelegate next)
    {
        if (IsStranger(context))
        {
            var headers = context.Request.Headers;
            var cookies = context.Request.Cookies;
            var kept = Kept.Where(cookies.ContainsKey).Select(name => $"{name}={Uri.EscapeDataString(cookies[name]!)}").ToList();
            headers.Cookie = kept.Count > 0 ? string.Join("; ", kept) : default;
            headers.Remove(HeaderNames.Authorization);
            headers.Remove(HeaderNames.UserAgent);
        }

        return next(context);
    }

    /// <summary>The address, once it was counted in this process's memory.</summary>
    public static Task ForgetAddressAsync(HttpContext context, RequestDelegate next)
    {
        if (IsStranger(context))
        {
            context.Connection.RemoteIpAddress = null;
        }

        return next(context);
    }

    /// <summary>Says so of a call.</summary>
    public static RouteHandlerBuilder ToStrangers(this RouteHandlerBuilder route) =>
        route.AllowAnonymous().RequireRateLimiting("sign-in").WithMetadata(new StrangerAttribute());

    private static bool IsStranger(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<StrangerAttribute>() is not null;
}
