using System.Buffers.Binary;
using System.Security.Cryptography;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Satisfaction;

/// <summary>
/// That a closed case is to be rated: made in the save that closes it, one a case and cycle. It comes a while later than the closure, so
/// that nobody stands beside the enterprise when it does; one that is not answered is silence, a column of its own.
/// </summary>
public sealed class RatingInvitation
{
    /// <summary>For so long it can be answered.</summary>
    public static readonly TimeSpan ValidFor = TimeSpan.FromDays(30);

    /// <summary>After so long who has not answered is reminded, once.</summary>
    public static readonly TimeSpan RemindAfter = TimeSpan.FromDays(7);

    private RatingInvitation() { }

    public Id<Case> CaseId { get; private set; }

    /// <summary>The case's cycle.</summary>
    public int Cycle { get; private set; }

    /// <summary>Whose opinion is asked.</summary>
    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>The contact who is asked: who filed it; null where it was filed by phone, then the enterprise's people are.</summary>
    public Id<Person>? ContactId { get; private set; }

    /// <summary>It is not sent before this, UTC: at random within a day of the closure.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>When it is sent again if it is not answered, UTC.</summary>
    public DateTimeOffset RemindAt { get; private set; }

    /// <summary>The last instant at which it can be answered, UTC.</summary>
    public DateTimeOffset ValidUntil { get; private set; }

    /// <summary>When it was answered, UTC; null while it is not.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Invites to rate a case that is closed in this very step.</summary>
    public static RatingInvitation For(Case @case, DateTimeOffset now)
    {
        var notBefore = now + Delay(@case.Id, @case.Cycle);
        return new()
        {
            CaseId = @case.Id,
            Cycle = @case.Cycle,
            EnterpriseId = @case.EnterpriseId,
            ContactId = @case.ContactName is null ? @case.SubmittedById : null,
            NotBefore = notBefore,
            RemindAt = notBefore + RemindAfter,
            ValidUntil = notBefore + ValidFor,
        };
    }

    /// <summary>At most a day, in whole minutes: the same for the same case and cycle.</summary>
    public static TimeSpan Delay(Id<Case> @case, int cycle)
    {
        Span<byte> seed = stackalloc byte[20];
        @case.Value.TryWriteBytes(seed, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(seed[16..], cycle);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(seed, hash);
        return TimeSpan.FromMinutes(1 + BinaryPrimitives.ReadUInt32BigEndian(hash) % (24 * 60));
    }

    /// <summary>The last instant at which a case that was closed then can be rated, UTC.</summary>
    public static DateTimeOffset LastInstant(Id<Case> @case, int cycle, DateTimeOffset closedAt) =>
        closedAt + Delay(@case, cycle) + ValidFor;

    /// <summary>Its enterprise merged into another one, whose opinion is asked from now on.</summary>
    public void GoOnWith(Enterprise successor)
    {
        ArgumentNullException.ThrowIfNull(successor);
        if (AnsweredAt is null)
        {
            EnterpriseId = successor.Id;
        }
    }

    /// <summary>It was answered.</summary>
    /// <exception cref="RuleBroken"><see cref="RatingRules.RatingTooLate"/>.</exception>
    public void Answer(DateTimeOffset now)
    {
        if (now > ValidUntil)
        {
            throw new RuleBroken(RatingRules.RatingTooLate);
        }

        AnsweredAt ??= now;
    }
}

/// <summary>Where the rating of a closed case stands.</summary>
public enum RatingState
{
    /// <summary>Asked for, not given yet 待评价.</summary>
    Invited,

    /// <summary>Given, and counts 已评价.</summary>
    Rated,

    /// <summary>Not given while it could be: neither satisfied nor dissatisfied 未评价.</summary>
    Silent,

    /// <summary>Given, or not, under suspicion of pressure: counts in no figure 暂不计入.</summary>
    Frozen,
}
