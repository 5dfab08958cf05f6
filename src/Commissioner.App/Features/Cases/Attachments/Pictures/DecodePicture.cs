using Commissioner.App.Features.Attachments.Kinds;
using ImageMagick;

namespace Commissioner.App.Features.Attachments.Pictures;

/// <summary>How a process that decoded a picture ended.</summary>
internal enum Decoded
{
    Done = 0,
    TooLarge = 31,
    SeveralPages = 32,
    Unreadable = 33,

    /// <summary>The library does not run on this kind of machine.</summary>
    NoLibrary = 34,
}

/// <summary>What a picture is decoded for.</summary>
public enum DecodedAs
{
    Jpeg,
    Png,

    /// <summary>A small JPEG to look at.</summary>
    Preview,
}

/// <summary>
/// One picture from standard input, decoded and written anew to standard output, in a process of its own: what a hostile file does to the
/// library it does to this process alone, which holds no secrets, and whose time and memory end with it.
/// </summary>
internal static class DecodePicture
{
    /// <summary>The most points of a picture that is decoded, in millions: twice those of most phones.</summary>
    internal const int MostMillions = 64;

    /// <summary>The longer side of a preview, in points.</summary>
    internal const int PreviewSide = 480;

    private const ulong MostMemory = 512UL * 1024 * 1024;

    // Anything that is not here is never read: the library knows formats that read other files or addresses.
    private static readonly Dictionary<string, MagickFormat> Formats = new()
    {
        [FileKind.Jpeg.ToString()] = MagickFormat.Jpeg,
        [FileKind.Png.ToString()] = MagickFormat.Png,
        [FileKind.Gif.ToString()] = MagickFormat.Gif,
        [FileKind.WebP.ToString()] = MagickFormat.WebP,
        [FileKind.Heic.ToString()] = MagickFormat.Heic,
        [FileKind.Avif.ToString()] = MagickFormat.Avif,
        [FileKind.Bmp.ToString()] = MagickFormat.Bmp,
        [FileKind.Tiff.ToString()] = MagickFormat.Tiff,
    };

    /// <summary>Decodes one picture.</summary>
    /// <param name="arguments">What for, and the usual ending of what it is.</param>
    /// <param name="input">The file.</param>
    /// <param name="output">The picture anew; nothing where it can't be decoded.</param>
    /// <returns>One of <see cref="Decoded"/>.</returns>
    internal static int Run(string[] arguments, Stream input, Stream output)
    {
        if (
            arguments is not [var purpose, var kind]
            || !Enum.TryParse<DecodedAs>(purpose, out var what)
            || !Formats.TryGetValue(kind, out var format)
        )
        {
            return (int)Decoded.Unreadable;
        }

        try
        {
            return (int)Decode(what, format, input, output);
        }
        // Its own exceptions say no more than that a format's rules are broken, or one of the limits.
        catch (MagickException broken)
        {
            return (int)(broken is MagickResourceLimitErrorException ? Decoded.TooLarge : Decoded.Unreadable);
        }
        catch (Exception missing) when (missing is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            return (int)Decoded.NoLibrary;
        }
    }

    private static Decoded Decode(DecodedAs what, MagickFormat format, Stream input, Stream output)
    {
        ResourceLimits.Memory = MostMemory;
        ResourceLimits.MaxMemoryRequest = MostMemory;
        ResourceLimits.Disk = 0;
        ResourceLimits.Thread = 1;
        using var file = new MemoryStream();
        input.CopyTo(file);
        if (what != DecodedAs.Preview && Looked(file, format) is { } refused)
        {
            return refused;
        }

        file.Position = 0;
        using var picture = new MagickImage();
        picture.Read(file, Settings(what, format));
        picture.AutoOrient();
        // Without its profile the numbers of a picture mean other colours: it is carried over to the usual ones first.
        if (picture.HasProfile("icc") || picture.ColorSpace != ColorSpace.sRGB)
        {
            picture.TransformColorSpace(ColorProfiles.SRGB);
        }

        picture.Strip();
        if (what == DecodedAs.Preview)
        {
            picture.Thumbnail(new MagickGeometry(PreviewSide, PreviewSide) { Greater = true });
        }

        if (what != DecodedAs.Png && picture.HasAlpha)
        {
            picture.BackgroundColor = MagickColors.White;
            picture.Alpha(AlphaAction.Remove);
        }

        picture.Quality = what == DecodedAs.Preview ? 78u : 90u;
        picture.Format = what == DecodedAs.Png ? MagickFormat.Png : MagickFormat.Jpeg;
        picture.Write(output);
        return Decoded.Done;
    }

    // Before anything is decoded: how large it says it is, and whether another page follows the first.
    private static Decoded? Looked(MemoryStream file, MagickFormat format)
    {
        file.Position = 0;
        using var pages = new MagickImageCollection();
        pages.Ping(
            file,
            new MagickReadSettings
            {
                Format = format,
                FrameIndex = 0,
                FrameCount = 2,
            }
        );
        return pages.Count == 0 ? Decoded.Unreadable
            : (long)pages[0].Width * pages[0].Height > MostMillions * 1_000_000L ? Decoded.TooLarge
            : format == MagickFormat.Tiff && pages.Count > 1 ? Decoded.SeveralPages
            : null;
    }

    private static MagickReadSettings Settings(DecodedAs what, MagickFormat format)
    {
        var settings = new MagickReadSettings
        {
            Format = format,
            FrameIndex = 0,
            FrameCount = 1,
        };
        if (what == DecodedAs.Preview)
        {
            // A photo is decoded to an eighth, a quarter or a half of itself in the first place.
            settings.SetDefine(MagickFormat.Jpeg, "size", $"{PreviewSide * 2}x{PreviewSide * 2}");
        }

        return settings;
    }
}
