using Commissioner.App.Features.Attachments.Kinds;
using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments;

/// <summary>What is refused of a file that someone attaches. Each text says what the file is, why it is not taken, and what to do.</summary>
public static class AttachmentRules
{
    public static readonly Rule FileIsEmpty = new("FileIsEmpty", "The file is empty.");

    /// <summary>Detail 0: the largest size, in megabytes.</summary>
    public static readonly Rule FileTooLarge = new("FileTooLarge", "The file is too large.", RuleKind.TooLarge);

    /// <summary>Detail 0: what it is and what to do; 1: the endings that are taken.</summary>
    public static readonly Rule FileKindNotAllowed = new(
        "FileKindNotAllowed",
        "Files of this kind are not accepted.",
        RuleKind.Unsupported
    );

    /// <summary>Detail 0: what people call it.</summary>
    public static readonly Rule FileDamaged = new("FileDamaged", "The file is damaged, or did not come whole.", RuleKind.Unsupported);

    /// <summary>Detail 0: what people call it.</summary>
    public static readonly Rule FileEncrypted = new(
        "FileEncrypted",
        "The file is behind a password that nobody here has.",
        RuleKind.Unsupported
    );

    /// <summary>Detail 0: what people call it.</summary>
    public static readonly Rule FileHasMacros = new("FileHasMacros", "The document carries macros.", RuleKind.Unsupported);

    /// <summary>Detail 0: the most files in it; 1: the most megabytes that they come to.</summary>
    public static readonly Rule FileUnpacksTooLarge = new(
        "FileUnpacksTooLarge",
        "What is packed in the file is too much.",
        RuleKind.TooLarge
    );

    /// <summary>Detail 0: the most points of a picture, in millions.</summary>
    public static readonly Rule PictureTooLarge = new("PictureTooLarge", "The picture has too many points.", RuleKind.TooLarge);

    /// <summary>Only the first page would be kept.</summary>
    public static readonly Rule PictureHasPages = new("PictureHasPages", "The picture has several pages.", RuleKind.Unsupported);

    /// <summary>Detail 0: the ending. The library does not run on this server's kind of machine.</summary>
    public static readonly Rule PictureNotConverted = new(
        "PictureNotConverted",
        "Pictures of this kind can't be converted here.",
        RuleKind.Unsupported
    );

    /// <summary>As many pictures as the server converts at once are being converted.</summary>
    public static readonly Rule PicturesWait = new("PicturesWait", "Too many pictures wait to be converted.", RuleKind.Later);

    /// <summary>Nothing is left of the name once what no name may hold is taken out.</summary>
    public static readonly Rule FileNameInvalid = new("FileNameInvalid", "The file has no usable name.");

    /// <summary>The refusal of what is known and not taken.</summary>
    internal static RuleBroken NotAllowed(NotTaken what) => new(FileKindNotAllowed, what, FileKind.Listed);

    /// <summary>The refusal of what is not known by its content: damaged where its name says what it should be.</summary>
    internal static RuleBroken Unknown(FileKind? said) => said is null ? NotAllowed(NotTaken.Unknown) : new(FileDamaged, said.Word);
}
