namespace Commissioner.Domain.Tests;

/// <summary>Of what people type, what is seen is kept.</summary>
public sealed class TypedTextTests
{
    [TestCase("\u202d138 0013 8000\u202c", "138 0013 8000", TestName = "a number out of a telephone's contacts")]
    [TestCase("91320\u200b594MA\ufeff1X", "91320594MA1X", TestName = "marks of no width")]
    [TestCase("\u200b\u200b", "", TestName = "marks of no width alone")]
    [TestCase("\u3164\u3164", "", TestName = "letters that are drawn as nothing")]
    [TestCase("\u2800 \u115f\u1160\uffa0", "", TestName = "other blanks that count as letters")]
    [TestCase("a\u0007b\0c\u001bd", "abcd", TestName = "controls")]
    [TestCase("请\u202e反\u2066转\u061c", "请反转", TestName = "marks of direction")]
    [TestCase("a\ud800b\udc00", "ab", TestName = "halves of characters")]
    [TestCase("e\u0301", "\u00e9", TestName = "an accent apart")]
    [TestCase("\u00a0a\u2003b\t", "a b", TestName = "blanks of other widths")]
    [TestCase("示例\u3000公司", "示例\u3000公司", TestName = "the blank of a Chinese character")]
    [TestCase("\U0001F468\u200d\U0001F469\u200d\U0001F467", "\U0001F468\u200d\U0001F469\u200d\U0001F467", TestName = "a family")]
    [TestCase("\U0001F3F3\ufe0f\u200d\U0001F308", "\U0001F3F3\ufe0f\u200d\U0001F308", TestName = "a flag")]
    [TestCase("a\u200db", "ab", TestName = "a joiner between letters")]
    [TestCase("\ufffe\ufdd0\U0001ffff\U000e0041x", "x", TestName = "what is no character, and tags")]
    [TestCase("\ue863\U00033479", "\ue863\U00033479", TestName = "characters of rare names that are private, or newer than we know")]
    [TestCase("𠮷野家", "𠮷野家", TestName = "a rare character")]
    public void What_is_not_seen_goes(string typed, string kept)
    {
        Assert.That(TypedText.Clean(typed, lines: false), Is.EqualTo(kept));
        Assert.That(TypedText.Clean(kept, lines: false), Is.EqualTo(kept), "once is enough");
    }

    [Test]
    public void Line_breaks_stay_where_something_is_told_and_are_blanks_where_something_is_named()
    {
        const string Typed = "一\r\n二\r三\u2028四\n";
        Assert.That(TypedText.Clean(Typed, lines: true), Is.EqualTo("一\n二\n三\n四"));
        Assert.That(TypedText.Clean(Typed, lines: false), Is.EqualTo("一 二 三 四"));
    }

    [TestCase("字", 1)]
    [TestCase("\U0001F600", 1)]
    [TestCase("\U0001F3F3\ufe0f\u200d\U0001F308", 2)]
    [TestCase("e\u0301", 1)]
    [TestCase("", 0)]
    public void A_character_is_one_as_people_count(string text, int characters) => Assert.That(text.Characters(), Is.EqualTo(characters));

    [Test]
    public void Fifty_one_emoji_are_fifty_one_and_a_thousand_accents_are_not_one()
    {
        Assert.That(string.Concat(Enumerable.Repeat("\U0001F600", 51)).Characters(), Is.EqualTo(51));
        Assert.That(("e" + new string('\u0301', 4000)).Characters(), Is.EqualTo(1001));
    }
}
