using Commissioner.App.Channels;
using Commissioner.App.Jobs;
using Commissioner.Domain.Told;

namespace Commissioner.App.Features.Accounts;

/// <summary>
/// Hands sign-in codes and invitations to the carrier of text messages, at any hour and outside of digests; once, since whoever waits for one asks for
/// another, and beside the answer: by its time nobody learns that there was something to send.
/// </summary>
public sealed class CodeCarrier(IEnumerable<IChannel> channels, ILogger<CodeCarrier> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>There is a carrier.</summary>
    public bool Carries => channels.Any(c => c.Kind == Channel.Sms);

    /// <summary>Sends it soon; nothing where there is nothing, or no carrier.</summary>
    public void Send(Outgoing? code)
    {
        if (code is not null && channels.FirstOrDefault(c => c.Kind == Channel.Sms) is { } sms)
        {
            _ = Task.Run(() => HandAsync(sms, code));
        }
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Nobody waits for it any more who could be told."
    )]
    private async Task HandAsync(IChannel sms, Outgoing code)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            var by = await sms.SendAsync(code, patience.Token);
            if (by.Outcome != GatewayAnswer.Taken)
            {
                log.LogWarning(
                    "A sign-in code or an invitation was not taken by {Gateway}: {Outcome} {Error}",
                    sms.Name,
                    by.Outcome,
                    by.Code
                );
            }
        }
        catch (Exception exception)
        {
            log.LogError("A sign-in code or an invitation could not be handed to {Gateway}: {Error}", sms.Name, Fault.Code(exception));
        }
    }
}
