using System.Buffers.Binary;

namespace Commissioner.App.Features.Attachments.Pictures;

/// <summary>The blocks of a GIF: GIF89a specification; editors write XMP, positions included, into an application block.</summary>
internal static class GifBlocks
{
    private const byte Extension = 0x21;
    private const byte Picture = 0x2C;
    private const byte Trailer = 0x3B;
    private const byte Application = 0xFF;

    internal static void CopyPicture(Stream input, Stream output)
    {
        var from = new BufferedStream(input, 64 * 1024);
        var to = new BufferedStream(output, 64 * 1024);
        var screen = from.Take(13);
        if (!screen.AsSpan().StartsWith("GIF87a"u8) && !screen.AsSpan().StartsWith("GIF89a"u8))
        {
            throw new InvalidDataException();
        }

        Bound(screen.AsSpan(6));
        to.Write(screen);
        from.CopyPart(to, Colours(screen[10]));
        var painted = false;
        byte block;
        while ((block = from.Next()) != Trailer)
        {
            if (block == Picture)
            {
                var place = from.Take(9);
                Bound(place.AsSpan(4));
                to.WriteByte(block);
                to.Write(place);
                from.CopyPart(to, Colours(place[8]) + 1);
                CopySubBlocks(from, to);
                painted = true;
            }
            else if (block == Extension)
            {
                CopyExtension(from, to);
            }
            else
            {
                throw new InvalidDataException();
            }
        }

        if (!painted)
        {
            throw new InvalidDataException();
        }

        to.WriteByte(Trailer);
        to.Flush();
    }

    private static void Bound(ReadOnlySpan<byte> size) =>
        PictureParts.Bound(BinaryPrimitives.ReadUInt16LittleEndian(size), BinaryPrimitives.ReadUInt16LittleEndian(size[2..]));

    private static void CopyExtension(Stream from, Stream to)
    {
        var label = from.Next();
        var head = from.Take(from.Next());
        // Kept are the application blocks for animation and colour profile, timing and captions. Comments and all other blocks go.
        var kept =
            label == Application
                ? head.AsSpan().SequenceEqual("NETSCAPE2.0"u8)
                    || head.AsSpan().SequenceEqual("ANIMEXTS1.0"u8)
                    || head.AsSpan().SequenceEqual("ICCRGBG1012"u8)
                : label is 0xF9 or 0x01;
        if (kept)
        {
            to.Write([Extension, label, (byte)head.Length, .. head]);
        }

        // An extension whose first sub-block is empty, such as an empty comment, has ended: there is nothing left to skip.
        if (head.Length > 0)
        {
            CopySubBlocks(from, kept ? to : Stream.Null);
        }
    }

    private static void CopySubBlocks(Stream from, Stream to)
    {
        byte length;
        do
        {
            length = from.Next();
            to.WriteByte(length);
            from.CopyPart(to, length);
        } while (length > 0);
    }

    private static int Colours(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
