using Commissioner.Domain.Commissioners;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Enterprises;

/// <summary>
/// Its commissioner on leave: the post itself goes to who acts, so that whatever asks who serves finds who does, and what it does and how
/// it is rated is its own.
/// </summary>
public sealed partial class Enterprise
{
    /// <summary>Who is on leave and comes back to the post of commissioner; null while nobody is.</summary>
    public Id<Person>? AwayId { get; private set; }

    /// <summary>Why the post was <see cref="AwayId"/>'s.</summary>
    public AssignmentReason? AwayReason { get; private set; }

    /// <summary>Its commissioner is away from now on: somebody acts, or the duty desk.</summary>
    public void LetStandIn(Leave leave, Person? acts, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(leave);
        ArgumentNullException.ThrowIfNull(by);
        if (ActiveId == leave.PersonId && acts?.Id != ActiveId)
        {
            (AwayId, AwayReason) = (ActiveId, ActiveReason);
            Stand(acts, leave.UntilAt, by, now);
        }
    }

    /// <summary>Who acted is gone before the leave is over: somebody else acts, or the duty desk.</summary>
    public void LetAnotherStandIn(Leave leave, Person? acts, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(leave);
        ArgumentNullException.ThrowIfNull(by);
        if (AwayId is not null && acts?.Id != AwayId)
        {
            Stand(acts, leave.UntilAt, by, now);
        }
    }

    /// <summary>The leave is over: whoever was away serves again, and whoever acted backs it up where nobody else does.</summary>
    public void HandBack(Person returned, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(returned);
        ArgumentNullException.ThrowIfNull(by);
        if (AwayId != returned.Id)
        {
            return;
        }

        var acted = ActiveId;
        var reason = AwayReason == AssignmentReason.Acting ? AssignmentReason.Acting : AssignmentReason.Returned;
        DoesNotReturn();
        Assign(returned.Id, reason, BackupId ?? acted, BackupId is null ? AssignmentReason.SteppedBack : BackupReason, now);
        Record(by, by.Roles[0], now, new CommissionerReturned(returned.Id, returned.Name, acted));
    }

    /// <summary>Whoever is away has left the staff: who acts serves for good.</summary>
    public void LetStandInStay(string? name, Actor by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (AwayId is null)
        {
            return;
        }

        DoesNotReturn();
        ActiveReason = ActiveId is null ? AssignmentReason.Paired : AssignmentReason.Successor;
        Record(by, by.Roles[0], now, new CommissionerPaired(ActiveId, name, BackupId));
    }

    private void DoesNotReturn() => (AwayId, AwayReason) = (null, null);

    private void Stand(Person? acts, DateTimeOffset until, Actor by, DateTimeOffset now)
    {
        Assign(acts?.Id, AssignmentReason.StandsIn, BackupId == acts?.Id ? null : BackupId, AssignmentReason.StandsIn, now);
        Record(by, by.Roles[0], now, new StandInActs(AwayId!.Value, acts?.Id, acts?.Name, until));
    }
}
