using System.Buffers.Binary;

namespace Commissioner.App.Features.Attachments.Pictures;

/// <summary>The segments of a JPEG: ITU-T T.81, annex B.</summary>
internal static class JpegSegments
{
    private const byte StartOfPicture = 0xD8;
    private const byte EndOfPicture = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App2 = 0xE2;
    private const byte App14 = 0xEE;

    private static ReadOnlySpan<byte> ExifMark => "Exif\0\0"u8;

    internal static void CopyPicture(Stream input, Stream output)
    {
        var from = new BufferedStream(input, 64 * 1024);
        var to = new BufferedStream(output, 64 * 1024);
        if (from.Next() != 0xFF || from.Next() != StartOfPicture)
        {
            throw new InvalidDataException();
        }

        to.Write([0xFF, StartOfPicture]);
        bool framed = false,
            scanned = false,
            turned = false;
        var marker = NextMarker(from);
        while (marker != EndOfPicture)
        {
            var payload = from.Take(
                BinaryPrimitives.ReadUInt16BigEndian(from.Take(2)) - 2 is >= 0 and var length ? length : throw new InvalidDataException()
            );
            if (IsKept(marker, payload))
            {
                Write(to, marker, payload);
            }
            else if (
                !turned
                && marker == App1
                && payload.AsSpan().StartsWith(ExifMark)
                && Exif.OnlyOrientation(payload.AsSpan(ExifMark.Length)) is { } turn
            )
            {
                Write(to, App1, [.. ExifMark, .. turn]);
                turned = true;
            }

            if (IsFrame(marker))
            {
                framed = true;
                Bound(payload);
            }

            scanned |= marker == StartOfScan && framed;
            marker = marker == StartOfScan ? CopyScan(from, to) : NextMarker(from);
        }

        if (!scanned)
        {
            throw new InvalidDataException();
        }

        to.Write([0xFF, EndOfPicture]);
        to.Flush();
    }

    // Only what the picture needs to be decoded. Everything else, known or not, may say where it was taken: EXIF, XMP, IPTC, comments,
    // thumbnails, and the further pictures of a multi-picture file, each of which has an EXIF of its own.
    private static bool IsKept(byte marker, ReadOnlySpan<byte> payload) =>
        marker switch
        {
            App0 => payload.StartsWith("JFIF\0"u8),
            App2 => payload.StartsWith("ICC_PROFILE\0"u8),
            App14 => payload.StartsWith("Adobe"u8),
            >= 0xE0 and <= 0xEF or 0xFE => false,
            0xC4 or 0xCC or StartOfScan or >= 0xDB and <= 0xDF => true,
            _ => IsFrame(marker) ? true : throw new InvalidDataException(),
        };

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static void Bound(ReadOnlySpan<byte> frame)
    {
        if (frame.Length >= 5)
        {
            PictureParts.Bound(BinaryPrimitives.ReadUInt16BigEndian(frame[3..]), BinaryPrimitives.ReadUInt16BigEndian(frame[1..]));
        }
    }

    private static byte NextMarker(Stream from)
    {
        if (from.Next() != 0xFF)
        {
            throw new InvalidDataException();
        }

        byte marker;
        do
        {
            marker = from.Next();
        } while (marker == 0xFF);
        return marker;
    }

    // Copies a scan's data up to the next marker. A stuffed zero and restart markers belong to the data.
    private static byte CopyScan(Stream from, Stream to)
    {
        while (true)
        {
            var value = from.Next();
            if (value != 0xFF)
            {
                to.WriteByte(value);
                continue;
            }

            do
            {
                value = from.Next();
            } while (value == 0xFF);
            if (value is not (0 or >= 0xD0 and <= 0xD7))
            {
                return value;
            }

            to.WriteByte(0xFF);
            to.WriteByte(value);
        }
    }

    private static void Write(Stream to, byte marker, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(payload.Length + 2));
        to.Write(head);
        to.Write(payload);
    }
}
