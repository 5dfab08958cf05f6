using Commissioner.Domain.People;

namespace Commissioner.Domain.Tests.People;

[Parallelizable(ParallelScope.All)]
public sealed class PhoneNumberTests
{
    [TestCase("13812345678", "13812345678")]
    [TestCase("138 1234 5678", "13812345678")]
    [TestCase("138-1234-5678", "13812345678")]
    [TestCase("１３８１２３４５６７８", "13812345678")]
    [TestCase("+86 138 1234 5678", "13812345678")]
    [TestCase("＋８６－１３８１２３４５６７８", "13812345678")]
    [TestCase("(+86)13812345678", "13812345678")]
    [TestCase("008613812345678", "13812345678")]
    [TestCase("8613812345678", "13812345678")]
    [TestCase("013812345678", "13812345678")]
    [TestCase("19912345678", "19912345678")]
    public void A_mobile_is_eleven_digits(string typed, string number)
    {
        Assert.That(PhoneNumber.Parse(typed).ToString(), Is.EqualTo(number));
        Assert.That(PhoneNumber.Parse(typed).IsMobile, Is.True);
    }

    [TestCase("0512-66668888", "0512-66668888")]
    [TestCase("051266668888", "0512-66668888")]
    [TestCase("(0512) 6666 8888", "0512-66668888")]
    [TestCase("（０５１２）６６６６－８８８８", "0512-66668888")]
    [TestCase("+86 512 6666 8888", "0512-66668888")]
    [TestCase("+86-0512-66668888", "0512-66668888")]
    [TestCase("010-12345678", null)]
    [TestCase("010-82345678", "010-82345678")]
    [TestCase("01082345678", "010-82345678")]
    [TestCase("021 6234 5678", "021-62345678")]
    [TestCase("0931-8234567", "0931-8234567")]
    [TestCase("0931 823 4567", "0931-8234567")]
    [TestCase("021-6234567", null)]
    public void A_landline_has_its_area_code(string typed, string? number)
    {
        Assert.That(PhoneNumber.TryParse(typed, out var parsed), Is.EqualTo(number is not null));
        Assert.That(parsed.ToString(), Is.EqualTo(number ?? ""));
        Assert.That(parsed.IsMobile, Is.False);
    }

    [TestCase("0512-66668888-801")]
    [TestCase("0512-66668888转801")]
    [TestCase("0512-66668888 转 801")]
    [TestCase("0512-66668888 分机：801")]
    [TestCase("0512-66668888 ext. 801")]
    [TestCase("0512-66668888 X801")]
    [TestCase("0512-66668888，801")]
    [TestCase("051266668888#801")]
    public void A_landline_may_have_an_extension(string typed) =>
        Assert.That(PhoneNumber.Parse(typed).ToString(), Is.EqualTo("0512-66668888-801"));

    [TestCase("400-123-4567")]
    [TestCase("4001234567")]
    [TestCase("400 1234 567")]
    public void A_400_number_has_no_area_code(string typed) => Assert.That(PhoneNumber.Parse(typed).ToString(), Is.EqualTo("4001234567"));

    [TestCase("")]
    [TestCase("12812345678")]
    [TestCase("1381234567")]
    [TestCase("138123456789")]
    [TestCase("66668888")]
    [TestCase("+1 415 555 2671")]
    [TestCase("+8613812345678转801")]
    [TestCase("0512-06668888")]
    [TestCase("0512-66668888-1234567")]
    [TestCase("13812345678 张先生")]
    [TestCase("１３８１２３４５６７\uD800")]
    [TestCase("١٣٨١٢٣٤٥٦٧٨")]
    public void What_cannot_be_rung_is_refused(string text)
    {
        Assert.That(PhoneNumber.TryParse(text, out _), Is.False);
        var broken = Assert.Throws<RuleBroken>(() => PhoneNumber.Parse(text));
        Assert.That(broken.Rule, Is.EqualTo(PhoneNumberRules.PhoneNumberInvalid));
    }

    [TestCase("13812345678", "138****5678")]
    [TestCase("0512-66668888-801", "0512-****8888")]
    [TestCase("0931-8234567", "0931-****4567")]
    [TestCase("400-123-4567", "400****567")]
    public void A_masked_number_cannot_be_rung(string number, string masked)
    {
        Assert.That(PhoneNumber.Parse(number).Masked, Is.EqualTo(masked));
        Assert.That(PhoneNumber.TryParse(masked, out _), Is.False);
    }

    [Test]
    public void What_is_stored_reads_back_as_itself(
        [Values("13812345678", "0512-66668888", "0512-66668888-801", "010-82345678-1", "0931-8234567", "4001234567")] string stored
    ) => Assert.That(PhoneNumber.Parse(stored).ToString(), Is.EqualTo(stored));

    [Test]
    public void A_number_never_given_is_empty()
    {
        Assert.That(default(PhoneNumber).ToString(), Is.Empty);
        Assert.That(default(PhoneNumber).Masked, Is.Empty);
        Assert.That(default(PhoneNumber).IsMobile, Is.False);
    }
}
