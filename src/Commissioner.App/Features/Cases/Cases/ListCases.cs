using Commissioner.App.Features.Lists;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Turns;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using MediatR;

namespace Commissioner.App.Features.Cases;

/// <summary>The lists of cases that people work from.</summary>
public enum Box
{
    /// <summary>All that one may see, newest first.</summary>
    All,

    /// <summary>An enterprise's own, newest first.</summary>
    Mine,

    /// <summary>Open ones, by what is due first.</summary>
    Queue,

    /// <summary>Open with a leg that one's department owes.</summary>
    Department,

    /// <summary>Waiting for review.</summary>
    Review,

    /// <summary>Late.</summary>
    Supervised,

    /// <summary>Confidential ones, which supervision deals with.</summary>
    Confidential,
}

/// <summary>A page of cases that one may see, by keyset.</summary>
[Allow(Permission.ReadCases)]
public sealed record ListCases(
    Box Box,
    CaseStatus? Status = null,
    string? Search = null,
    string? Category = null,
    Id<Enterprise>? EnterpriseId = null,
    Alarm? Alarm = null,
    int Take = 50,
    string? After = null,
    Turn? Turn = null,
    Dates.CaseDates? Dates = null,
    CaseSort? Sort = null,
    CaseNarrowing? Narrowing = null
) : IQuery<Page<CaseRow>>;

/// <summary>
/// A case in a list; whether it was rated is null to who may not know. It can be rated until RateUntil; null where it can't.
/// </summary>
public sealed record CaseRow(
    Id<Case> Id,
    string? Number,
    int Version,
    string Title,
    string Category,
    Urgency Urgency,
    CaseStatus Status,
    EnterpriseOf Enterprise,
    HolderKind HolderKind,
    string? HolderName,
    DateTimeOffset SubmittedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? NextWordBy,
    Alarm Alarm,
    bool? Rated,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? RateUntil
)
{
    /// <summary>False where one of its due times waits for a year's notice 待公告确认.</summary>
    public bool Assured { get; init; } = true;

    /// <summary>The same of <see cref="NextWordBy"/> alone.</summary>
    public bool NextWordAssured { get; init; } = true;

    /// <summary>The next step and whose it is; null outside the queue.</summary>
    public StepOf? Step { get; init; }
}

/// <summary>Whose case it is; nameless where the whistle hides it.</summary>
public sealed record EnterpriseOf(Id<Enterprise>? Id, string? Name);

internal sealed class ListCasesHandler(CaseBook book) : IRequestHandler<ListCases, Page<CaseRow>>
{
    public Task<Page<CaseRow>> Handle(ListCases query, CancellationToken cancellationToken) => book.ReadAsync(query, cancellationToken);
}
