using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Financing;

/// <summary>What happened to a financing need, or to what a bank was shown of it. No bank reads a timeline.</summary>
public abstract record FinancingEvent : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Enterprise | Audience.Supervision;
}

/// <summary>An enterprise stated a need.</summary>
public sealed record FinancingStated : FinancingEvent;

/// <summary>The enterprise corrected it before it was proposed.</summary>
public sealed record FinancingCorrected : FinancingEvent;

/// <summary>The enterprise said what of it which banks may see.</summary>
public sealed record FinancingReleased(bool ToAll, int BankCount) : FinancingEvent;

/// <summary>It was proposed for the white list.</summary>
public sealed record FinancingProposed : FinancingEvent;

/// <summary>It is on the white list.</summary>
public sealed record FinancingListed : FinancingEvent;

/// <summary>It was not taken onto the white list.</summary>
public sealed record FinancingRefused : FinancingEvent;

/// <summary>It was granted, on a day and with an amount in yuan.</summary>
public sealed record FinancingGranted(decimal Amount, DateOnly GrantedOn) : FinancingEvent;

/// <summary>It is not wanted any more.</summary>
public sealed record FinancingWithdrawn : FinancingEvent;

/// <summary>No bank granted it.</summary>
public sealed record FinancingUngranted : FinancingEvent;

/// <summary>Its enterprise merged into another, which has it from now on and says anew what it releases.</summary>
public sealed record FinancingCarriedOn : FinancingEvent;

/// <summary>It was pushed to a bank: the same, as the need's own timeline has it.</summary>
public sealed record FinancingShown : FinancingEvent;

/// <summary>The release to a bank was taken back: the same, as the need's own timeline has it.</summary>
public sealed record FinancingTakenBack : FinancingEvent;

/// <summary>A bank was shown what the enterprise released, and owes an answer.</summary>
public sealed record FinancingPushed(DateTimeOffset DueAt) : FinancingEvent;

/// <summary>A bank answered.</summary>
public sealed record FinancingAnswered(BankWord BankWord) : FinancingEvent;

/// <summary>The enterprise answered what a bank had asked, and the bank owes an answer again.</summary>
public sealed record FinancingReplied(DateTimeOffset DueAt) : FinancingEvent;

/// <summary>A bank's answer is due soon or late.</summary>
public sealed record FinancingLate(DateTimeOffset DueAt, PromiseLevel Raised, IReadOnlyList<Role> Tells) : FinancingEvent;

/// <summary>A bank sees nothing of it any more.</summary>
public sealed record FinancingPushEnded(PushEnd PushEnd) : FinancingEvent;

/// <summary>A bank became a partner.</summary>
public sealed record BankJoined : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>What is kept of a bank was corrected.</summary>
public sealed record BankCorrected : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}

/// <summary>A bank is no partner any more.</summary>
public sealed record BankEnded : DomainEvent
{
    /// <inheritdoc/>
    public override Audience SeenBy() => Audience.Desk | Audience.Supervision;
}
