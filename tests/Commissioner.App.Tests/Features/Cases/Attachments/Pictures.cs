using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Commissioner.App.Tests.Features.Attachments;

/// <summary>Pictures and documents byte by byte, as cameras and offices write them.</summary>
internal static class Pictures
{
    /// <summary>A mark that stands in every place where a position is written: it must not be found afterwards.</summary>
    internal const string Place = "31.2989N120.5853E";

    /// <summary>EXIF with a GPS directory, and an orientation unless that is 0.</summary>
    internal static byte[] Tiff(bool little, ushort orientation)
    {
        var bytes = new List<byte>();
        bytes.AddRange(little ? "II*\0"u8 : "MM\0*"u8);
        UInt32(8);
        UInt16((ushort)(orientation == 0 ? 2 : 3));
        Entry(0x010F, 2, 4, 0x41424300); // the maker
        if (orientation != 0)
        {
            UInt16(0x0112);
            UInt16(3);
            UInt32(1);
            UInt16(orientation);
            UInt16(0);
        }

        var gpsAt = (uint)(bytes.Count + 12 + 4);
        Entry(0x8825, 4, 1, gpsAt);
        UInt32(0);
        UInt16(1);
        Entry(0x001D, 2, (uint)Place.Length, gpsAt + 2 + 12 + 4);
        UInt32(0);
        bytes.AddRange(Encoding.ASCII.GetBytes(Place));
        return [.. bytes];

        void Entry(ushort tag, ushort type, uint count, uint value)
        {
            UInt16(tag);
            UInt16(type);
            UInt32(count);
            UInt32(value);
        }

        void UInt16(ushort value) => bytes.AddRange(Ordered(value, 2));
        void UInt32(uint value) => bytes.AddRange(Ordered(value, 4));
        byte[] Ordered(uint value, int size)
        {
            var big = Big(value, size);
            if (little)
            {
                Array.Reverse(big);
            }

            return big;
        }
    }

    /// <summary>The directory that is left of EXIF when only the orientation is.</summary>
    internal static byte[] TurnOnly(byte orientation) =>
        Convert.FromHexString($"4D4D002A00000008" + "0001" + $"0112000300000001{orientation:X4}0000" + "00000000");

    internal static byte[] Segment(byte marker, params byte[] payload) => [0xFF, marker, .. Big((uint)payload.Length + 2, 2), .. payload];

    internal static byte[] Jfif => Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

    internal static byte[] ExifSegment(byte[] tiff) => Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]);

    /// <summary>From the tables to the end, two scans, with stuffed bytes and restarts.</summary>
    internal static byte[] JpegPicture =>
        [
            .. Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, 7, 7]),
            .. Segment(0xDB, new byte[65]),
            .. Segment(0xC2, 8, 0, 16, 0, 16, 1, 1, 0x11, 0),
            .. Segment(0xC4, new byte[20]),
            .. Segment(0xDA, 1, 1, 0, 0, 0, 0),
            0x12,
            0xFF,
            0x00,
            0x34,
            0xFF,
            0xD0,
            0x56,
            0xFF,
            0xD7,
            0xFF,
            0x00,
            .. Segment(0xDA, 1, 1, 0, 1, 63, 0),
            .. Enumerable.Range(0, 200_000).Select(i => (byte)(i % 251)),
            0xFF,
            0xD9,
        ];

    internal static byte[] Jpeg(params byte[][] segments) => [0xFF, 0xD8, .. segments.SelectMany(s => s), .. JpegPicture];

    internal static byte[] Chunk(string type, params byte[] payload)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. payload];
        return [.. Big((uint)payload.Length, 4), .. body, .. Big(Crc(body), 4)];
    }

    /// <summary>A real picture of 2 by 1 pixels, with <paramref name="more"/> before its pixels.</summary>
    internal static byte[] Png(params byte[][] more)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            zlib.Write([0, 255, 0, 0, 0, 255, 0]);
        }

        return
        [
            0x89,
            .. "PNG\r\n\x1a\n"u8,
            .. Chunk("IHDR", 0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0),
            .. Chunk("gAMA", 0, 0, 0xB1, 0x8F),
            .. more.SelectMany(m => m),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND"),
        ];
    }

    internal static byte[] RiffChunk(string type, params byte[] payload) =>
        [.. Encoding.ASCII.GetBytes(type), .. Little((uint)payload.Length), .. payload, .. new byte[payload.Length & 1]];

    internal static byte[] WebP(params byte[][] chunks)
    {
        byte[] body = [.. "WEBP"u8, .. chunks.SelectMany(c => c)];
        return [.. "RIFF"u8, .. Little((uint)body.Length), .. body];
    }

    /// <summary>A real GIF of 1 by 1 pixel, with <paramref name="more"/> before the picture.</summary>
    internal static byte[] Gif(params byte[][] more) =>
        [
            .. "GIF89a"u8,
            1,
            0,
            1,
            0,
            0x80,
            0,
            0,
            255,
            255,
            255,
            0,
            0,
            0,
            0x21,
            0xFF,
            11,
            .. "NETSCAPE2.0"u8,
            3,
            1,
            0,
            0,
            0,
            .. more.SelectMany(m => m),
            0x21,
            0xF9,
            4,
            0,
            0,
            0,
            0,
            0,
            0x2C,
            0,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
            2,
            2,
            0x44,
            1,
            0,
            0x3B,
        ];

    internal static byte[] Big(uint value, int size)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, value);
        return four[^size..].ToArray();
    }

    internal static byte[] Little(uint value) => [.. Big(value, 4).Reverse()];

    // Table-driven, to be another way than the one under test.
    internal static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry >> 1) ^ ((entry & 1) * 0xEDB88320);
            }

            table[i] = entry;
        }

        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }
}
