using Commissioner.Domain;

namespace Commissioner.App.Features.Policies;

/// <summary>What is refused of a proposal.</summary>
public static class PolicyApprovalRules
{
    public static readonly Rule PolicyReasonMissing = new(
        nameof(PolicyReasonMissing),
        "Say why the policy is changed, in at most 1,000 characters."
    );

    public static readonly Rule PolicyChangesNothing = new(nameof(PolicyChangesNothing), "The policy in force says the same.");

    public static readonly Rule AnotherConfirms = new(nameof(AnotherConfirms), "Who proposed a policy does not confirm it.");

    public static readonly Rule PolicyIsInForce = new(nameof(PolicyIsInForce), "This version has been confirmed already.");

    public static readonly Rule PolicyOvertaken = new(nameof(PolicyOvertaken), "A later version is in force by now: propose it anew.");

    public static readonly Rule LimitUnreadable = new(nameof(LimitUnreadable), "Write a limit as 5d, 4h, 30m, 15wm or 30cd.");

    public static readonly Rule PolicyCalendarUnknown = new(nameof(PolicyCalendarUnknown), "A limit names a calendar that does not exist.");
}
