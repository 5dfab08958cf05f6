using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Identity;

namespace Commissioner.Data;

/// <summary>How somebody signs in; the key is the person's.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>Somebody else knows its password: until it has another, its owner does nothing else.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>What its authenticator and we share, encrypted; null while it has no second factor.</summary>
    public string? TotpKey { get; set; }

    /// <summary>What an authenticator was shown that has not proved yet that it has it, encrypted.</summary>
    public string? TotpNextKey { get; set; }

    /// <summary>Its authenticator was lost and no longer counts: until it has another, its owner does nothing else.</summary>
    public bool MustSetUpSecondFactor { get; set; }

    /// <summary>The half minute whose code was taken last: neither it nor an earlier one is taken again.</summary>
    public long TotpStep { get; set; }

    /// <summary>By what its passkeys name it to us: random, so that it says nothing of anybody; null while it never had one.</summary>
    public byte[]? PasskeyHandle { get; set; }

    /// <summary>A user name as it is looked up.</summary>
    public static string Normalized(string userName)
    {
        ArgumentNullException.ThrowIfNull(userName);
        return userName.Trim().ToUpperInvariant();
    }
}

/// <summary>That somebody accepted a version of the notice of personal information. Only ever added.</summary>
public sealed class NoticeAcceptance
{
    public Id<Person> PersonId { get; init; }

    public int Version { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of the words as they were read, hexadecimal.</summary>
    public string WordsHash { get; init; } = "";
}

/// <summary>A password that an account had before: it is not taken again soon.</summary>
public sealed class EarlierPassword
{
    public Id<EarlierPassword> Id { get; init; }

    public Guid AccountId { get; init; }

    public string Hash { get; init; } = "";

    /// <summary>When another took its place.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A code that lets in once in an authenticator's place; the row goes with its use.</summary>
public sealed class RecoveryCode
{
    public Guid AccountId { get; init; }

    /// <summary>A keyed hash of it.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Until when it is good; null for as long as its authenticator.</summary>
    public DateTimeOffset? GoodUntil { get; init; }
}

/// <summary>A key that somebody's device keeps and shows after it has seen who holds it; of it we have what proves its signatures.</summary>
public sealed class Passkey
{
    /// <summary>How long the standard lets a credential's id be, in bytes.</summary>
    public const int LongestId = 1023;

    public Id<Passkey> Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>What it is called, in its owner's words.</summary>
    public string Name { get; init; } = "";

    /// <summary>By what its device finds it; no two have the same.</summary>
    public byte[] CredentialId { get; init; } = [];

    /// <summary>As COSE has it.</summary>
    public byte[] PublicKey { get; init; } = [];

    /// <summary>How often it has signed, as it said last; 0 for one that does not count.</summary>
    public long SignCount { get; set; }

    /// <summary>Which make of authenticator keeps it; all zeros where that is not said.</summary>
    public Guid Aaguid { get; init; }

    /// <summary>How it is reached, as the browser said: <c>internal usb</c>.</summary>
    public string Transports { get; init; } = "";

    /// <summary>Its owner's other devices have it, too, so that it outlives this one.</summary>
    public bool IsBackedUp { get; set; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>When somebody last signed in by it; null while nobody has.</summary>
    public DateTimeOffset? SeenAt { get; set; }
}

/// <summary>What a passkey was asked to sign; the row goes with the first answer, on whichever node it comes.</summary>
public sealed class PasskeyChallenge
{
    /// <summary>SHA-256 of it, hexadecimal.</summary>
    public string Hash { get; init; } = "";

    public DateTimeOffset GoodUntil { get; init; }
}

/// <summary>The sign-in code that was made last for a number, whether or not anybody has that number.</summary>
public sealed class SignInCode
{
    /// <summary>A keyed hash of the number.</summary>
    public string Mark { get; init; } = "";

    /// <summary>A keyed hash of number and code.</summary>
    public string Hash { get; set; } = "";

    public DateTimeOffset GoodUntil { get; set; }

