using Commissioner.App.Features.Notices;
using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Following;

/// <summary>
/// Tells who follows a case what was done with it: of what it may read, while it may see the case, and of nothing that it did itself. The
/// notice names the move and nothing of what was said.
/// </summary>
public sealed class TellFollowers(TimeProvider clock) : IReaction
{
    /// <summary>What is told, by the names of the timeline's entries; each has words behind <c>moved.</c></summary>
    public static readonly IReadOnlySet<string> Moves = new HashSet<string>
    {
        nameof(CaseAccepted),
        nameof(FirstContactRecorded),
        nameof(DepartmentCalled),
        nameof(DepartmentCheckedIn),
        nameof(DepartmentReported),
        nameof(ReportApproved),
        nameof(ReportReturned),
        nameof(DepartmentObjected),
        nameof(ObjectionUpheld),
        nameof(ObjectionDismissed),
        nameof(ClosureProposed),
        nameof(ClosureReturned),
        nameof(ClosurePassed),
        nameof(OutcomeConfirmed),
        nameof(CaseReopened),
        nameof(CaseWithdrawn),
        nameof(CaseMerged),
        nameof(CaseSeparated),
        nameof(CaseRedirected),
        nameof(CaseExplained),
        nameof(CaseSupplemented),
        nameof(CaseNudged),
        nameof(EnterpriseAsked),
        nameof(EnterpriseAnswered),
        nameof(ExtensionGranted),
        nameof(PlanGranted),
        nameof(PlanEnded),
        nameof(SupervisionOrdered),
    };

    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => Moves.Contains(e.Name)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<Case>(e.SubjectId)).Distinct().ToList();
        var followed = await (
            from f in db.CaseFollowers.AsNoTracking().Where(f => ids.Contains(f.CaseId))
            join p in db.People on f.PersonId equals p.Id
            select new
            {
                f.CaseId,
                f.Since,
                Person = p,
            }
        ).ToListAsync(cancellationToken);
        if (followed.Count == 0)
        {
            return;
        }

        var (plan, now) = (new NoticePlan(db), clock.GetUtcNow());
        foreach (var its in followed.GroupBy(f => f.Person.Id))
        {
            // Whoever lost sight of it meanwhile is told nothing; should it come to see it again, it is told again.
            var follower = its.First().Person.Acting() with
            {
                At = now,
            };
            var since = its.ToDictionary(f => f.CaseId.Value, f => f.Since);
            var cases = its.Select(f => f.CaseId).ToList();
            var seen = await db
                .Cases.AsNoTracking()
                .VisibleTo(follower)
                .Where(c => cases.Contains(c.Id))
                .Select(c => new { c.Id, c.Number })
                .ToDictionaryAsync(c => c.Id.Value, c => c.Number, cancellationToken);
            foreach (
                var entry in mine.Where(e =>
                    e.ById != follower.Id
                    && seen.ContainsKey(e.SubjectId)
                    && e.At >= since[e.SubjectId]
                    && follower.Reads(e.SeenBy, e.DepartmentId)
                )
            )
            {
                plan.Tell(
                    follower.Id,
                    entry,
                    "Followed",
                    new { Number = seen[entry.SubjectId], Moved = entry.Name },
                    $"/cases/show/{entry.SubjectId}"
                );
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
