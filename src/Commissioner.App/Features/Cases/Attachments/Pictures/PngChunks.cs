using System.Buffers.Binary;
using System.Text;

namespace Commissioner.App.Features.Attachments.Pictures;

/// <summary>The chunks of a PNG: W3C PNG, third edition.</summary>
internal static class PngChunks
{
    private const int LongestExif = 64 * 1024;

    // Chunks that the picture needs to be shown as it was meant. Texts, times, EXIF and private chunks are left out.
    private static readonly HashSet<string> Kept =
    [
        "IHDR",
        "PLTE",
        "IDAT",
        "tRNS",
        "cHRM",
        "gAMA",
        "iCCP",
        "sBIT",
        "sRGB",
        "cICP",
        "mDCV",
        "cLLI",
        "bKGD",
        "hIST",
        "pHYs",
        "sPLT",
        "acTL",
        "fcTL",
        "fdAT",
    ];

    private static readonly byte[] End = [0, 0, 0, 0, .. "IEND"u8];

    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    internal static void CopyPicture(Stream from, Stream to)
    {
        if (!from.Take(Signature.Length).AsSpan().SequenceEqual(Signature))
        {
            throw new InvalidDataException();
        }

        to.Write(Signature);
        string? type = null;
        var painted = false;
        while (type != "IEND")
        {
            // Browsers show a picture that lacks nothing but its end.
            var head = painted && from.Position == from.Length ? End : from.Take(8);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var first = type is null;
            type = Encoding.Latin1.GetString(head, 4, 4);
            if (first != (type == "IHDR") || length > int.MaxValue || !type.All(char.IsAsciiLetter))
            {
                throw new InvalidDataException();
            }

            painted |= type == "IDAT";
            if (type is "IHDR" or "fcTL")
            {
                CopyMeasured(from, to, head, (int)length, type == "IHDR" ? 0 : 4);
            }
            else if (type == "IEND")
            {
                Write(to, "IEND"u8);
            }
            else if (Kept.Contains(type))
            {
                to.Write(head);
                from.CopyPart(to, length + 4);
            }
            else if (type == "eXIf" && length <= LongestExif)
            {
                if (Exif.OnlyOrientation(from.Take((int)length)) is { } turn)
                {
                    Write(to, [.. "eXIf"u8, .. turn]);
                }

                from.Skip(4);
            }
            else
            {
                from.Skip((long)length + 4);
            }
        }

        if (!painted)
        {
            throw new InvalidDataException();
        }
    }

    // Width and height stand first in the picture's head, behind a number in that of a frame.
    private static void CopyMeasured(Stream from, Stream to, byte[] head, int length, int at)
    {
        if (length is < 13 or > 64)
        {
            throw new InvalidDataException();
        }

        var payload = from.Take(length + 4);
        PictureParts.Bound(
            BinaryPrimitives.ReadUInt32BigEndian(payload.AsSpan(at)),
            BinaryPrimitives.ReadUInt32BigEndian(payload.AsSpan(at + 4))
        );
        to.Write(head);
        to.Write(payload);
    }

    private static void Write(Stream to, ReadOnlySpan<byte> typeAndPayload)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, typeAndPayload.Length - 4);
        to.Write(number);
        to.Write(typeAndPayload);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(typeAndPayload));
        to.Write(number);
    }

    // CRC-32 of ISO 3309, bit by bit: no table is worth it for some thirty bytes.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
