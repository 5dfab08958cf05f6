using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments;

/// <summary>What an attached file really is.</summary>
public static class FileContent
{
    /// <summary>The largest file, in megabytes of 1,048,576 bytes.</summary>
    public const int LargestMegabytes = 20;

    /// <summary>The largest file, in bytes.</summary>
    public const long Largest = LargestMegabytes * 1024L * 1024;

    /// <summary>
    /// The kind that the name says, once the content was found to be of it; a picture's inner structure is held to its format by <see
    /// cref="Exif.RemovePosition"/>.
    /// </summary>
    /// <param name="fileName">As it was given.</param>
    /// <param name="content">Seekable; left at its beginning.</param>
    /// <exception cref="RuleBroken">Any of <see cref="AttachmentRules"/>.</exception>
    public static FileKind Recognise(string fileName, Stream content)
    {
        var name = FileName.Clean(fileName);
        var kind = FileKind.OfName(name) ?? throw new RuleBroken(AttachmentRules.FileKindNotAllowed, Path.GetExtension(name));
        if (content.Length == 0)
        {
            throw new RuleBroken(AttachmentRules.FileIsEmpty) { Field = "file" };
        }

        if (content.Length > Largest)
        {
            throw new RuleBroken(AttachmentRules.FileTooLarge, LargestMegabytes);
        }

        if (!Keeps(content, kind))
        {
            throw new RuleBroken(AttachmentRules.FileContentIsNotWhatItsNameSays, kind.ToString());
        }

        content.Position = 0;
        return kind;
    }

    private static bool Keeps(Stream content, FileKind kind)
    {
        Span<byte> buffer = stackalloc byte[1024];
        content.Position = 0;
        ReadOnlySpan<byte> head = buffer[..content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        return kind switch
        {
            _ when kind == FileKind.Jpeg => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
            _ when kind == FileKind.Png => head.StartsWith(PngChunks.Signature),
            _ when kind == FileKind.Gif => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8),
            _ when kind == FileKind.WebP => head.StartsWith("RIFF"u8) && head[4..].Length > 8 && head[8..].StartsWith("WEBP"u8),
            // Readers of PDF look for its mark in the first 1024 bytes.
            _ when kind == FileKind.Pdf => head.IndexOf("%PDF-"u8) >= 0,
            _ when kind == FileKind.Docx => head.StartsWith("PK\x3\x4"u8)
                && OfficePackage.Is(
                    content,
                    "word/",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    ".docm"
                ),
            _ when kind == FileKind.Xlsx => head.StartsWith("PK\x3\x4"u8)
                && OfficePackage.Is(content, "xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", ".xlsm"),
            _ when kind == FileKind.Pptx => head.StartsWith("PK\x3\x4"u8)
                && OfficePackage.Is(
                    content,
                    "ppt/",
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
                    ".pptm"
                ),
            _ when kind == FileKind.Doc => CompoundFile.Is(content, kind, "WordDocument"),
            _ when kind == FileKind.Xls => CompoundFile.Is(content, kind, "Workbook", "Book"),
            _ when kind == FileKind.Ppt => CompoundFile.Is(content, kind, "PowerPoint Document"),
            _ => false,
        };
    }
}
