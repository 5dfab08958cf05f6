using System.Globalization;
using System.Net.Http.Headers;
using Commissioner.Domain.Told;
using global::Twilio.Clients;
using global::Twilio.Exceptions;
using global::Twilio.Http;

namespace Commissioner.App.Channels.Twilio;

/// <summary>
/// The official client over our own line: it can be given up, and is made anew for each message, since it keeps the last request and is no
/// client for several at once.
/// </summary>
public sealed class TwilioLine(IHttpClientFactory clients, ChannelSettings settings)
{
    // Nothing is wrong with the message or its recipient: our account, our number or our share is. It may go once that is mended.
    private static readonly HashSet<int> Ours =
    [
        20003,
        20005,
        20006,
        20008,
        20403,
        20404,
        20429,
        21212,
        21603,
        21606,
        21611,
        21659,
        21660,
        30001,
        30002,
        63038,
    ];

    /// <summary>Asks Twilio; faults are outcomes.</summary>
    public async Task<(T? Answer, Handed? Fault)> AskAsync<T>(Func<TwilioRestClient, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        var twilio = settings.Twilio;
        var line = new Line(clients, twilio.BaseAddress, cancellationToken);
        var client = new TwilioRestClient(twilio.Key.User, twilio.Key.Password, twilio.AccountSid, httpClient: line)
        {
            // It would write requests to the console where the environment asks for it.
            LogLevel = null,
        };
        try
        {
            var answer = await ask(client);
            // Where it is sent elsewhere, the client takes that for an answer.
            return line.Status is < 200 or >= 300 || answer is null ? (null, Judge(0, line.Status, line)) : (answer, null);
        }
        catch (ApiException refused)
        {
            return (null, Judge(refused.Code, refused.Status, line));
        }
        catch (ApiStandardException refused)
        {
            return (null, Judge(refused.Code, refused.Status, line));
        }
        catch (TwilioException fault)
        {
            return (
                null,
                Wire.Judge(fault.InnerException, cancellationToken)
                    ?? (line.Status == 0 ? new(GatewayAnswer.Unknown, Code: "cut") : Judge(0, line.Status, line))
            );
        }
        catch (Exception exception) when (Wire.Judge(exception, cancellationToken) is { } lost)
        {
            return (null, lost);
        }
        catch (Exception exception) when (exception is Newtonsoft.Json.JsonException or ArgumentException or FormatException)
        {
            // It answered something that says nothing.
            return (null, new(GatewayAnswer.Unknown, Code: "unreadable"));
        }
    }

    private static Handed Judge(int code, int status, Line line)
    {
        // What is no problem of theirs has neither code nor status: it comes from something between.
        status = status == 0 ? line.Status : status;
        var named = (code == 0 ? status : code).ToString(CultureInfo.InvariantCulture);
        return status == 504 ? new(GatewayAnswer.Unknown, Code: named)
            : status is >= 200 and < 300 ? new(GatewayAnswer.Unknown, Code: "unreadable")
            : Ours.Contains(code) || status is < 400 or 401 or 403 or 404 or 429 or >= 500
                ? new(GatewayAnswer.Later, Code: named, RetryAfter: line.RetryAfter)
            : new(GatewayAnswer.Refused, Code: named);
    }

    private sealed class Line(IHttpClientFactory clients, string elsewhere, CancellationToken cancellationToken)
        : global::Twilio.Http.HttpClient
    {
        public int Status { get; private set; }

        public TimeSpan? RetryAfter { get; private set; }

        public override Response MakeRequest(Request request) => throw new NotSupportedException("Nothing here waits for an answer.");

        public override async Task<Response> MakeRequestAsync(Request request)
        {
            using var message = new HttpRequestMessage(new(request.Method.ToString()), At(request.ConstructUrl()));
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Authentication(request.Username, request.Password));
            message.Headers.Accept.ParseAdd("application/json");
            message.Headers.UserAgent.ParseAdd("commissioner");
            if (request.Method == global::Twilio.Http.HttpMethod.Post)
            {
                message.Content = new ByteArrayContent(request.EncodePostParams())
                {
                    Headers = { ContentType = new("application/x-www-form-urlencoded") },
                };
            }

            using var client = clients.CreateClient(Wire.Name);
            using var response = await client.SendAsync(message, cancellationToken);
            (Status, RetryAfter) = ((int)response.StatusCode, Wire.RetryAfter(response));
            return new(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.Headers);
        }

        private Uri At(Uri theirs) => elsewhere.Length == 0 ? theirs : new(new Uri(elsewhere), theirs.PathAndQuery);
    }
}
