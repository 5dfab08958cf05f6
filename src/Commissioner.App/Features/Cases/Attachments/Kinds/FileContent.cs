using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments.Kinds;

/// <summary>What an attached file really is, whatever its name says.</summary>
/// <param name="Kind">By its content.</param>
/// <param name="Name">As it was given, cleaned, with an ending of this kind.</param>
public sealed record FileContent(FileKind Kind, string Name)
{
    /// <summary>The largest file, in megabytes of 1,048,576 bytes.</summary>
    public const int LargestMegabytes = 20;

    /// <summary>The largest file, in bytes.</summary>
    public const long Largest = LargestMegabytes * 1024L * 1024;

    private const int LongestHead = 64 * 1024;

    /// <summary>
    /// The kind is found by the content. The name decides only between kinds of one content, and what is missed where the content is
    /// damaged.
    /// </summary>
    /// <param name="fileName">As it was given.</param>
    /// <param name="content">Seekable; left at its beginning.</param>
    /// <exception cref="RuleBroken">Any of <see cref="AttachmentRules"/>.</exception>
    public static FileContent Recognise(string fileName, Stream content)
    {
        var name = FileName.Clean(fileName);
        if (content.Length == 0)
        {
            throw new RuleBroken(AttachmentRules.FileIsEmpty) { Field = "file" };
        }

        if (content.Length > Largest)
        {
            throw new RuleBroken(AttachmentRules.FileTooLarge, LargestMegabytes);
        }

        var said = FileKind.OfName(name);
        var kinds = KindsOf(content, said);
        content.Position = 0;
        var kind = kinds.FirstOrDefault(k => k.HasNamed(name)) ?? kinds.FirstOrDefault(k => !k.NeedsItsName);
        return kind is null ? throw AttachmentRules.Unknown(said) : new(kind, kind.Named(name));
    }

    /// <summary>The kinds that have this content, the likeliest first.</summary>
    private static IReadOnlyList<FileKind> KindsOf(Stream content, FileKind? said)
    {
        var bytes = new byte[(int)Math.Min(content.Length, LongestHead)];
        content.Position = 0;
        content.ReadExactly(bytes);
        ReadOnlySpan<byte> head = bytes;
        return head switch
        {
            [0xFF, 0xD8, 0xFF, ..] => [FileKind.Jpeg],
            _ when head.StartsWith(Pictures.PngChunks.Signature) => [FileKind.Png],
            _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => [FileKind.Gif],
            _ when head.StartsWith("RIFF"u8) && Names(head, 8, "WEBP"u8) => [FileKind.WebP],
            _ when head.StartsWith("RIFF"u8) && Names(head, 8, "WAVE"u8) => [FileKind.Wav],
            _ when head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) => [FileKind.Tiff],
            // The length of a bitmap's head stands behind the mark: two letters alone begin many a text.
            [(byte)'B', (byte)'M', _, _, _, _, _, _, _, _, _, _, _, _, 12 or 40 or 52 or 56 or 64 or 108 or 124, 0, 0, 0, ..] =>
            [
                FileKind.Bmp,
            ],
            _ when Names(head, 4, "ftyp"u8) => Recorded.InBoxes(head),
            _ when head.StartsWith("PK\x3\x4"u8) || head.StartsWith("PK\x5\x6"u8) => ZipParts.KindsOf(content, said),
            _ when head.StartsWith(CompoundFile.Signature) => CompoundFile.KindsOf(content, said),
            _ when Foreign(head) is { } other => throw AttachmentRules.NotAllowed(other),
            _ when MarkedText.Of(head) is { } other => throw AttachmentRules.NotAllowed(other),
            // Readers of PDF look for its mark in the first 1024 bytes.
            _ when head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) >= 0 => [FileKind.Pdf],
            _ when Recorded.Of(head) is { } sound => [sound],
            _ when MarkedText.IsMail(head) => [FileKind.Eml, FileKind.Text],
            _ when MarkedText.IsText(head) => [FileKind.Text, FileKind.Csv],
            _ => [],
        };
    }

    // What many people have and nobody else can open, or nobody should.
    private static NotTaken? Foreign(ReadOnlySpan<byte> head) =>
        head switch
        {
            _ when head.StartsWith("MZ"u8) || head.StartsWith("\u007FELF"u8) || head.StartsWith("#!/"u8) => NotTaken.Program,
            [0xCF or 0xCE, 0xFA, 0xED, 0xFE, ..] or [0xCA, 0xFE, 0xBA, 0xBE, ..] => NotTaken.Program,
            // A shortcut of Windows.
            [0x4C, 0, 0, 0, 1, 0x14, 2, 0, ..] => NotTaken.Program,
            _ when head.StartsWith("Rar!\x1A\x7"u8) => NotTaken.OtherArchive,
            [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] or [0x1F, 0x8B, 8, ..] or [0xFD, (byte)'7', (byte)'z', (byte)'X', ..] =>
                NotTaken.OtherArchive,
            _ when head.StartsWith("BZh"u8) || Names(head, 257, "ustar"u8) => NotTaken.OtherArchive,
            _ when head.StartsWith("{\\rtf"u8) => NotTaken.RichText,
            _ when head.StartsWith("#!SILK_V3"u8) || Names(head, 1, "#!SILK_V3"u8) => NotTaken.ChatVoice,
            _ => null,
        };

    private static bool Names(ReadOnlySpan<byte> head, int at, ReadOnlySpan<byte> mark) =>
        head.Length >= at + mark.Length && head.Slice(at, mark.Length).SequenceEqual(mark);
}
