using Commissioner.Domain.Told;

namespace Commissioner.Domain.Tests.Told;

/// <summary>The office's own words for messages.</summary>
public sealed class MessageWordsTests
{
    private static readonly string[] Known = ["number", "dueAt"];

    [Test]
    public void Words_with_known_places_are_taken() =>
        Assert.That(MessageWords.Checked(" 诉求 {number} 请在 {dueAt} 前答复 ", Known), Is.EqualTo("诉求 {number} 请在 {dueAt} 前答复"));

    [TestCase("", nameof(MessageRules.MessageWordsMissing))]
    [TestCase("诉求 {title}", nameof(MessageRules.WordsPlaceUnknown))]
    [TestCase("诉求 {number", nameof(MessageRules.WordsBracesOpen))]
    [TestCase("诉求 number}", nameof(MessageRules.WordsBracesOpen))]
    [TestCase("诉求 {{number}}", nameof(MessageRules.WordsBracesOpen))]
    [TestCase("见 HTTPS://example.org", nameof(MessageRules.MessageWordsLink))]
    [TestCase("见 www.example.org", nameof(MessageRules.MessageWordsLink))]
    public void Others_are_refused(string text, string rule) =>
        Assert.That(Assert.Throws<RuleBroken>(() => MessageWords.Checked(text, Known))!.Rule.Code, Is.EqualTo(rule));

    [Test]
    public void Three_hundred_characters_are_five_parts_and_no_more_is_taken()
    {
        Assert.That(MessageWords.Checked(new string('示', 300), Known), Has.Length.EqualTo(300));
        Assert.Throws<RuleBroken>(() => MessageWords.Checked(new string('示', 301), Known));
    }

    [TestCase(70, 1)]
    [TestCase(71, 2)]
    [TestCase(134, 2)]
    [TestCase(135, 3)]
    public void A_text_message_falls_into_parts(int length, int parts) =>
        Assert.That(MessageWords.Parts(new string('示', length)), Is.EqualTo(parts));
}
