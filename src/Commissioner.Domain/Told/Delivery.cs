using System.Security.Cryptography;
using System.Text;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Told;

/// <summary>One message to one recipient by one channel, and what becomes of it.</summary>
public sealed class Delivery
{
    /// <summary>How long the longest pause between two tries is.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>For how long a node that hands a message over keeps others from it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // After a lost answer the gateway is asked whether it has the message: by then it knows.
    private static readonly TimeSpan UntilItKnows = TimeSpan.FromSeconds(30);

    private Delivery() { }

    public Id<Delivery> Id { get; private set; }

    public Channel Channel { get; private set; }

    /// <summary>Whom it is for; null where that is a number, a group or a system and no account.</summary>
    public Id<Person>? PersonId { get; private set; }

    /// <summary>Where it goes: a number, an address, a subscription's key. Never in a log.</summary>
    public string To { get; private set; } = "";

    /// <summary>The case it is about; null for the others.</summary>
    public Id<Case>? CaseId { get; private set; }

    /// <summary>In one line messages go in the order of what happened: one recipient, one channel, one case.</summary>
    public Guid Line { get; private set; }

    /// <summary>The timeline's entry that it follows from, its place in the line; negative for a digest, which follows from none.</summary>
    public long EntryId { get; private set; }

    /// <summary>What it says: behind <c>notice.</c> the key of its text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Values for the text, as JSON.</summary>
    public string Facts { get; private set; } = "{}";

    /// <summary>Where it leads, within the application.</summary>
    public string? Link { get; private set; }

    /// <summary>It is sent at any hour, and goes with no digest.</summary>
    public bool Urgent { get; private set; }

    /// <summary>The channels that are tried after this one, in their order.</summary>
    public IReadOnlyList<Channel> Then { get; private set; } = [];

    public DateTimeOffset PlannedAt { get; private set; }

    /// <summary>Not before this: quiet hours are over.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>After this the next channel has its turn; or, on the last, nobody needs it any more.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>After this nobody needs it, by whatever channel.</summary>
    public DateTimeOffset WorthUntil { get; private set; }

    public Fate Fate { get; private set; }

    /// <summary>How often it was handed over.</summary>
    public int Attempts { get; private set; }

    /// <summary>When somebody works on it next; null once nobody does. It is the lease, too: nobody else touches it before.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    public DateTimeOffset? FirstTriedAt { get; private set; }

    public DateTimeOffset? LastTriedAt { get; private set; }

    /// <summary>By which the gateway knows it.</summary>
    public string? ProviderId { get; private set; }

    /// <summary>What is wrong, a code.</summary>
    public string? Error { get; private set; }

