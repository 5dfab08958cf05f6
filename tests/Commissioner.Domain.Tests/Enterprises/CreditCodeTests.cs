using Commissioner.Domain.Enterprises;

namespace Commissioner.Domain.Tests.Enterprises;

[Parallelizable(ParallelScope.All)]
public sealed class CreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // The standard's own worked example and codes that organisations publish.
    [TestCase("91350100M000100Y43")]
    [TestCase("91440300708461136T")]
    [TestCase("9144030071526726XG")]
    [TestCase("914403001922038216")]
    public void Published_codes_are_codes(string code) => Assert.That(CreditCode.Parse(code).ToString(), Is.EqualTo(code));

    [TestCase("９１３５０１００Ｍ０００１００Ｙ４３")]
    [TestCase("91350100m000100y43")]
    [TestCase("  9135 0100 M000 100Y43\u3000")]
    [TestCase("913501-00M000100Y-43")]
    [TestCase("９１３５０１００ｍ０００１００ｙ４３")]
    public void However_it_is_typed_it_is_the_same_code(string typed) =>
        Assert.That(CreditCode.Parse(typed), Is.EqualTo(CreditCode.Parse("91350100M000100Y43")));

    [TestCase("")]
    [TestCase("91350100M000100Y4")]
    [TestCase("91350100M000100Y433")]
    [TestCase("91350100M000100Y44")]
    [TestCase("91350100I000100Y43")]
    [TestCase("91350100M000100Y4企")]
    [TestCase("91350100M000100Y4\uD800")]
    public void What_is_no_code_is_refused(string text)
    {
        Assert.That(CreditCode.TryParse(text, out _), Is.False);
        var broken = Assert.Throws<RuleBroken>(() => CreditCode.Parse(text));
        Assert.That(broken.Rule, Is.EqualTo(CreditCodeRules.CreditCodeInvalid));
        Assert.That(broken.Details, Is.EqualTo(new object[] { text }));
    }

    [Test]
    public void Nothing_is_no_code() => Assert.That(CreditCode.TryParse(null, out _), Is.False);

    [Test]
    public void Any_one_character_typed_wrong_is_noticed([Range(0, 17)] int place)
    {
        const string right = "91350100M000100Y43";
        var accepted = Alphabet
            .Where(other => other != right[place])
            .Where(other => CreditCode.TryParse(string.Concat(right.AsSpan(0, place), other.ToString(), right.AsSpan(place + 1)), out _));
        Assert.That(accepted, Is.Empty);
    }

    [Test]
    public void Two_neighbours_exchanged_are_noticed([Values(0, 1, 2, 3, 4, 5, 7, 8, 11, 12, 14, 15, 16)] int place)
    {
        // The others are alike.
        var typed = "91350100M000100Y43".ToCharArray();
        Assert.That(typed[place], Is.Not.EqualTo(typed[place + 1]));
        (typed[place], typed[place + 1]) = (typed[place + 1], typed[place]);
        Assert.That(CreditCode.TryParse(new string(typed), out _), Is.False);
    }

    [Test]
    public void The_check_digit_completes_seventeen_characters()
    {
        Assert.That(CreditCode.WithCheckDigit("91350100M000100Y4").ToString(), Is.EqualTo("91350100M000100Y43"));
        Assert.That(() => CreditCode.WithCheckDigit("9135010"), Throws.TypeOf<RuleBroken>());
        Assert.That(() => CreditCode.WithCheckDigit("91350100O000100Y4"), Throws.TypeOf<RuleBroken>());
    }

    [Test]
    public void A_code_never_given_is_empty() => Assert.That(default(CreditCode).ToString(), Is.Empty);
}
