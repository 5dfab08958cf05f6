using System.Buffers.Binary;

namespace Commissioner.App.Features.Attachments.Pictures;

/// <summary>The boxes of a recording: ISO/IEC 14496-12. Phones write into them where it was made.</summary>
internal static class MovieBoxes
{
    private const int Deepest = 4;

    private const int MostBoxes = 10_000;

    /// <summary>
    /// Copies a recording with the boxes of remarks, positions among them, declared free and blank. Nothing moves, since the sound and the
    /// pictures are found by their places in the file.
    /// </summary>
    /// <exception cref="InvalidDataException">Its boxes do not lie in one another.</exception>
    internal static void CopyWithoutRemarks(Stream from, Stream to)
    {
        from.Position = 0;
        from.CopyTo(to);
        var boxes = 0;
        Walk(0, to.Length, 0);
        to.Position = to.Length;

        void Walk(long at, long end, int depth)
        {
            Span<byte> head = stackalloc byte[16];
            while (at + 8 <= end)
            {
                to.Position = at;
                var read = to.ReadAtLeast(head, 16, throwOnEndOfStream: false);
                var length = (long)BinaryPrimitives.ReadUInt32BigEndian(head);
                var start = 8;
                if (length == 1 && read == 16)
                {
                    (length, start) = (BinaryPrimitives.ReadInt64BigEndian(head[8..]), 16);
                }
                else if (length == 0)
                {
                    length = end - at; // until the end of the file
                }

                // What follows the last box of a file is a trailer, or a recording that was cut off while it was sent: players play it.
                if (length < start || length > end - at)
                {
                    if (depth == 0)
                    {
                        return;
                    }

                    throw new InvalidDataException();
                }

                if (++boxes > MostBoxes)
                {
                    throw new InvalidDataException();
                }

                var type = head[4..8];
                if (type.SequenceEqual("udta"u8) || type.SequenceEqual("meta"u8) || type.SequenceEqual("uuid"u8))
                {
                    Blank(at, start, length);
                }
                else if (depth < Deepest && (type.SequenceEqual("moov"u8) || type.SequenceEqual("trak"u8) || type.SequenceEqual("mdia"u8)))
                {
                    Walk(at + start, at + length, depth + 1);
                }

                at += length;
            }
        }

        void Blank(long at, int start, long length)
        {
            to.Position = at + 4;
            to.Write("free"u8);
            to.Position = at + start;
            var zeros = new byte[(int)Math.Min(length - start, 64 * 1024)];
            for (var left = length - start; left > 0; left -= zeros.Length)
            {
                to.Write(zeros.AsSpan(0, (int)Math.Min(left, zeros.Length)));
            }
        }
    }
}
