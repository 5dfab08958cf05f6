using Commissioner.Domain;
using Commissioner.Domain.Told;

namespace Commissioner.App.Channels;

/// <summary>A gateway, through which messages of one kind leave. An installation has at most one of each kind.</summary>
public interface IChannel
{
    /// <summary>Of which kind.</summary>
    Channel Kind { get; }

    /// <summary>Which gateway it is, as its page and its receipts name it: <c>twilio</c>, <c>aliyun</c> …</summary>
    string Name { get; }

    /// <summary>It brings what people answer: a message that asks may say how.</summary>
    bool HearsAnswers => false;

    /// <summary>
    /// Hands a message over, within its own limit of time. Faults of the network and of the gateway are outcomes; what it throws is a fault
    /// of ours, and sets the one message aside.
    /// </summary>
    Task<Handed> SendAsync(Outgoing message, CancellationToken cancellationToken);

    /// <summary>Whether the gateway has a message whose answer was lost.</summary>
    /// <returns>Its answer then; <see cref="GatewayAnswer.Later"/> where it does not have it; null where it can't be asked.</returns>
    Task<Handed?> FindAsync(Outgoing message, CancellationToken cancellationToken) => Task.FromResult<Handed?>(null);
}

/// <summary>A message in the words in which it leaves.</summary>
/// <param name="Id">The delivery: an idempotency key where the gateway takes one.</param>
/// <param name="To">The number, address, open id, or the key of a robot or subscription.</param>
/// <param name="Key">Which message it is, behind <c>notice.</c>: what a gateway's own template goes by.</param>
/// <param name="Subject">Its heading, in a few words.</param>
/// <param name="Text">What it says, the link included.</param>
/// <param name="Link">Where it leads, whole; null for nowhere.</param>
/// <param name="Culture">The language of its words, <c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Facts">Its values by name, as they are said.</param>
/// <param name="WorthUntil">After which it should arrive no more.</param>
/// <param name="FirstTriedAt">When it was first handed over; null at the first try.</param>
public sealed record Outgoing(
    Id<Delivery> Id,
    string To,
    string Key,
    string Subject,
    string Text,
    string? Link,
    string Culture,
    IReadOnlyDictionary<string, string> Facts,
    DateTimeOffset WorthUntil,
    DateTimeOffset? FirstTriedAt
);
