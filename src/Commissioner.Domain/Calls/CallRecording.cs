namespace Commissioner.Domain.Calls;

/// <summary>
/// A recording that a carrier made of a call: it is fetched, deleted there, and deleted here once its time is over. Each step that fails is
/// tried again; none has a last try.
/// </summary>
public sealed class CallRecording
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private CallRecording() { }

    public Id<CallRecording> Id { get; private set; }

    public Id<Call> CallId { get; private set; }

    /// <summary>By which the carrier knows it.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>SHA-256 of its bytes, hexadecimal; null until it is fetched. It stays when the bytes are deleted.</summary>
    public string? Hash { get; private set; }

    /// <summary>In bytes.</summary>
    public long? Length { get; private set; }

    public DateTimeOffset? FetchedAt { get; private set; }

    /// <summary>When the carrier had deleted it, UTC.</summary>
    public DateTimeOffset? RemovedThereAt { get; private set; }

    /// <summary>Until when it may be heard, UTC.</summary>
    public DateTimeOffset KeptUntil { get; private set; }

    /// <summary>When it was deleted here, UTC.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>When the next step is due, UTC, and whose it is meanwhile: a node at it has moved this on. Null once all is done.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>How often the next step has failed.</summary>
    public int Failures { get; private set; }

    /// <summary>With what code it failed last.</summary>
    public string? Error { get; private set; }

    /// <summary>Its bytes are here and may be heard.</summary>
    public bool IsHere => Hash is not null && DeletedAt is null;

    /// <summary>A carrier has recorded a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="reference">By which the carrier knows the recording, at most 100 characters.</param>
    /// <param name="keptFor">How long it is kept.</param>
    /// <param name="now">Now.</param>
    public static CallRecording Of(Id<Call> call, string reference, TimeSpan keptFor, DateTimeOffset now) =>
        new()
        {
            Id = Id<CallRecording>.New(now),
            CallId = call,
            Reference = reference,
            KeptUntil = now + keptFor,
            NextTryAt = now,
        };

    /// <summary>Its bytes are here.</summary>
    public void Fetched(string hash, long length, DateTimeOffset now)
    {
        (Hash, Length, FetchedAt) = (hash, length, now);
        GoOn(now);
    }

    /// <summary>The bytes that were here are not: they are fetched again.</summary>
    public void Lost(DateTimeOffset now)
    {
        (Hash, Length, FetchedAt) = (null, null, null);
        GoOn(now);
    }

    /// <summary>The carrier has it no longer.</summary>
    public void RemovedThere(DateTimeOffset now)
    {
        RemovedThereAt = now;
        GoOn(now);
    }

    /// <summary>Its time is over, and its bytes are deleted.</summary>
    public void Deleted(DateTimeOffset now)
    {
        DeletedAt = now;
        GoOn(now);
    }

    /// <summary>The next step failed: it is tried again, later each time, but what must go goes in time.</summary>
    public void Failed(string code, DateTimeOffset now)
    {
        (Failures, Error) = (Failures + 1, code);
        var wait = FirstWait * Math.Pow(2, Math.Min(Failures, 10) - 1);
        var next = now + (wait < LongestWait ? wait : LongestWait);
        NextTryAt = DeletedAt is null && KeptUntil > now && KeptUntil < next ? KeptUntil : next;
    }

    private void GoOn(DateTimeOffset now)
    {
        (Failures, Error) = (0, null);
        NextTryAt =
            RemovedThereAt is null ? now
            : DeletedAt is null ? KeptUntil
            : null;
    }
}
