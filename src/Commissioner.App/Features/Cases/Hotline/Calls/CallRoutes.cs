using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Calls;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Hotline.Calls;

/// <summary>
/// Where any exchange tells of its calls. Nobody signs in here: a posting bears the instant of its sending and a mark of both it and the
/// body, made with the secret that both sides know, or is refused before anything of it is read.
/// </summary>
public static class CallRoutes
{
    private const int Longest = 16 * 1024;

    // So far may the exchange's clock be from ours.
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);

    /// <summary>What an exchange posts; the seat is the account's name, the id names the event where the exchange has one for it.</summary>
    internal sealed record Posted(
        string? Id,
        string? CallId,
        CallSign? Event,
        DateTimeOffset? At,
        string? From,
        string? To,
        string? Seat,
        string? Recording
    );

    /// <summary>Maps it, at its place in the API and at the one that exchanges were told first.</summary>
    public static void MapCalls(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        foreach (var path in new[] { "/api/v1/calls/events", "/hooks/calls" })
        {
            app.MapPost(path, (RequestDelegate)TakeAsync)
                .AllowAnonymous()
                .DisableAntiforgery()
                .ExcludeFromDescription()
                .WithMetadata(new RequestSizeLimitAttribute(Longest));
        }
    }

    private static async Task TakeAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var calls = services.GetRequiredService<Settings>().Calls;
        if (calls.Secret.Length == 0)
        {
            await Results.Problem(statusCode: StatusCodes.Status404NotFound, type: "NotFound").ExecuteAsync(context);
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (!IsSigned(context.Request.Headers["X-Signature"].ToString(), body.ToArray(), [calls.Secret, calls.SecretBefore], now))
        {
            await Results.Problem(statusCode: StatusCodes.Status403Forbidden, type: "Forbidden").ExecuteAsync(context);
            return;
        }

        if (Read(body.ToArray()) is not { } command)
        {
            await Results
                .Problem(statusCode: StatusCodes.Status422UnprocessableEntity, type: CallRules.CallUnreadable.Code)
                .ExecuteAsync(context);
            return;
        }

        services.GetRequiredService<CurrentActor>().Become(Actor.System);
        await services.GetRequiredService<IMediator>().Send(command, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Whether a header such as <c>t=1700000000,v1=…</c> marks this body, with one of these secrets, not long ago.</summary>
    public static bool IsSigned(string header, byte[] body, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(secrets);
        var parts = header.Split(',', StringSplitOptions.TrimEntries).Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToList();
        if (
            parts.Find(p => p[0] == "t") is not [_, var sent]
            || !long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - (decimal)seconds) > (decimal)Apart.TotalSeconds
        )
        {
            return false;
        }

        byte[] marked = [.. Encoding.UTF8.GetBytes(sent + "."), .. body];
        return secrets
            .Where(s => s.Length > 0)
            .Select(s => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(s), marked)))
            .Any(mark =>
                parts.Exists(p =>
                    p[0] == "v1" && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mark), Encoding.UTF8.GetBytes(p[1]))
                )
            );
    }

    // Without an event's id, what it says is its id: the same said again is the same.
    private static TakeCallEvent? Read(byte[] body)
    {
        Posted? posted;
        try
        {
            posted = JsonSerializer.Deserialize<Posted>(body, RecordEvents.Json);
        }
        catch (JsonException)
        {
            return null;
        }

        return
            posted is { CallId: { Length: > 0 and <= 100 } call, Event: { } sign, At: { } at }
            && Enum.IsDefined(sign)
            && posted is { Id: null or { Length: <= 100 }, Recording: null or { Length: <= 100 }, Seat: null or { Length: <= 100 } }
            && !call.Any(char.IsControl)
            ? new(
                posted.Id is { Length: > 0 } id ? id : Convert.ToHexStringLower(SHA256.HashData(body)),
                call,
                sign,
                at,
                posted.From,
                posted.To,
                posted.Seat,
                posted.Recording
            )
            : null;
    }
}
