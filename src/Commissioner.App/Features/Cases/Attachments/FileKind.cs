namespace Commissioner.App.Features.Attachments;

/// <summary>A kind of file that may be attached.</summary>
// HEIC is not accepted: to cut out where it was taken, its whole box structure would have to be rewritten. Phones convert it when a form
// asks for JPEG.
public sealed class FileKind
{
    /// <summary>A photo.</summary>
    public static readonly FileKind Jpeg = new("image/jpeg", ".jpg", ".jpeg");

    /// <summary>A picture, mostly of a screen.</summary>
    public static readonly FileKind Png = new("image/png", ".png");

    /// <summary>A small picture that may move.</summary>
    public static readonly FileKind Gif = new("image/gif", ".gif");

    /// <summary>A photo as Android writes it.</summary>
    public static readonly FileKind WebP = new("image/webp", ".webp");

    /// <summary>A document to read.</summary>
    public static readonly FileKind Pdf = new("application/pdf", ".pdf");

    /// <summary>A text document.</summary>
    public static readonly FileKind Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");

    /// <summary>A workbook.</summary>
    public static readonly FileKind Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");

    /// <summary>Slides.</summary>
    public static readonly FileKind Pptx = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx");

    /// <summary>A text document as Office 97 to 2003 wrote it.</summary>
    public static readonly FileKind Doc = new("application/msword", ".doc");

    /// <summary>A workbook as Office 97 to 2003 wrote it.</summary>
    public static readonly FileKind Xls = new("application/vnd.ms-excel", ".xls");

    /// <summary>Slides as Office 97 to 2003 wrote them.</summary>
    public static readonly FileKind Ppt = new("application/vnd.ms-powerpoint", ".ppt");

    private FileKind(string mediaType, params string[] extensions) => (MediaType, Extensions) = (mediaType, extensions);

    /// <summary>Every kind that may be attached.</summary>
    public static IReadOnlyList<FileKind> All { get; } = [Jpeg, Png, Gif, WebP, Pdf, Docx, Xlsx, Pptx, Doc, Xls, Ppt];

    /// <summary>What a browser is told it is.</summary>
    public string MediaType { get; }

    /// <summary>The endings of its names, with the dot, in lower case.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether it can be shown on the page.</summary>
    public bool IsPicture => MediaType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>The kind that a file's name promises; null where such files are not accepted.</summary>
    public static FileKind? OfName(string fileName) =>
        All.FirstOrDefault(kind => kind.Extensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string ToString() => Extensions[0];
}
