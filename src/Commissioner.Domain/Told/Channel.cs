namespace Commissioner.Domain.Told;

/// <summary>A way by which somebody is told, beside the inbox that everybody has.</summary>
public enum Channel
{
    /// <summary>A service account's template message, or an application's message at work.</summary>
    WeChat,

    /// <summary>A text message.</summary>
    Sms,

    /// <summary>A call that reads the message out.</summary>
    Voice,

    Email,

    /// <summary>A group's robot: the one message for the whole group.</summary>
    Robot,

    /// <summary>Another system.</summary>
    Webhook,

    /// <summary>A seat of the hotline calls: the last of all ways.</summary>
    Hotline,
}

/// <summary>How far a delivery has come.</summary>
public enum Fate
{
    /// <summary>It waits for its time, or for the next try.</summary>
    Planned,

    /// <summary>A node is handing it over, or was when it ended.</summary>
    Sending,

    /// <summary>The gateway has taken it; whether it arrives is not known.</summary>
    Sent,

    /// <summary>It has arrived.</summary>
    Delivered,

    /// <summary>Whom it was for has opened it.</summary>
    Read,

    /// <summary>The gateway, or the network behind it, will never deliver it.</summary>
    Failed,

    /// <summary>It could not be handed over before it was worth nothing.</summary>
    Expired,

    /// <summary>It could not be made: somebody has to look at it.</summary>
    SetAside,

    /// <summary>It went with others in one digest.</summary>
    Digested,

    /// <summary>What it was about has passed, or somebody took it back.</summary>
    Cancelled,
}

/// <summary>What a gateway did with a message.</summary>
public enum GatewayAnswer
{
    /// <summary>It has taken it.</summary>
    Taken,

    /// <summary>It refuses this message or this address for good.</summary>
    Refused,

    /// <summary>It is away or has no room: try again later.</summary>
    Later,

    /// <summary>It may have taken it: its answer was lost.</summary>
    Unknown,
}

/// <summary>A gateway's answer.</summary>
/// <param name="Outcome">What it did.</param>
/// <param name="ProviderId">By which the gateway knows the message.</param>
/// <param name="Code">Its own code of what is wrong; never a text, in which an address could stand.</param>
/// <param name="RetryAfter">How long it asks to be left alone.</param>
public sealed record Handed(GatewayAnswer Outcome, string? ProviderId = null, string? Code = null, TimeSpan? RetryAfter = null);
