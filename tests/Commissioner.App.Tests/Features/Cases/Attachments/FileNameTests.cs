using Commissioner.App.Features.Attachments;
using Commissioner.Domain;

namespace Commissioner.App.Tests.Features.Attachments;

[Parallelizable(ParallelScope.All)]
public sealed class FileNameTests
{
    [TestCase("营业执照.pdf", "营业执照.pdf")]
    [TestCase("../../etc/passwd.pdf", "passwd.pdf")]
    [TestCase(@"C:\Users\王\合同.docx", "合同.docx")]
    [TestCase("C:合同.docx", "C_合同.docx")]
    [TestCase("会议 10:30.pdf", "会议 10_30.pdf")]
    [TestCase("photo\u202Egpj.exe", "photogpj.exe")]
    [TestCase("\u2066a\u2069\u200Bb\uFEFF.png", "ab.png")]
    [TestCase("a\r\nSet-Cookie b\0.png", "aSet-Cookie b.png")]
    [TestCase("a\u2028b\u2029.png", "ab.png")]
    [TestCase("a\uD800b.png", "ab.png")]
    [TestCase("a\uFFFF.png", "a.png")]
    [TestCase("CON.pdf", "_CON.pdf")]
    [TestCase("com1.tar.pdf", "_com1.tar.pdf")]
    [TestCase("lpt¹.pdf", "_lpt¹.pdf")]
    [TestCase("console.pdf", "console.pdf")]
    [TestCase("  名 .pdf. . ", "名.pdf")]
    [TestCase("...a.pdf", "a.pdf")]
    [TestCase("<a>|b?*\".pdf", "_a__b___.pdf")]
    [TestCase("e\u0301.pdf", "é.pdf")]
    [TestCase("无扩展名", "无扩展名")]
    public void A_name_keeps_only_what_can_be_seen_and_saved(string given, string clean) =>
        Assert.That(FileName.Clean(given), Is.EqualTo(clean));

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("...")]
    [TestCase(".pdf")]
    [TestCase("folder/")]
    [TestCase("\u202E\u200B.pdf")]
    public void A_name_of_nothing_is_refused(string given)
    {
        var broken = Assert.Throws<RuleBroken>(() => FileName.Clean(given));
        Assert.That(broken.Rule, Is.EqualTo(AttachmentRules.FileNameInvalid));
    }

    [Test]
    public void A_long_name_keeps_its_extension()
    {
        Assert.That(FileName.Clean(new string('长', 300) + ".docx"), Is.EqualTo(new string('长', 115) + ".docx"));
        Assert.That(FileName.Clean("a." + new string('b', 300)), Has.Length.EqualTo(FileName.Longest));
    }

    [Test]
    public void A_long_name_is_not_cut_through_a_character([Values(0, 1)] int shift)
    {
        var clean = FileName.Clean(new string('x', shift) + string.Concat(Enumerable.Repeat("𠮷", 100)) + ".pdf");
        Assert.That(clean, Does.EndWith("𠮷.pdf"));
        Assert.That(clean, Has.Length.InRange(FileName.Longest - 1, FileName.Longest));
    }

    [Test]
    public void A_clean_name_is_clean([Values("C:合同.docx", "CON.pdf", "a\u202Eb.png", "无扩展名")] string given) =>
        Assert.That(FileName.Clean(FileName.Clean(given)), Is.EqualTo(FileName.Clean(given)));
}
