namespace Commissioner.App.Features.Privacy;

/// <summary>Somebody's account, as it is copied out for it.</summary>
[KeptFor(KeptFor.Account)]
public sealed record OwnPerson(
    string Name,
    [property: KeptFor(KeptFor.Contact)] string Phone,
    string? SignInName,
    string? SignInPhone,
    string? Email,
    IReadOnlyList<string> Roles,
    bool SecondFactor,
    [property: KeptFor(KeptFor.Contact)] string Language,
    [property: KeptFor(KeptFor.Contact)] IReadOnlyList<OwnChannel> Channels,
    [property: KeptFor(KeptFor.Safety)] IReadOnlyList<OwnAcceptance> Notices,
    [property: KeptFor(KeptFor.Safety)] IReadOnlyList<OwnLogin> SignedInOn,
    [property: KeptFor(KeptFor.Safety)] IReadOnlyList<OwnKey> Keys
);

/// <summary>A channel by which it is told.</summary>
public sealed record OwnChannel(string Channel, string To, string Wants);

/// <summary>A notice of personal information that it accepted.</summary>
public sealed record OwnAcceptance(int Version, DateTimeOffset At, string WordsHash);

/// <summary>Where it is signed in.</summary>
public sealed record OwnLogin(DateTimeOffset BeganAt, DateTimeOffset SeenAt, string Device, string Network);

/// <summary>A key of a program of its own.</summary>
public sealed record OwnKey(string Name, string Scope, DateTimeOffset MadeAt, DateTimeOffset EndsAt, DateTimeOffset? SeenAt);

/// <summary>A message to it.</summary>
[KeptFor(KeptFor.Contact)]
public sealed record OwnMessage(DateTimeOffset At, string Text, DateTimeOffset? ReadAt);

/// <summary>What it asked about its personal information.</summary>
[KeptFor(KeptFor.Contact)]
public sealed record OwnAsked(DateTimeOffset At, string Ask, string Text, bool? Granted, string? Answer, DateTimeOffset? AnsweredAt);

/// <summary>Its enterprise.</summary>
public sealed record OwnEnterprise(
    string Name,
    string CreditCode,
    string Industry,
    string Park,
    IReadOnlyList<string> FormerNames,
    [property: KeptFor(KeptFor.Contact)] string ContactName,
    [property: KeptFor(KeptFor.Contact)] string ContactPhone,
    IReadOnlyList<OwnAssignment> ServedBy
);

/// <summary>Who served it, and from when to when; without a name the duty desk did.</summary>
public sealed record OwnAssignment(string Duty, string? Name, DateTimeOffset From, DateTimeOffset? To, string Why);

/// <summary>A look at its contact.</summary>
[KeptFor(KeptFor.Safety)]
public sealed record OwnLook(string Unit, string Role, string Purpose, DateTimeOffset At);

/// <summary>What the enterprise offers or seeks.</summary>
public sealed record OwnOffering(
    string Kind,
    string Category,
    string What,
    decimal? Amount,
    string? Unit,
    string? Place,
    DateOnly UntilOn,
    string Audience,
    string State,
    DateTimeOffset FiledAt
);

/// <summary>A request of the enterprise.</summary>
public sealed record OwnCase(
    string? Number,
    string Title,
    string Description,
    string Category,
    string Urgency,
    string? Place,
    string Status,
    DateTimeOffset SubmittedAt,
    bool FiledByYou,
    [property: KeptFor(KeptFor.Contact)] string? ContactName,
    [property: KeptFor(KeptFor.Contact)] string? ContactPhone,
    DateTimeOffset? DueAt,
    string? Question,
    string? GoTo,
    string? Plan,
    string? Explanation,
    OwnClosure? Closure,
    IReadOnlyList<OwnAttachment> Attachments,
    IReadOnlyList<OwnHappening> History,
    [property: KeptFor(KeptFor.Appraisal)] IReadOnlyList<OwnRating> Ratings
);

/// <summary>What the closure says.</summary>
public sealed record OwnClosure(DateTimeOffset TakenUpAt, string SpokenWith, DateTimeOffset SpokenAt, string Done, DateTimeOffset SolvedAt);

/// <summary>A file of the request; its content is had on the request's page.</summary>
public sealed record OwnAttachment(string FileName, string MediaType, long Length, string From);

/// <summary>A step on the request's way.</summary>
public sealed record OwnHappening(DateTimeOffset At, string What, string By, string Role);

/// <summary>A rating that the enterprise gave; the changed one stands beside the first.</summary>
public sealed record OwnRating(
    DateTimeOffset At,
    string Overall,
    string? Commissioner,
    string? Result,
    string? Reason,
    bool IsChange,
    string? Reply
);
