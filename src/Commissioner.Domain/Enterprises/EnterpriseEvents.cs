using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;

namespace Commissioner.Domain.Enterprises;

/// <summary>The enterprise was taken into the directory.</summary>
public sealed record EnterpriseRegistered : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise;
}

/// <summary>Commissioner and backup were assigned.</summary>
public sealed record CommissionerPaired(Id<Person>? PersonId, string? PersonName, Id<Person>? BackupId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise;
}

/// <summary>The commissioner was replaced and the backup, or the duty desk, acts.</summary>
public sealed record CommissionerReplaced(Id<Replacement> ReplacementId, Id<Person>? OutgoingId, Id<Person>? ActingId, string? ActingName)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}

public sealed record SuccessorAppointed(Id<Replacement> ReplacementId, Id<Person> PersonId, string PersonName, bool ByTheClock)
    : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise;
}

/// <summary>Another backup stands by, or the duty desk.</summary>
public sealed record BackupChanged(Id<Person>? PersonId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise;
}

/// <summary>The commissioner is on leave and somebody acts, or the duty desk.</summary>
public sealed record StandInActs(Id<Person> AwayId, Id<Person>? PersonId, string? ActingName, DateTimeOffset UntilAt) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise;
}

/// <summary>The commissioner is back from its leave.</summary>
public sealed record CommissionerReturned(Id<Person> PersonId, string PersonName, Id<Person>? ActedId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise;
}

/// <summary>The enterprise kept the present commissioner.</summary>
public sealed record CommissionerKept(Id<Replacement> ReplacementId, Id<Person> PersonId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}

/// <summary>After a poor result the enterprise was asked whether it wants another commissioner.</summary>
public sealed record ReplacementOffered(Id<Rating> RatingId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}

/// <summary>Asked, the enterprise did not want another commissioner.</summary>
public sealed record ReplacementDeclined(Id<Rating> RatingId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}

/// <summary>The third replacement in twelve months, or a further one: the Leader visits, to help.</summary>
public sealed record ReplacedOften(Id<Replacement> ReplacementId, int Count) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>The time for a successor was over and nobody could follow.</summary>
public sealed record NobodyCanFollow(Id<Replacement> ReplacementId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>The successor's first contact is due soon, or late.</summary>
public sealed record SuccessorContactOwed(
    Id<Replacement> ReplacementId,
    Id<Person> PersonId,
    Clocks.PromiseLevel Raised,
    DateTimeOffset DueAt,
    IReadOnlyList<Role> Tells
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>The successor called, visited or wrote.</summary>
public sealed record SuccessorMadeContact(
    Id<Replacement> ReplacementId,
    Cases.ContactMeans Means,
    DateTimeOffset ContactAt,
    string ContactOutcome
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>Whoever went wrote down what not to do.</summary>
public sealed record HandOverNoted(Id<Replacement> ReplacementId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>Whoever went, or the successor, signed the hand-over.</summary>
public sealed record HandOverSigned(Id<Replacement> ReplacementId, Id<Person> PersonId, bool Outgoing) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>A commissioner's tie to the enterprise was declared.</summary>
public sealed record TieDeclared(Id<Person> PersonId, Commissioners.TieKind TieKind, bool Serves) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>A declared tie is none any more.</summary>
public sealed record TieEnded(Id<Person> PersonId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Supervision;
}

/// <summary>What the enterprise's contact is wanted for.</summary>
public enum RevealPurpose
{
    /// <summary>To speak to it 联系.</summary>
    Contact,

    /// <summary>To arrange a visit 上门.</summary>
    Visit,

    /// <summary>To check what is on file 核实.</summary>
    Verify,
}

/// <summary>Somebody had the contact's name and number shown; the enterprise reads who, and what for.</summary>
public sealed record ContactRevealed(RevealPurpose RevealPurpose) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise rated a closed case. Never on the case's own timeline, where the person rated reads.</summary>
public sealed record CaseRated(Id<Rating> RatingId, Id<Cases.Case> CaseId, bool Poor) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}

/// <summary>The enterprise changed its rating; whether for the better is supervision's to know.</summary>
public sealed record RatingChanged(Id<Rating> RatingId, Id<Cases.Case> CaseId, bool Poor, bool Raised) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}

/// <summary>A call-back said that a rating was raised freely: the raise counts.</summary>
public sealed record RatingRaiseWasFree(Id<Rating> RatingId, Id<Cases.Case> CaseId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}

/// <summary>
/// What a caller said of who serves it, or of how satisfied it is: in the enterprise's own timeline, where who is rated does not read.
/// </summary>
public sealed record CallerSpokeAside(string Words, string Recording) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}

/// <summary>A call opened one of the enterprise's cases to a seat; the enterprise reads that, and why.</summary>
public sealed record CaseOpenedToSeat(Id<Cases.Case> CaseId, string Number, Cases.OpenedBy OpenedBy, DateTimeOffset SeenUntil) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise | Audience.Supervision;
}

/// <summary>The owner invited somebody to belong to the enterprise.</summary>
public sealed record ColleagueInvited(Id<Invitation> InvitationId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise;
}

/// <summary>The owner took an invitation back.</summary>
public sealed record InvitationRevoked(Id<Invitation> InvitationId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise;
}

/// <summary>Whoever was invited belongs to the enterprise.</summary>
public sealed record ColleagueJoined(Id<Person> PersonId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise;
}

/// <summary>Somebody no longer belongs to the enterprise.</summary>
public sealed record ColleagueLetGo(Id<Person> PersonId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise;
}

/// <summary>Another person is the enterprise's owner.</summary>
public sealed record OwnershipHandedOver(Id<Person> PersonId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise;
}

/// <summary>The office said who speaks for the enterprise first.</summary>
public sealed record OwnerNamed(Id<Person> PersonId) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Enterprise;
}

/// <summary>It belongs to another sub-park from now on.</summary>
public sealed record EnterpriseMoved(string FromPark, string ToPark, bool Rotates, string Reason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>It merged into another one; who served and backed it up until then.</summary>
public sealed record EnterpriseMerged(
    Id<Enterprise> EnterpriseId,
    string EnterpriseName,
    Id<Person>? PersonId,
    Id<Person>? BackupId,
    string Reason
) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>Another one merged into it.</summary>
public sealed record EnterpriseTookOver(Id<Enterprise> EnterpriseId, string EnterpriseName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>It left the park; who served and backed it up until then.</summary>
public sealed record EnterpriseLeft(Id<Person>? PersonId, Id<Person>? BackupId, string Reason) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>What is open goes on with the enterprise that another one merged into.</summary>
public sealed record GoesOnWithSuccessor(string FromName, Id<Enterprise> EnterpriseId, string EnterpriseName) : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}
