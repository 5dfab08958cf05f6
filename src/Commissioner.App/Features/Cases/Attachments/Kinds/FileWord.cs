namespace Commissioner.App.Features.Attachments.Kinds;

/// <summary>What people call a file; several kinds may share a word.</summary>
public enum FileWord
{
    Picture,
    Pdf,
    Ofd,
    Word,
    Excel,
    PowerPoint,
    Wps,
    Text,
    Mail,
    Archive,
    Sound,
    Video,
}

/// <summary>What a file is that is known and not taken; its text says why, and what to do instead.</summary>
public enum NotTaken
{
    /// <summary>Nobody knows what it is.</summary>
    Unknown,

    /// <summary>HTML, whatever its name: many systems export tables as HTML named <c>.xls</c>.</summary>
    WebPage,

    /// <summary>A spreadsheet or another document as bare XML.</summary>
    Xml,

    Svg,
    RichText,

    /// <summary>Rar, 7z, gzip, tar and the like.</summary>
    OtherArchive,

    /// <summary>What runs when it is opened.</summary>
    Program,

    OutlookMessage,

    /// <summary>Templates, binary workbooks, drawings, OpenDocument: what not every office program opens.</summary>
    OtherOffice,

    /// <summary>What a chat program records; nothing else plays it.</summary>
    ChatVoice,
}
