using Commissioner.Domain.Cases;

namespace Commissioner.Domain.Tests.Cases;

/// <summary>What is filed again is recognised by its words.</summary>
public sealed class LikenessTests
{
    private const string Title = "厂区门口路面坑洼积水";
    private const string Text = "三号门外路面有大坑，雨后积水，货车进出困难，请尽快修补。";

    [Test]
    public void The_same_matter_in_other_words_is_recognised_and_the_shared_words_are_named()
    {
        var like = Between("门口路面坑洼还没修", "三号门外路面坑洼，雨后积水。", "ParkEnvironment")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(like.Degree, Is.GreaterThan(0.5));
            Assert.That(like.SameCategory, Is.True);
            Assert.That(like.Shared, Is.EqualTo(new[] { "门口路面坑洼", "三号门外路面坑洼", "雨后积水" }));
            Assert.That(like.New, Is.Empty);
        }
    }

    [Test]
    public void A_word_that_tells_nothing_cuts_no_shared_piece_in_two()
    {
        const string Said = "园区同行多，希望并联办理时间短";
        var like = Likeness.Between("建议举办企业供需对接会", Said, "Other", "举办企业供需对接会", Said, "Other")!;
        Assert.That(like.Shared, Is.EqualTo(new[] { "举办企业供需对接会", "园区同行多", "希望并联办理时间短" }));
    }

    [Test]
    public void What_the_earlier_one_says_nothing_of_is_named_as_new()
    {
        var like = Between(Title, Text + "昨天有员工摔伤送医，附诊断证明。", "ParkEnvironment")!;
        Assert.That(like.New, Is.EqualTo(new[] { "昨天有员工摔伤送医", "附诊断证明" }));
    }

    [TestCase(
        "厂区门口绿化带枯死",
        "绿化带树木枯死，请补种。",
        "ParkEnvironment",
        Description = "a place in common is no matter in common"
    )]
    [TestCase("申请减免房租", "请按政策减免上半年租金。", "PolicyBenefits", Description = "nothing in common")]
    [TestCase("路", "路面", "ParkEnvironment", Description = "one word in common is chance, however short the text")]
    [TestCase("", "", "ParkEnvironment", Description = "nothing is like nothing")]
    public void Another_matter_is_not(string title, string text, string category) => Assert.That(Between(title, text, category), Is.Null);

    [Test]
    public void In_another_category_more_must_be_shared()
    {
        const string Said = "三号门外路面有大坑，消防通道被占用，检查要求整改。";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Between("消防通道整改", Said, "ParkEnvironment"), Is.Not.Null);
            Assert.That(Between("消防通道整改", Said, "SafetyAndEnvironment"), Is.Null);
            Assert.That(Between(Title, Text, "Other")!.SameCategory, Is.False);
        }
    }

    [Test]
    public void A_copied_page_is_named_by_its_beginning()
    {
        var page = string.Concat(Enumerable.Range(0, 400).Select(i => (char)('\u4E00' + i)));
        var like = Likeness.Between(Title, page, "Other", Title, page, "Other")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(like.Degree, Is.EqualTo(1));
            Assert.That(like.Shared.Select(s => s.Length), Is.All.LessThanOrEqualTo(20));
        }
    }

    private static Likeness? Between(string title, string text, string category) =>
        Likeness.Between(title, text, category, Title, Text, "ParkEnvironment");
}