    /// <summary>How often somebody tried one.</summary>
    public int Tries { get; set; }
}

/// <summary>When a number or an address asked for codes lately.</summary>
public sealed class SignInTally
{
    /// <summary>A keyed hash of the number, or of the address.</summary>
    public string Mark { get; init; } = "";

    /// <summary>
    /// The instants, in seconds since 1970, with spaces between. Of two who ask at once one writes them first, and the other looks again.
    /// </summary>
    public string Instants { get; set; } = "";

    /// <summary>After this it says nothing any more.</summary>
    public DateTimeOffset StaleAt { get; set; }
}

/// <summary>How much a person, or an address, did of something in the minute that is counted, on all nodes together.</summary>
public sealed class LimitCount
{
    /// <summary>A keyed hash of what is counted and of whom.</summary>
    public string Mark { get; init; } = "";

    /// <summary>The minute.</summary>
    public DateTimeOffset BeginsAt { get; init; }

    /// <summary>How many the nodes have leased; more than the limit where they asked for more than there was.</summary>
    public long Taken { get; init; }
}

/// <summary>That somebody signed in: its cookie or its tokens count until this has ended.</summary>
public sealed class Session
{
    public Id<Session> Id { get; init; }

    public Id<Person> PersonId { get; init; }

    public DateTimeOffset BeganAt { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>When it ends unless it is used before; null where it may lie idle.</summary>
    public DateTimeOffset? IdleAt { get; set; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When somebody ended it; null while nobody has.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The one case that it opens, of a session that began with a message's link; null for all others.</summary>
    public Id<Case>? CaseId { get; init; }

    /// <summary>It began with a code that was sent to the account's number: who is in it holds that number, too.</summary>
    public bool ByCode { get; init; }

    /// <summary>It began with a sign-in elsewhere that asked for a second factor there: ours is not asked in it.</summary>
    public bool SecondElsewhere { get; init; }

    /// <summary>
    /// When who is in it showed who it is; null for one that began with a message's link, or went on in the place of another.
    /// </summary>
    public DateTimeOffset? ProvenAt { get; init; }

    /// <summary>How often it was renewed: the one token that renews it bears this number.</summary>
    public int Renewals { get; set; }

    /// <summary>What it began on, in a few words of the product: a browser and a system. Nothing that tells two devices of a kind apart.</summary>
    public string Device { get; init; } = "";

    /// <summary>The network that it began from; not the address.</summary>
    public string Network { get; init; } = "";
}

/// <summary>
/// That whoever signs in elsewhere is somebody here. Rows stay when they have ended: who has left is not taken in again as a stranger.
/// </summary>
public sealed class ExternalLogin
{
    public Id<ExternalLogin> Id { get; init; }

    public Id<Person> PersonId { get; init; }

    public ExternalWay Way { get; init; }

    /// <summary>A keyed hash of who vouches and of what it calls the person; neither is kept.</summary>
    public string Mark { get; init; } = "";

    public DateTimeOffset BoundAt { get; init; }

    /// <summary>When it ended; null while it lets in.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The person was taken in by it, and holds what the provider says.</summary>
    public bool GrantsRoles { get; init; }

    /// <summary>What it holds by the provider's word: this alone is withdrawn when the provider withdraws it.</summary>
    public IReadOnlyList<Role> Given { get; set; } = [];
}

/// <summary>What a program bears to act as somebody; of its text nothing is kept but a hash and how it begins.</summary>
public sealed class ApiKey
{
    public Id<ApiKey> Id { get; init; }

    /// <summary>As whom it acts.</summary>
    public Id<Person> PersonId { get; init; }

    /// <summary>What it is for, in its maker's words.</summary>
    public string Name { get; init; } = "";

    public KeyScope Scope { get; init; }

    /// <summary>SHA-256 of the text, hexadecimal: of 256 random bits nothing is guessed, so no secret is needed beside it.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The first eight characters of the text, by which its owner tells it from others.</summary>
    public string Start { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Who made it: its person, or the security administrator for another system.</summary>
    public Id<Person> MadeById { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>When it was last used, to the minute; null while it never was.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When somebody revoked it; null while nobody has.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
