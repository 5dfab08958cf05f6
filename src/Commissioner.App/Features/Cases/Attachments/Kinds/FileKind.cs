namespace Commissioner.App.Features.Attachments.Kinds;

/// <summary>
/// A kind of file that may be attached. This table is the only one: the file chooser, the words beside it, the API's description and
/// what the server takes come from it.
/// </summary>
public sealed class FileKind
{
    /// <summary>A photo.</summary>
    public static readonly FileKind Jpeg = new(FileWord.Picture, "image/jpeg", ".jpg", ".jpeg")
    {
        OtherEndings = [".jfif", ".jpe", ".pjpeg", ".pjp"],
    };

    /// <summary>A picture, mostly of a screen.</summary>
    public static readonly FileKind Png = new(FileWord.Picture, "image/png", ".png") { OtherEndings = [".apng"] };

    /// <summary>A small picture that may move.</summary>
    public static readonly FileKind Gif = new(FileWord.Picture, "image/gif", ".gif");

    /// <summary>A photo as Android writes it.</summary>
    public static readonly FileKind WebP = new(FileWord.Picture, "image/webp", ".webp");

    /// <summary>A photo as Apple's and newer Android phones write it.</summary>
    public static readonly FileKind Heic = new(FileWord.Picture, "image/heic", ".heic", ".heif", ".hif") { Becomes = Jpeg };

    public static readonly FileKind Avif = new(FileWord.Picture, "image/avif", ".avif") { Becomes = Jpeg };

    public static readonly FileKind Bmp = new(FileWord.Picture, "image/bmp", ".bmp", ".dib") { Becomes = Jpeg };

    /// <summary>A scan.</summary>
    public static readonly FileKind Tiff = new(FileWord.Picture, "image/tiff", ".tif", ".tiff") { Becomes = Jpeg };

    /// <summary>A document to read.</summary>
    public static readonly FileKind Pdf = new(FileWord.Pdf, "application/pdf", ".pdf");

    /// <summary>A document to read, as GB/T 33190 has it: invoices and official documents above all.</summary>
    public static readonly FileKind Ofd = new(FileWord.Ofd, "application/ofd", ".ofd") { IsPackage = true };

    public static readonly FileKind Docx = new(
        FileWord.Word,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx"
    )
    {
        IsPackage = true,
    };

