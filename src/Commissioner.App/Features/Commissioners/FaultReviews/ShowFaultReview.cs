using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FaultReviews;

/// <summary>One fault review with all that was said.</summary>
[Allow(Permission.SignedIn)]
public sealed record ShowFaultReview(Id<FaultReview> Id) : IQuery<FaultReviewSheet>;

/// <summary>A review.</summary>
/// <param name="Own">It is about who reads.</param>
/// <param name="InForce">The consequence that is in force now; null for none.</param>
/// <param name="Steps">What who reads may do about it now.</param>
public sealed record FaultReviewSheet(
    Id<FaultReview> Id,
    Id<Person> PersonId,
    string PersonName,
    bool Own,
    FaultGround Ground,
    string Occasion,
    FaultReviewStatus Status,
    string OpenedBy,
    DateTimeOffset OpenedAt,
    [property: Due] DateTimeOffset StateBy,
    string? Statement,
    DateTimeOffset? StatedAt,
    FaultFound? Finding,
    [property: Due] DateTimeOffset? AppealBy,
    string? Appeal,
    DateTimeOffset? AppealedAt,
    FaultRuled? Ruling,
    FaultConsequence? InForce,
    string? WithdrawnBecause,
    IReadOnlyList<FaultStep> Steps
);

/// <summary>What was found, and by whom.</summary>
public sealed record FaultFound(bool Fault, FaultConsequence? Consequence, string Reason, string By, DateTimeOffset At);

/// <summary>What became of the appeal, and by whom.</summary>
public sealed record FaultRuled(FaultOutcome Outcome, FaultConsequence? Consequence, string Reason, string By, DateTimeOffset At);

internal sealed class ShowFaultReviewHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ShowFaultReview, FaultReviewSheet>
{
    public async Task<FaultReviewSheet> Handle(ShowFaultReview query, CancellationToken cancellationToken)
    {
        var r =
            await db.FaultReviews.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(x => x.Id == query.Id, cancellationToken)
            ?? throw new NotFound();
        List<Id<Person>> ids = [r.PersonId, r.OpenedById, r.Finding?.ById ?? r.OpenedById, r.AppealRuling?.ById ?? r.OpenedById];
        var names = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var now = clock.GetUtcNow();
        return new(
            r.Id,
            r.PersonId,
            names.GetValueOrDefault(r.PersonId, ""),
            r.PersonId == actor.Id,
            r.Ground,
            r.Occasion,
            r.Status,
            names.GetValueOrDefault(r.OpenedById, ""),
            r.OpenedAt,
            r.StateBy,
            r.Statement,
            r.StatedAt,
            r.Finding is { } f ? new(f.Fault, f.Consequence, f.Reason, names.GetValueOrDefault(f.ById, ""), f.At) : null,
            r.AppealBy,
            r.Appeal,
            r.AppealedAt,
            r.AppealRuling is { } a ? new(a.Outcome, a.Consequence, a.Reason, names.GetValueOrDefault(a.ById, ""), a.At) : null,
            r.InForce(now),
            r.WithdrawnBecause,
            r.Steps(actor, now)
        );
    }
}
