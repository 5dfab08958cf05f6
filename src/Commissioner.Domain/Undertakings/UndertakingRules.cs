using Commissioner.Domain.People;

namespace Commissioner.Domain.Undertakings;

/// <summary>What is refused of undertakings.</summary>
public static class UndertakingRules
{
    public static readonly Rule UndertakingTitleMissing = new("UndertakingTitleMissing", "Name the project in 1 to 60 characters.");

    public static readonly Rule EntrustedWhatMissing = new("EntrustedWhatMissing", "Say what is entrusted, in 1 to 1,000 characters.");

    public static readonly Rule AuthorityMissing = new("AuthorityMissing", "Say what the agent may do in the enterprise's place.");

    public static readonly Rule OwnerEntrusts = new("OwnerEntrusts", "Only the enterprise's owner entrusts and revokes.", RuleKind.Role);

    /// <summary>Detail 0: when, UTC.</summary>
    public static readonly Rule EntrustmentRevoked = new(
        "EntrustmentRevoked",
        "The enterprise has revoked its entrustment: nobody works on.",
        RuleKind.Conflict
    );

    public static readonly Rule UndertakingOutOfOrder = new(
        "UndertakingOutOfOrder",
        "The project's state does not allow this.",
        RuleKind.Conflict
    );

    public static readonly Rule AgentMissing = new("AgentMissing", "Name an agent and a colleague: two commissioners.");

    /// <summary>Detail 0: the node; 1: the unit as the template names it.</summary>
    public static readonly Rule NodeUnitUnknown = new("NodeUnitUnknown", "No open department of the park is the unit of a node.");

    public static readonly Rule NodeOutOfOrder = new("NodeOutOfOrder", "The node's state does not allow this move.", RuleKind.Conflict);

    public static readonly Rule NodeIsAnothers = new("NodeIsAnothers", "This move of a node is another's.", RuleKind.Role);

    public static readonly Rule NotEntrusted = new(
        "NotEntrusted",
        "The entrustment does not let the agent hand papers in.",
        RuleKind.Conflict
    );

    public static readonly Rule NodeWordsMissing = new("NodeWordsMissing", "Say it in 1 to 1,000 characters.");

    public static readonly Rule SuspensionCauseMissing = new("SuspensionCauseMissing", "Say for what it stands still.");

    public static readonly Rule SuspensionEndMissing = new(
        "SuspensionEndMissing",
        "Name the last day: a working day lies before it, and it is at most a year away."
    );

    public static readonly Rule GreenLaneDecisionMissing = new(
        "GreenLaneDecisionMissing",
        "Name the decision that allows the green lane, in 1 to 200 characters."
    );

    /// <summary>Detail 0: the question.</summary>
    public static readonly Rule QuestionUnanswered = new("QuestionUnanswered", "Each question is answered by one of its choices.");

    /// <summary>Detail 0: all that are missing.</summary>
    public static readonly Rule PapersMissing = new("PapersMissing", "Papers are missing.");

    /// <summary>Detail 0: the paper.</summary>
    public static readonly Rule PaperNotAsked = new("PaperNotAsked", "This paper is not on the list.");

    public static readonly Rule PackageAskedOnce = new(
        "PackageAskedOnce",
        "What is missing is asked for once, before the papers are taken up.",
        RuleKind.Conflict
    );

    public static readonly Rule SupplyIsNothing = new("SupplyIsNothing", "Bring papers, or say in 1 to 1,000 characters what you hand in.");

    /// <summary>Detail 0: the paper.</summary>
    public static readonly Rule PaperMayNotLack = new("PaperMayNotLack", "This paper may not be lacking, or has been promised.");

    public static readonly Rule OwnerPromises = new("OwnerPromises", "Only the enterprise's owner promises.", RuleKind.Role);

    /// <summary>Detail 0: the number; 1: the paper; 2: until when.</summary>
    public static readonly Rule ExcludedFromPromises = new(
        "ExcludedFromPromises",
        "The enterprise broke a promise: until a day no other is taken.",
        RuleKind.Conflict
    );

    public static readonly Rule PaperOutOfOrder = new("PaperOutOfOrder", "The paper's state does not allow this move.", RuleKind.Conflict);

    public static readonly Rule PaperMoveMissing = new("PaperMoveMissing", "Say which move it is.");

    /// <summary>Detail 0: the paper.</summary>
    public static readonly Rule PaperStillOwed = new(
        "PaperStillOwed",
        "A paper on whose promise something was granted is still owed.",
        RuleKind.Conflict
    );

    /// <summary>Detail 0: until when, UTC.</summary>
    public static readonly Rule CorrectionStillRuns = new(
        "CorrectionStillRuns",
        "The time to put it right is not over.",
        RuleKind.Conflict
    );

