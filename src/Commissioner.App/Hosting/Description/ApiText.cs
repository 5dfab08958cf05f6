using System.IO.Compression;
using Commissioner.App.Hosting.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Commissioner.App.Hosting.Description;

/// <summary>The API's description as it is handed out: made once, when somebody first asks, since making it takes seconds.</summary>
internal sealed class ApiText(IServiceProvider services) : IDisposable
{
    /// <summary>Where it is.</summary>
    public const string Path = "/openapi/v1.json";

    private readonly SemaphoreSlim _making = new(1, 1);
    private volatile Made? _made;

    public void Dispose() => _making.Dispose();

    public async Task ServeAsync(HttpContext context)
    {
        var made = _made ?? await MakeAsync(context.RequestAborted);
        var (request, headers) = (context.Request, context.Response.Headers);
        (headers.ETag, headers.CacheControl, headers.Vary) = (made.Tag.ToString(), "no-cache", HeaderNames.AcceptEncoding);
        if (Tags.Holds(request, made.Tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var taken = request.GetTypedHeaders().AcceptEncoding.Where(e => e.Quality is not 0).Select(e => e.Value.ToString()).ToHashSet();
        var (encoding, bytes) =
            taken.Contains("br") ? ("br", made.Brotli)
            : taken.Contains("gzip") ? ("gzip", made.Gzip)
            : (null, made.Plain);
        headers.ContentEncoding = encoding;
        (context.Response.ContentType, context.Response.ContentLength) = ("application/json; charset=utf-8", bytes.Length);
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private async Task<Made> MakeAsync(CancellationToken cancellationToken)
    {
        await _making.WaitAsync(cancellationToken);
        try
        {
            if (_made is { } before)
            {
                return before;
            }

            // Whoever asked first may hang up: others wait for the same.
            var document = await services
                .GetRequiredKeyedService<IOpenApiDocumentProvider>("v1")
                .GetOpenApiDocumentAsync(CancellationToken.None);
            using var text = new MemoryStream();
            await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
            var plain = text.ToArray();
            return _made = new(
                plain,
                Packed(plain, s => new BrotliStream(s, CompressionLevel.Optimal)),
                Packed(plain, s => new GZipStream(s, CompressionLevel.Optimal)),
                Tags.Of(plain)
            );
        }
        finally
        {
            _making.Release();
        }
    }

    private static byte[] Packed(byte[] plain, Func<Stream, Stream> by)
    {
        using var packed = new MemoryStream();
        using (var stream = by(packed))
        {
            stream.Write(plain);
        }

        return packed.ToArray();
    }

    private sealed record Made(byte[] Plain, byte[] Brotli, byte[] Gzip, EntityTagHeaderValue Tag);
}