    /// <summary>
    /// It was handed over again although the gateway may have taken it before: the only way in which a message can come twice.
    /// </summary>
    public bool MaybeTwice { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>The digest that it went with.</summary>
    public Id<Delivery>? DigestId { get; private set; }

    /// <summary>Nobody works on it any more.</summary>
    public bool IsDone => NextTryAt is null;

    /// <summary>Plans a delivery.</summary>
    /// <param name="what">What is told.</param>
    /// <param name="ways">The channel and the address, and after it those to fall back to; at least one.</param>
    /// <param name="dueAt">Not before.</param>
    /// <param name="patience">How long one channel is tried before the next has its turn.</param>
    /// <param name="worthUntil">When nobody needs it any more.</param>
    /// <param name="now">Now.</param>
    public static Delivery Plan(
        Message what,
        IReadOnlyList<(Channel Channel, string To)> ways,
        DateTimeOffset dueAt,
        TimeSpan patience,
        DateTimeOffset worthUntil,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(what);
        ArgumentNullException.ThrowIfNull(ways);
        var (channel, to) = ways[0];
        var isLast = ways.Count == 1;
        var stepEnds = dueAt + patience;
        return new()
        {
            Id = Id<Delivery>.New(now),
            Channel = channel,
            PersonId = what.PersonId,
            To = to,
            CaseId = what.CaseId,
            Line = LineOf(channel, what.PersonId?.ToString() ?? to, what.CaseId),
            EntryId = what.EntryId,
            Text = what.Text,
            Facts = what.Facts,
            Link = what.Link,
            Urgent = what.Urgent,
            Then = [.. ways.Skip(1).Select(w => w.Channel)],
            PlannedAt = now,
            DueAt = dueAt,
            ExpiresAt = isLast || stepEnds > worthUntil ? worthUntil : stepEnds,
            WorthUntil = worthUntil,
            NextTryAt = dueAt,
        };
    }

    /// <summary>A node takes it, to hand it over; until the lease ends nobody else does.</summary>
    /// <returns>False where it has expired instead: the next channel has its turn.</returns>
    public bool Take(DateTimeOffset now)
    {
        if (now >= ExpiresAt)
        {
            End(Fate.Expired);
            return false;
        }

        // Sending already: the node that had it ended, and nobody knows how far it came.
        (MaybeTwice, Fate) = (MaybeTwice || Fate == Fate.Sending, Fate.Sending);
        Attempts++;
        FirstTriedAt ??= now;
        (LastTriedAt, NextTryAt) = (now, now + Lease);
        return true;
    }

    /// <summary>The gateway was asked after a lost answer, and does not have it: handing it over again brings it once.</summary>
    public void WasNotTaken() => MaybeTwice = false;

    /// <summary>What the gateway did with it.</summary>
    /// <param name="by">Its answer.</param>
    /// <param name="chance">From 0 to 1: moves the next try, so that not all come at once when the gateway is back.</param>
    /// <param name="now">Now.</param>
    public void Hand(Handed by, double chance, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (Fate != Fate.Sending)
        {
            // Somebody heard of it from the gateway first.
            return;
        }

        (ProviderId, Error) = (by.ProviderId ?? ProviderId, by.Code);
        switch (by.Outcome)
        {
            case GatewayAnswer.Taken:
                (Error, SentAt) = (null, now);
                End(Fate.Sent);
                break;
            case GatewayAnswer.Refused:
                End(Fate.Failed);
                break;
            case GatewayAnswer.Unknown:
                // Stays in doubt: whoever takes it next asks the gateway first.
                NextTryAt = now + UntilItKnows;
                break;
            default:
                Fate = Fate.Planned;
                NextTryAt = now + Longer(by.RetryAfter, Pause(Attempts, chance));
                break;
        }
    }

    /// <summary>What is heard of it afterwards; it only ever gets further, whatever comes late or twice.</summary>
    /// <returns>False where nothing changed.</returns>
    public bool Hear(Fate fate, string? code, DateTimeOffset at)
    {
        var isFurther = fate switch
        {
            Fate.Sent => Fate is Fate.Sending or Fate.Planned,
            Fate.Delivered => Fate is Fate.Sending or Fate.Planned or Fate.Sent or Fate.Failed,
            Fate.Read => Fate is Fate.Sending or Fate.Planned or Fate.Sent or Fate.Delivered or Fate.Failed,
            Fate.Failed => Fate is Fate.Sending or Fate.Planned or Fate.Sent,
            _ => throw new ArgumentOutOfRangeException(nameof(fate)),
        };
        if (!isFurther)
        {
            return false;
        }

        SentAt ??= fate == Fate.Failed ? null : at;
        DeliveredAt ??= fate is Fate.Delivered or Fate.Read ? at : null;
        ReadAt ??= fate == Fate.Read ? at : null;
        Error = fate == Fate.Failed ? code : null;
        End(fate);
        return true;
    }

    /// <summary>Which seat of the hotline called: it stands where a gateway's own key stands.</summary>
    public void CalledBy(Actor seat)
    {
        ArgumentNullException.ThrowIfNull(seat);
        ProviderId = seat.Id.ToString();
    }

    /// <summary>It cannot be made or handed over as it is: others go on without it.</summary>
    public void SetAside(string code)
    {
        Error = code;
        End(Fate.SetAside);
    }

    /// <summary>It goes with others in one digest.</summary>
    public void GoWith(Delivery digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        DigestId = digest.Id;
        End(Fate.Digested);
    }

    /// <summary>Nobody need be told any more.</summary>
    public void Cancel() => End(Fate.Cancelled);

    /// <summary>Somebody has it sent again, from now on and for as long as it was worth at first.</summary>
    /// <exception cref="RuleBroken">It is still on its way, or it has arrived.</exception>
    public void Replay(DateTimeOffset now)
    {
        if (Fate is not (Fate.Failed or Fate.Expired or Fate.SetAside))
        {
            throw new RuleBroken(DeliveryRules.DeliveryNotReplayable);
        }

        var worth = WorthUntil - DueAt;
        (Fate, Error, DueAt, NextTryAt) = (Fate.Planned, null, now, now);
        (ExpiresAt, WorthUntil) = (now + worth, now + worth);
    }

    /// <summary>After so many tries, how long to wait: twice as long each time, up to <see cref="LongestPause"/>, give or take half.</summary>
    public static TimeSpan Pause(int attempts, double chance) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 2 * Math.Pow(2, Math.Min(attempts, 12))) * (0.5 + chance));

    private static TimeSpan Longer(TimeSpan? asked, TimeSpan ours) => asked > ours ? asked.Value : ours;

    private static Guid LineOf(Channel channel, string recipient, Id<Case>? @case) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{channel} {recipient} {@case}")).AsSpan(0, 16));

    private void End(Fate fate) => (Fate, NextTryAt) = (fate, null);
}

/// <summary>What is told, whichever way.</summary>
/// <param name="PersonId">Whom; null where that is no account.</param>
/// <param name="CaseId">The case it is about.</param>
/// <param name="EntryId">The timeline's entry that it follows from.</param>
/// <param name="Text">Behind <c>notice.</c> the key of its text.</param>
/// <param name="Facts">Values for the text, as JSON.</param>
/// <param name="Link">Where it leads, within the application.</param>
/// <param name="Urgent">It is sent at any hour.</param>
public sealed record Message(Id<Person>? PersonId, Id<Case>? CaseId, long EntryId, string Text, string Facts, string? Link, bool Urgent);

/// <summary>What is refused about deliveries.</summary>
public static class DeliveryRules
{
    public static readonly Rule DeliveryNotReplayable = new(
        "DeliveryNotReplayable",
        "Only what failed, expired or was set aside is sent again.",
        RuleKind.Conflict
    );
}
