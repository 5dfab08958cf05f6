using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.App.Hosting;
using Commissioner.Domain;
using ImageMagick;
using static Commissioner.App.Tests.Features.Attachments.Documents;
using static Commissioner.App.Tests.Features.Attachments.Pictures;

namespace Commissioner.App.Tests.Features.Attachments;

/// <summary>A file is what its content is, and one that is not taken is told what it is and what to do.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FileContentTests
{
    private static IEnumerable<TestCaseData> Taken()
    {
        yield return Named("现场.jpg", Jpeg(Jfif), FileKind.Jpeg);
        yield return Named("现场.JPEG", Jpeg(), FileKind.Jpeg);
        yield return Named("截图.png", Png(), FileKind.Png);
        yield return Named("动图.gif", Gif(), FileKind.Gif);
        yield return Named("照片.webp", WebP(RiffChunk("VP8 ", 1, 2)), FileKind.WebP);
        yield return Named("IMG_0001.HEIC", Heic, FileKind.Heic);
        yield return Named("照片.avif", Recording("avif"), FileKind.Avif);
        yield return Named("截图.bmp", Picture(MagickFormat.Bmp), FileKind.Bmp);
        yield return Named("扫描.tif", Picture(MagickFormat.Tiff), FileKind.Tiff);
        yield return Named("合同.pdf", Pdf, FileKind.Pdf);
        yield return Named("扫描.pdf", [.. new byte[1019], .. "%PDF-1.4"u8], FileKind.Pdf);
        yield return Named("发票.ofd", Ofd, FileKind.Ofd);
        yield return Named("报告.docx", Word, FileKind.Docx);
        yield return Named("清单.xlsx", Zip(Types(Xlsx), ("xl/workbook.xml", "")), FileKind.Xlsx);
        yield return Named("汇报.pptx", Zip(Types(Pptx), ("ppt/presentation.xml", "")), FileKind.Pptx);
        yield return Named("报告.doc", Ole(1, "WordDocument"), FileKind.Doc);
        yield return Named("清单.xls", Ole(1, "Workbook"), FileKind.Xls);
        yield return Named("旧清单.xls", Ole(1, "Book"), FileKind.Xls);
        yield return Named("未加密.xls", OleOf(("Workbook", PlainBook)), FileKind.Xls);
        yield return Named("汇报.ppt", Ole(1, "PowerPoint Document"), FileKind.Ppt);
        yield return Named("长.doc", Ole(300, "WordDocument"), FileKind.Doc);
        yield return Named("通知.wps", Ole(1, "WordDocument", "WpsCustomData"), FileKind.Wps);
        yield return Named("台账.et", Ole(1, "Workbook"), FileKind.Et);
        yield return Named("演示.dps", Ole(1, "PowerPoint Document"), FileKind.Dps);
        yield return Named("说明.txt", Encoding.UTF8.GetBytes("示例\r\n说明"), FileKind.Text);
        yield return Named("记事本.txt", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("示例<说明>"), FileKind.Text);
        yield return Named("流水.csv", Encoding.UTF8.GetBytes("日期,金额\n2026-11-20,1\n"), FileKind.Csv);
        yield return Named("往来.eml", Mail, FileKind.Eml);
        yield return Named("打包.zip", Zip(("合同/示例.txt", "示例")), FileKind.Zip);
        yield return Named("空.zip", Zip(), FileKind.Zip);
        yield return Named("通话.mp3", Mp3, FileKind.Mp3);
        yield return Named("录音.m4a", Recording("M4A "), FileKind.M4a);
        yield return Named("录音2.m4a", Recording("mp42"), FileKind.M4a);
        yield return Named("通话.amr", Amr, FileKind.Amr);
        yield return Named("通话.awb", "#!AMR-WB\n\x04"u8.ToArray(), FileKind.Amr);
        yield return Named("录音.wav", Wav, FileKind.Wav);
        yield return Named("录音.aac", [0xFF, 0xF1, 0x50, 0x80], FileKind.Aac);
        yield return Named("语音.weba", WebM("A_OPUS"), FileKind.Weba);
        yield return Named("语音.ogg", [.. "OggS\0\u0002"u8, .. new byte[22], .. "OpusHead\u0001\u0001"u8], FileKind.Ogg);
        yield return Named("语音.opus", [.. "OggS\0\u0002"u8, .. new byte[22], .. "OpusHead\u0001\u0001"u8], FileKind.Ogg);
        yield return Named("现场.mp4", Recording("isom"), FileKind.Mp4);
        yield return Named("IMG_0002.MOV", Recording("qt  "), FileKind.Mov);
        yield return Named("现场.3gp", Recording("3gp4"), FileKind.ThreeGp);
    }

    [Test]
    public void A_film_in_the_boxes_of_a_voice_note_is_none() =>
        Assert.That(
            () => FileContent.Recognise("语音.weba", new MemoryStream(WebM("V_VP8", "A_OPUS"))),
            Throws.TypeOf<RuleBroken>().With.Property(nameof(RuleBroken.Rule)).EqualTo(AttachmentRules.FileDamaged)
        );

    [TestCaseSource(nameof(Taken))]
    public void Whatever_people_have_is_taken_as_what_it_is(string name, byte[] content, FileKind kind)
    {
        using var stream = new MemoryStream(content);
        stream.Position = stream.Length;
        Assert.That(FileContent.Recognise(name, stream), Is.EqualTo(new FileContent(kind, name)));
        Assert.That(stream.Position, Is.Zero);
    }

    [Test]
    public void No_kind_is_left_untried() =>
        Assert.That(Taken().Select(c => (FileKind)c.Arguments[2]!).Distinct(), Is.EquivalentTo(FileKind.All));

    private static byte[] WebM(params string[] codecs) =>
        [
            0x1A,
            0x45,
            0xDF,
            0xA3,
            .. "\u0042\u0082\u0084webm"u8,
            .. codecs.SelectMany(c => System.Text.Encoding.ASCII.GetBytes(c)),
            0x1F,
            0x43,
            0xB6,
            0x75,
            .. "V_ by chance"u8,
        ];

    [TestCase("现场.png", "现场.jpg")]
    [TestCase("现场.heic", "现场.jpg")]
    [TestCase("微信图片_20261129.jfif", "微信图片_20261129.jpg")]
    [TestCase("现场.JPE", "现场.jpg")]
    [TestCase("现场.pdf", "现场.jpg")]
    [TestCase("现场", "现场.jpg")]
    [TestCase("现场 2026.11.29", "现场 2026.11.29.jpg")]
    [TestCase("现场.jpg.exe", "现场.jpg.exe.jpg")]
    [TestCase("现场.html", "现场.html.jpg")]
    [TestCase("a\u202Egpj.exe", "agpj.exe.jpg")]
    public void A_wrong_ending_is_put_right(string given, string name) =>
        Assert.That(FileContent.Recognise(given, new MemoryStream(Jpeg())), Is.EqualTo(new FileContent(FileKind.Jpeg, name)));

    [Test]
    public void Any_kind_under_any_other_kinds_name_is_itself_with_an_ending_of_its_own_or_refused_with_what_to_do()
    {
        foreach (var content in Taken().Select(c => (Kind: (FileKind)c.Arguments[2]!, Bytes: (byte[])c.Arguments[1]!)))
        {
            foreach (var other in FileKind.All.Where(other => other != content.Kind))
            {
                try
                {
                    var found = FileContent.Recognise("名称" + other, new MemoryStream(content.Bytes));
                    Assert.That(found.Kind.HasNamed(found.Name), $"{content.Kind} named {other} became {found}");
                    Assert.That(FileContent.Recognise(found.Name, new MemoryStream(content.Bytes)), Is.EqualTo(found));
                }
                catch (RuleBroken broken)
                {
                    Assert.That(broken.Rule, Is.EqualTo(AttachmentRules.FileDamaged), $"{content.Kind} named {other}");
                    Assert.That(content.Kind.NeedsItsName || content.Kind == FileKind.Zip, $"{content.Kind} named {other}");
                }
            }
        }
    }

    private static IEnumerable<TestCaseData> Known()
    {
        yield return Not("清单.xls", "<html><table><tr><td>名称</td></tr></table></html>", NotTaken.WebPage);
        yield return Not("清单.xls", "\uFEFF \r\n<TABLE border=1>", NotTaken.WebPage);
        yield return Not("photo.jpg", "<!DOCTYPE html><script>alert(1)</script>", NotTaken.WebPage);
        yield return Not("a.txt", "<!-- x --><script>alert(1)</script>", NotTaken.WebPage);
        yield return Not("a.eml", "From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nSubject: x\r\n", NotTaken.WebPage);
        yield return Not("a.doc", "MIME-Version: 1.0\r\nX-Document-Type: Worksheet\r\n", NotTaken.WebPage);
        yield return Not("a.html", "<?xml version='1.0'?><html xmlns='x'/>", NotTaken.WebPage);
        yield return Not("清单.xls", "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>", NotTaken.Xml);
        yield return Not("photo.png", "<svg onload='alert(1)'/>", NotTaken.Svg);
        yield return Not("photo.svg", "<?xml version='1.0'?><!-- x --><svg:svg xmlns:svg='x'/>", NotTaken.Svg);
        yield return Not("a.doc", "{\\rtf1}", NotTaken.RichText);
        yield return Not("a.rar", "Rar!\u001A\u0007\u0001", NotTaken.OtherArchive);
        yield return new("a.7z", (byte[])[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0], NotTaken.OtherArchive);
        yield return new("a.tgz", (byte[])[0x1F, 0x8B, 8, 0], NotTaken.OtherArchive);
        yield return Not("a.tar", "示例.txt".PadRight(253, '\0') + "ustar", NotTaken.OtherArchive);
        yield return Not("报价.pdf", "MZ\u0090\0", NotTaken.Program);
        yield return Not("a", "\u007FELF", NotTaken.Program);
        yield return new("a.lnk", (byte[])[0x4C, 0, 0, 0, 1, 0x14, 2, 0, 0], NotTaken.Program);
        yield return new("a.zip", Zip(("AndroidManifest.xml", "")), NotTaken.Program);
        yield return new("a.jar", Zip(("META-INF/MANIFEST.MF", "")), NotTaken.Program);
        yield return new("a.msg", Ole(1, "__properties_version1.0"), NotTaken.OutlookMessage);
        yield return new("a.vsd", Ole(1, "VisioDocument"), NotTaken.OtherOffice);
        yield return new("a.odt", Zip(("mimetype", "application/vnd.oasis.opendocument.text")), NotTaken.OtherOffice);
        yield return new(
            "a.dotx",
            Zip(Types("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"), ("word/document.xml", "")),
            NotTaken.OtherOffice
        );
        yield return Not("语音.amr", "\u0002#!SILK_V3", NotTaken.ChatVoice);
        yield return Not("图纸.dwg", "AC1032\0\0", NotTaken.Unknown);
        yield return Not("程序.exe", "?\0?", NotTaken.Unknown);
    }

    [TestCaseSource(nameof(Known))]
    public void What_is_not_taken_is_called_by_its_name(string name, byte[] content, NotTaken what)
    {
        var broken = Broken(name, content);
        Assert.That((broken.Rule, broken.Details[0]), Is.EqualTo((AttachmentRules.FileKindNotAllowed, what)));
        Assert.That(broken.Details[1], Does.Contain("pdf").And.Contain("heic"));
    }

    [Test]
    public void Nothing_that_is_not_taken_is_left_untried() =>
        Assert.That(Known().Select(c => (NotTaken)c.Arguments[2]!).Distinct(), Is.EquivalentTo(Enum.GetValues<NotTaken>()));

    private static IEnumerable<TestCaseData> Encrypted()
    {
        yield return new("合同.docx", Ole(1, "EncryptedPackage", "EncryptionInfo"), FileWord.Word);
        yield return new("清单.xlsx", Ole(1, "EncryptedPackage"), FileWord.Excel);
        yield return new("演示.dps", Ole(1, "EncryptedPackage"), FileWord.Wps);
        yield return new("合同.doc", OleOf(("WordDocument", [0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0, 1])), FileWord.Word);
        yield return new("清单.xls", OleOf(("Workbook", EncryptedBook)), FileWord.Excel);
        yield return new("汇报.ppt", Ole(1, "PowerPoint Document", "EncryptedSummary"), FileWord.PowerPoint);
        yield return new("打包.zip", ZipWith(Zip(("示例.txt", "示例")), 8, 6, 1, 2), FileWord.Archive);
    }

    [TestCaseSource(nameof(Encrypted))]
    public void What_is_behind_a_password_says_so(string name, byte[] content, FileWord word)
    {
        var broken = Broken(name, content);
        Assert.That((broken.Rule, broken.Details[0]), Is.EqualTo((AttachmentRules.FileEncrypted, word)));
    }

    private static IEnumerable<TestCaseData> Damaged()
    {
        yield return new("photo.gif", "GIF"u8.ToArray(), FileWord.Picture);
        yield return new("photo.webp", "RIFF\0"u8.ToArray(), FileWord.Picture);
        yield return new("photo.jpg", new byte[100], FileWord.Picture);
        yield return new("a.pdf", (byte[])[.. new byte[1024], .. "%PDF-1.7"u8], FileWord.Pdf);
        yield return new("a.docx", "PK\x3\x4 and no zip"u8.ToArray(), FileWord.Word);
        yield return new("a.zip", Word[..^10], FileWord.Archive);
        yield return new("a.ofd", Zip(("Doc_0/Document.xml", "")), FileWord.Ofd);
        yield return new("a.docx", Zip(("word/document.xml", "")), FileWord.Word);
        yield return new("a.docx", Zip(Types(Docx), ("xl/workbook.xml", "")), FileWord.Word);
        yield return new("a.docx", Zip(("[Content_Types].xml", "<!DOCTYPE t [<!ENTITY a 'b'>]><Types/>"), ("word/a", "")), FileWord.Word);
        yield return new("a.docx", Zip(("[Content_Types].xml", "<Types>"), ("word/document.xml", "")), FileWord.Word);
        yield return new("a.doc", Ole(1, "WordDocument")[..600], FileWord.Word);
        yield return new("a.doc", Ole(1, "Nothing"), FileWord.Word);
        yield return new("a.eml", "示例"u8.ToArray(), FileWord.Mail);
        yield return new("a.mp3", "\xFF\xFB\xFF\xFF"u8.ToArray(), FileWord.Sound);
        yield return new("a.mp4", new byte[64], FileWord.Video);
        yield return new("a.txt", "x\0y"u8.ToArray(), FileWord.Text);
        // More is packed than there is said to be.
        yield return new("a.zip", ZipWith(Zip(("a", string.Concat(Enumerable.Range(0, 9000)))), 24, 22, 9, 4), FileWord.Archive);
    }

    [TestCaseSource(nameof(Damaged))]
    public void What_is_not_whole_is_called_what_it_should_be(string name, byte[] content, FileWord word)
    {
        var broken = Broken(name, content);
        Assert.That((broken.Rule, broken.Details[0]), Is.EqualTo((AttachmentRules.FileDamaged, word)));
    }

    [Test]
    public void Macros_are_refused_whatever_the_name()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var name in new[] { "a.docx", "a.docm", "a.zip", "a" })
            {
                Macros(name, Zip(Types(Docx), ("word/document.xml", ""), ("word/VBAPROJECT.BIN", "")), FileWord.Word);
                Macros(
                    name,
                    Zip(Types(Docx, "application/vnd.ms-office.vbaProject"), ("word/document.xml", ""), ("word/x.bin", "")),
                    FileWord.Word
                );
                Macros(name, Zip(Types("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), ("xl/workbook.xml", "")), FileWord.Excel);
            }

            Macros("a.xls", Ole(1, "Workbook", "_VBA_PROJECT"), FileWord.Excel);
            Macros("a.et", Ole(1, "Workbook", "_VBA_PROJECT"), FileWord.Excel);
        }

        static void Macros(string name, byte[] content, FileWord word)
        {
            var broken = Broken(name, content);
            Assert.That((broken.Rule, broken.Details[0]), Is.EqualTo((AttachmentRules.FileHasMacros, word)), name);
        }
    }

    [Test]
    public void An_empty_file_is_refused() => Assert.That(Refused("a.pdf", []), Is.EqualTo(AttachmentRules.FileIsEmpty));

    [Test]
    public void A_file_without_a_name_is_refused() => Assert.That(Refused("..", Jpeg()), Is.EqualTo(AttachmentRules.FileNameInvalid));

    [Test]
    public void A_file_may_be_as_large_as_the_limit_and_not_a_byte_larger()
    {
        var pdf = new byte[FileContent.Largest + 1];
        "%PDF-1.7"u8.CopyTo(pdf);
        Assert.That(FileContent.Recognise("a.pdf", new MemoryStream(pdf, 0, (int)FileContent.Largest)).Kind, Is.EqualTo(FileKind.Pdf));
        Assert.That(Refused("a.pdf", pdf), Is.EqualTo(AttachmentRules.FileTooLarge));
    }

    [Test]
    public void A_bomb_in_a_document_is_refused_by_what_it_declares([Values("a.docx", "a.zip", "a.ofd")] string name)
    {
        var bomb = ZipWith(Zip(Types(Docx), ("word/document.xml", ""), ("word/a.xml", "")), 24, 22, 400_000_000, 4);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var broken = Broken(name, bomb);
        Assert.That(broken.Rule, Is.EqualTo(AttachmentRules.FileUnpacksTooLarge));
        Assert.That(broken.Details, Is.EqualTo(new object[] { 10_000, 512 }));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000_000));
    }

    [Test]
    public void A_bomb_in_the_list_of_types_is_not_unpacked()
    {
        var bomb = Zip(
            ("[Content_Types].xml", $"<Types><Override ContentType='{Docx}'/>{new string(' ', 40_000_000)}</Types>"),
            ("word/document.xml", "")
        );
        Assert.That(bomb, Has.Length.LessThan(200_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(Refused("a.docx", bomb), Is.EqualTo(AttachmentRules.FileDamaged));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000_000));
    }

    [Test]
    public void A_zip_of_too_many_parts_is_refused()
    {
        var parts = Enumerable.Range(0, 10_000).Select(i => ($"word/{i}", "")).Prepend(Types(Docx)).ToArray();
        Assert.That(Refused("a.docx", Zip(parts)), Is.EqualTo(AttachmentRules.FileUnpacksTooLarge));
        Assert.That(FileContent.Recognise("a.docx", new MemoryStream(Zip(parts[..^1]))).Kind, Is.EqualTo(FileKind.Docx));
    }

    [Test]
    public void Every_word_and_every_refusal_is_said_in_both_languages_with_what_to_do()
    {
        var texts = new Texts();
        var rules = typeof(AttachmentRules).GetFields().Select(f => ((Rule)f.GetValue(null)!).Code).ToList();
        Assert.That(rules, Has.Count.GreaterThan(10));
        using (Assert.EnterMultipleScope())
        {
            foreach (var (language, toDo) in new[] { ("zh-CN", "请"), ("en", ", then send|send ") })
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                foreach (var what in Enum.GetValues<NotTaken>())
                {
                    Assert.That(toDo.Split('|').Any(texts.Name(what).Contains), $"{language} {what}: {texts.Name(what)}");
                }

                // What is not taken says what to do in the text of what it is.
                foreach (var rule in rules.Where(r => r != nameof(AttachmentRules.FileKindNotAllowed)))
                {
                    Assert.That(toDo.Split('|').Any(texts["rule." + rule].Contains), $"{language} {rule}: {texts["rule." + rule]}");
                }

                Assert.That(Enum.GetValues<FileWord>().Select(w => texts.Find("fileWord." + w)), Has.None.Null);
                Assert.That(texts["rule.FileTooLarge"], Does.Contain($"{FileContent.LargestMegabytes} MB"));
                Assert.That(FilingModel.Choice(texts), Does.Contain("OFD").And.Contain("WPS").And.Contain("HEIC").And.Contain("20 MB"));
            }
        }
    }

    [Test]
    public void What_a_chooser_offers_is_what_is_taken()
    {
        var offered = FileKind.Accept.Split(',');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(offered, Is.Unique);
            Assert.That(offered, Has.None.Contains("*"), "a whole class of files is never taken");
            foreach (var ending in offered.Where(o => o.StartsWith('.')))
            {
                Assert.That(FileKind.OfName("名称" + ending), Is.Not.Null, ending);
            }

            Assert.That(FileKind.Listed.Split(' '), Has.All.Matches<string>(e => offered.Contains("." + e)));
            Assert.That(FileKind.All.SelectMany(k => k.Endings.Concat(k.OtherEndings)), Is.Unique, "an ending stands for one kind");
            Assert.That(FileKind.All.Select(k => k.MediaType), Is.Unique);
        }
    }

    [Test]
    public void A_directory_that_bites_its_own_tail_ends()
    {
        var file = Ole(2, "Nothing");
        // The second directory sector, the third of the file, goes on with the first.
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(512 + 2 * 4), 1);
        Assert.That(Refused("a.doc", file), Is.EqualTo(AttachmentRules.FileDamaged));
    }

    [Test]
    public void A_list_of_tables_beyond_the_header_is_followed()
    {
        // 109 tables of 128 places stand in the header; the directory's first sector is under the 110th.
        const int directory = 109 * 128;
        var file = new byte[512 + (directory + 2) * 512];
        Ole(1, "Nothing").AsSpan(0, 512).CopyTo(file);
        Put(48, directory);
        Put(68, 5);
        Put(Sector(5), 6);
        Put(Sector(6), directory + 1);
        Name(file.AsSpan((int)Sector(directory)), "Nothing");
        Put(Sector(6) + 4, 0xFFFFFFFE);
        Assert.That(Refused("a.doc", file), Is.EqualTo(AttachmentRules.FileDamaged));
        Name(file.AsSpan((int)Sector(directory + 1)), "WordDocument");
        Assert.That(FileContent.Recognise("a.doc", new MemoryStream(file)).Kind, Is.EqualTo(FileKind.Doc));

        void Put(long at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan((int)at), value);
        long Sector(int number) => 512 + number * 512L;
    }

    [Test]
    public void Any_bytes_changed_are_accepted_or_refused_and_never_more()
    {
        var random = new Random(20261120);
        foreach (
            var (name, content, _) in Taken()
                .Select(c => ((string)c.Arguments[0]!, (byte[])c.Arguments[1]!, 0))
                .Where(c => c.Item2.Length < 20_000)
        )
        {
            for (var round = 0; round < 300; round++)
            {
                byte[] changed = [.. content];
                for (var i = random.Next(1, 5); i > 0; i--)
                {
                    changed[random.Next(changed.Length)] = (byte)random.Next(256);
                }

                try
                {
                    FileContent.Recognise(name, new MemoryStream(changed));
                }
                catch (RuleBroken) { }
            }
        }
    }

    private static TestCaseData Named(string name, byte[] content, FileKind kind) =>
        new(name, content, kind) { TestName = $"{name} is taken" };

    private static TestCaseData Not(string name, string content, NotTaken what) =>
        new(name, content.Any(c => c > 0xFF) ? Encoding.UTF8.GetBytes(content) : Encoding.Latin1.GetBytes(content), what);

    private static Rule Refused(string name, byte[] content) => Broken(name, content).Rule;

    private static RuleBroken Broken(string name, byte[] content) =>
        Assert.Throws<RuleBroken>(() => FileContent.Recognise(name, new MemoryStream(content)), name)!;
}
