namespace Commissioner.Domain.Financing;

/// <summary>What is refused of financing needs and partner banks.</summary>
public static class FinancingRules
{
    public static readonly Rule FinancingAmountUnusable = new(
        "FinancingAmountUnusable",
        "An amount is more than nothing and less than a trillion yuan, and its upper end is not below its lower."
    );

    public static readonly Rule FinancingPurposeMissing = new(
        "FinancingPurposeMissing",
        "A need says what the money is for, in 500 characters at most."
    );

    public static readonly Rule FinancingTermUnusable = new("FinancingTermUnusable", "A term is 1 to 360 months.");

    public static readonly Rule FinancingDayUnusable = new(
        "FinancingDayUnusable",
        "It is wanted on a day from today on, within two years."
    );

    public static readonly Rule FinancingWordsTooLong = new("FinancingWordsTooLong", "These words have 500 characters at most.");

    public static readonly Rule FinancingContactMissing = new("FinancingContactMissing", "A contact has a name of 1 to 60 characters.");

    public static readonly Rule FinancingReleaseEmpty = new(
        "FinancingReleaseEmpty",
        "Say which fields are released: a bank would be shown nothing."
    );

    public static readonly Rule FinancingBanksMissing = new(
        "FinancingBanksMissing",
        "Say to which partner banks it is released, or to all of them."
    );

    public static readonly Rule FinancingNotReleased = new(
        "FinancingNotReleased",
        "The enterprise has not released this to that bank, or has taken it back.",
        RuleKind.Conflict
    );

    public static readonly Rule FinancingPushedBefore = new("FinancingPushedBefore", "This bank has it already.", RuleKind.Conflict);

    public static readonly Rule FinancingNotNow = new("FinancingNotNow", "As this need stands now, that can't be done.", RuleKind.Conflict);

    public static readonly Rule FinancingReasonMissing = new("FinancingReasonMissing", "Say why, in 500 characters at most.");

    public static readonly Rule FinancingCheckedByAnother = new(
        "FinancingCheckedByAnother",
        "Somebody else than who proposed it checks it.",
        RuleKind.Role
    );

    public static readonly Rule FinancingAnswerMissing = new(
        "FinancingAnswerMissing",
        "Say whether the bank is interested, asks for more, or declines."
    );

    public static readonly Rule FinancingRateUnusable = new("FinancingRateUnusable", "A rate is 0 to 36 percent a year.");

    public static readonly Rule FinancingOutcomeMissing = new("FinancingOutcomeMissing", "Say what became of it.");

    public static readonly Rule FinancingGrantDayUnusable = new(
        "FinancingGrantDayUnusable",
        "It was granted on a day since it was stated, today at the latest."
    );

    public static readonly Rule BankCodeUnfit = new(
        "BankCodeUnfit",
        "A bank's code has 1 to 16 capitals, digits and hyphens, and begins with a capital or digit."
    );

    public static readonly Rule BankNameMissing = new("BankNameMissing", "A bank has a name of 1 to 100 characters.");

    public static readonly Rule BankIsEnded = new("BankIsEnded", "This bank is no partner any more.", RuleKind.Conflict);

    public static readonly Rule BankUnknown = new("BankUnknown", "There is no partner bank with this code.");

    public static readonly Rule HoldsNoBanksRole = new("HoldsNoBanksRole", "Nobody with this user name holds the role of a bank.");
}