    public static readonly FileKind Xlsx = new(FileWord.Excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
    {
        IsPackage = true,
    };

    public static readonly FileKind Pptx = new(
        FileWord.PowerPoint,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".pptx"
    )
    {
        IsPackage = true,
    };

    /// <summary>A text document as Office 97 to 2003 wrote it.</summary>
    public static readonly FileKind Doc = new(FileWord.Word, "application/msword", ".doc");

    /// <summary>A workbook as Office 97 to 2003 wrote it.</summary>
    public static readonly FileKind Xls = new(FileWord.Excel, "application/vnd.ms-excel", ".xls");

    /// <summary>Slides as Office 97 to 2003 wrote them.</summary>
    public static readonly FileKind Ppt = new(FileWord.PowerPoint, "application/vnd.ms-powerpoint", ".ppt");

    /// <summary>A text document of WPS Office; inside it is what a <c>.doc</c> is, and so are the next two.</summary>
    public static readonly FileKind Wps = new(FileWord.Wps, "application/wps-office.wps", ".wps") { NeedsItsName = true };

    public static readonly FileKind Et = new(FileWord.Wps, "application/wps-office.et", ".et") { NeedsItsName = true };

    public static readonly FileKind Dps = new(FileWord.Wps, "application/wps-office.dps", ".dps") { NeedsItsName = true };

    public static readonly FileKind Text = new(FileWord.Text, "text/plain", ".txt") { NeedsItsName = true };

    public static readonly FileKind Csv = new(FileWord.Text, "text/csv", ".csv") { NeedsItsName = true };

    /// <summary>A message with its attachments, as mail programs save it.</summary>
    public static readonly FileKind Eml = new(FileWord.Mail, "message/rfc822", ".eml");

    public static readonly FileKind Zip = new(FileWord.Archive, "application/zip", ".zip");

    public static readonly FileKind Mp3 = new(FileWord.Sound, "audio/mpeg", ".mp3");

    /// <summary>A recording of an iPhone.</summary>
    public static readonly FileKind M4a = new(FileWord.Sound, "audio/mp4", ".m4a") { IsMovie = true };

    /// <summary>A recording of a telephone call.</summary>
    public static readonly FileKind Amr = new(FileWord.Sound, "audio/amr", ".amr", ".awb");

    public static readonly FileKind Wav = new(FileWord.Sound, "audio/wav", ".wav");

    /// <summary>Its frames look like much else, so it must have its name.</summary>
    public static readonly FileKind Aac = new(FileWord.Sound, "audio/aac", ".aac") { NeedsItsName = true };

    /// <summary>What a page records in most browsers.</summary>
    public static readonly FileKind Weba = new(FileWord.Sound, "audio/webm", ".weba");

    /// <summary>What a page records in Firefox.</summary>
    public static readonly FileKind Ogg = new(FileWord.Sound, "audio/ogg", ".ogg", ".oga", ".opus");

    public static readonly FileKind Mp4 = new(FileWord.Video, "video/mp4", ".mp4", ".m4v") { IsMovie = true };

    /// <summary>A video of an iPhone.</summary>
    public static readonly FileKind Mov = new(FileWord.Video, "video/quicktime", ".mov", ".qt") { IsMovie = true };

    public static readonly FileKind ThreeGp = new(FileWord.Video, "video/3gpp", ".3gp", ".3gpp") { IsMovie = true };

    private FileKind(FileWord word, string mediaType, params string[] endings) => (Word, MediaType, Endings) = (word, mediaType, endings);

    /// <summary>Every kind that may be attached.</summary>
    public static IReadOnlyList<FileKind> All { get; } =
    [
        Jpeg,
        Png,
        Gif,
        WebP,
        Heic,
        Avif,
        Bmp,
        Tiff,
        Pdf,
        Ofd,
        Docx,
        Xlsx,
        Pptx,
        Doc,
        Xls,
        Ppt,
        Wps,
        Et,
        Dps,
        Text,
        Csv,
        Eml,
        Zip,
        Mp3,
        M4a,
        Amr,
        Wav,
        Aac,
        Weba,
        Ogg,
        Mp4,
        Mov,
        ThreeGp,
    ];

    /// <summary>What a file chooser offers. Media types are among it, since phones offer camera and photos by them.</summary>
    public static string Accept { get; } =
        string.Join(',', All.SelectMany(k => new[] { k.MediaType }.Concat(k.Endings).Concat(k.OtherEndings)).Distinct());

    /// <summary>The usual ending of each, for programs and refusals.</summary>
    public static string Listed { get; } = string.Join(' ', All.Select(k => k.Endings[0][1..]));

    /// <summary>What people call all these.</summary>
    public static IReadOnlyList<FileWord> Words { get; } = [.. All.Select(k => k.Word).Distinct()];

    public FileWord Word { get; }

    /// <summary>What a browser is told it is.</summary>
    public string MediaType { get; }

    /// <summary>The endings that a file of it keeps, with the dot, in lower case; the first is given to one that has another.</summary>
    public IReadOnlyList<string> Endings { get; }

    /// <summary>Endings of it that many programs do not know: such a file gets the usual one.</summary>
    public IReadOnlyList<string> OtherEndings { get; private init; } = [];

    /// <summary>What it is made into, since browsers do not show it; null for what is kept as it is.</summary>
    public FileKind? Becomes { get; private init; }

    public bool IsPicture => Word == FileWord.Picture;

    /// <summary>A document that is a zip inside.</summary>
    internal bool IsPackage { get; private init; }

    /// <summary>Sound or pictures in boxes, into which a phone writes where it was recorded.</summary>
    internal bool IsMovie { get; private init; }

    /// <summary>Its content says too little: a file is of it only under its name.</summary>
    public bool NeedsItsName { get; private init; }

    /// <summary>Whether what is kept under this media type is a picture that is shown small.</summary>
    public static bool IsShownSmall(string mediaType) => All.Any(k => k is { IsPicture: true, Becomes: null } && k.MediaType == mediaType);

    /// <summary>Whether a browser shows it safely by itself.</summary>
    public static bool IsRead(string mediaType) => mediaType == Pdf.MediaType;

    /// <summary>The kind that a file's name promises; null where such files are not taken.</summary>
    public static FileKind? OfName(string fileName) => All.FirstOrDefault(kind => kind.HasNamed(fileName));

    /// <summary>Whether the ending of this name is one of this kind.</summary>
    public bool HasNamed(string fileName) =>
        Endings.Concat(OtherEndings).Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The name with an ending that says what the file is: another kind's is exchanged, and what follows the last dot of any other name is
    /// no ending at all.
    /// </summary>
    internal string Named(string fileName) =>
        Endings.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase) ? fileName
        : OfName(fileName) is null ? FileName.Clean(fileName + Endings[0])
        : FileName.Clean(Path.ChangeExtension(fileName, Endings[0]));

    /// <inheritdoc/>
    public override string ToString() => Endings[0];
}
