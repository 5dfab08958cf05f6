namespace Commissioner.Domain;

/// <summary>
/// A rule of the trade. <see cref="Code"/> is stable: it is the API's problem type and, behind <c>rule.</c>, the key of its translations.
/// </summary>
/// <param name="Code">PascalCase, unique over all catalogues.</param>
/// <param name="Message">What is refused, in English, for logs and tests; people read the translation.</param>
/// <param name="Kind">What kind of refusal it is: decides the HTTP status.</param>
public sealed record Rule(string Code, string Message, RuleKind Kind = RuleKind.Unsaid);

/// <summary>What kind of refusal a broken rule is.</summary>
public enum RuleKind
{
    /// <summary>Wrong input where a field is named, else a conflict with how things stand.</summary>
    Unsaid,

    /// <summary>A conflict with how things stand, even where a field is named.</summary>
    Conflict,

    /// <summary>Another role's move.</summary>
    Role,

    TooLarge,

    /// <summary>A kind of content that is not taken.</summary>
    Unsupported,

    /// <summary>Nothing is wrong with it: it may be tried again soon.</summary>
    Later,
}

/// <summary>Thrown by an aggregate when a move would break one of its rules. Nothing has changed.</summary>
/// <param name="rule">The rule that would be broken.</param>
/// <param name="details">Values for the placeholders of its translated text, in order.</param>
public sealed class RuleBroken(Rule rule, params object[] details) : Exception(rule.Message)
{
    /// <summary>The rule that would be broken.</summary>
    public Rule Rule { get; } = rule;

    /// <summary>Values for the placeholders of the rule's translated text.</summary>
    public IReadOnlyList<object> Details { get; } = details;

    /// <summary>The field that was wrong, where one was; null for a rule about the whole move.</summary>
    public string? Field { get; init; }

    /// <summary>Roles that could make this move, for "who could do it"; empty where that is not the point.</summary>
    public IReadOnlyList<People.Role> Could { get; init; } = [];
}

/// <summary>Thrown when something does not exist, or is not to be seen: the two are not told apart.</summary>
public sealed class NotFound() : Exception("There is nothing here.");
