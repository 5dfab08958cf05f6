using Commissioner.App.Features.Shared;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;

namespace Commissioner.App.Features.Remedies;

/// <summary>What may be done about a remedy.</summary>
public enum RemedyMove
{
    Report,
    ChangeCases,
    CallOff,
}

/// <summary>A remedy. Figures are over the cases that the reader may see.</summary>
public sealed record RemedySheet(
    Id<Remedy> Id,
    int Version,
    string Title,
    string Category,
    string? Place,
    string? Concerns,
    string? Owner,
    string Measures,
    RemedyState State,
    int Cycle,
    DateTimeOffset StartedAt,
    [property: Due] DateTimeOffset DueAt,
    Alarm Alarm,
    DateTimeOffset? DoneAt,
    string? DoneWords,
    RemedyReason? ReopenedBecause,
    string? CalledOffBecause,
    int Helped,
    int HelpedNot,
    IReadOnlyList<RemedyLine> Cases,
    IReadOnlyList<RemedyHistory> History,
    IReadOnlyList<RemedyMove> Can
);

/// <summary>A case that it stands for. Whose it is, its title and the enterprise's words are not for a department.</summary>
public sealed record RemedyLine(
    Id<RemedyCase> Id,
    Id<Case> CaseId,
    string? Number,
    string? Title,
    string? Enterprise,
    CaseStatus Status,
    bool CameBack,
    bool? Helped,
    string? Words
);

public sealed record RemedyHistory(DateTimeOffset At, string By, Role As, string Text);
