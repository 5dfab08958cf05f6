using System.Buffers.Binary;
using System.Text;
using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments;

/// <summary>The file system in a file that an Office document of 97 to 2003 is: [MS-CFB].</summary>
internal static class CompoundFile
{
    private const int MostDirectorySectors = 4096;

    private const int EntrySize = 128;

    private const int DifatInHeader = 109;

    private const uint LastSector = 0xFFFFFFFA;

    private static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Whether the directory names one of <paramref name="streams"/>.</summary>
    /// <exception cref="RuleBroken"><see cref="AttachmentRules.FileKindNotAllowed"/> when it carries macros.</exception>
    internal static bool Is(Stream content, FileKind kind, params string[] streams)
    {
        HashSet<string> names;
        try
        {
            names = Names(content);
        }
        catch (Exception broken) when (broken is EndOfStreamException or InvalidDataException)
        {
            return false;
        }

        if (names.Contains("_VBA_PROJECT"))
        {
            throw new RuleBroken(AttachmentRules.FileKindNotAllowed, $"{kind} + VBA");
        }

        return names.Overlaps(streams);
    }

    private static HashSet<string> Names(Stream content)
    {
        var header = new byte[512];
        ReadAt(content, 0, header);
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
        if (!header.AsSpan().StartsWith(Signature) || shift is not (9 or 12))
        {
            throw new InvalidDataException();
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
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
                    names.Add(Encoding.Unicode.GetString(entry[..(length - 2)]));
                }
            }

            sector = Next(content, header, shift, sector);
        }

        return names;
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
