using System.Net.Http.Headers;
using System.Text;
using Commissioner.Domain.Told;
using global::Twilio.Rest.Api.V2010.Account;

namespace Commissioner.App.Channels.Twilio;

/// <summary>Recordings of calls, as long as Twilio has them.</summary>
public sealed class TwilioRecordings(TwilioLine line, IHttpClientFactory clients, ChannelSettings channels)
{
    /// <summary>A call of four hours, the longest that there is, has fewer bytes.</summary>
    public const long Largest = 64 * 1024 * 1024;

    /// <summary>What it is fetched as.</summary>
    public const string MediaType = "audio/mpeg";

    private const string Theirs = "https://api.twilio.com";

    // The limit for answers is one of a few words.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    /// <summary>Fetches one whole.</summary>
    /// <returns>Null, or a code of what was wrong: then what was written is worth nothing.</returns>
    public async Task<string?> FetchAsync(string reference, Stream into, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(into);
        var (user, password) = channels.Twilio.Key;
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(reference));
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))
        );
        using var client = clients.CreateClient(Wire.Name);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
            {
                return ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            if (response.Content.Headers.ContentType?.MediaType != MediaType)
            {
                return "unreadable";
            }

            await using var content = await response.Content.ReadAsStreamAsync(limit.Token);
            return await CopyAsync(content, into, limit.Token);
        }
        catch (Exception exception) when (Wire.Judge(exception, cancellationToken) is { } lost)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return lost.Code;
        }
    }

    /// <summary>Has one deleted there.</summary>
    /// <returns>Null once it is not there, or a code of what was wrong.</returns>
    public async Task<string?> RemoveAsync(string reference, CancellationToken cancellationToken)
    {
        var (_, fault) = await line.AskAsync<object>(
            async c => await RecordingResource.DeleteAsync(reference, client: c) ? reference : null!,
            cancellationToken
        );
        cancellationToken.ThrowIfCancellationRequested();
        // What is not there, whoever deleted it, is as it should be.
        return fault is null or { Code: "20404" } ? null : fault.Code ?? nameof(GatewayAnswer.Unknown);
    }

    private Uri Address(string reference) =>
        new(
            new Uri(channels.Twilio.BaseAddress.Length > 0 ? channels.Twilio.BaseAddress : Theirs),
            $"/2010-04-01/Accounts/{channels.Twilio.AccountSid}/Recordings/{reference}.mp3"
        );

    private static async Task<string?> CopyAsync(Stream content, Stream into, CancellationToken cancellationToken)
    {
        var (buffer, length) = (new byte[81920], 0L);
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length > Largest)
            {
                return "too-large";
            }

            await into.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return length == 0 ? "empty" : null;
    }
}