    public static readonly Rule MajeureWaits = new("MajeureWaits", "Force majeure is claimed and not decided on.", RuleKind.Conflict);

    public static readonly Rule MajeureClaimedAlready = new(
        "MajeureClaimedAlready",
        "Force majeure is claimed once for a paper.",
        RuleKind.Conflict
    );

    public static readonly Rule MajeureProofMissing = new("MajeureProofMissing", "Bring a file that proves it.");

    public static readonly Rule AnotherDecides = new(
        "AnotherDecides",
        "Another person decides than who claimed, ordered or revoked.",
        RuleKind.Role
    );

    public static readonly Rule UndertakingRatedAlready = new("UndertakingRatedAlready", "It has been rated.", RuleKind.Conflict);
}

/// <summary>What a template may not be.</summary>
public static class TemplateRules
{
    public static readonly Rule TemplateCodeUnusable = new("TemplateCodeUnusable", "A code has 2 to 24 letters, digits or hyphens.");

    public static readonly Rule TemplateNameMissing = new("TemplateNameMissing", "Name the template in 1 to 60 characters.");

    public static readonly Rule TemplateNodesMissing = new("TemplateNodesMissing", "A template has 1 to 60 nodes.");

    public static readonly Rule NodeCodeUnusable = new("NodeCodeUnusable", "A node's code has 1 to 24 letters, digits or hyphens.");

    public static readonly Rule NodeCodeTwice = new("NodeCodeTwice", "Two nodes have the same code.");

    public static readonly Rule NodeNameMissing = new("NodeNameMissing", "Name the node in 1 to 60 characters.");

    public static readonly Rule NodeUnitMissing = new("NodeUnitMissing", "Name the unit that decides, in 1 to 60 characters.");

    /// <summary>Detail 0: the code.</summary>
    public static readonly Rule NodeNeedsUnknown = new("NodeNeedsUnknown", "A node needs one that stands before it in the list.");

    public static readonly Rule NodeLimitUnusable = new(
        "NodeLimitUnusable",
        "A limit is 1 to 400 working days such as 20d, or working hours such as 16h."
    );

    public static readonly Rule NodeLimitsFall = new(
        "NodeLimitsFall",
        "The promised limit is no longer than the statutory one, the green lane's no longer than the promised one, in the same unit."
    );

    public static readonly Rule NodePapersTooMany = new("NodePapersTooMany", "A node has at most 20 papers of 60 characters each.");

    /// <summary>Detail 0: the paper.</summary>
    public static readonly Rule PaperUnreadable = new(
        "PaperUnreadable",
        "A paper is a name, [question=answer/answer] where it depends on one, {10d} where it may be lacking for 1 to 90 working days."
    );

    /// <summary>Detail 0: the paper.</summary>
    public static readonly Rule PaperAnswerUnknown = new(
        "PaperAnswerUnknown",
        "A paper depends on a question or answer that there is not."
    );

    /// <summary>Detail 0: the question.</summary>
    public static readonly Rule QuestionUnusable = new(
        "QuestionUnusable",
        "A question is code:text, with =choice/choice where it is not answered by yes or no; each code once."
    );

    public static readonly Rule QuestionsTooMany = new("QuestionsTooMany", "A package asks at most 12 questions, a project none.");

    public static readonly Rule PackageLimitMissing = new(
        "PackageLimitMissing",
        "A package has one limit for the whole, such as 20d; a project has none."
    );

    public static readonly Rule PackageRunsInParallel = new(
        "PackageRunsInParallel",
        "Matters of a package run in parallel: none needs another."
    );

    /// <summary>Detail 0: the whole's limit.</summary>
    public static readonly Rule PackageLimitFalls = new("PackageLimitFalls", "No matter takes longer than the whole.");

    public static readonly Rule ExclusionUnusable = new("ExclusionUnusable", "A broken promise excludes for 1 to 36 months.");

    public static readonly Rule TemplateAboutTooLong = new("TemplateAboutTooLong", "Say it in at most 300 characters.");

    public static readonly Rule TemplateKindFixed = new("TemplateKindFixed", "A template stays of its kind.");

    /// <summary>Detail 0: the earliest day.</summary>
    public static readonly Rule TemplateDayTooEarly = new(
        "TemplateDayTooEarly",
        "A version begins today at the earliest, and not before the last one."
    );

    public static readonly Rule TemplateChangesNothing = new("TemplateChangesNothing", "The last version says the same.");

    public static readonly Rule TemplateOvertaken = new(
        "TemplateOvertaken",
        "There is a later version than the one that was read.",
        RuleKind.Conflict
    );
}
