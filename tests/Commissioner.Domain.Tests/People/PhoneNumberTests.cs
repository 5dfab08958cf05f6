using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.People;

[Parallelizable(ParallelScope.All)]
public sealed class PhoneNumberTests
{
    [TestCase("13812345678")]
    [TestCase("+85261234567")]
    [TestCase("+14155552671")]
    public void A_mobile_takes_calls_and_texts(string stored)
    {
        var number = PhoneNumber.Parse(stored);
        Assert.That(number.Channels, Is.EqualTo(new[] { PhoneChannel.Call, PhoneChannel.Sms }));
        Assert.That(number.TakesTexts, Is.True);
    }

    [TestCase("0512-66668888")]
    [TestCase("0512-66668888-801")]
    [TestCase("13812345678-801")]
    [TestCase("4001234567")]
    [TestCase("95588")]
    [TestCase("12345")]
    [TestCase("66668888")]
    [TestCase("8234567-12")]
    [TestCase("+852-23456789")]
    [TestCase("+49-30123456-12")]
    public void What_can_not_be_texted_is_called(string stored)
    {
        var number = PhoneNumber.Parse(stored);
        Assert.That(number.Channels, Is.EqualTo(new[] { PhoneChannel.Call }));
        Assert.That(number.ToString(), Is.EqualTo(stored));
    }

    [TestCase("13812345678", "138****5678")]
    [TestCase("13812345678-801", "138****5678")]
    [TestCase("0512-66668888-801", "0512-****8888")]
    [TestCase("0931-8234567", "0931-****567")]
    [TestCase("4001234567", "400****567")]
    [TestCase("95588", "****88")]
    [TestCase("66668888", "****8888")]
    [TestCase("+852-23456789", "+852-****6789")]
    [TestCase("+85261234567", "+852****4567")]
    public void A_masked_number_cannot_be_rung(string number, string masked)
    {
        Assert.That(PhoneNumber.Parse(number).Masked, Is.EqualTo(masked));
        Assert.That(PhoneNumber.TryParse(PhoneNumber.Parse(number).Masked, out _), Is.False);
    }

    [TestCase("13812345678", "13812345678")]
    [TestCase("0512-66668888-801", "051266668888,801")]
    [TestCase("+852-23456789", "+85223456789")]
    [TestCase("66668888", "66668888")]
    public void A_telephone_dials_it_as_it_is(string number, string dialled) =>
        Assert.That(PhoneNumber.Parse(number).Dial, Is.EqualTo(dialled));

    [TestCase("")]
    [TestCase("138 1234 5678")]
    [TestCase("１３８１２３４５６７８")]
    [TestCase("+86 138")]
    [TestCase("110")]
    [TestCase("0512-66668888-1234567")]
    [TestCase("13812345678\n")]
    [TestCase("١٣٨١٢٣٤٥٦٧٨")]
    public void What_is_not_stored_like_this_is_refused(string text)
    {
        Assert.That(PhoneNumber.TryParse(text, out _), Is.False);
        var broken = Assert.Throws<RuleBroken>(() => PhoneNumber.Parse(text));
        Assert.That(broken.Rule, Is.EqualTo(PhoneNumberRules.PhoneNumberInvalid));
    }

    [Test]
    public void A_number_never_given_is_empty()
    {
        Assert.That(default(PhoneNumber).ToString(), Is.Empty);
        Assert.That(default(PhoneNumber).Masked, Is.Empty);
        Assert.That(default(PhoneNumber).Dial, Is.Empty);
        Assert.That(default(PhoneNumber).Channels, Is.Empty);
    }

    [Test]
    public void A_contact_has_ways_in_their_order_each_once()
    {
        Assert.That(ContactWays.TryParse("0512-66668888-801/13812345678/13812345678", out var ways), Is.True);
        Assert.That(ways!.ToString(), Is.EqualTo("0512-66668888-801/13812345678"));
        Assert.That(ways.First.ToString(), Is.EqualTo("0512-66668888-801"));
        Assert.That(ways.ForTexts.ToString(), Is.EqualTo("13812345678"), "a text goes to the first that takes it");
        Assert.That(ways.Masked, Is.EqualTo("0512-****8888/138****5678"));
        Assert.That(ContactWays.Stored(ways.ToString()), Is.EqualTo(ways));
        Assert.That(ContactWays.Stored("95588").ForTexts, Is.Null);
        Assert.That(ContactWays.Stored(null), Is.EqualTo(ContactWays.None));
        Assert.That(ContactWays.TryParse("1/2", out _), Is.False);
        Assert.That(ContactWays.TryParse("", out _), Is.False);
    }

    [Test]
    public void No_contact_has_more_ways_than_are_kept() =>
        Assert.That(ContactWays.TryParse(string.Join('/', Enumerable.Range(0, 6).Select(i => $"1381234567{i}")), out _), Is.False);
}
