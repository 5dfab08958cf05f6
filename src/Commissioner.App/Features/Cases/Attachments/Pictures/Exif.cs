using System.Buffers.Binary;
using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments.Pictures;

/// <summary>What a camera writes into a picture beside the picture: where it stood, above all.</summary>
public static class Exif
{
    /// <summary>
    /// Copies the file without what its camera or editor wrote into it, except how the picture is to be turned; the picture itself stays
    /// byte for byte. What lies behind a picture's end is left out. Files that are no pictures are copied as they are.
    /// </summary>
    /// <param name="input">Seekable; read from its beginning.</param>
    /// <param name="kind">As <see cref="FileContent.Recognise"/> found it.</param>
    /// <param name="output">Throw away what is in it when this throws.</param>
    /// <exception cref="RuleBroken"><see cref="AttachmentRules.FileDamaged"/> when the picture is not as its format has it, although a
    /// browser may show it; <see cref="AttachmentRules.PictureTooLarge"/>.</exception>
    public static void RemovePosition(Stream input, FileKind kind, Stream output)
    {
        input.Position = 0;
        Action<Stream, Stream> copy = kind switch
        {
            _ when kind == FileKind.Jpeg => JpegSegments.CopyPicture,
            _ when kind == FileKind.Png => PngChunks.CopyPicture,
            _ when kind == FileKind.Gif => GifBlocks.CopyPicture,
            _ when kind == FileKind.WebP => WebPChunks.CopyPicture,
            _ => (from, to) => from.CopyTo(to),
        };
        try
        {
            copy(input, output);
        }
        catch (Exception broken) when (broken is EndOfStreamException or InvalidDataException)
        {
            throw new RuleBroken(AttachmentRules.FileDamaged, kind.Word);
        }
    }

    /// <summary>
    /// EXIF that says how to turn the picture and nothing else; null where <paramref name="tiff"/> says nothing of it, or to leave it.
    /// </summary>
    internal static byte[]? OnlyOrientation(ReadOnlySpan<byte> tiff) =>
        Orientation(tiff) switch
        {
            >= 2 and <= 8 and var turn =>
            [
                .. "MM\0*"u8,
                0,
                0,
                0,
                8, // big-endian, first directory at 8
                0,
                1, // of one entry
                0x01,
                0x12,
                0,
                3,
                0,
                0,
                0,
                1,
                0,
                (byte)turn,
                0,
                0,
                0,
                0,
                0,
                0, // no other directory
            ],
            _ => null,
        };

    private static int Orientation(ReadOnlySpan<byte> tiff)
    {
        var little = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || !little && !tiff.StartsWith("MM\0*"u8))
        {
            return 0;
        }

        var at = Number(tiff[4..], 4);
        if (at > tiff.Length - 2)
        {
            return 0;
        }

        var directory = tiff[(int)at..];
        var count = Number(directory, 2);
        for (var entry = directory[2..]; count > 0 && entry.Length >= 12; count--, entry = entry[12..])
        {
            if (Number(entry, 2) == 0x0112 && Number(entry[2..], 2) == 3)
            {
                return (int)Number(entry[8..], 2);
            }
        }

        return 0;

        uint Number(ReadOnlySpan<byte> bytes, int size) =>
            (size, little) switch
            {
                (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
                (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
                (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
                (_, false) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            };
    }
}
