using Commissioner.Data;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Financing;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Undertakings;
using Commissioner.Domain.Visits;

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
[CopyOf(typeof(PersonalRequest))]
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
[CopyOf(typeof(Offering))]
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
[CopyOf(typeof(Case))]
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
    [property: CopyOf(typeof(CasePlan), nameof(CasePlan.Measures))] string? Plan,
    [property: CopyOf(typeof(Explanation), nameof(Domain.Cases.Explanation.Words))] string? Explanation,
    OwnClosure? Closure,
    IReadOnlyList<OwnAttachment> Attachments,
    IReadOnlyList<OwnHappening> History,
    [property: KeptFor(KeptFor.Appraisal)] IReadOnlyList<OwnRating> Ratings
);

/// <summary>What the closure says.</summary>
[CopyOf(typeof(FourElements))]
public sealed record OwnClosure(DateTimeOffset TakenUpAt, string SpokenWith, DateTimeOffset SpokenAt, string Done, DateTimeOffset SolvedAt);

/// <summary>A file of the request; its content is had on the request's page.</summary>
[CopyOf(typeof(Attachment))]
public sealed record OwnAttachment(string FileName, string MediaType, long Length, string From);

/// <summary>A step on the request's way.</summary>
public sealed record OwnHappening(DateTimeOffset At, string What, string By, string Role);

/// <summary>A rating that the enterprise gave; the changed one stands beside the first.</summary>
[CopyOf(typeof(Rating))]
public sealed record OwnRating(
    DateTimeOffset At,
    string Overall,
    string? Commissioner,
    string? Result,
    [property: CopyOf(typeof(Rating), nameof(Rating.ChangedReason))] string? Reason,
    bool IsChange,
    [property: CopyOf(typeof(PoorRating), nameof(PoorRating.Reply))] string? Reply
);

/// <summary>What the enterprise entrusted, or applied for as a package.</summary>
[CopyOf(typeof(Undertaking))]
public sealed record OwnProject(
    string Number,
    string Kind,
    string Title,
    string Status,
    string Entrusted,
    IReadOnlyList<string> Authority,
    string? EntrustedBy,
    DateTimeOffset EntrustedAt,
    DateTimeOffset? RevokedAt,
    string? Agent,
    string? Colleague,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndAt,
    DateTimeOffset? CompletedAt,
    string? GreenDecision,
    IReadOnlyList<string> Answers,
    [property: KeptFor(KeptFor.Appraisal)] string? Rated,
    [property: KeptFor(KeptFor.Appraisal)] string? RatedReason,
    IReadOnlyList<OwnNode> Nodes,
    IReadOnlyList<OwnPaper> Promised,
    IReadOnlyList<OwnHappening> History
);

/// <summary>A node of it.</summary>
[CopyOf(typeof(UndertakingNode))]
public sealed record OwnNode(
    string Code,
    string Name,
    string Status,
    string Department,
    DateTimeOffset? DueAt,
    string? Words,
    IReadOnlyList<OwnPaperFile> Files
);

/// <summary>A file as a paper of a node; its content is had on the project's page.</summary>
[CopyOf(typeof(Attachment))]
public sealed record OwnPaperFile(string Paper, string FileName);

/// <summary>A paper that follows, or followed, against a promise.</summary>
[CopyOf(typeof(PaperPromise))]
public sealed record OwnPaper(
    string Name,
    string Node,
    string Status,
    string? SignedBy,
    DateTimeOffset SignedAt,
    DateTimeOffset PromisedBy,
    DateTimeOffset? SuppliedAt,
    DateTimeOffset? VerifiedAt,
    string? Words,
    DateTimeOffset? BrokenAt,
    DateOnly? ExcludedUntil,
    string? Majeure,
    bool? MajeureGranted
);

/// <summary>A visit to the enterprise.</summary>
[CopyOf(typeof(Visit))]
public sealed record OwnVisit(
    string Origin,
    string State,
    DateTimeOffset At,
    string Purpose,
    string By,
    IReadOnlyList<string> Departments,
    string? Note,
    DateTimeOffset? HeldAt,
    IReadOnlyList<OwnFinding> Findings,
    [property: KeptFor(KeptFor.Appraisal)] string? Rated,
    [property: KeptFor(KeptFor.Appraisal)] string? RatedWords
);

/// <summary>What a visit found, and which request came of it.</summary>
[CopyOf(typeof(VisitFinding))]
public sealed record OwnFinding(string Text, string? Number);

/// <summary>A remedy for many, by the enterprise's own request.</summary>
[CopyOf(typeof(Remedy))]
[CopyOf(typeof(RemedyCase))]
public sealed record OwnRemedyLine(
    string Title,
    string? Number,
    string State,
    string? Owner,
    string Measures,
    DateTimeOffset DueAt,
    [property: CopyOf(typeof(Remedy), nameof(Remedy.DoneWords))] string? Done,
    bool? Helped,
    string? Words
);

/// <summary>What is known of the enterprise, and what it wants to have corrected.</summary>
[CopyOf(typeof(EnterpriseLabel))]
public sealed record OwnKnown(
    string Label,
    string? Value,
    string? Source,
    DateOnly? AsOf,
    string? Wanted,
    string? WantedBecause,
    string? RefusedBecause
);

/// <summary>A policy that the enterprise claimed, declined, or was offered.</summary>
[CopyOf(typeof(BenefitClaim))]
public sealed record OwnClaim(
    string Code,
    string Policy,
    int Edition,
    string State,
    DateTimeOffset BeganAt,
    DateTimeOffset MovedAt,
    decimal? Amount,
    string? DeclinedBecause,
    string? Words
);

/// <summary>What financing the enterprise needs, and what banks said to it.</summary>
[CopyOf(typeof(FinancingNeed))]
public sealed record OwnFinancing(
    string State,
    DateTimeOffset StatedAt,
    decimal AmountFrom,
    decimal AmountTo,
    string Purpose,
    int TermMonths,
    DateOnly WantedOn,
    string Collateral,
    string? ContactName,
    string? ContactPhone,
    string? ProposedBecause,
    string? CheckedBecause,
    DateTimeOffset? ListedAt,
    decimal? GrantedAmount,
    DateOnly? GrantedOn,
    string? GrantedBy,
    string? OutcomeWords,
    IReadOnlyList<OwnPush> Pushed
);

/// <summary>A bank that was shown a need.</summary>
public sealed record OwnPush(string Bank, string State, DateTimeOffset PushedAt, IReadOnlyList<OwnBankAnswer> Answers);

/// <summary>What a bank answered, and what the enterprise said to that.</summary>
[CopyOf(typeof(BankAnswer))]
public sealed record OwnBankAnswer(
    string Word,
    DateTimeOffset At,
    decimal? Amount,
    decimal? Rate,
    int? TermMonths,
    string? ContactName,
    string? ContactPhone,
    string? Words,
    [property: CopyOf(typeof(BankAnswer), nameof(BankAnswer.ReplyWords))] string? Reply,
    DateTimeOffset? RepliedAt
);
