using System.Buffers.Binary;
using System.Text;
using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments.Kinds;

/// <summary>The file system in a file that an Office document of 97 to 2003 is, and an encrypted one of today: [MS-CFB].</summary>
internal static class CompoundFile
{
    private const int MostDirectorySectors = 4096;

    private const int EntrySize = 128;

    private const int DifatInHeader = 109;

    private const uint LastSector = 0xFFFFFFFA;

    private const int HeadOfStream = 512;

    private const int ShortStream = 4096;

    internal static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>The kinds that have these streams: WPS writes the same as Office under other names.</summary>
    /// <param name="content">Seekable.</param>
    /// <param name="said">By its name, to say what is damaged or encrypted.</param>
    internal static IReadOnlyList<FileKind> KindsOf(Stream content, FileKind? said)
    {
        try
        {
            var streams = Streams(content);
            IReadOnlyList<FileKind> kinds = streams switch
            {
                _ when streams.ContainsKey("EncryptedPackage") => throw new RuleBroken(
                    AttachmentRules.FileEncrypted,
                    said?.Word ?? FileWord.Word
                ),
                _ when streams.ContainsKey("WordDocument") => [FileKind.Doc, FileKind.Wps],
                _ when streams.ContainsKey("Workbook") || streams.ContainsKey("Book") => [FileKind.Xls, FileKind.Et],
                _ when streams.ContainsKey("PowerPoint Document") => [FileKind.Ppt, FileKind.Dps],
                _ when streams.ContainsKey("__properties_version1.0") => throw AttachmentRules.NotAllowed(NotTaken.OutlookMessage),
                _ => throw (said is null ? AttachmentRules.NotAllowed(NotTaken.OtherOffice) : AttachmentRules.Unknown(said)),
            };
            if (IsEncrypted(streams))
            {
                throw new RuleBroken(AttachmentRules.FileEncrypted, kinds[0].Word);
            }

            return streams.ContainsKey("_VBA_PROJECT") ? throw new RuleBroken(AttachmentRules.FileHasMacros, kinds[0].Word) : kinds;
        }
        catch (Exception broken) when (broken is EndOfStreamException or InvalidDataException)
        {
            throw AttachmentRules.Unknown(said);
        }
    }

    // A flag in a text's head [MS-DOC 2.5.1], a record behind a workbook's first [MS-XLS 2.4.117], a stream of its own beside slides.
    private static bool IsEncrypted(Dictionary<string, byte[]> streams)
    {
        if (streams.GetValueOrDefault("WordDocument") is [_, _, _, _, _, _, _, _, _, _, _, var flags, ..])
        {
            return (flags & 1) != 0;
        }

        ReadOnlySpan<byte> book = streams.GetValueOrDefault("Workbook") ?? streams.GetValueOrDefault("Book");
        for (var records = 0; records < 4 && book.Length >= 4; records++)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(book) == 0x2F)
            {
                return true;
            }

            book = book[Math.Min(book.Length, 4 + BinaryPrimitives.ReadUInt16LittleEndian(book[2..]))..];
        }

        return streams.ContainsKey("EncryptedSummary");
    }

    // The streams by name; those that may be encrypted with what they begin with.
    private static Dictionary<string, byte[]> Streams(Stream content)
    {
        var header = new byte[512];
        ReadAt(content, 0, header);
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
        if (!header.AsSpan().StartsWith(Signature) || shift is not (9 or 12))
        {
            throw new InvalidDataException();
        }

        var streams = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        var directory = new byte[1 << shift];
        var sector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));
        // Bounded, because a malicious chain of sectors may lead in a circle.
        for (var read = 0; sector < LastSector; read++)
        {
            if (read == MostDirectorySectors)
            {
                throw new InvalidDataException();
            }

            ReadAt(content, ((long)sector + 1) << shift, directory);
            for (var at = 0; at < directory.Length; at += EntrySize)
            {
                var entry = directory.AsSpan(at, EntrySize);
                var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
                if (entry[66] == 2 && length is >= 2 and <= 64)
                {
                    var name = Encoding.Unicode.GetString(entry[..(length - 2)]);
                    streams.TryAdd(name, name is "WordDocument" or "Workbook" or "Book" ? Head(content, shift, entry) : []);
                }
            }

            sector = Next(content, header, shift, sector);
        }

        return streams;
    }

    // Short streams lie together in another: none of those need be read.
    private static byte[] Head(Stream content, int shift, ReadOnlySpan<byte> entry)
    {
        var first = ((long)BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]) + 1) << shift;
        if (BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]) < ShortStream || first > content.Length)
        {
            return [];
        }

        var head = new byte[HeadOfStream];
        content.Position = first;
        return head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    private static uint Next(Stream content, byte[] header, int shift, uint sector)
    {
        var perSector = 1u << (shift - 2);
        var table = sector / perSector;
        uint tableSector;
        if (table < DifatInHeader)
        {
            tableSector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + (int)table * 4));
        }
        else
        {
            // Beyond the header the list of allocation tables goes on in sectors of its own; the last entry of each names the next.
            var (hops, place) = Math.DivRem(table - DifatInHeader, perSector - 1);
            var list = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(68));
            for (; hops > 0; hops--)
            {
                list = Read(content, shift, list, perSector - 1);
            }

            tableSector = Read(content, shift, list, place);
        }

        return Read(content, shift, tableSector, sector % perSector);
    }

    private static uint Read(Stream content, int shift, uint sector, uint place)
    {
        Span<byte> number = stackalloc byte[4];
        ReadAt(content, (((long)sector + 1) << shift) + place * 4, number);
        return BinaryPrimitives.ReadUInt32LittleEndian(number);
    }

    private static void ReadAt(Stream content, long position, Span<byte> bytes)
    {
        if (position > content.Length)
        {
            throw new EndOfStreamException();
        }

        content.Position = position;
        content.ReadExactly(bytes);
    }
}
