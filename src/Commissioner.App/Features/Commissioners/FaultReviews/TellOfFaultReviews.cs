using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.FaultReviews;

/// <summary>
/// Tells the person under review what is said of it and by when it can answer, and who decides next that it is their turn.
/// </summary>
internal sealed class TellOfFaultReviews : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries
            .Where(e =>
                e.Name
                    is nameof(FaultReviewOpened)
                        or nameof(FaultStatementMade)
                        or nameof(FaultDecided)
                        or nameof(FaultAppealed)
                        or nameof(FaultAppealRuled)
                        or nameof(FaultReviewWithdrawn)
            )
            .ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<FaultReview>(e.SubjectId)).Distinct().ToList();
        var reviews = await db
            .FaultReviews.AsNoTracking()
            .Where(r => ids.Contains(r.Id))
            .ToDictionaryAsync(r => r.Id.Value, cancellationToken);
        var (appraisers, supervisors, leaders) = (
            await db.WithAsync(Role.Appraiser, cancellationToken),
            await db.WithAsync(Role.Supervisor, cancellationToken),
            await db.WithAsync(Role.Leader, cancellationToken)
        );
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var its = reviews[entry.SubjectId];
            var link = $"/fault-reviews/{its.Id}";
            switch (entry.Name)
            {
                case nameof(FaultReviewOpened):
                    plan.Tell(its.PersonId, entry, nameof(FaultReviewOpened), new { its.StateBy }, link);
                    break;
                case nameof(FaultStatementMade):
                    plan.Tell(
                        appraisers.Concat(supervisors).Distinct().Where(p => p != its.OpenedById && p != its.PersonId),
                        entry,
                        nameof(FaultStatementMade),
                        new { },
                        link
                    );
                    break;
                case nameof(FaultDecided):
                    var decided = Facts.Of<FaultDecided>(entry);
                    plan.Tell(its.PersonId, entry, decided.Fault ? "FaultFound" : "FaultNotFound", new { decided.AppealBy }, link);
                    break;
                case nameof(FaultAppealed):
                    plan.Tell(
                        leaders
                            .Concat(appraisers)
                            .Distinct()
                            .Where(p => p != its.OpenedById && p != its.PersonId && p != its.Finding?.ById),
                        entry,
                        nameof(FaultAppealed),
                        new { },
                        link
                    );
                    break;
                case nameof(FaultAppealRuled):
                    plan.Tell([its.PersonId, its.Finding!.ById], entry, nameof(FaultAppealRuled), new { }, link);
                    break;
                default:
                    plan.Tell(its.PersonId, entry, nameof(FaultReviewWithdrawn), new { }, link);
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
