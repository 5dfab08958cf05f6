using System.IO.Compression;
using System.Text;
using System.Xml;
using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments.Kinds;

/// <summary>What a zip is by its parts: a document of today, a program, or a zip. None of them is unpacked.</summary>
internal static class ZipParts
{
    internal const int MostEntries = 10_000;

    /// <summary>What its entries may come to, in megabytes of 1,048,576 bytes.</summary>
    internal const int MostMegabytes = 512;

    private const int LongestContentTypes = 1024 * 1024;

    private const string Ooxml = "application/vnd.openxmlformats-officedocument.";

    private static readonly (string Folder, string MainType, FileKind Kind)[] Documents =
    [
        ("word/", Ooxml + "wordprocessingml.document.main+xml", FileKind.Docx),
        ("xl/", Ooxml + "spreadsheetml.sheet.main+xml", FileKind.Xlsx),
        ("ppt/", Ooxml + "presentationml.presentation.main+xml", FileKind.Pptx),
    ];

    /// <summary>The kinds that a zip may be.</summary>
    /// <param name="content">Seekable.</param>
    /// <param name="said">By its name, to say what is damaged.</param>
    internal static IReadOnlyList<FileKind> KindsOf(Stream content, FileKind? said)
    {
        var word = said is { IsPackage: true } ? said.Word : FileWord.Archive;
        if (CountEntries(content) > MostEntries)
        {
            throw TooMuch();
        }

        try
        {
            content.Position = 0;
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            Bound(zip.Entries, word);
            var kind = Of(zip);
            // A zip under a document's name is one whose parts are missing.
            return kind == FileKind.Zip && said is { IsPackage: true }
                ? throw new RuleBroken(AttachmentRules.FileDamaged, said.Word)
                : [kind];
        }
        // The zip reader throws all kinds of exceptions on hostile headers: any of them means that the file is damaged.
        catch (Exception broken) when (broken is not (RuleBroken or OutOfMemoryException))
        {
            throw new RuleBroken(AttachmentRules.FileDamaged, word);
        }
    }

    private static FileKind Of(ZipArchive zip)
    {
        bool Has(string name) => zip.Entries.Any(e => Path(e).Equals(name, StringComparison.OrdinalIgnoreCase));
        if (zip.Entries.FirstOrDefault(e => Path(e) == "[Content_Types].xml") is { } list)
        {
            return Office(zip, ContentTypes(list));
        }

        return Has("OFD.xml") ? FileKind.Ofd
            : Has("AndroidManifest.xml") || Has("META-INF/MANIFEST.MF") ? throw AttachmentRules.NotAllowed(NotTaken.Program)
            : Has("mimetype") ? throw AttachmentRules.NotAllowed(NotTaken.OtherOffice)
            : FileKind.Zip;
    }

    private static FileKind Office(ZipArchive zip, HashSet<string> types)
    {
        bool Parts(string folder) => zip.Entries.Any(e => Path(e).StartsWith(folder, StringComparison.OrdinalIgnoreCase));

        // Macros are found by their part's content type too, since a part may have any name.
        if (
            zip.Entries.Any(e => Path(e).EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
            || types.Any(t =>
                t.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
                || t.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            throw new RuleBroken(AttachmentRules.FileHasMacros, Documents.FirstOrDefault(d => Parts(d.Folder)).Kind?.Word ?? FileWord.Word);
        }

        return Documents.FirstOrDefault(d => types.Contains(d.MainType) && Parts(d.Folder)).Kind
            ?? throw (
                types.Any(t => t.Contains(".main", StringComparison.OrdinalIgnoreCase) && !Documents.Any(d => d.MainType == t))
                    ? AttachmentRules.NotAllowed(NotTaken.OtherOffice)
                    : new InvalidDataException()
            );
    }

    // By what the zip declares: programs that unpack it stop there. Where less is declared than is packed, it lies.
    private static void Bound(IReadOnlyCollection<ZipArchiveEntry> entries, FileWord word)
    {
        if (entries.Any(e => e.IsEncrypted))
        {
            throw new RuleBroken(AttachmentRules.FileEncrypted, word);
        }

        // 16 bytes of every 64 KB are the most that packing adds.
        if (entries.Any(e => e.Length < 0 || e.CompressedLength < 0 || e.CompressedLength > e.Length + e.Length / 1024 + 1024))
        {
            throw new InvalidDataException();
        }

        var left = MostMegabytes * 1024L * 1024;
        if (entries.Any(e => e.Length > left || (left -= e.Length) < 0))
        {
            throw TooMuch();
        }
    }

    private static RuleBroken TooMuch() => new(AttachmentRules.FileUnpacksTooLarge, MostEntries, MostMegabytes);

    // Some programs write the separator of Windows.
    private static string Path(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/').TrimStart('/');

    // ZipArchive makes an object for each entry before anybody can count them, so a hostile file is counted by its signatures first.
    private static int CountEntries(Stream content)
    {
        var signature = "PK\x1\x2"u8;
        var buffer = new byte[64 * 1024];
        var count = 0;
        var kept = 0;
        content.Position = 0;
        for (int read; (read = content.Read(buffer, kept, buffer.Length - kept)) > 0; )
        {
            var filled = buffer.AsSpan(0, kept + read);
            count += filled.Count(signature);
            kept = Math.Min(signature.Length - 1, filled.Length);
            filled[^kept..].CopyTo(buffer);
        }

        return count;
    }

    private static HashSet<string> ContentTypes(ZipArchiveEntry list)
    {
        var types = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using var text = list.Open();
        using var xml = XmlReader.Create(
            text,
            new() { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = LongestContentTypes }
        );
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.GetAttribute("ContentType") is { } type)
            {
                types.Add(type.Trim());
            }
        }

        return types;
    }
}
