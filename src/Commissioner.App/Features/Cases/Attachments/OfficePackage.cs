using System.IO.Compression;
using System.Xml;
using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments;

/// <summary>The zip that an Office document of today is: ISO/IEC 29500-2.</summary>
internal static class OfficePackage
{
    private const int MostEntries = 10_000;

    private const int LongestContentTypes = 1024 * 1024;

    /// <summary>
    /// Whether the zip is a document whose parts lie in <paramref name="folder"/> and whose main part is of <paramref name="mainType"/>.
    /// </summary>
    /// <exception cref="RuleBroken"><see cref="AttachmentRules.FileKindNotAllowed"/> when it carries macros.</exception>
    internal static bool Is(Stream content, string folder, string mainType, string withMacros)
    {
        if (CountEntries(content) > MostEntries)
        {
            return false;
        }

        HashSet<string> types;
        bool hasParts;
        try
        {
            content.Position = 0;
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Any(entry => entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            {
                throw new RuleBroken(AttachmentRules.FileKindNotAllowed, withMacros);
            }

            hasParts = zip.Entries.Any(entry => entry.FullName.StartsWith(folder, StringComparison.OrdinalIgnoreCase));
            var list = zip.GetEntry("[Content_Types].xml");
            types = list is null ? [] : ContentTypes(list);
        }
        // The zip reader throws all kinds of exceptions on hostile headers: any of them means that the file is damaged.
        catch (Exception broken) when (broken is not (RuleBroken or OutOfMemoryException))
        {
            return false;
        }

        // Macros are found by their part's content type, since a part may have any name.
        if (
            types.Any(type =>
                type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
                || type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            throw new RuleBroken(AttachmentRules.FileKindNotAllowed, withMacros);
        }

        return hasParts && types.Contains(mainType);
    }

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
