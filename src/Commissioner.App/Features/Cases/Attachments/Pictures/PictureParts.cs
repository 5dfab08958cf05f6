using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments.Pictures;

/// <summary>Walking over a picture part by part: a part that the stream does not hold is an <see cref="EndOfStreamException"/>.</summary>
internal static class PictureParts
{
    /// <summary>
    /// The most points of a picture that is kept as it is, in millions: the largest photos of phones. Whoever opens it unpacks them all.
    /// </summary>
    internal const int MostMillions = 120;

    /// <exception cref="RuleBroken"><see cref="AttachmentRules.PictureTooLarge"/>.</exception>
    internal static void Bound(long width, long height)
    {
        const long most = MostMillions * 1_000_000L;
        if (width > most || height > most || width * height > most)
        {
            throw new RuleBroken(AttachmentRules.PictureTooLarge, MostMillions);
        }
    }

    internal static byte Next(this Stream from) => from.ReadByte() is >= 0 and var value ? (byte)value : throw new EndOfStreamException();

    internal static byte[] Take(this Stream from, int count)
    {
        var part = new byte[count];
        from.ReadExactly(part);
        return part;
    }

    internal static void CopyPart(this Stream from, Stream to, long count)
    {
        var buffer = new byte[(int)Math.Min(count, 64 * 1024)];
        while (count > 0)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(count, buffer.Length));
            from.ReadExactly(part);
            to.Write(part);
            count -= part.Length;
        }
    }

    internal static void Skip(this Stream from, long count)
    {
        if (count > from.Length - from.Position)
        {
            throw new EndOfStreamException();
        }

        from.Position += count;
    }
}
