using Commissioner.App.Features.Shared;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Undertakings;

namespace Commissioner.App.Features.Undertakings;

/// <summary>An undertaking as one may see it: to a department its own nodes and what these need.</summary>
/// <param name="Answers">Of a package: what was answered, each as question=answer.</param>
/// <param name="AskedAt">Of a package: when the enterprise was asked, once, for all that is missing.</param>
/// <param name="WholeDueAt">Of a package: by when the whole is due.</param>
/// <param name="Papers">Papers that are or were lacking against a promise.</param>
/// <param name="Rated">Null to whom ratings are hidden: who is rated never reads one.</param>
public sealed record UndertakingSheet(
    Id<Undertaking> Id,
    string Number,
    UndertakingKind Kind,
    string Title,
    UndertakingStatus Status,
    Id<Enterprise> EnterpriseId,
    string EnterpriseName,
    string TemplateCode,
    int TemplateVersion,
    string Entrusted,
    IReadOnlyList<Authority> Authority,
    string? EntrustedBy,
    DateTimeOffset EntrustedAt,
    DateTimeOffset? RevokedAt,
    string? Agent,
    string? Colleague,
    DateTimeOffset? StartedAt,
    [property: Due] DateTimeOffset? EndAt,
    DateTimeOffset? CompletedAt,
    string? GreenDecision,
    Level? Rated,
    string? RatedReason,
    SavedTime? Saved,
    IReadOnlyList<string> Answers,
    DateTimeOffset? AskedAt,
    [property: Due] DateTimeOffset? WholeDueAt,
    IReadOnlyList<NodeSheet> Nodes,
    IReadOnlyList<PaperSheet> Papers,
    IReadOnlyList<NodeHeld> Held,
    IReadOnlyList<HistoryLine> History,
    IReadOnlyList<UndertakingMove> May,
    int Version
);

/// <summary>What is saved against the statutory limits, with its arithmetic, in working days.</summary>
/// <param name="StatutoryDays">By the statutory limits, forward along what needs what.</param>
/// <param name="Days">What it took, or is expected to.</param>
/// <param name="SavedDays">The difference.</param>
/// <param name="StatutoryPath">The nodes that decide the statutory days, each with its limit.</param>
public sealed record SavedTime(
    int StatutoryDays,
    [property: Due] DateTimeOffset StatutoryEndAt,
    int Days,
    int SavedDays,
    IReadOnlyList<PathNode> StatutoryPath
);

public sealed record PathNode(string Name, string Limit);

/// <summary>A node: how it stands, its dates, whose it is and whose its time was.</summary>
/// <param name="Statutory">Short forms of limits, such as <c>20d</c>.</param>
/// <param name="From">When it begins, began, or is expected to.</param>
/// <param name="To">When it ends, ended, or is expected to.</param>
/// <param name="DueAt">By when whoever has it now owes the next step; null where nobody does.</param>
/// <param name="MayPromise">Papers of which this person may sign that they follow.</param>
/// <param name="Files">What was handed in of its papers.</param>
/// <param name="Words">What is missing, why it was refused, or why it stands still.</param>
public sealed record NodeSheet(
    string Code,
    string Name,
    NodeStatus Status,
    Id<Department> DepartmentId,
    string DepartmentName,
    IReadOnlyList<string> Needs,
    IReadOnlyList<string> Papers,
    IReadOnlyList<string> MayPromise,
    IReadOnlyList<PaperFile> Files,
    string Statutory,
    string Promised,
    string Limit,
    [property: Due] DateTimeOffset? From,
    [property: Due] DateTimeOffset? To,
    bool Critical,
    HolderKind Holder,
    [property: Due] DateTimeOffset? DueAt,
    Alarm Alarm,
    string? Words,
    IReadOnlyList<NodeMove> Moves,
    IReadOnlyList<NodeCase> Cases,
    long WorkingMinutes,
    IReadOnlyList<NodeHeld> Held
);

/// <summary>A case that came from a node, among those that one may see.</summary>
public sealed record NodeCase(Id<Case> Id, string? Number, string Title);

/// <summary>Whose so many working minutes were.</summary>
public sealed record NodeHeld(HolderKind Holder, string? Name, long WorkingMinutes);

public sealed record HistoryLine(DateTimeOffset At, string By, Role As, string Text);
