namespace Commissioner.Domain.Told;

/// <summary>What is refused about how and in which words messages are told.</summary>
public static class MessageRules
{
    public static readonly Rule MessageWordsMissing = new("MessageWordsMissing", "Say what the message says, in at most 300 characters.");

    public static readonly Rule WordsPlaceUnknown = new("WordsPlaceUnknown", "The words have places that this message has no value for.");

    public static readonly Rule WordsBracesOpen = new("WordsBracesOpen", "A brace is opened or closed alone: places look like {number}.");

    public static readonly Rule MessageWordsLink = new("MessageWordsLink", "Messages bear our own link only, which is added by itself.");

    public static readonly Rule MessageWordsTooLong = new("MessageWordsTooLong", "As a text message this takes more than five parts.");

    public static readonly Rule WorthOutOfRange = new("WorthOutOfRange", "A message is worth being told for 1 to 720 hours.");

    public static readonly Rule MessageLanguageUnknown = new("MessageLanguageUnknown", "Messages are told in zh-CN or en.");

    public static readonly Rule PauseTooLong = new("PauseTooLong", "A pause ends within 60 days.");

    public static readonly Rule NoWayToTest = new(
        "NoWayToTest",
        "There is no channel here that reaches you: give your number, or have a gateway configured.",
        RuleKind.Conflict
    );
}
