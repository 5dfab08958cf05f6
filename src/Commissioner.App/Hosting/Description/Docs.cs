using System.IO.Compression;
using System.Security.Cryptography;
using Commissioner.App.Hosting.Requests;
using Commissioner.App.Security;
using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace Commissioner.App.Hosting.Description;

/// <summary>The API's description to look at and to try out, for who is signed in: Scalar's script out of its package, nothing from elsewhere.</summary>
internal static class Docs
{
    private const string Script = "ScalarStaticAssets.scalar.js";

    public static void MapDocs(this WebApplication app)
    {
        app.MapGet("/docs", Show).Allow(Permission.SignedIn).ExcludeFromDescription();
        app.MapGet("/docs/scalar.js", (Delegate)ServeAsync).Allow(Permission.SignedIn).ExcludeFromDescription();
    }

    // Its styles are written by its script, each with the nonce from the page's head.
    private static IResult Show(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        return Results.Text(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta property="csp-nonce" content="{nonce}">
              <title>Commissioner API</title>
            </head>
            <body>
              <main id="docs"></main>
              <script src="/dist/docs.js"></script>
              <script src="/docs/scalar.js"></script>
            </body>
            </html>
            """,
            "text/html; charset=utf-8"
        );
    }

    private static async Task ServeAsync(HttpContext context)
    {
        var response = context.Response;
        var package = typeof(ScalarOptions).Assembly;
        var tag = new EntityTagHeaderValue($"\"{package.ManifestModule.ModuleVersionId:n}\"", isWeak: true);
        (response.Headers.ETag, response.Headers.CacheControl, response.Headers.Vary) = (
            tag.ToString(),
            "private, no-cache",
            HeaderNames.AcceptEncoding
        );
        if (Tags.Holds(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        // It lies in the package as gzip, which every browser takes.
        await using var packed = package.GetManifestResourceStream(Script)!;
        response.ContentType = "text/javascript; charset=utf-8";
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.ContentEncoding = "gzip";
            await packed.CopyToAsync(response.Body, context.RequestAborted);
            return;
        }

        await using var plain = new GZipStream(packed, CompressionMode.Decompress);
        await plain.CopyToAsync(response.Body, context.RequestAborted);
    }
}
