using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Satisfaction;

/// <summary>What an enterprise said of a case, newest cycle first; to itself, to who records its words, and to supervision.</summary>
[Allow(Permission.ReadRatings)]
public sealed record ShowRating(Id<Case> CaseId) : IQuery<IReadOnlyList<RatingSheet>>;

/// <summary>A rating as who may know of it reads it.</summary>
/// <param name="First">What it said at first.</param>
/// <param name="Change">What it was changed to; null while it was not.</param>
/// <param name="CanChange">It can be changed still.</param>
/// <param name="Reply">What the service office answered to a poor rating.</param>
/// <param name="Counted">The level that counts, all in all; null while it counts in no figure. Supervision's alone.</param>
/// <param name="Signs">Signs that staff may have rated itself. Supervision's alone.</param>
public sealed record RatingSheet(
    Id<Rating> Id,
    int Cycle,
    OpinionSheet First,
    OpinionSheet? Change,
    bool CanChange,
    string? Reply,
    Level? Counted,
    bool? Frozen,
    SelfRatingSigns? Signs
);

/// <summary>Levels and words.</summary>
public sealed record OpinionSheet(
    DateTimeOffset At,
    Level Overall,
    Level? Commissioner,
    Level? Result,
    IReadOnlyList<DepartmentOpinion> Departments,
    string? Reason
);

/// <summary>A department's level.</summary>
public sealed record DepartmentOpinion(Id<Department> DepartmentId, Level Level);

internal sealed class ShowRatingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ShowRating, IReadOnlyList<RatingSheet>>
{
    public async Task<IReadOnlyList<RatingSheet>> Handle(ShowRating query, CancellationToken cancellationToken)
    {
        var @case =
            await db
                .Cases.AsNoTracking()
                .VisibleTo(actor)
                .Where(c => c.Id == query.CaseId)
                .Select(c => new
                {
                    c.Id,
                    c.Cycle,
                    c.Status,
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        var ratings = await db
            .Ratings.AsNoTracking()
            .Include(r => r.Departments)
            .AsSingleQuery()
            .Where(r => r.CaseId == query.CaseId)
            .OrderByDescending(r => r.Cycle)
            .ToListAsync(cancellationToken);
        var replies =
            ratings.Count == 0
                ? []
                : await db
                    .PoorRatings.AsNoTracking()
                    .Where(p => p.CaseId == query.CaseId && p.Reply != null)
                    .Select(p => new { p.RatingId, p.Reply })
                    .ToDictionaryAsync(p => p.RatingId, p => p.Reply, cancellationToken);
        var now = clock.GetUtcNow();
        var supervises = actor.Is(Role.Supervisor);
        return
        [
            .. ratings.Select(r => new RatingSheet(
                r.Id,
                r.Cycle,
                new(
                    r.RatedAt,
                    r.Overall,
                    r.OfCommissioner,
                    r.OfResult,
                    [.. r.Departments.Where(d => d.Level is not null).Select(d => new DepartmentOpinion(d.DepartmentId, d.Level!.Value))],
                    r.Reason
                ),
                r.ChangedAt is { } at
                    ? new(
                        at,
                        r.ChangedOverall!.Value,
                        r.ChangedOfCommissioner,
                        r.ChangedOfResult,
                        [
                            .. r
                                .Departments.Where(d => d.Changed is not null)
                                .Select(d => new DepartmentOpinion(d.DepartmentId, d.Changed!.Value)),
                        ],
                        r.ChangedReason
                    )
                    : null,
                r.Cycle == @case.Cycle && CaseWorkflow.From(CaseMove.Rate).Contains(@case.Status) && r.MayChange(now),
                replies.GetValueOrDefault(r.Id),
                supervises ? r.Counted : null,
                supervises ? r.FrozenAt is not null : null,
                supervises ? r.Signs : null
            )),
        ];
    }
}
