using Commissioner.Domain;

namespace Commissioner.App.Features.Attachments;

/// <summary>What is refused of a file that someone attaches.</summary>
public static class AttachmentRules
{
    public static readonly Rule FileIsEmpty = new("FileIsEmpty", "The file is empty.");

    /// <summary>Detail 0: the largest size, in megabytes.</summary>
    public static readonly Rule FileTooLarge = new("FileTooLarge", "The file is too large.", RuleKind.TooLarge);

    /// <summary>Detail 0: the extension, or that of the kind with macros.</summary>
    public static readonly Rule FileKindNotAllowed = new(
        "FileKindNotAllowed",
        "Files of this kind are not accepted.",
        RuleKind.Unsupported
    );

    /// <summary>Detail 0: the extension that the content does not keep.</summary>
    public static readonly Rule FileContentIsNotWhatItsNameSays = new(
        "FileContentIsNotWhatItsNameSays",
        "The file is damaged, or is not of the kind that its name says.",
        RuleKind.Unsupported
    );

    /// <summary>Nothing is left of the name once what no name may hold is taken out.</summary>
    public static readonly Rule FileNameInvalid = new("FileNameInvalid", "The file has no usable name.");
}
