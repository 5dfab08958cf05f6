using System.Text.Json;
using Commissioner.App.Security;

namespace Commissioner.App.Features.Logins.Passkeys;

/// <summary>
/// The pages' way of a passkey: its ticket stays in a cookie that no script reads, so that what one browser was asked no other answers.
/// </summary>
internal static class PasskeyCookie
{
    private const string Name = "commissioner-passkey";

    public static void Keep(HttpContext context, string ticket) =>
        context.Response.Cookies.Append(Name, ticket, Options(context, RelyingParty.Patience));

    /// <summary>The ticket, which the browser then keeps no longer.</summary>
    public static string? Take(HttpContext context)
    {
        context.Response.Cookies.Delete(Name, Options(context, null));
        return context.Request.Cookies[Name];
    }

    /// <summary>What a page's script wrote into its form; null where it is nothing of the kind.</summary>
    public static T? Read<T>(string? written)
        where T : class
    {
        try
        {
            return written is null ? null : JsonSerializer.Deserialize<T>(written, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext context, TimeSpan? age) =>
        new()
        {
            MaxAge = age,
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
            IsEssential = true,
        };
}
