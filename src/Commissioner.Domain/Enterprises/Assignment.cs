using Commissioner.Domain.People;

namespace Commissioner.Domain.Enterprises;

/// <summary>The two posts that every enterprise has at every instant.</summary>
public enum Duty
{
    /// <summary>The commissioner, or who acts for it.</summary>
    Active,

    /// <summary>The backup, B 角.</summary>
    Backup,
}

/// <summary>Why a post went to somebody.</summary>
public enum AssignmentReason
{
    /// <summary>First pairing 结对, or the gap that there was before it.</summary>
    Paired,

    /// <summary>The backup or the duty desk acts until a successor is there.</summary>
    Acting,

    /// <summary>Successor after a replacement.</summary>
    Successor,

    /// <summary>Kept by the enterprise 保留现任.</summary>
    Kept,

    /// <summary>Stepped back to backup when the successor came.</summary>
    SteppedBack,

    /// <summary>Acts while the commissioner is on leave 代班.</summary>
    StandsIn,

    /// <summary>Came back from a leave 休假返岗.</summary>
    Returned,

    /// <summary>Nobody any more: the enterprise merged into another, or left the park 企业离园或合并.</summary>
    Ended,
}

/// <summary>
/// A post as it was held from one instant to another 结对. Only ended ones are rows of their own: who holds a post <em>now</em> stands
/// on the enterprise, so that there is exactly one. Each begins where the one before ended, which the database enforces.
/// </summary>
public sealed class Assignment
{
    private Assignment() { }

    public Id<Assignment> Id { get; private set; }

    /// <summary>The enterprise served.</summary>
    public Id<Enterprise> EnterpriseId { get; private set; }

    /// <summary>The post.</summary>
    public Duty Duty { get; private set; }

    /// <summary>Who held it; null for the duty desk.</summary>
    public Id<Person>? PersonId { get; private set; }

    /// <summary>First instant, UTC.</summary>
    public DateTimeOffset FromAt { get; private set; }

    /// <summary>First instant at which it no longer held, UTC.</summary>
    public DateTimeOffset ToAt { get; private set; }

    /// <summary>Where the assignment before ended; null for the first. Equals <see cref="FromAt"/>.</summary>
    public DateTimeOffset? FollowsAt { get; private set; }

    /// <summary>Why it went to this person.</summary>
    public AssignmentReason Reason { get; private set; }

    internal static Assignment Ended(Enterprise of, Duty duty, Post post, DateTimeOffset to) =>
        new()
        {
            Id = Id<Assignment>.New(to),
            EnterpriseId = of.Id,
            Duty = duty,
            PersonId = post.PersonId,
            FromAt = post.SinceAt,
            ToAt = to,
            FollowsAt = post.FollowsAt,
            Reason = post.Reason,
        };
}

/// <summary>A post as it is held now.</summary>
/// <param name="PersonId">Who holds it; null for the duty desk.</param>
/// <param name="SinceAt">Since when, UTC.</param>
/// <param name="FollowsAt">Where the last ended assignment to it ended; null when there was none.</param>
/// <param name="Reason">Why it went to this person.</param>
public sealed record Post(Id<Person>? PersonId, DateTimeOffset SinceAt, DateTimeOffset? FollowsAt, AssignmentReason Reason);
