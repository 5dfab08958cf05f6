using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments.Pictures;

/// <summary>What is kept of a file: a picture that browsers show, without where it was taken; everything else as it is.</summary>
public sealed class CleanCopy(PictureDecoder decoder)
{
    /// <summary>Copies a file as it is to be kept.</summary>
    /// <param name="from">Seekable; read from its beginning.</param>
    /// <param name="kind">What it is by its content.</param>
    /// <param name="to">Seekable and readable; throw away what is in it when this throws.</param>
    /// <param name="cancellationToken">Ends a decoding.</param>
    /// <returns>What it has become.</returns>
    /// <exception cref="RuleBroken">One of <see cref="AttachmentRules"/>.</exception>
    public async Task<FileKind> WriteAsync(Stream from, FileKind kind, Stream to, CancellationToken cancellationToken)
    {
        if (kind.Becomes is { } other)
        {
            await decoder.DecodeAsync(from, kind, DecodedAs.Jpeg, to, cancellationToken);
            return other;
        }

        if (kind.IsPicture)
        {
            return await PictureAsync(from, kind, to, cancellationToken);
        }

        from.Position = 0;
        if (kind.IsMovie)
        {
            Recording(from, kind, to);
        }
        else
        {
            await from.CopyToAsync(to, cancellationToken);
        }

        return kind;
    }

    // Byte for byte where its parts are as the format has them. Browsers show more than that: no end, a maker's trailer, stray bytes.
    private async Task<FileKind> PictureAsync(Stream from, FileKind kind, Stream to, CancellationToken cancellationToken)
    {
        try
        {
            Exif.RemovePosition(from, kind, to);
            return kind;
        }
        catch (RuleBroken broken) when (broken.Rule == AttachmentRules.FileDamaged)
        {
            to.SetLength(0);
            var (mended, what) = kind == FileKind.Jpeg ? (FileKind.Jpeg, DecodedAs.Jpeg) : (FileKind.Png, DecodedAs.Png);
            try
            {
                await decoder.DecodeAsync(from, kind, what, to, cancellationToken);
                return mended;
            }
            catch (RuleBroken none) when (none.Rule == AttachmentRules.PictureNotConverted)
            {
                throw broken;
            }
        }
    }

    private static void Recording(Stream from, FileKind kind, Stream to)
    {
        try
        {
            MovieBoxes.CopyWithoutRemarks(from, to);
        }
        catch (InvalidDataException)
        {
            throw new RuleBroken(AttachmentRules.FileDamaged, kind.Word);
        }
    }
}
