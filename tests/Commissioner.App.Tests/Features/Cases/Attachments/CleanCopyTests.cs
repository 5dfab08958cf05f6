using System.Text;
using Commissioner.App.Features.Attachments;
using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.App.Features.Attachments.Pictures;
using Commissioner.Domain;
using ImageMagick;
using Microsoft.Extensions.Logging.Abstractions;
using static Commissioner.App.Tests.Features.Attachments.Documents;
using static Commissioner.App.Tests.Features.Attachments.Pictures;

namespace Commissioner.App.Tests.Features.Attachments;

/// <summary>What is kept of a file: what browsers show, without where it was made.</summary>
public sealed class CleanCopyTests
{
    private readonly PictureDecoder _decoder = new(NullLogger<PictureDecoder>.Instance);

    private static IEnumerable<TestCaseData> Converted()
    {
        yield return new(FileKind.Heic, Heic, 320u, 200u) { TestName = "Heic_becomes_jpeg" };
        yield return new(FileKind.Bmp, Picture(MagickFormat.Bmp), 64u, 48u) { TestName = "Bmp_becomes_jpeg" };
        yield return new(FileKind.Tiff, Picture(MagickFormat.Tiff), 64u, 48u) { TestName = "Tiff_becomes_jpeg" };
        yield return new(FileKind.Avif, Picture(MagickFormat.Avif), 64u, 48u) { TestName = "Avif_becomes_jpeg" };
    }

    [TestCaseSource(nameof(Converted))]
    public async Task What_browsers_do_not_show_becomes_what_they_do(FileKind kind, byte[] content, uint width, uint height)
    {
        var (kept, bytes) = await CopiedAsync(kind, content);
        using var picture = Read(bytes, MagickFormat.Jpeg);
        Assert.That((kept, picture.Width, picture.Height), Is.EqualTo((FileKind.Jpeg, width, height)));
    }

    private static IEnumerable<TestCaseData> Odd()
    {
        var jpeg = Picture(MagickFormat.Jpeg);
        var exif = ExifSegment(Tiff(true, 6));
        byte[] turned = [0xFF, 0xD8, .. exif, .. jpeg[2..]];
        // As a maker's panorama: no end, then what the phone's own program reads.
        yield return new(
            FileKind.Jpeg,
            (byte[])[.. turned[..^2], 0, 0, 1, 0x0A, .. Encoding.ASCII.GetBytes("Image_UTC_Data" + Place + "SEFT")],
            (48u, 64u)
        )
        {
            TestName = "A_photo_without_an_end_and_with_a_trailer",
        };
        yield return new(FileKind.Jpeg, turned[..^2], (48u, 64u)) { TestName = "A_photo_without_an_end" };
        yield return new(FileKind.Jpeg, (byte[])[0xFF, 0xD8, .. exif, 0, 0, 1, .. jpeg[2..]], (48u, 64u))
        {
            TestName = "A_photo_with_stray_bytes_between_its_parts",
        };
        yield return new(FileKind.Png, Picture(MagickFormat.Png)[..^12], (64u, 48u)) { TestName = "A_picture_without_its_end" };
        yield return new(FileKind.Gif, Picture(MagickFormat.Gif)[..^1], (64u, 48u)) { TestName = "A_gif_without_its_end" };
    }

