using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Commissioner.App.Features.Attachments;
using Commissioner.Domain;
using static Commissioner.App.Tests.Features.Attachments.Pictures;

namespace Commissioner.App.Tests.Features.Attachments;

[Parallelizable(ParallelScope.All)]
public sealed class FileContentTests
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const string Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";

    private static IEnumerable<TestCaseData> Honest()
    {
        yield return new("现场.jpg", Jpeg(Jfif), "image/jpeg");
        yield return new("现场.JPEG", Jpeg(), "image/jpeg");
        yield return new("截图.png", Png(), "image/png");
        yield return new("动图.gif", Gif(), "image/gif");
        yield return new("照片.webp", WebP(RiffChunk("VP8 ", 1, 2)), "image/webp");
        yield return new("合同.pdf", "%PDF-1.7\n%%EOF"u8.ToArray(), "application/pdf");
        yield return new("扫描.pdf", (byte[])[.. new byte[1019], .. "%PDF-1.4"u8], "application/pdf");
        yield return new("报告.docx", Zip(Types(Docx), ("word/document.xml", "")), FileKind.Docx.MediaType);
        yield return new("清单.xlsx", Zip(Types(Xlsx), ("xl/workbook.xml", "")), FileKind.Xlsx.MediaType);
        yield return new("汇报.pptx", Zip(Types(Pptx), ("ppt/presentation.xml", "")), FileKind.Pptx.MediaType);
        yield return new("报告.doc", Ole(1, "WordDocument"), "application/msword");
        yield return new("清单.xls", Ole(1, "Workbook"), "application/vnd.ms-excel");
        yield return new("旧清单.xls", Ole(1, "Book"), "application/vnd.ms-excel");
        yield return new("汇报.ppt", Ole(1, "PowerPoint Document"), "application/vnd.ms-powerpoint");
        yield return new("长.doc", Ole(300, "WordDocument"), "application/msword");
    }

    [TestCaseSource(nameof(Honest))]
    public void Content_is_what_its_name_says(string name, byte[] content, string mediaType)
    {
        using var stream = new MemoryStream(content);
        stream.Position = stream.Length;
        Assert.That(FileContent.Recognise(name, stream).MediaType, Is.EqualTo(mediaType));
        Assert.That(stream.Position, Is.Zero);
    }

    [Test]
    public void Content_under_another_kinds_name_is_refused()
    {
        var contents = Honest().Select(c => (Kind: FileKind.OfName((string)c.Arguments[0]!)!, Content: (byte[])c.Arguments[1]!)).ToList();
        Assert.That(contents.Select(c => c.Kind).Distinct(), Is.EquivalentTo(FileKind.All));
        foreach (var (kind, content) in contents)
        {
            foreach (var other in FileKind.All.Where(other => other != kind))
            {
                Assert.That(
                    Refused("名称" + other, content),
                    Is.EqualTo(AttachmentRules.FileContentIsNotWhatItsNameSays),
                    $"{kind} named {other}"
                );
            }
        }
    }

    private static IEnumerable<TestCaseData> Dishonest()
    {
        yield return new("photo.jpg", "<html><script>alert(1)</script></html>"u8.ToArray());
        yield return new("photo.png", "<svg onload='alert(1)'/>"u8.ToArray());
        yield return new("photo.gif", "GIF"u8.ToArray());
        yield return new("photo.webp", "RIFF"u8.ToArray());
        yield return new("photo.webp", "RIFF\0\0\0\0WAVEfmt "u8.ToArray());
        yield return new("a.pdf", (byte[])[.. new byte[1024], .. "%PDF-1.7"u8]);
        yield return new("a.pdf", "MZ\x90\0"u8.ToArray());
        yield return new("a.docx", "PK\x3\x4 and no zip"u8.ToArray());
        yield return new("a.docx", Zip(("word/document.xml", "")));
        yield return new("a.docx", Zip(Types(Docx), ("xl/workbook.xml", "")));
        yield return new("a.docx", Zip(Types("text/plain"), ("word/document.xml", "")));
        yield return new("a.docx", Zip(("[Content_Types].xml", "<!DOCTYPE t [<!ENTITY a 'b'>]><Types/>"), ("word/document.xml", "")));
        yield return new("a.docx", Zip(("[Content_Types].xml", "<Types>"), ("word/document.xml", "")));
        yield return new("a.docx", (byte[])[.. "<html>"u8, .. Zip(Types(Docx), ("word/document.xml", ""))]);
        yield return new("a.doc", Ole(1, "EncryptedPackage"));
        yield return new("a.doc", Ole(1, "WordDocument")[..600]);
        yield return new("a.doc", "{\\rtf1}"u8.ToArray());
    }

    [TestCaseSource(nameof(Dishonest))]
    public void Content_that_is_not_what_its_name_says_is_refused(string name, byte[] content) =>
        Assert.That(Refused(name, content), Is.EqualTo(AttachmentRules.FileContentIsNotWhatItsNameSays));

    [TestCase("a.exe")]
    [TestCase("a.html")]
    [TestCase("a.svg")]
    [TestCase("a.zip")]
    [TestCase("a.docm")]
    [TestCase("a.heic")]
    [TestCase("a.jpg.exe")]
    [TestCase("a\u202Egpj.exe")]
    [TestCase("jpg")]
    public void Kinds_not_on_the_list_are_refused(string name) =>
        Assert.That(Refused(name, Jpeg()), Is.EqualTo(AttachmentRules.FileKindNotAllowed));

    [Test]
    public void Macros_are_refused_whatever_the_name()
    {
        Assert.That(
            Refused("a.docx", Zip(Types(Docx), ("word/document.xml", ""), ("word/VBAPROJECT.BIN", ""))),
            Is.EqualTo(AttachmentRules.FileKindNotAllowed)
        );
        Assert.That(
            Refused("a.docx", Zip(Types(Docx, "application/vnd.ms-office.vbaProject"), ("word/document.xml", ""), ("word/x.bin", ""))),
            Is.EqualTo(AttachmentRules.FileKindNotAllowed)
        );
        Assert.That(
            Refused("a.xlsx", Zip(Types("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), ("xl/workbook.xml", ""))),
            Is.EqualTo(AttachmentRules.FileKindNotAllowed)
        );
        Assert.That(Refused("a.xls", Ole(1, "Workbook", "_VBA_PROJECT")), Is.EqualTo(AttachmentRules.FileKindNotAllowed));
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
        Assert.That(FileContent.Recognise("a.pdf", new MemoryStream(pdf, 0, (int)FileContent.Largest)), Is.EqualTo(FileKind.Pdf));
        Assert.That(Refused("a.pdf", pdf), Is.EqualTo(AttachmentRules.FileTooLarge));
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
        Assert.That(Refused("a.docx", bomb), Is.EqualTo(AttachmentRules.FileContentIsNotWhatItsNameSays));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000_000));
    }

    [Test]
    public void A_zip_of_too_many_parts_is_refused()
    {
        var parts = Enumerable.Range(0, 10_000).Select(i => ($"word/{i}", "")).Prepend(Types(Docx)).ToArray();
        Assert.That(Refused("a.docx", Zip(parts)), Is.EqualTo(AttachmentRules.FileContentIsNotWhatItsNameSays));
        Assert.That(FileContent.Recognise("a.docx", new MemoryStream(Zip(parts[..^1]))), Is.EqualTo(FileKind.Docx));
    }

    [Test]
    public void A_directory_that_bites_its_own_tail_ends()
    {
        var file = Ole(2, "Nothing");
        // The second directory sector, the third of the file, goes on with the first.
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(512 + 2 * 4), 1);
        Assert.That(Refused("a.doc", file), Is.EqualTo(AttachmentRules.FileContentIsNotWhatItsNameSays));
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
        Assert.That(Refused("a.doc", file), Is.EqualTo(AttachmentRules.FileContentIsNotWhatItsNameSays));
        Name(file.AsSpan((int)Sector(directory + 1)), "WordDocument");
        Assert.That(FileContent.Recognise("a.doc", new MemoryStream(file)), Is.EqualTo(FileKind.Doc));

        void Put(long at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan((int)at), value);
        long Sector(int number) => 512 + number * 512L;
    }

    [Test]
    public void Any_bytes_changed_are_accepted_or_refused_and_never_more()
    {
        var random = new Random(20261120);
        foreach (
            var (name, content, _) in Honest()
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

    private static Rule Refused(string name, byte[] content) =>
        Assert.Throws<RuleBroken>(() => FileContent.Recognise(name, new MemoryStream(content)), name)!.Rule;

    private static (string, string) Types(params string[] types) =>
        (
            "[Content_Types].xml",
            $"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>{string.Concat(types.Select(t => $"<Override PartName='/p' ContentType='{t}'/>"))}</Types>"
        );

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    // The header, one sector of the table, then the directory; the names stand in its last sector.
    private static byte[] Ole(int directorySectors, params string[] streams)
    {
        var tables = (directorySectors + 127 + 4) / 128;
        var file = new byte[512 * (1 + tables + directorySectors)];
        Convert.FromHexString("D0CF11E0A1B11AE1").CopyTo(file, 0);
        file[30] = 9;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(48), tables);
        for (var i = 0; i < tables; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(76 + i * 4), i);
        }

        for (var i = 0; i < directorySectors; i++)
        {
            var sector = tables + i;
            BinaryPrimitives.WriteUInt32LittleEndian(
                file.AsSpan(512 + sector * 4),
                i == directorySectors - 1 ? 0xFFFFFFFE : (uint)sector + 1
            );
        }

        for (var i = 0; i < streams.Length; i++)
        {
            Name(file.AsSpan(512 * (tables + directorySectors) + i * 128, 128), streams[i]);
        }

        return file;
    }

    private static void Name(Span<byte> entry, string name)
    {
        var length = Encoding.Unicode.GetBytes(name, entry);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)(length + 2));
        entry[66] = 2;
    }
}
