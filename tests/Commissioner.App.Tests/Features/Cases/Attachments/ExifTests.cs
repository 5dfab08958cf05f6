using System.Text;
using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.App.Features.Attachments.Pictures;
using Commissioner.Domain;
using static Commissioner.App.Tests.Features.Attachments.Pictures;

namespace Commissioner.App.Tests.Features.Attachments;

[Parallelizable(ParallelScope.All)]
public sealed class ExifTests
{
    private static readonly byte[] Xmp = Encoding.UTF8.GetBytes($"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='{Place}'/>");

    [Test]
    public void A_photo_keeps_its_picture_and_its_turn_and_nothing_of_its_place([Values] bool little, [Values(2, 3, 6, 8)] int orientation)
    {
        var photo = Jpeg(
            Jfif,
            ExifSegment(Tiff(little, (ushort)orientation)),
            Segment(0xE1, Xmp),
            Segment(0xE1, [.. "http://ns.adobe.com/xmp/extension/\0"u8, .. Encoding.ASCII.GetBytes(Place)]),
            Segment(0xED, [.. "Photoshop 3.0\08BIM"u8, .. Encoding.ASCII.GetBytes(Place)]),
            Segment(0xE2, [.. "MPF\0"u8, 1, 2, 3]),
            Segment(0xE5, Encoding.ASCII.GetBytes(Place)),
            Segment(0xFE, Encoding.ASCII.GetBytes(Place)),
            ExifSegment(Tiff(!little, 3))
        );
        byte[] withTrailer = [.. photo, .. Jpeg(ExifSegment(Tiff(little, 6))), .. Encoding.ASCII.GetBytes(Place)];
        Assert.That(Text(withTrailer), Does.Contain(Place));

        var copy = Cleaned(withTrailer, FileKind.Jpeg);

        Assert.That(copy, Is.EqualTo(Jpeg(Jfif, ExifSegment(TurnOnly((byte)orientation)))));
        Assert.That(Text(copy), Does.Not.Contain(Place));
    }

    [Test]
    public void A_photo_that_needs_no_turning_has_no_exif_left([Values(0, 1, 9)] int orientation) =>
        Assert.That(Cleaned(Jpeg(Jfif, ExifSegment(Tiff(true, (ushort)orientation))), FileKind.Jpeg), Is.EqualTo(Jpeg(Jfif)));

    [TestCase("")]
    [TestCase("II*\0")]
    [TestCase("II*\0\u00FF\u00FF\u00FF\u00FF")]
    [TestCase("MM\0*\0\0\0\u0008")]
    [TestCase("MM\0*\0\0\0\u0008\u00FF\u00FF\u0001\u0012\0\u0003")]
    [TestCase("no TIFF at all")]
    public void Broken_exif_is_dropped_and_the_photo_kept(string tiff) =>
        Assert.That(Cleaned(Jpeg(ExifSegment(Encoding.Latin1.GetBytes(tiff))), FileKind.Jpeg), Is.EqualTo(Jpeg()));

