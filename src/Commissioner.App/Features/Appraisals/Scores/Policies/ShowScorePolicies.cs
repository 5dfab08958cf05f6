using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Scores.Policies;

/// <summary>
/// By what scores are made: every version with who proposed and who confirmed it, and what a proposed one would have done to the last
/// quarter.
/// </summary>
[Allow(Permission.ReadPublications)]
public sealed record ShowScorePolicies : IQuery<ScorePolicySheet>;

/// <summary>How a version stands.</summary>
public enum ScorePolicyState
{
    /// <summary>A second person is to decide 待确认.</summary>
    Proposed,

    /// <summary>It counts from a later quarter on 待生效.</summary>
    Announced,

    /// <summary>This quarter's scores are made by it 生效中.</summary>
    InForce,

    /// <summary>Another one counts by now 已被取代.</summary>
    Past,

    /// <summary>It was not put in force 未采纳.</summary>
    Refused,
}

/// <summary>The versions.</summary>
/// <param name="Versions">All, the newest first; version 1 ships with the product.</param>
/// <param name="NextQuarter">The first day of the earliest quarter that another one can begin with.</param>
/// <param name="WhatIf">What the proposed one would have done to the last quarter; empty where none waits, and to who does not
/// appraise.</param>
/// <param name="CanPropose">This person may propose another one now.</param>
/// <param name="CanConfirm">This person may confirm the one that waits.</param>
/// <param name="CanRefuse">This person may let it go.</param>
public sealed record ScorePolicySheet(
    IReadOnlyList<ScorePolicyLine> Versions,
    DateOnly NextQuarter,
    IReadOnlyList<BandShift> WhatIf,
    bool CanPropose,
    bool CanConfirm,
    bool CanRefuse
)
{
    /// <summary>The one that counts this quarter.</summary>
    public ScorePolicyLine InForce => Versions.First(v => v.State == ScorePolicyState.InForce);

    /// <summary>The one that waits to be decided; null for none.</summary>
    public ScorePolicyLine? Proposed => Versions.FirstOrDefault(v => v.State == ScorePolicyState.Proposed);
}

/// <summary>A version.</summary>
public sealed record ScorePolicyLine(
    int Version,
    ScorePolicyState State,
    DateOnly? From,
    ScoreTerms Terms,
    string? Reason,
    string? ProposedBy,
    DateTimeOffset? ProposedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt
);

/// <summary>How many units of a kind stood in a band in the last quarter, and how many would have.</summary>
public sealed record BandShift(UnitKind Kind, Band Band, int Now, int Then);

internal sealed class ShowScorePoliciesHandler(CommissionerDb db, ScoreBook book, Promises promises, Actor actor, TimeProvider clock)
    : IRequestHandler<ShowScorePolicies, ScorePolicySheet>
{
    public async Task<ScorePolicySheet> Handle(ShowScorePolicies query, CancellationToken cancellationToken)
    {
        var quarter = Period.QuarterOf(promises.Calendar.DateOf(clock.GetUtcNow()));
        var stored = await db.ScorePolicies.AsNoTracking().OrderByDescending(p => p.Version).ToListAsync(cancellationToken);
        var ids = stored
            .Select(p => p.ProposedById)
            .Concat(stored.Where(p => p.DecidedById is not null).Select(p => p.DecidedById!.Value))
            .Distinct()
            .ToList();
        var names = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var inForce = ScorePolicy.Of(stored, quarter.From);
        var lines = stored
            .Append(ScorePolicy.First)
            .Select(p => new ScorePolicyLine(
                p.Version,
                State(p),
                p.Version == 1 ? null : p.From,
                p.Terms,
                p.Version == 1 ? null : p.Reason,
                names.GetValueOrDefault(p.ProposedById),
                p.Version == 1 ? null : p.ProposedAt,
                p.DecidedById is { } by ? names.GetValueOrDefault(by) : null,
                p.DecidedAt
            ))
            .ToList();
        var may = Permissions.Holds(actor, Permission.SetScorePolicy);
        var proposed = stored.Find(p => p.DecidedAt is null);
        return new(
            lines,
            quarter.To.AddDays(1),
            may && proposed is not null ? await WhatIfAsync(proposed, Period.QuarterOf(quarter.From.AddDays(-1)), cancellationToken) : [],
            may && proposed is null,
            may && proposed is not null && proposed.ProposedById != actor.Id,
            may && proposed is not null
        );

        ScorePolicyState State(ScorePolicy policy) =>
            policy == inForce ? ScorePolicyState.InForce
            : policy.Version == 1 ? ScorePolicyState.Past
            : policy.DecidedAt is null ? ScorePolicyState.Proposed
            : policy.ConfirmedAt is null ? ScorePolicyState.Refused
            : policy == ScorePolicy.Of(stored, policy.From) && policy.From > quarter.From ? ScorePolicyState.Announced
            : ScorePolicyState.Past;
    }

    private async Task<IReadOnlyList<BandShift>> WhatIfAsync(ScorePolicy proposed, Period quarter, CancellationToken cancellationToken)
    {
        var bands = await book.BandsAsync(
            quarter,
            [await book.PolicyOfAsync(quarter.From, cancellationToken), proposed],
            cancellationToken
        );
        return
        [
            .. from kind in Enum.GetValues<UnitKind>()
            from band in Enum.GetValues<Band>()
            let shift = new BandShift(kind, band, bands[kind].Count(b => b[0] == band), bands[kind].Count(b => b[1] == band))
            where shift.Now + shift.Then > 0
            select shift,
        ];
    }
}
