namespace Commissioner.Domain.Offerings;

/// <summary>What is refused of offers and seeks.</summary>
public static class OfferingRules
{
    public static readonly Rule OfferingOfOthers = new(
        "OfferingOfOthers",
        "What an enterprise offers or seeks, it files itself: nobody does in its name.",
        RuleKind.Role
    );

    public static readonly Rule OfferingKindMissing = new("OfferingKindMissing", "Say whether it is offered or sought.");

    public static readonly Rule OfferingCategoryMissing = new("OfferingCategoryMissing", "Choose a category of the list.");

    public static readonly Rule OfferingWhatMissing = new("OfferingWhatMissing", "Say what it is, in 200 characters at most.");

    public static readonly Rule OfferingAmountUnusable = new("OfferingAmountUnusable", "An amount is a positive number.");

    public static readonly Rule OfferingUnitMissing = new(
        "OfferingUnitMissing",
        "An amount has a unit of 16 characters at most, and a unit an amount."
    );

    public static readonly Rule OfferingPlaceTwice = new(
        "OfferingPlaceTwice",
        "Name a park of the list or a city of 60 characters at most, not both."
    );

    public static readonly Rule OfferingPlaceUnknown = new("OfferingPlaceUnknown", "Choose a park or sub-park of the list.");

    public static readonly Rule OfferingUntilUnusable = new(
        "OfferingUntilUnusable",
        "It holds until today or a later day within two years."
    );

    public static readonly Rule OfferingAudienceMissing = new("OfferingAudienceMissing", "Say who may know of it.");

    public static readonly Rule OfferingNotNow = new("OfferingNotNow", "As this stands now, that can't be done.", RuleKind.Conflict);

    /// <summary>Detail 0: how many.</summary>
    public static readonly Rule OfferingsTooMany = new("OfferingsTooMany", "An enterprise has at most so many open.", RuleKind.Conflict);
}

/// <summary>What is refused of introductions.</summary>
public static class IntroductionRules
{
    public static readonly Rule IntroductionNoPair = new(
        "IntroductionNoPair",
        "An introduction joins an offer and a seek of two enterprises, both of which hold today.",
        RuleKind.Conflict
    );

    public static readonly Rule IntroducedBefore = new(
        "IntroducedBefore",
        "These two were introduced, or asked, before: nobody is asked twice.",
        RuleKind.Conflict
    );

    public static readonly Rule IntroductionOfOthers = new(
        "IntroductionOfOthers",
        "An introduction is moved by who owns it: the enterprise's commissioner, or the service office.",
        RuleKind.Role
    );

    public static readonly Rule IntroductionNotNow = new(
        "IntroductionNotNow",
        "As this introduction stands now, that can't be done.",
        RuleKind.Conflict
    );

    public static readonly Rule IntroductionNoteMissing = new(
        "IntroductionNoteMissing",
        "A note has 1 to 500 characters; a reason stands in it, too."
    );

    public static readonly Rule IntroductionOutcomeMissing = new("IntroductionOutcomeMissing", "Say what came of it.");

    public static readonly Rule IntroductionAmountUnusable = new(
        "IntroductionAmountUnusable",
        "An order's amount is a positive number in yuan; without an order there is none."
    );

    /// <summary>Detail 0: from when on.</summary>
    public static readonly Rule FollowUpTooEarly = new(
        "FollowUpTooEarly",
        "That they are still talking is no follow-up before its time: write a note meanwhile.",
        RuleKind.Conflict
    );

    public static readonly Rule IntroductionNotesTooMany = new("IntroductionNotesTooMany", "An introduction has at most 100 notes.");
}
