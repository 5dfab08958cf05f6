using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;

namespace Commissioner.Data;

/// <summary>A provider's token for calling it, one for all nodes; encrypted.</summary>
public sealed class AccessToken
{
    /// <summary>Whose.</summary>
    public string Name { get; init; } = "";

    /// <summary>The token under the installation's keys; empty while there is none.</summary>
    public string Sealed { get; set; } = "";

    /// <summary>It is good until then, UTC.</summary>
    public DateTimeOffset GoodUntil { get; set; }

    /// <summary>A node fetches the next one; until then no other does.</summary>
    public DateTimeOffset? FetchedBy { get; set; }
}

/// <summary>Another system that is told of events.</summary>
public sealed class Webhook
{
    public Id<Webhook> Id { get; init; }

    /// <summary>Where it is told.</summary>
    public string Url { get; init; } = "";

    /// <summary>Of which events; of all where there are none.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>By which what it is told is signed; encrypted.</summary>
    public string Secret { get; init; } = "";

    public Id<Person> MadeById { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? WorkedAt { get; set; }

    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>How often it failed in a row.</summary>
    public int Failures { get; set; }

    /// <summary>It is left alone until then.</summary>
    public DateTimeOffset? RestsUntil { get; set; }

    /// <summary>It was switched off, by a run of failures or by somebody.</summary>
    public DateTimeOffset? OffAt { get; set; }
}

/// <summary>What another system was told once, and what it answered.</summary>
public sealed class WebhookAttempt
{
    public Id<WebhookAttempt> Id { get; init; }

    public Id<Webhook> WebhookId { get; init; }

    public Id<Delivery> DeliveryId { get; init; }

    public string Event { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public int Milliseconds { get; init; }

    /// <summary>The answer's status; 0 where none came.</summary>
    public int Status { get; init; }

    /// <summary>What went wrong, a code.</summary>
    public string? Error { get; init; }

    /// <summary>What it was told.</summary>
    public string Request { get; init; } = "";

    /// <summary>The beginning of what it answered.</summary>
    public string Answer { get; init; } = "";
}