    [TestCaseSource(nameof(Odd))]
    public async Task What_every_browser_shows_is_kept(FileKind kind, byte[] content, (uint, uint) size)
    {
        var (kept, bytes) = await CopiedAsync(kind, content);
        using var picture = Read(bytes, kept == FileKind.Jpeg ? MagickFormat.Jpeg : MagickFormat.Png);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Is.EqualTo(kind == FileKind.Jpeg ? FileKind.Jpeg : FileKind.Png));
            Assert.That((picture.Width, picture.Height), Is.EqualTo(size), "it is turned as it is to be shown");
            Assert.That(picture.Orientation, Is.AnyOf(Orientation.Undefined, Orientation.TopLeft));
            Assert.That(picture.GetExifProfile(), Is.Null);
            Assert.That(Encoding.Latin1.GetString(bytes), Does.Not.Contain(Place));
        }
    }

    [Test]
    public async Task A_picture_as_its_format_has_it_keeps_every_byte_of_its_points()
    {
        var jpeg = Picture(MagickFormat.Jpeg);
        var (kept, bytes) = await CopiedAsync(FileKind.Jpeg, [.. jpeg, .. Encoding.ASCII.GetBytes("SEFH" + Place)]);
        Assert.That(kept, Is.EqualTo(FileKind.Jpeg));
        Assert.That(bytes, Is.EqualTo(jpeg), "the trailer is gone, nothing else is");
    }

    [Test]
    public async Task A_converted_photo_keeps_its_turn_and_its_colours_and_not_its_place()
    {
        var photo = Picture(
            MagickFormat.Tiff,
            more: p =>
            {
                p.SetProfile(ColorProfiles.AdobeRGB1998);
                p.SetProfile(new XmpProfile(Encoding.UTF8.GetBytes($"<x exif:GPSLatitude='{Place}'/>")));
                p.Orientation = Orientation.RightTop;
            }
        );
        Assert.That(photo.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Place)), Is.Positive, "the stage is set");
        var (_, bytes) = await CopiedAsync(FileKind.Tiff, photo);
        using var picture = Read(bytes, MagickFormat.Jpeg);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((picture.Width, picture.Height), Is.EqualTo((48u, 64u)));
            Assert.That(picture.ProfileNames, Is.Empty);
            Assert.That(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Place)), Is.Negative);
        }
    }

    [Test]
    public async Task What_could_be_seen_through_becomes_white()
    {
        var (_, bytes) = await CopiedAsync(FileKind.Tiff, Picture(MagickFormat.Tiff, more: p => p.Alpha(AlphaAction.Transparent)));
        using var picture = Read(bytes, MagickFormat.Jpeg);
        Assert.That(picture.GetPixels().GetPixel(3, 3).ToColor()!.ToHexString(), Is.EqualTo("#FFFFFF"));
    }

    [Test]
    public void A_scan_of_several_pages_is_refused_and_none_is_lost()
    {
        using var pages = new MagickImageCollection();
        for (var i = 0; i < 2_000; i++)
        {
            pages.Add(new MagickImage(MagickColors.White, 8, 8));
        }

        Refused(FileKind.Tiff, pages.ToByteArray(MagickFormat.Tiff), AttachmentRules.PictureHasPages);
    }

    private static IEnumerable<TestCaseData> Bombs()
    {
        byte[] bmp = [.. "BM"u8, .. new byte[52]];
        (bmp[10], bmp[14], bmp[26], bmp[28]) = (54, 40, 1, 1);
        (bmp[18], bmp[19], bmp[22], bmp[23]) = (0x40, 0x9C, 0x40, 0x9C);
        yield return new(FileKind.Bmp, bmp) { TestName = "A_bitmap_of_40_000_by_40_000_is_refused" };
        var heic = Heic.ToArray();
        var size = heic.AsSpan().IndexOf("ispe"u8) + 8;
        (heic[size + 2], heic[size + 6]) = (0x9C, 0x9C);
        yield return new(FileKind.Heic, heic) { TestName = "A_photo_that_says_40_000_by_40_000_is_refused" };
        yield return new(FileKind.Tiff, Picture(MagickFormat.Tiff, 12_000, 6_000, p => p.Settings.Compression = CompressionMethod.Zip))
        {
            TestName = "A_packed_scan_of_72_million_points_is_refused",
        };
    }

    [TestCaseSource(nameof(Bombs))]
    public void A_bomb_is_refused_with_the_limit(FileKind kind, byte[] content)
    {
        Assert.That(content, Has.Length.LessThan(2_000_000));
        var broken = Assert.ThrowsAsync<RuleBroken>(() => CopiedAsync(kind, content))!;
        // One that is too short for what it says of itself is damaged in the first place.
        Assert.That(
            broken.Rule,
            kind == FileKind.Tiff
                ? Is.EqualTo(AttachmentRules.PictureTooLarge)
                : Is.AnyOf(AttachmentRules.PictureTooLarge, AttachmentRules.FileDamaged)
        );
    }

    private static readonly string[] Hostile =
    [
        "push graphic-context\nimage over 0,0 0,0 '/etc/passwd'\npop graphic-context",
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>",
        "<?xml version='1.0'?><image><read filename='/etc/passwd'/></image>",
        "%!PS\n(/etc/passwd) run",
        "@/etc/passwd",
        "https://example.test/a.png",
    ];

    [Test]
    public void No_content_is_read_as_another_format_than_its_own([ValueSource(nameof(Hostile))] string content)
    {
        // Each is read in a process of its own: in the gate of each content some, so that every kind comes by.
        var kinds = FileKind.All.Where(k => k.IsPicture).ToList();
        var first = Array.IndexOf(Hostile, content);
        foreach (var kind in Enumerable.Range(first, Scale.Of(kinds.Count, 2)).Select(i => kinds[i % kinds.Count]))
        {
            Refused(kind, Encoding.UTF8.GetBytes(content), AttachmentRules.FileDamaged);
        }
    }

    [Test]
    public async Task Twenty_at_once_are_decoded_a_few_at_a_time_without_what_this_process_knows()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__Secret", "Password=示例");
        try
        {
            var all = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CopiedAsync(FileKind.Heic, Heic)));
            var (most, knows) = (0, false);
            while (!all.IsCompleted && OperatingSystem.IsLinux())
            {
                var decoding = Decoding().ToList();
                most = Math.Max(most, decoding.Count);
                knows |= decoding.Exists(d =>
                    Try(() => File.ReadAllText($"/proc/{d}/environ")).Contains("Secret", StringComparison.Ordinal)
                );
                await Task.Delay(5);
            }

            Assert.That((await all).Select(c => c.Kind), Has.Exactly(20).EqualTo(FileKind.Jpeg));
            Assert.That(most, Is.LessThanOrEqualTo(PictureDecoder.AtOnce).And.GreaterThan(OperatingSystem.IsLinux() ? 0 : -1));
            Assert.That(knows, Is.False, "what decodes hostile files is told no secret");
        }
        finally
        {
            Environment.SetEnvironmentVariable("ConnectionStrings__Secret", null);
        }
    }

    [Test]
    public async Task Who_no_longer_waits_ends_the_decoding_and_the_next_one_is_served()
    {
        for (var i = 0; i < PictureDecoder.AtOnce + 1; i++)
        {
            using var leaves = new CancellationTokenSource();
            var copying = _decoder.DecodeAsync(new Slow(leaves), FileKind.Heic, DecodedAs.Jpeg, new MemoryStream(), leaves.Token);
            Assert.That(async () => await copying, Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That((await CopiedAsync(FileKind.Heic, Heic)).Kind, Is.EqualTo(FileKind.Jpeg));
    }

    [Test]
    public async Task A_preview_is_small()
    {
        using var small = new MemoryStream();
        await _decoder.DecodeAsync(
            new MemoryStream(Picture(MagickFormat.Jpeg, 3_000, 2_000)),
            FileKind.Jpeg,
            DecodedAs.Preview,
            small,
            CancellationToken.None
        );
        using var picture = Read(small.ToArray(), MagickFormat.Jpeg);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((480u, 320u)));
        Assert.That(small.Length, Is.LessThan(20_000));
    }

    [Test]
    public async Task A_recording_keeps_its_places_and_loses_where_it_was_made([Values] bool large)
    {
        var place = Encoding.ASCII.GetBytes(Place);
        byte[] Moov(bool with) =>
            Box(
                "moov",
                [
                    .. Box("mvhd", new byte[100]),
                    .. Box(
                        with ? "udta" : "free",
                        with ? [.. Box("\u00A9xyz", place), .. Box("meta", place)] : new byte[2 * (8 + place.Length)]
                    ),
                    .. Box("trak", [.. Box("tkhd", new byte[84]), .. Box(with ? "meta" : "free", with ? place : new byte[place.Length])]),
                ]
            );
        byte[] Uuid(bool with) => Box(with ? "uuid" : "free", with ? [.. new byte[16], .. place] : new byte[16 + place.Length]);
        byte[] mdat = large ? (byte[])[0, 0, 0, 1, .. "mdat"u8, 0, 0, 0, 0, 0, 0, 0, 20, 1, 2, 3, 4] : Box("mdat", [1, 2, 3, 4]);
        var (kept, bytes) = await CopiedAsync(FileKind.Mp4, Recording("isom", Moov(true), mdat, Uuid(true)));
        Assert.That(kept, Is.EqualTo(FileKind.Mp4));
        Assert.That(bytes, Is.EqualTo(Recording("isom", Moov(false), mdat, Uuid(false))));
    }

    [Test]
    public async Task A_recording_with_a_tail_or_cut_off_while_it_was_sent_is_kept()
    {
        byte[] cut = [.. Recording("isom"), .. Box("mdat", new byte[1000])[..500]];
        Assert.That((await CopiedAsync(FileKind.Mp4, cut)).Bytes, Is.EqualTo(cut));
        byte[] tailed = [.. Recording("M4A "), 1, 2, 3];
        Assert.That((await CopiedAsync(FileKind.M4a, tailed)).Bytes, Is.EqualTo(tailed));
    }

    [Test]
    public void A_recording_whose_boxes_do_not_lie_in_one_another_is_refused() =>
        Refused(FileKind.Mp4, Recording("isom", Box("moov", [0, 0, 0, 99, .. "trak"u8])), AttachmentRules.FileDamaged);

    [Test]
    public async Task Any_bytes_of_a_recording_changed_are_kept_or_refused_and_never_more()
    {
        var whole = Recording("isom", Box("moov", Box("trak", Box("mdia", Box("udta", new byte[9])))), Box("mdat", 1, 2, 3));
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (byte value in (byte[])[0, 1, 8, 0x7F, 0xFF])
            {
                byte[] changed = [.. whole];
                changed[at] = value;
                try
                {
                    Assert.That((await CopiedAsync(FileKind.Mp4, changed)).Bytes, Has.Length.EqualTo(whole.Length));
                }
                catch (RuleBroken broken)
                {
                    Assert.That(broken.Rule, Is.EqualTo(AttachmentRules.FileDamaged));
                }
            }
        }
    }

    private void Refused(FileKind kind, byte[] content, Rule rule) =>
        Assert.That(Assert.ThrowsAsync<RuleBroken>(() => CopiedAsync(kind, content), $"{kind}")!.Rule, Is.EqualTo(rule), $"{kind}");

    private async Task<(FileKind Kind, byte[] Bytes)> CopiedAsync(FileKind kind, byte[] content)
    {
        using var output = new MemoryStream();
        var kept = await new CleanCopy(_decoder).WriteAsync(new MemoryStream(content), kind, output, CancellationToken.None);
        return (kept, output.ToArray());
    }

    private static MagickImage Read(byte[] bytes, MagickFormat format)
    {
        var picture = new MagickImage();
        picture.Read(bytes, format);
        return picture;
    }

    private static IEnumerable<int> Decoding() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let id = Path.GetFileName(folder)
        where id.All(char.IsAsciiDigit)
        let asked = Try(() => File.ReadAllText($"{folder}/cmdline"))
        where asked.Contains("\0picture\0", StringComparison.Ordinal)
        let status = Try(() => File.ReadAllText($"{folder}/status"))
        where status.Contains($"PPid:\t{Environment.ProcessId}\n", StringComparison.Ordinal)
        select int.Parse(id, System.Globalization.CultureInfo.InvariantCulture);

    // A process may end while it is looked at.
    private static string Try(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // Somebody leaves while the file is being handed over.
    private sealed class Slow(CancellationTokenSource leaves) : MemoryStream(Heic)
    {
        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await leaves.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
