using Commissioner.App.Pipeline;
using Microsoft.AspNetCore.Cors;
using Microsoft.Net.Http.Headers;

namespace Commissioner.App.Hosting.Requests;

/// <summary>
/// Pages of the sites that the installation names may call the API from their users' browsers. They send a token or a key: cookies are never
/// taken from them.
/// </summary>
internal static class OtherSites
{
    // Named, and no default: what says nothing of other sites answers them nothing.
    private const string Named = "OtherSites";

    public static void AddOtherSites(this IServiceCollection services, Settings settings) =>
        services.AddCors(o =>
            o.AddPolicy(
                Named,
                p =>
                    p.WithOrigins([.. settings.Origins.Select(s => s.TrimEnd('/'))])
                        .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete)
                        .WithHeaders(
                            HeaderNames.Authorization,
                            HeaderNames.ContentType,
                            HeaderNames.AcceptLanguage,
                            HeaderNames.IfMatch,
                            HeaderNames.IfNoneMatch,
                            "Idempotency-Key",
                            "Rehearse"
                        )
                        .WithExposedHeaders(HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter, Allowed.Policy, Allowed.Left)
                        .SetPreflightMaxAge(TimeSpan.FromHours(1))
            )
        );

    /// <summary>Answers what browsers ask before they call; where no site is named it is as if there were none.</summary>
    public static void UseOtherSites(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Settings>().Origins.Count > 0)
        {
            app.UseCors();
        }
    }

    /// <summary>These calls may be made so.</summary>
    public static void MayCall(WebApplication app, RouteGroupBuilder api)
    {
        if (app.Services.GetRequiredService<Settings>().Origins.Count > 0)
        {
            api.WithMetadata(new EnableCorsAttribute(Named));
        }
    }
}
