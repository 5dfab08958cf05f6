using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;

namespace Commissioner.Data;

/// <summary>How one kind of message is told, where the office has decided otherwise than we ship it.</summary>
public sealed class ToldRule
{
    /// <summary>Behind <c>notice.</c> the key of its text.</summary>
    public string Key { get; init; } = "";

    /// <summary>It goes to the phone: WeChat, else a text message, else a call.</summary>
    public bool Phone { get; set; }

    public bool Email { get; set; }

    /// <summary>The robot of the recipient's group says it, too.</summary>
    public bool Robot { get; set; }

    /// <summary>It is sent at any hour.</summary>
    public bool Urgent { get; set; }

    /// <summary>Nobody can pause it; where no channel reaches the recipient, a seat of the hotline calls.</summary>
    public bool Compulsory { get; set; }

    /// <summary>For so many hours it is worth being told.</summary>
    public int WorthHours { get; set; }

    /// <summary>Who decided it, and when, UTC.</summary>
    public Id<Person> DecidedById { get; set; }

    public DateTimeOffset DecidedAt { get; set; }
}

/// <summary>A version of a message's words, where the office says it otherwise than we ship it. Versions are only added.</summary>
public sealed class ToldWords
{
    /// <summary>Behind <c>notice.</c> the key of its text.</summary>
    public string Key { get; init; } = "";

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public string Culture { get; init; } = "";

    /// <summary>From 1 on; the greatest is in use.</summary>
    public int Version { get; init; }

    /// <summary>The words, with their named places; null from which version on ours are used again.</summary>
    public string? Body { get; init; }

    public Id<Person> WrittenById { get; init; }

    public DateTimeOffset WrittenAt { get; init; }
}

/// <summary>How somebody wants to be told; without a row, by whatever reaches it.</summary>
public sealed class ToldChoice
{
    public Id<Person> PersonId { get; init; }

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public string Culture { get; set; } = "zh-CN";

    /// <summary>Channels that it does not want.</summary>
    public IReadOnlyList<Channel> Without { get; set; } = [];

    /// <summary>Until then only what is compulsory is told.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>By which the service account knows it, once it has bound itself.</summary>
    public string? WeChat { get; set; }

    public DateTimeOffset? BoundAt { get; set; }
}

/// <summary>That somebody agreed to be told at an address, or no longer does; the last one counts. Only ever added.</summary>
public sealed class Consent
{
    public Id<Consent> Id { get; init; }

    public Channel Channel { get; init; }

    /// <summary>The number or address.</summary>
    public string To { get; init; } = "";

    public bool Given { get; init; }

    /// <summary>What was said: the notice agreed to, or the words that were sent.</summary>
    public string Words { get; init; } = "";

    public DateTimeOffset At { get; init; }
}

/// <summary>What a gateway called back with, taken once however often it comes.</summary>
public sealed class Receipt
{
    /// <summary>The gateway's name.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>By which the gateway knows the event; where it names none, what it says, hashed.</summary>
    public string Event { get; init; } = "";

    public DateTimeOffset At { get; init; }
}

/// <summary>How a channel fares: what its page and health are told from.</summary>
public sealed class ChannelState
{
    public Channel Channel { get; init; }

    public DateTimeOffset? WorkedAt { get; set; }

    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>A code.</summary>
    public string? Error { get; set; }

    /// <summary>The gateway asked to be left alone until then, or is away: nothing is handed over before.</summary>
    public DateTimeOffset? RestsUntil { get; set; }
}
