using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.PoorRatings;

/// <summary>Poor ratings on their way, newest first; the one rated does not see them.</summary>
[Allow(Permission.ReadPoorRatings)]
public sealed record ListPoorRatings(int Take = 50, string? After = null) : IQuery<Page<PoorRatingLine>>;

/// <summary>A poor rating with what the enterprise said.</summary>
public sealed record PoorRatingLine(
    Id<PoorRating> Id,
    int Version,
    PoorRatingStatus Status,
    string EnterpriseName,
    Id<Case> CaseId,
    string? CaseNumber,
    string CaseTitle,
    Level Overall,
    string? Reason,
    string? Handler,
    DateTimeOffset RatedAt,
    [property: Due] DateTimeOffset ContactBy,
    DateTimeOffset? ContactedAt,
    string? ContactOutcome,
    Verification? Verification,
    string? VerificationText,
    [property: Due] DateTimeOffset CorrectBy,
    DateTimeOffset? CorrectedAt,
    string? Correction,
    string? Reply,
    bool ContactLate,
    bool CorrectionLate
);

internal sealed class ListPoorRatingsHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ListPoorRatings, Page<PoorRatingLine>>
{
    public async Task<Page<PoorRatingLine>> Handle(ListPoorRatings query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var now = clock.GetUtcNow();
        Id<Person>? me = actor.Id;
        var poor = db.PoorRatings.AsNoTracking();
        if (!actor.Is(Role.Supervisor))
        {
            poor = poor.Where(p => (p.ServedById == null || p.ServedById != me) && (p.ClosedById == null || p.ClosedById != me));
        }

        if (Cursor.Read<PoorRating>(query.After) is { } after)
        {
            poor = poor.Where(p => p.RatedAt < after.At || (p.RatedAt == after.At && p.Id < after.Id));
        }

        var rows = await poor.OrderByDescending(p => p.RatedAt)
            .ThenByDescending(p => p.Id)
            .Take(take + 1)
            .Select(p => new
            {
                Poor = p,
                Enterprise = db.Enterprises.Where(e => e.Id == p.EnterpriseId).Select(e => e.Name).First(),
                Case = db.Cases.Where(c => c.Id == p.CaseId).Select(c => new { c.Number, c.Title }).First(),
                Rating = db
                    .Ratings.Where(r => r.Id == p.RatingId)
                    .Select(r => new { Overall = r.ChangedOverall ?? r.Overall, Reason = r.ChangedReason ?? r.Reason })
                    .First(),
                Handler = db.People.Where(x => x.Id == p.HandlerId).Select(x => x.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(r => new PoorRatingLine(
                r.Poor.Id,
                r.Poor.Version,
                r.Poor.Status,
                r.Enterprise,
                r.Poor.CaseId,
                r.Case.Number,
                r.Case.Title,
                r.Rating.Overall,
                r.Rating.Reason,
                r.Handler,
                r.Poor.RatedAt,
                r.Poor.ContactBy,
                r.Poor.ContactedAt,
                r.Poor.ContactOutcome,
                r.Poor.Verification,
                r.Poor.VerificationText,
                r.Poor.CorrectBy,
                r.Poor.CorrectedAt,
                r.Poor.Correction,
                r.Poor.Reply,
                r.Poor.ContactedAt is null && r.Poor.ContactBy <= now,
                r.Poor.CorrectedAt is null && r.Poor.CorrectBy <= now
            ))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].RatedAt, items[^1].Id) : null);
    }
}
