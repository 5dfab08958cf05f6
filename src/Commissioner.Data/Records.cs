using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using Commissioner.Domain.Whistles;

namespace Commissioner.Data;

/// <summary>A file that belongs to a case or to an undertaking, or waits to; its bytes lie in the store under their hash.</summary>
public sealed class Attachment
{
    public Id<Attachment> Id { get; init; }

    /// <summary>The case; null until it is filed.</summary>
    public Id<Case>? CaseId { get; set; }

    /// <summary>The undertaking whose paper it is; null for a case's.</summary>
    public Id<Undertaking>? UndertakingId { get; set; }

    /// <summary>What it was brought with; of a file that waits, nothing is said yet.</summary>
    public BroughtWith BroughtWith { get; set; }

    /// <summary>The leg whose report it came with; null for the others.</summary>
    public Id<Leg>? LegId { get; set; }

    public Id<Person> UploadedById { get; init; }

    /// <summary>Its cleaned name.</summary>
    public string FileName { get; init; } = "";

    /// <summary>What its content is.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Its length in bytes.</summary>
    public long Length { get; init; }

    /// <summary>SHA-256 of what is stored, hexadecimal.</summary>
    public string Hash { get; init; } = "";

    /// <summary>When it came, UTC.</summary>
    public DateTimeOffset UploadedAt { get; init; }

    /// <summary>When its time was over, UTC: nobody sees it any more.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>When its bytes were gone from the store, UTC.</summary>
    public DateTimeOffset? BytesGoneAt { get; set; }
}

/// <summary>A file as a paper of a node: one file is the paper of every node that needs it.</summary>
public sealed class UndertakingFile
{
    public Id<Undertaking> UndertakingId { get; init; }

    /// <summary>The node whose department reads it.</summary>
    public string NodeCode { get; init; } = "";

    /// <summary>The paper's name.</summary>
    public string Paper { get; init; } = "";

    public Id<Attachment> AttachmentId { get; init; }
}

/// <summary>What a file of a case came with: decides who sees it, and what is said of where it comes from.</summary>
public enum BroughtWith
{
    /// <summary>The enterprise's own.</summary>
    Request,

    /// <summary>A department's evidence of what it did.</summary>
    Report,

    /// <summary>The evidence of whoever proposed the closure.</summary>
    Closure,
}

/// <summary>The last case number given to a park on a day. The row's lock makes numbers gap-free.</summary>
public sealed class CaseCounter
{
    /// <summary>The park (not the sub-park).</summary>
    public Id<Park> ParkId { get; init; }

    /// <summary>The park's local day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The last number given.</summary>
    public int Last { get; init; }
}

/// <summary>A command that was carried out under a client's key: the same key answers the same result.</summary>
public sealed class CarriedOut
{
    /// <summary>Whose key.</summary>
    public Id<Person> PersonId { get; init; }

    /// <summary>The client's key.</summary>
    public string Key { get; init; } = "";

    /// <summary>SHA-256 of the command, hexadecimal.</summary>
    public string Hash { get; init; } = "";

    /// <summary>What it answered, as JSON.</summary>
    public string Answer { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A notice for one person in the application, planned by a reaction.</summary>
public sealed class Notice
{
    public Id<Notice> Id { get; init; }

    /// <summary>For whom.</summary>
    public Id<Person> PersonId { get; init; }

    /// <summary>What it says: behind <c>notice.</c> the key of its text.</summary>
    public string Text { get; init; } = "";

    /// <summary>Values for the text, as JSON. Of a digest they grow: of two that add to it one wins.</summary>
    public string Facts { get; set; } = "{}";

    /// <summary>From when it is shown, UTC: a warning waits for working time.</summary>
    public DateTimeOffset ShowAt { get; init; }

    /// <summary>Where it leads.</summary>
    public string? Link { get; init; }

    /// <summary>What it follows from, with the recipient unique: it is planned once.</summary>
    public long EntryId { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it was read, UTC.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When it was planned by which channels it goes out, UTC; null while it was not.</summary>
    public DateTimeOffset? PlannedAt { get; set; }
}

/// <summary>How a job of the timetable fares: what health is told from.</summary>
public sealed class Heartbeat
{
    /// <summary>The job's name.</summary>
    public string Job { get; init; } = "";

    /// <summary>When it last started, UTC.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it last ended well, UTC; null when it never did.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>What it did then, in numbers.</summary>
    public int Done { get; set; }

    /// <summary>How long that took.</summary>
    public long TookMilliseconds { get; set; }

    /// <summary>The greatest lateness of what it did, in milliseconds.</summary>
    public long LatenessMilliseconds { get; set; }

    /// <summary>It was the watchdog that ran it, since the engine had not.</summary>
    public bool ByWatchdog { get; set; }

    /// <summary>When it last failed, UTC.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>Type and code of that failure; never its text, which may hold what people wrote.</summary>
    public string? Error { get; set; }

    /// <summary>How often it failed since it last ended well.</summary>
    public int Failures { get; set; }
}

/// <summary>A time in which no sweep ran: what was due in it was raised late because of the system.</summary>
public sealed class Outage
{
    /// <summary>When a sweep had last ended well, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When the next one began, UTC.</summary>
    public DateTimeOffset NoticedAt { get; init; }

    /// <summary>When all that was missed had been raised, UTC; null until then.</summary>
    public DateTimeOffset? CaughtUpAt { get; set; }
}

/// <summary>What somebody typed into a form whose session had ended; encrypted, kept for a day.</summary>
public sealed class Draft
{
    /// <summary>The unguessable key.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whose it is; null where nobody was signed in.</summary>
    public Id<Person>? OwnerId { get; init; }

    /// <summary>Path and fields, encrypted.</summary>
    public string Content { get; set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>
/// That staff has signed in from a device or a network address lately: to flag a rating that comes from there. No device and no address can
/// be read from it.
/// </summary>
public sealed class StaffTrace
{
    /// <summary>A keyed hash of the device's or the address's mark.</summary>
    public string Mark { get; init; } = "";

    /// <summary>When last, UTC.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>A secret key of this installation, made at its first use.</summary>
public sealed class Seal
{
    /// <summary>What it is for.</summary>
    public string Name { get; init; } = "";

    /// <summary>32 random bytes, Base64.</summary>
    public string Key { get; init; } = "";
}
