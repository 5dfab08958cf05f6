using System.Buffers.Binary;
using System.Text;

namespace Commissioner.App.Features.Attachments.Pictures;

/// <summary>The chunks of a WebP: RFC 9649.</summary>
internal static class WebPChunks
{
    private const int LongestExif = 64 * 1024;
    private const byte HasExif = 0x08;
    private const byte HasXmp = 0x04;

    private static readonly HashSet<string> Kept = ["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"];

    internal static void CopyPicture(Stream from, Stream to)
    {
        var file = from.Take(12);
        var end = 8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4));
        if (!file.AsSpan().StartsWith("RIFF"u8) || !file.AsSpan(8).SequenceEqual("WEBP"u8) || end > from.Length)
        {
            throw new InvalidDataException();
        }

        // Reads the chunks twice: the header's size and flags come first and depend on the chunks that are kept.
        var size = 4L;
        byte[]? turn = null;
        bool first = true,
            painted = false;
        foreach (var (type, length) in Chunks(from, end))
        {
            if (first && type is not ("VP8X" or "VP8 " or "VP8L") || type == "VP8X" && (!first || length < 10))
            {
                throw new InvalidDataException();
            }

            first = false;
            Bound(from, type, length);
            painted |= type is "VP8 " or "VP8L" or "ANMF";
            size += Kept.Contains(type) ? 8 + Padded(length) : 0;
            turn ??= type == "EXIF" && length <= LongestExif ? Turn(from.Take((int)length)) : null;
        }

        if (!painted)
        {
            throw new InvalidDataException();
        }

        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), (uint)(size + (turn is null ? 0 : 8 + Padded(turn.Length))));
        to.Write(file);
        foreach (var (type, length) in Chunks(from, end))
        {
            if (!Kept.Contains(type))
            {
                continue;
            }

            WriteHead(to, type, length);
            var rest = length;
            if (type == "VP8X")
            {
                to.WriteByte((byte)(from.Next() & ~(HasExif | HasXmp) | (turn is null ? 0 : HasExif)));
                rest--;
            }

            from.CopyPart(to, rest);
            Pad(to, length);
        }

        if (turn is not null)
        {
            WriteHead(to, "EXIF", turn.Length);
            to.Write(turn);
            Pad(to, turn.Length);
        }
    }

    // The canvas, and what a picture without one says of itself. A frame lies inside the canvas.
    private static void Bound(Stream from, string type, long length)
    {
        if (type is not ("VP8X" or "VP8 " or "VP8L") || length < 10)
        {
            return;
        }

        var at = from.Position;
        var head = from.Take(10);
        from.Position = at;
        var (wide, high) = type switch
        {
            "VP8X" => (Number(head, 4, 3) + 1, Number(head, 7, 3) + 1),
            "VP8 " => (Number(head, 6, 2) & 0x3FFF, Number(head, 8, 2) & 0x3FFF),
            _ => ((Number(head, 1, 4) & 0x3FFF) + 1, ((Number(head, 1, 4) >> 14) & 0x3FFF) + 1),
        };
        PictureParts.Bound(wide, high);
    }

    private static long Number(byte[] head, int at, int size)
    {
        var number = 0L;
        for (var i = size - 1; i >= 0; i--)
        {
            number = (number << 8) | head[at + i];
        }

        return number;
    }

    // Some writers put a JPEG segment's "Exif" mark before the TIFF data.
    private static byte[]? Turn(ReadOnlySpan<byte> exif) => Exif.OnlyOrientation(exif.StartsWith("Exif\0\0"u8) ? exif[6..] : exif);

    // Leaves the stream at the chunk's payload.
    private static IEnumerable<(string Type, long Length)> Chunks(Stream from, long end)
    {
        for (long at = 12, length; at + 8 <= end; at += 8 + Padded(length))
        {
            from.Position = at;
            var head = from.Take(8);
            length = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
            if (at + 8 + length > end)
            {
                throw new InvalidDataException();
            }

            yield return (Encoding.Latin1.GetString(head, 0, 4), length);
        }
    }

    private static long Padded(long length) => length + (length & 1);

    private static void WriteHead(Stream to, string type, long length)
    {
        Span<byte> head = stackalloc byte[8];
        Encoding.Latin1.GetBytes(type, head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)length);
        to.Write(head);
    }

    private static void Pad(Stream to, long length)
    {
        if ((length & 1) != 0)
        {
            to.WriteByte(0);
        }
    }
}