    [Test]
    public void A_png_keeps_its_pixels_and_its_turn()
    {
        var position = Encoding.ASCII.GetBytes(Place);
        var picture = Png(
            Chunk("eXIf", Tiff(false, 6)),
            Chunk("tEXt", [.. "Raw profile type exif\0"u8, .. position]),
            Chunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. position]),
            Chunk("zTXt", [.. "Comment\0\0"u8, .. position]),
            Chunk("tIME", 7, 232, 1, 1, 1, 1, 1),
            Chunk("prVt", position)
        );

        var copy = Cleaned([.. picture, .. position], FileKind.Png);

        Assert.That(copy, Is.EqualTo(Png(Chunk("eXIf", TurnOnly(6)))));
        Assert.That(Text(copy), Does.Not.Contain(Place));
    }

    [Test]
    public void A_png_that_needs_no_turning_has_no_exif_left() =>
        Assert.That(Cleaned(Png(Chunk("eXIf", Tiff(true, 1))), FileKind.Png), Is.EqualTo(Png()));

    [Test]
    public void A_webp_keeps_its_picture_and_its_flags_tell_the_truth([Values] bool marked)
    {
        var exif = Tiff(true, 8);
        var profile = RiffChunk("ICCP", 1, 2, 3);
        var pixels = RiffChunk("VP8 ", 9, 8, 7, 6, 5);
        var picture = WebP(
            RiffChunk("VP8X", 0x2C, 0, 0, 0, 15, 0, 0, 15, 0, 0),
            profile,
            pixels,
            RiffChunk("EXIF", marked ? [.. "Exif\0\0"u8, .. exif] : exif),
            RiffChunk("XMP ", Xmp),
            RiffChunk("ABCD", Encoding.ASCII.GetBytes(Place))
        );

        var copy = Cleaned([.. picture, .. Encoding.ASCII.GetBytes(Place)], FileKind.WebP);

        Assert.That(
            copy,
            Is.EqualTo(WebP(RiffChunk("VP8X", 0x28, 0, 0, 0, 15, 0, 0, 15, 0, 0), profile, pixels, RiffChunk("EXIF", TurnOnly(8))))
        );
        Assert.That(Text(copy), Does.Not.Contain(Place));
    }

    [Test]
    public void A_webp_that_needs_no_turning_has_no_exif_left()
    {
        var pixels = RiffChunk("VP8L", 0x2F, 8, 7);
        var picture = WebP(
            RiffChunk("VP8X", 0x1C, 0, 0, 0, 1, 0, 0, 1, 0, 0),
            pixels,
            RiffChunk("EXIF", Tiff(false, 1)),
            RiffChunk("XMP ", Xmp)
        );

        Assert.That(Cleaned(picture, FileKind.WebP), Is.EqualTo(WebP(RiffChunk("VP8X", 0x10, 0, 0, 0, 1, 0, 0, 1, 0, 0), pixels)));
        Assert.That(Cleaned(WebP(pixels), FileKind.WebP), Is.EqualTo(WebP(pixels)));
    }

    [Test]
    public void A_gif_keeps_its_pictures_and_its_pace()
    {
        // XMP lies raw in the block; the 258 bytes behind it lead a reader of sub-blocks out from wherever it is.
        byte[] trailer = [1, .. Enumerable.Range(0, 256).Select(i => (byte)(255 - i)), 0];
        byte[] xmp = [0x21, 0xFF, 11, .. "XMP DataXMP"u8, .. Xmp, .. trailer];
        byte[] comment = [0x21, 0xFE, (byte)Place.Length, .. Encoding.ASCII.GetBytes(Place), 0];
        byte[] nothing = [0x21, 0xFE, 0];

        var copy = Cleaned([.. Gif(comment, xmp, nothing), .. Encoding.ASCII.GetBytes(Place)], FileKind.Gif);

        Assert.That(copy, Is.EqualTo(Gif()));
    }

    [Test]
    public void What_is_no_picture_is_copied_as_it_is()
    {
        byte[] pdf = [.. "%PDF-1.7 "u8, .. Tiff(true, 6)];
        Assert.That(Cleaned(pdf, FileKind.Pdf), Is.EqualTo(pdf));
    }

    private static IEnumerable<TestCaseData> Malformed()
    {
        yield return new(FileKind.Jpeg, (byte[])[0xFF, 0xD8, 0xFF, .. "<html><script>alert(1)</script>"u8])
        {
            TestName = "Html_behind_the_mark_of_a_jpeg_is_refused",
        };
        yield return new(FileKind.Jpeg, (byte[])[0xFF, 0xD8, 0xFF, 0xD9]) { TestName = "A_jpeg_of_nothing_is_refused" };
        yield return new(FileKind.Jpeg, (byte[])[0xFF, 0xD8, 0xFF, 0xE1, 0, 1, 0xFF, 0xD9])
        {
            TestName = "A_segment_shorter_than_its_length_is_refused",
        };
        yield return new(FileKind.Jpeg, (byte[])[0xFF, 0xD8, .. Segment(0xDA, 1, 1, 0, 0, 0, 0), 1, 2, 0xFF, 0xD9])
        {
            TestName = "A_scan_without_a_frame_is_refused",
        };
        yield return new(FileKind.Png, Png()[..^20]) { TestName = "A_png_without_the_end_of_its_points_is_refused" };
        yield return new(FileKind.Png, (byte[])[.. Png()[..8], .. Chunk("IEND")]) { TestName = "A_png_without_its_head_is_refused" };
        yield return new(FileKind.Png, (byte[])[.. Png()[..33], .. Chunk("IEND")]) { TestName = "A_png_without_pixels_is_refused" };
        yield return new(FileKind.Png, (byte[])[.. Png()[..33], 0xFF, 0xFF, 0xFF, 0xFF, .. "tEXt"u8])
        {
            TestName = "A_png_chunk_of_four_gigabytes_is_refused",
        };
        yield return new(FileKind.WebP, WebP(RiffChunk("EXIF", 1, 2))) { TestName = "A_webp_without_a_picture_is_refused" };
        yield return new(FileKind.WebP, WebP(RiffChunk("VP8 ", 1, 2))[..^1]) { TestName = "A_webp_cut_off_is_refused" };
        yield return new(FileKind.WebP, WebP(RiffChunk("VP8 ", 1), RiffChunk("VP8X", new byte[10])))
        {
            TestName = "A_webp_with_its_flags_behind_is_refused",
        };
        yield return new(FileKind.Gif, Gif()[..^1]) { TestName = "A_gif_without_its_end_is_refused" };
        yield return new(FileKind.Gif, (byte[])[.. Gif()[..19], 0x3B]) { TestName = "A_gif_without_a_picture_is_refused" };
    }

    [TestCaseSource(nameof(Malformed))]
    public void A_malformed_picture_is_refused(FileKind kind, byte[] content)
    {
        var broken = Assert.Throws<RuleBroken>(() => Cleaned(content, kind));
        Assert.That(broken.Rule, Is.EqualTo(AttachmentRules.FileDamaged));
    }

    private static IEnumerable<TestCaseData> Huge()
    {
        yield return new(FileKind.Png, (byte[])[.. Png()[..8], .. Chunk("IHDR", 0, 0, 0x9C, 0x40, 0, 0, 0x9C, 0x40, 1, 0, 0, 0, 0)])
        {
            TestName = "A_png_of_40_000_by_40_000_is_refused",
        };
        yield return new(
            FileKind.Png,
            (byte[])[.. Png()[..8], .. Chunk("IHDR", [.. new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, 1, 0, 0, 0, 0])]
        )
        {
            TestName = "A_png_whose_points_no_number_holds_is_refused",
        };
        yield return new(FileKind.Png, Png(Chunk("fcTL", [0, 0, 0, 0, 0, 0, 0x9C, 0x40, 0, 0, 0x9C, 0x40, .. new byte[14]])))
        {
            TestName = "A_frame_of_a_png_is_measured",
        };
        yield return new(FileKind.Jpeg, Jpeg(Segment(0xC0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0x11, 0)))
        {
            TestName = "A_jpeg_of_65_535_by_65_535_is_refused",
        };
        yield return new(FileKind.WebP, WebP(RiffChunk("VP8X", 0, 0, 0, 0, 255, 255, 255, 255, 255, 255), RiffChunk("VP8 ", 1, 2)))
        {
            TestName = "A_canvas_of_a_webp_is_measured",
        };
        yield return new(FileKind.WebP, WebP(RiffChunk("VP8L", 0x2F, 255, 255, 255, 255, 0, 0, 0, 0, 0)))
        {
            TestName = "A_webp_without_a_canvas_is_measured",
        };
        byte[] gif = [.. Gif()];
        (gif[6], gif[7], gif[8], gif[9]) = (255, 255, 255, 255);
        yield return new(FileKind.Gif, gif) { TestName = "A_gif_of_65_535_by_65_535_is_refused" };
    }

    [TestCaseSource(nameof(Huge))]
    public void A_picture_with_too_many_points_is_refused_before_it_is_unpacked(FileKind kind, byte[] content)
    {
        var broken = Assert.Throws<RuleBroken>(() => Cleaned(content, kind))!;
        Assert.That((broken.Rule, broken.Details[0]), Is.EqualTo((AttachmentRules.PictureTooLarge, 120)));
    }

    private static IEnumerable<TestCaseData> Whole()
    {
        byte[] small =
        [
            0xFF,
            0xD8,
            .. ExifSegment(Tiff(true, 6)),
            .. Segment(0xC0, 8, 0, 1, 0, 1, 1, 1, 0x11, 0),
            .. Segment(0xDA, 1, 1, 0, 0, 63, 0),
            1,
            0xFF,
            0,
            2,
            0xFF,
            0xD9,
        ];
        yield return new(FileKind.Jpeg, small);
        yield return new(FileKind.Png, Png(Chunk("eXIf", Tiff(false, 6))));
        yield return new(
            FileKind.WebP,
            WebP(RiffChunk("VP8X", new byte[10]), RiffChunk("VP8 ", 1, 2, 3), RiffChunk("EXIF", Tiff(true, 6)))
        );
        yield return new(FileKind.Gif, Gif());
    }

    [TestCaseSource(nameof(Whole))]
    public void A_picture_cut_off_anywhere_is_refused_and_never_more(FileKind kind, byte[] whole)
    {
        Assert.That(() => Cleaned(whole, kind), Throws.Nothing);
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            if (
                kind == FileKind.Png
                && length >= whole.Length - 12
                && length is var left
                && (left == whole.Length - 12 || left > whole.Length - 4 - 1)
            )
            {
                Assert.That(Cleaned(cut, kind), Is.EqualTo(Cleaned(whole, kind)), "it lacks nothing but its end");
                continue;
            }

            Assert.That(() => Cleaned(cut, kind), Throws.TypeOf<RuleBroken>(), $"{length} of {whole.Length} bytes");
        }
    }

    [TestCaseSource(nameof(Whole))]
    public void Any_byte_changed_is_copied_or_refused_and_never_more(FileKind kind, byte[] whole)
    {
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (byte value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
            {
                byte[] changed = [.. whole];
                changed[at] = value;
                try
                {
                    Cleaned(changed, kind);
                }
                catch (RuleBroken broken)
                {
                    Assert.That(broken.Rule, Is.AnyOf(AttachmentRules.FileDamaged, AttachmentRules.PictureTooLarge));
                }
            }
        }
    }

    private static byte[] Cleaned(byte[] content, FileKind kind)
    {
        using var input = new MemoryStream(content);
        using var output = new MemoryStream();
        Exif.RemovePosition(input, kind, output);
        return output.ToArray();
    }

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
