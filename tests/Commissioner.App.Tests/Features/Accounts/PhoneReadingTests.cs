using Commissioner.App.Features.Shared;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;

namespace Commissioner.App.Tests.Features.Accounts;

/// <summary>Numbers are taken as people write them, wherever they can be reached.</summary>
public sealed class PhoneReadingTests
{
    [TestCase("13812345678", "13812345678")]
    [TestCase("138 1234 5678", "13812345678")]
    [TestCase("138-1234-5678", "13812345678")]
    [TestCase("138–1234—5678", "13812345678")]
    [TestCase("１３８１２３４５６７８", "13812345678")]
    [TestCase("+86 138 1234 5678", "13812345678")]
    [TestCase("＋８６－１３８１２３４５６７８", "13812345678")]
    [TestCase("(+86)13812345678", "13812345678")]
    [TestCase("008613812345678", "13812345678")]
    [TestCase("8613812345678", "13812345678")]
    [TestCase("013812345678", "13812345678")]
    [TestCase("19912345678", "19912345678")]
    [TestCase("15412345678", "15412345678")]
    [TestCase("手机：138 1234 5678", "13812345678")]
    [TestCase("13812345678转1234", "13812345678-1234")]
    public void A_mobile(string typed, string stored) => MustBe(typed, stored);

    [TestCase("\u202D138 0013 8000\u202C")]
    [TestCase("\u200B138\u200E0013\u200F8000\uFEFF")]
    [TestCase("\u2066138\u00A00013\u00A08000\u2069")]
    [TestCase("138\u20110013\u20128000")]
    [TestCase("138\u22120013\u30FC8000")]
    [TestCase("\u202A+86\u202C 138\u30000013\u30008000")]
    public void Marks_that_nobody_sees_and_hyphens_of_all_kinds_are_no_part_of_a_number(string typed) => MustBe(typed, "13800138000");

    [TestCase("0512-66668888", "0512-66668888")]
    [TestCase("051266668888", "0512-66668888")]
    [TestCase("(0512) 6666 8888", "0512-66668888")]
    [TestCase("（０５１２）６６６６－８８８８", "0512-66668888")]
    [TestCase("+86 512 6666 8888", "0512-66668888")]
    [TestCase("+86-0512-66668888", "0512-66668888")]
    [TestCase("010-82345678", "010-82345678")]
    [TestCase("01082345678", "010-82345678")]
    [TestCase("021 6234 5678", "021-62345678")]
    [TestCase("0931-8234567", "0931-8234567")]
    [TestCase("0931 823 4567", "0931-8234567")]
    [TestCase("0755-2345678", "0755-2345678")]
    [TestCase("电话：0512-66668888", "0512-66668888")]
    public void A_line_with_its_area_code(string typed, string stored) => MustBe(typed, stored);

    [TestCase("0512-66668888-801")]
    [TestCase("0512-66668888转801")]
    [TestCase("0512-66668888 转 801")]
    [TestCase("0512-66668888 分机：801")]
    [TestCase("0512-66668888 ext. 801")]
    [TestCase("0512-66668888 X801")]
    [TestCase("0512-66668888，801")]
    [TestCase("051266668888#801")]
    public void A_line_with_an_extension(string typed) => MustBe(typed, "0512-66668888-801");

    [TestCase("66668888", "66668888")]
    [TestCase("6666-8888", "66668888")]
    [TestCase("8234567", "8234567")]
    [TestCase("66668888转12", "66668888-12")]
    [TestCase("400-123-4567", "4001234567")]
    [TestCase("400 1234 567", "4001234567")]
    [TestCase("4001234567-8", "4001234567-8")]
    [TestCase("800-810-1234", "8008101234")]
    [TestCase("95588", "95588")]
    [TestCase("95566123", "95566123")]
    [TestCase("12345", "12345")]
    [TestCase("10086", "10086")]
    [TestCase("96500", "96500")]
    public void A_number_of_this_place_or_of_a_service(string typed, string stored) => MustBe(typed, stored);

    [TestCase("+852 2345 6789", "+852-23456789")]
    [TestCase("00852-23456789", "+852-23456789")]
    [TestCase("852 2345 6789", "+852-23456789")]
    [TestCase("+852 6123 4567", "+85261234567")]
    [TestCase("+853 2888 2222", "+853-28882222")]
    [TestCase("+853 6612 3456", "+85366123456")]
    [TestCase("+886 2 2345 6789", "+886-223456789")]
    [TestCase("+886 (0)912 345 678", "+886912345678")]
    [TestCase("886912345678", "+886912345678")]
    [TestCase("+49 30 123456", "+49-30123456")]
    [TestCase("+49 151 23456789", "+4915123456789")]
    [TestCase("+1 (415) 555-2671", "+14155552671")]
    [TestCase("+852 2345 6789 转 12", "+852-23456789-12")]
    public void A_number_abroad(string typed, string stored) => MustBe(typed, stored);

    [TestCase("13800138000/13900139000", "13800138000/13900139000")]
    [TestCase("13800138000、0512-66668888转801", "13800138000/0512-66668888-801")]
    [TestCase("13800138000 13900139000", "13800138000/13900139000")]
    [TestCase("13800138000,95588", "13800138000/95588")]
    [TestCase("0512-66668888/66668889", "0512-66668888/0512-66668889")]
    [TestCase("手机13800138000；座机0512-66668888", "13800138000/0512-66668888")]
    [TestCase("13800138000或13800138000", "13800138000")]
    public void Several_in_one_field_are_several_ways(string typed, string stored) => MustBe(typed, stored);

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" / ")]
    [TestCase("12812345678")]
    [TestCase("1381234567")]
    [TestCase("138123456789")]
    [TestCase("021-6234567")]
    [TestCase("110")]
    [TestCase("119/13800138000")]
    [TestCase("0512-66668888-1234567")]
    [TestCase("13812345678 张先生")]
    [TestCase("+852 1")]
    [TestCase("+999 12345678")]
    [TestCase("１３８１２３４５６７\uD800")]
    [TestCase("5.12889E+11")]
    [TestCase("13800138001/13800138002/13800138003/13800138004/13800138005/13800138006")]
    public void What_nobody_could_ring_is_refused(string? typed)
    {
        Assert.That(PhoneReading.TryRead(typed, out _), Is.False);
        var broken = Assert.Throws<RuleBroken>(() => PhoneReading.Read(typed, "phone"));
        Assert.That((broken!.Rule, broken.Field), Is.EqualTo((PhoneNumberRules.PhoneNumberInvalid, "phone")));
    }

    [Test]
    public void A_credit_code_is_read_without_marks_that_nobody_sees() =>
        Assert.That(CreditCode.Parse("\u202D9132\u200B0594-ma57\u00A0000016\uFEFF\u202C").ToString(), Is.EqualTo("91320594MA57000016"));

    // What was read reads as itself again: an import of what was exported changes nothing.
    private static void MustBe(string typed, string stored)
    {
        Assert.That(PhoneReading.TryRead(typed, out var ways), Is.True);
        Assert.That(ways!.ToString(), Is.EqualTo(stored));
        Assert.That(PhoneReading.Read(ways.ToString(), "phone").ToString(), Is.EqualTo(stored), "reads back as itself");
        Assert.That(ContactWays.Stored(stored), Is.EqualTo(ways), "is what is stored");
    }
}
