namespace Commissioner.Domain.Benefits;

/// <summary>What is refused of policies that support enterprises, of labels and of claims.</summary>
public static class BenefitRules
{
    public static readonly Rule BenefitCodeUnusable = new(
        "BenefitCodeUnusable",
        "A policy's code is 2 to 24 capital letters, digits and hyphens, and begins with a letter."
    );

    public static readonly Rule BenefitTitleMissing = new("BenefitTitleMissing", "A policy has a title, of 100 characters at most.");

    public static readonly Rule BenefitTextTooLong = new("BenefitTextTooLong", "The text is too long.");

    public static readonly Rule BenefitContactMissing = new("BenefitContactMissing", "Say whom to ask, in 200 characters at most.");

    public static readonly Rule BenefitDaysUnusable = new(
        "BenefitDaysUnusable",
        "A policy holds from a day until that day or a later one."
    );

    public static readonly Rule BenefitBudgetUnusable = new("BenefitBudgetUnusable", "A budget is an amount above 0.");

    /// <summary>Detail 0: the condition that can't be read.</summary>
    public static readonly Rule BenefitConditionUnreadable = new(
        "BenefitConditionUnreadable",
        "A condition is a label, one of =, !=, +=, >=, <= and a value, as in Patents>=5; a policy has 1 to 20 of them."
    );

    public static readonly Rule BenefitPapersTooMany = new(
        "BenefitPapersTooMany",
        "At most 20 papers are asked, each of 60 characters at most."
    );

    public static readonly Rule BenefitNotNow = new("BenefitNotNow", "As this stands now, that can't be done.", RuleKind.Conflict);

    /// <summary>Detail 0: how many conditions are met; 1: how many there are.</summary>
    public static readonly Rule BenefitNotMet = new("BenefitNotMet", "Not all conditions are met.", RuleKind.Conflict);

    public static readonly Rule BenefitClaimedBefore = new("BenefitClaimedBefore", "This policy was claimed.", RuleKind.Conflict);

    public static readonly Rule BenefitReasonMissing = new("BenefitReasonMissing", "Say why, in 500 characters at most.");

    public static readonly Rule BenefitAmountMissing = new("BenefitAmountMissing", "What is approved is an amount above 0.");

    /// <summary>Detail 0: what is left of the budget.</summary>
    public static readonly Rule BenefitBudgetSpent = new(
        "BenefitBudgetSpent",
        "The policy's budget does not reach so far.",
        RuleKind.Conflict
    );

    public static readonly Rule BenefitApprovedByAnother = new(
        "BenefitApprovedByAnother",
        "A claim is approved by somebody else than who checked it.",
        RuleKind.Role
    );

    public static readonly Rule LabelUnknown = new("LabelUnknown", "There is no such label.");

    public static readonly Rule LabelValueUnusable = new("LabelValueUnusable", "This is no value of this label.");

    public static readonly Rule LabelSourceMissing = new("LabelSourceMissing", "Say where it is known from, in 60 characters at most.");

    public static readonly Rule LabelCorrectionNone = new("LabelCorrectionNone", "No correction waits for a decision.", RuleKind.Conflict);
}
