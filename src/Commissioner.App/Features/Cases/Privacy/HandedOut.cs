using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Commissioner.App.Features.Privacy;

/// <summary>
/// A file that is written while it is handed out: it lies nowhere, in no memory and on no disk. Whatever ends it early ends the connection,
/// and what came has no end by which it could be opened.
/// </summary>
public sealed class HandedOut(string mediaType, string name, Func<Stream, CancellationToken, Task> write) : IActionResult, IResult
{
    /// <inheritdoc/>
    public Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ExecuteAsync(context.HttpContext);
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.ContentType = mediaType;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
        return write(response.Body, httpContext.RequestAborted);
    }
}
