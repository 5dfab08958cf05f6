using Microsoft.AspNetCore.ResponseCompression;

namespace Commissioner.App.Hosting.Requests;

/// <summary>What is answered compressed; `src/DECISIONS.md` says why nothing is given away by how long it becomes.</summary>
internal static class Compression
{
    private static readonly PathString[] Secret =
    [
        "/api/v1/sign-in",
        "/api/v1/webhooks",
        "/api/v1/logins",
        "/api/v1/accounts",
        "/api/v1/own",
        "/api/v1/passkeys",
        "/logins",
        "/api/v1/report",
        "/report",
        "/outbox",
    ];

    public static void AddCompression(this IServiceCollection services) =>
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "text/csv", "image/svg+xml"];
        });

    public static void UseCompression(this WebApplication app) => app.UseWhen(MayBe, a => a.UseResponseCompression());

    // Answers that hold tokens or secrets never are; and nothing is that another site has asked for, as the browser says: it could choose words and
    // learn from the length whether they stand in what is answered beside them.
    private static bool MayBe(HttpContext context) =>
        !Array.Exists(Secret, p => context.Request.Path.StartsWithSegments(p))
        && context.Request.Headers["Sec-Fetch-Site"] is not (["cross-site"] or ["same-site"]);
}
