using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commissioner.App.Tests.Channels;

/// <summary>What a gateway was asked.</summary>
public sealed record Asked(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>What it answers, after a while, or by cutting the line.</summary>
public sealed record Reply(
    int Status,
    string Body = "",
    TimeSpan? After = null,
    bool Cuts = false,
    string? Header = null,
    string? Value = null,
    string? Type = null
);

/// <summary>A real server on the loopback in a gateway's place, which answers as a test says.</summary>
public sealed class FakeGateway : IAsyncDisposable
{
    private readonly WebApplication _server;

    private FakeGateway(WebApplication server) => _server = server;

    /// <summary>Where it listens.</summary>
    public string Address => _server.Urls.Single();

    /// <summary>What it was asked, in order.</summary>
    public ConcurrentQueue<Asked> Asked { get; } = [];

    /// <summary>How it answers.</summary>
    public Func<Asked, Reply> Answer { get; set; } = _ => new(200, "{}");

    /// <summary>Starts it, at a port of its own or at this one.</summary>
    public static async Task<FakeGateway> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port));
        var server = builder.Build();
        var gateway = new FakeGateway(server);
        server.Run(gateway.ServeAsync);
        await server.StartAsync();
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var asked = new Asked(
            context.Request.Method,
            context.Request.Path,
            context.Request.QueryString.Value ?? "",
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(context.RequestAborted)
        );
        Asked.Enqueue(asked);
        var reply = Answer(asked);
        if (reply.After is { } wait)
        {
            await Task.Delay(wait, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (reply.Cuts)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        if (reply.Header is { } header)
        {
            context.Response.Headers[header] = reply.Value;
        }

        context.Response.ContentType = reply.Type ?? (reply.Body.StartsWith('<') ? "text/html" : "application/json");
        await context.Response.WriteAsync(reply.Body, context.RequestAborted);
    }
}
