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

/// <summary>
/// Fault reviews that this person may see, newest first, by keyset: all to who reviews, appealed ones to the leader, one's own to
/// everybody.
/// </summary>
[Allow(Permission.SignedIn)]
public sealed record ListFaultReviews(int Take = 50, string? After = null) : IQuery<Page<FaultReviewRow>>;

/// <summary>A review in a list.</summary>
/// <param name="Own">It is about who reads.</param>
/// <param name="Lapsed">Nothing was stated in time: it can be decided.</param>
/// <param name="Steps">What who reads may do about it now.</param>
public sealed record FaultReviewRow(
    Id<FaultReview> Id,
    Id<Person> PersonId,
    string PersonName,
    bool Own,
    FaultGround Ground,
    FaultReviewStatus Status,
    DateTimeOffset OpenedAt,
    [property: Due] DateTimeOffset StateBy,
    bool Lapsed,
    [property: Due] DateTimeOffset? AppealBy,
    IReadOnlyList<FaultStep> Steps
);

internal sealed class ListFaultReviewsHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ListFaultReviews, Page<FaultReviewRow>>
{
    public async Task<Page<FaultReviewRow>> Handle(ListFaultReviews query, CancellationToken cancellationToken)
    {
        var (take, now) = (Math.Clamp(query.Take, 1, 200), clock.GetUtcNow());
        var reviews = db.FaultReviews.AsNoTracking().VisibleTo(actor);
        if (Cursor.Read<FaultReview>(query.After) is { } after)
        {
            reviews = reviews.Where(r => r.OpenedAt < after.At || (r.OpenedAt == after.At && r.Id < after.Id));
        }

        var found = await reviews
            .OrderByDescending(r => r.OpenedAt)
            .ThenByDescending(r => r.Id)
            .Take(take + 1)
            .Select(r => new { Review = r, Name = db.People.Where(p => p.Id == r.PersonId).Select(p => p.Name).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var items = found
            .Take(take)
            .Select(f => new FaultReviewRow(
                f.Review.Id,
                f.Review.PersonId,
                f.Name ?? "",
                f.Review.PersonId == actor.Id,
                f.Review.Ground,
                f.Review.Status,
                f.Review.OpenedAt,
                f.Review.StateBy,
                f.Review.Status == FaultReviewStatus.Opened && now > f.Review.StateBy,
                f.Review.AppealBy,
                f.Review.Steps(actor, now)
            ))
            .ToList();
        return new(items, found.Count > take ? Cursor.Write(items[^1].OpenedAt, items[^1].Id) : null);
    }
}

/// <summary>Who may see a review; to everybody else it does not exist.</summary>
internal static class FaultSight
{
    public static IQueryable<FaultReview> VisibleTo(this IQueryable<FaultReview> reviews, Actor actor) =>
        actor.Is(Role.Supervisor, Role.Appraiser) ? reviews
        : actor.Is(Role.Leader) ? reviews.Where(r => r.AppealedAt != null || r.PersonId == actor.Id)
        : reviews.Where(r => r.PersonId == actor.Id);
}
