using System.Globalization;
using Commissioner.App.Security;

namespace Commissioner.App.Pipeline;

/// <summary>
/// Tells programs what they may still do in this minute, in the fields of the IETF's draft "RateLimit header fields for HTTP": a policy each
/// (<c>"write";q=300;w=60</c>), and what is left of it (<c>"write";r=299;t=41</c>).
/// </summary>
/// <remarks>Several nodes share a limit and each knows what it leased: what is said to be left is there at the most.</remarks>
internal static class Allowed
{
    public const string Policy = "RateLimit-Policy";

    public const string Left = "RateLimit";

    private static readonly object Key = new();

    public static void Tell(HttpContext context, Limited what, Allowance allowance)
    {
        if (!context.Request.Path.StartsWithSegments("/api"))
        {
            return;
        }

        if (context.Items[Key] is not List<(Limited What, Allowance Of)> told)
        {
            context.Items[Key] = told = [];
            // Told at the last moment: a refusal begins the answer anew.
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[Policy] = Said(told, a => $"q={a.Limit};w=60");
                context.Response.Headers[Left] = Said(told, a => $"r={a.Left};t={Math.Ceiling(a.Again.TotalSeconds)}");
                return Task.CompletedTask;
            });
        }

        told.Add((what, allowance));
    }

    private static string Said(IEnumerable<(Limited What, Allowance Of)> told, Func<Allowance, FormattableString> how) =>
        string.Join(
            ", ",
            told.Select(t => $"\"{t.What.ToString().ToLowerInvariant()}\";{how(t.Of).ToString(CultureInfo.InvariantCulture)}")
        );
}
