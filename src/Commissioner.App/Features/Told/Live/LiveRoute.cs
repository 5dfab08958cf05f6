using System.Text.Json;
using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Requests;
using Commissioner.App.Security;
using Commissioner.Data;
using Microsoft.AspNetCore.Http.Features;

namespace Commissioner.App.Features.Live;

/// <summary>Server-sent events of the pages: that something has changed, nothing of what it says.</summary>
internal static class LiveRoute
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    // A connection ends after this long and the browser comes again: then an ended session or a lost role is noticed.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static void MapLive(this WebApplication app) =>
        app.MapGet("/live", ServeAsync).Allow(Permission.SignedIn).ExcludeFromDescription();

    private static async Task ServeAsync(HttpContext context, CurrentActor who, LiveFeed feed, IHostApplicationLifetime lifetime)
    {
        var response = context.Response;
        if (HeadOnly.Is(context))
        {
            response.ContentType = "text/event-stream";
            return;
        }

        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        ends.CancelAfter(Longest);
        Watcher? watcher = null;
        try
        {
            watcher = await feed.WatchAsync(who.Actor, ends.Token);
            if (watcher is null)
            {
                (response.StatusCode, response.Headers.RetryAfter) = (StatusCodes.Status503ServiceUnavailable, "60");
                return;
            }

            (response.ContentType, response.Headers.CacheControl) = ("text/event-stream", "no-store");
            response.Headers["X-Accel-Buffering"] = "no";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await SendAsync(response, "retry: 3000\n\n", ends.Token);
            while (await WaitAsync(watcher, context, ends.Token))
            {
                await SendAsync(response, Events(watcher), ends.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The browser has gone, or the connection's time is over: there is nobody to tell. Who asks a node that is stopping is told to come
            // again: an empty 200 would be no stream, and nothing would say so.
            if (!response.HasStarted && lifetime.ApplicationStopping.IsCancellationRequested)
            {
                (response.StatusCode, response.Headers.RetryAfter) = (StatusCodes.Status503ServiceUnavailable, $"{Absence.RetryAfter}");
            }
        }
        finally
        {
            if (watcher is not null)
            {
                feed.Leave(watcher);
            }
        }
    }

    // Waits for a change, with a sign of life now and then. False once the line or its session has ended.
    private static async Task<bool> WaitAsync(Watcher watcher, HttpContext context, CancellationToken ends)
    {
        while (true)
        {
            using var beat = CancellationTokenSource.CreateLinkedTokenSource(ends);
            beat.CancelAfter(Heartbeat);
            try
            {
                return await watcher.Line.WaitToReadAsync(beat.Token);
            }
            catch (OperationCanceledException) when (!ends.IsCancellationRequested)
            {
                if (!await Sessions.GoesOnAsync(context))
                {
                    return false;
                }

                await SendAsync(context.Response, ": here\n\n", ends);
            }
        }
    }

    private static string Events(Watcher watcher)
    {
        var text = new System.Text.StringBuilder();
        HashSet<Change> told = [];
        while (watcher.Line.TryRead(out var change))
        {
            if (change.What.Length > 0 && told.Add(change))
            {
                text.Append("event: change\ndata: ").Append(JsonSerializer.Serialize(change, RecordEvents.Json)).Append("\n\n");
            }
        }

        return watcher.TakeMissed() ? text.Append("event: missed\ndata: {}\n\n").ToString() : text.ToString();
    }

    private static async Task SendAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
