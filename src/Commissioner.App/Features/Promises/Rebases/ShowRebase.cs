using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Rebases;

/// <summary>How far a re-base is.</summary>
[Allow(Permission.ManageRules)]
public sealed record ShowRebase(Id<Rebase> Id) : IQuery<RebaseSheet>;

/// <summary>A re-base.</summary>
/// <param name="Id">Its key.</param>
/// <param name="CalendarCode">The calendar; null for the policy.</param>
/// <param name="FromVersion">The old version.</param>
/// <param name="ToVersion">The new one.</param>
/// <param name="InFavour">Only what moves in the enterprise's favour.</param>
/// <param name="ReversesId">What it takes back.</param>
/// <param name="ReversedById">What takes it back.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Total">Promises that it is about.</param>
/// <param name="Done">Carried over.</param>
/// <param name="Left">Left as they were.</param>
/// <param name="Reason">Why.</param>
/// <param name="StartedBy">Who decided it.</param>
/// <param name="StartedAt">When, UTC.</param>
/// <param name="EndedAt">When it ended or was stopped, UTC.</param>
public sealed record RebaseSheet(
    Id<Rebase> Id,
    string? CalendarCode,
    int FromVersion,
    int ToVersion,
    bool InFavour,
    Id<Rebase>? ReversesId,
    Id<Rebase>? ReversedById,
    RebaseState State,
    int Total,
    int Done,
    int Left,
    string Reason,
    string StartedBy,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt
)
{
    /// <summary>It can be taken back.</summary>
    public bool CanReverse => State is RebaseState.Stopped or RebaseState.Done && ReversesId is null && ReversedById is null;

    /// <summary>It can go on.</summary>
    public bool CanResume => State == RebaseState.Stopped && ReversedById is null;
}

internal sealed class ShowRebaseHandler(CommissionerDb db) : IRequestHandler<ShowRebase, RebaseSheet>
{
    public async Task<RebaseSheet> Handle(ShowRebase query, CancellationToken cancellationToken) =>
        await db
            .Rebases.AsNoTracking()
            .Where(r => r.Id == query.Id)
            .Join(
                db.People,
                r => r.StartedById,
                p => p.Id,
                (r, p) =>
                    new RebaseSheet(
                        r.Id,
                        r.CalendarCode,
                        r.FromVersion,
                        r.ToVersion,
                        r.InFavour,
                        r.ReversesId,
                        db.Rebases.Where(b => b.ReversesId == r.Id).Select(b => (Id<Rebase>?)b.Id).FirstOrDefault(),
                        r.State,
                        r.Total,
                        r.Done,
                        r.Left,
                        r.Reason,
                        p.Name,
                        r.StartedAt,
                        r.EndedAt
                    )
            )
            .SingleOrDefaultAsync(cancellationToken)
        ?? throw new NotFound();
}
