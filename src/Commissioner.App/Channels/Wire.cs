using System.Globalization;
using Commissioner.Domain.Told;

namespace Commissioner.App.Channels;

/// <summary>What a gateway answered over HTTP, or what became of asking it.</summary>
/// <param name="Status">Its status; 0 where there was no answer.</param>
/// <param name="Body">What it said.</param>
/// <param name="Lost">Why there is nothing to read: nobody there, no room, no answer in time. Null for an answer that says something.</param>
public sealed record Answer(int Status, string Body, Handed? Lost);

/// <summary>
/// The line to gateways: no redirect is followed, nothing is waited for longer than the limit, no answer is read beyond its first 100 KB,
/// and nothing of what is sent is logged, since addresses of gateways hold keys.
/// </summary>
public sealed class Wire(IHttpClientFactory clients)
{
    /// <summary>The client's name.</summary>
    public const string Name = "gateways";

    /// <summary>Sends a request.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Name);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return new((int)response.StatusCode, body, Judge(response));
        }
        catch (Exception exception) when (Judge(exception, cancellationToken) is { } lost)
        {
            return new(0, "", lost);
        }
    }

    /// <summary>What a failure of the line means for the message; null where it is none of the line's.</summary>
    public static Handed? Judge(Exception? exception, CancellationToken cancellationToken) =>
        exception switch
        {
            null => null,
            // Who gave up was we ourselves: the node is stopping, and how far the message came nobody knows.
            OperationCanceledException when cancellationToken.IsCancellationRequested => new(GatewayAnswer.Unknown, Code: "stopped"),
            OperationCanceledException or TimeoutException => new(GatewayAnswer.Unknown, Code: "timeout"),
            // Before a connection stands nothing has left.
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
            } => new(GatewayAnswer.Later, Code: "unreachable"),
            HttpRequestException or IOException => new(GatewayAnswer.Unknown, Code: "cut"),
            _ => null,
        };

    // A gateway behind another one that waited in vain may have the message; one that refuses us, or is not there, has not.
    private static Handed? Judge(HttpResponseMessage response) =>
        (int)response.StatusCode switch
        {
            504 => new(GatewayAnswer.Unknown, Code: "504", RetryAfter: RetryAfter(response)),
            429 or >= 500 or (>= 300 and < 400) or 401 or 403 or 404 or 405 or 407 => new(
                GatewayAnswer.Later,
                Code: ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture),
                RetryAfter: RetryAfter(response)
            ),
            _ => null,
        };

    /// <summary>How long a gateway asks to be left alone, but no longer than an hour.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var asked =
            response.Headers.RetryAfter?.Delta
            ?? (response.Headers.RetryAfter?.Date is { } until && response.Headers.Date is { } now ? until - now : null);
        return asked is not { } wait ? null
            : wait <= TimeSpan.Zero ? null
            : wait < Longest ? wait
            : Longest;
    }

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
}
