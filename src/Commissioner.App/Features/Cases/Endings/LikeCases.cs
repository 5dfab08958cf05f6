using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Endings;

/// <summary>
/// Earlier requests of the same enterprise that say much the same: open ones, and those closed not long before. Most alike first.
/// </summary>
[Allow(Permission.HandleCase)]
public sealed record LikeCases(Id<Case> CaseId) : IQuery<IReadOnlyList<LikeCase>>;

/// <summary>An earlier request that is like this one.</summary>
/// <param name="Id">The earlier case.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Category">Its category.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="SubmittedAt">When it was filed.</param>
/// <param name="ClosedAt">When it was closed; null while it is open.</param>
/// <param name="Degree">What both say, of what the one with fewer words says: 0 to 1.</param>
/// <param name="Shared">Pieces that both say.</param>
/// <param name="SameCategory">Both are in one category.</param>
/// <param name="New">Clauses of this request of which the earlier one says nothing.</param>
/// <param name="Why">Why they are thought alike, in a sentence.</param>
/// <param name="MayMerge">This person may let this request go on in the earlier one, now.</param>
public sealed record LikeCase(
    Id<Case> Id,
    string? Number,
    string Title,
    string Category,
    CaseStatus Status,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? ClosedAt,
    double Degree,
    IReadOnlyList<string> Shared,
    bool SameCategory,
    IReadOnlyList<string> New,
    string Why,
    bool MayMerge
);

internal sealed class LikeCasesHandler(CommissionerDb db, Actor actor, Promises promises, Texts texts, TimeProvider clock)
    : IRequestHandler<LikeCases, IReadOnlyList<LikeCase>>
{
    // Only the newest of the enterprise's earlier requests are compared, and only the beginning of each text, so that a case opens fast.
    private const int Compared = 50;
    private const int Read = 1000;
    private const int Shown = 5;

    public async Task<IReadOnlyList<LikeCase>> Handle(LikeCases query, CancellationToken cancellationToken)
    {
        var its = await db.Cases.AsNoTracking().Include(c => c.Enterprise).VisibleTo(actor).One(query.CaseId, cancellationToken);
        var since = its.SubmittedAt - Likeness.ClosedFor;
        var earlier = await db
            .Cases.VisibleTo(actor)
            .Where(c =>
                c.EnterpriseId == its.EnterpriseId
                && c.Id != its.Id
                && c.SubmittedAt <= its.SubmittedAt
                && c.Status != CaseStatus.Merged
                && (c.ClosedAt == null || c.ClosedAt >= since)
            )
            .OrderByDescending(c => c.SubmittedAt)
            .ThenByDescending(c => c.Id)
            .Take(Compared)
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Title,
                Description = c.Description.Substring(0, Read),
                c.Category,
                c.Status,
                c.SubmittedAt,
                c.ClosedAt,
            })
            .ToListAsync(cancellationToken);
        var merges = its.Can(actor, promises, clock.GetUtcNow()).Contains(CaseMove.Merge);
        return
        [
            .. earlier
                .Select(e =>
                    (Case: e, Like: Likeness.Between(its.Title, its.Description, its.Category, e.Title, e.Description, e.Category))
                )
                .Where(e => e.Like is not null)
                .OrderByDescending(e => e.Case.ClosedAt is null)
                .ThenByDescending(e => e.Like!.Degree)
                .Take(Shown)
                .Select(e => new LikeCase(
                    e.Case.Id,
                    e.Case.Number,
                    e.Case.Title,
                    e.Case.Category,
                    e.Case.Status,
                    e.Case.SubmittedAt.ToUniversalTime(),
                    e.Case.ClosedAt?.ToUniversalTime(),
                    e.Like!.Degree,
                    e.Like.Shared,
                    e.Like.SameCategory,
                    e.Like.New,
                    texts[e.Like.SameCategory ? "endings.like.why.category" : "endings.like.why", string.Join('、', e.Like.Shared)],
                    merges && e.Case.ClosedAt is null
                )),
        ];
    }
}
