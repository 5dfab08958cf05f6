using Commissioner.App.Jobs;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Remedies;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Remedies;

/// <summary>
/// Like cases that came back within a year take their remedies up again. One remedy at a time: one that fails holds up no other.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record ReopenRemedies : IJob;

internal sealed class ReopenRemediesHandler(CommissionerDb db, Promises promises, TimeProvider clock, ILogger<ReopenRemediesHandler> log)
    : IRequestHandler<ReopenRemedies, int>
{
    // Departments are called within weeks: whatever has not become a like case by then is none.
    private static readonly TimeSpan Shows = TimeSpan.FromDays(90);

    public async Task<int> Handle(ReopenRemedies job, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (year, since) = (now.AddYears(-1), now - Shows);
        // A remedy that is owed again goes on gathering what comes back, but nothing that came before it was done.
        var like = await (
            from r in db.Remedies
            from c in db.Cases
            where
                (r.State == RemedyState.Done || r.State == RemedyState.Owed)
                && r.DoneAt != null
                && r.DoneAt >= year
                && c.SubmittedAt >= since
                && c.SubmittedAt > r.DoneAt
                && c.Category == r.Category
                && !c.AboutOfficials
                && !c.Confidential
                && c.Status != CaseStatus.Merged
                && c.Status != CaseStatus.Withdrawn
                && c.Status != CaseStatus.Redirected
                && !r.Cases.Any(l => l.CaseId == c.Id)
            let place = r.Place != null && c.Place != null && c.Place.Contains(r.Place)
            where
                place
                || (
                    r.ConcernsId != null
                    && c.Whistles.Any(w => w.Legs.Any(l => l.DepartmentId == r.ConcernsId && !Leg.Gone.Contains(l.Status)))
                )
            orderby c.SubmittedAt
            select new
            {
                RemedyId = r.Id,
                CaseId = c.Id,
                Place = place,
            }
        ).ToListAsync(cancellationToken);
        var back = 0;
        foreach (var its in like.GroupBy(l => l.RemedyId))
        {
            try
            {
                var remedy = await db
                    .Remedies.Include(r => r.Cases)
                    .Include(r => r.Clocks)
                    .AsSplitQuery()
                    .SingleAsync(r => r.Id == its.Key, cancellationToken);
                var ids = its.Select(l => l.CaseId).ToList();
                var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
                var reopened = its.Count(l =>
                    remedy.ComeBack(cases[l.CaseId], l.Place ? RemedyReason.SamePlace : RemedyReason.SameDepartment, promises, now)
                );
                await db.StoreAsync(cancellationToken);
                back += reopened;
            }
            catch (Exception exception) when (Piecemeal.IsOfARow(db, exception))
            {
                // Somebody has just moved it, or it is broken: the next run finds it again.
                log.LogWarning("{Remedy} was not taken up again this time: {Error}", its.Key, Fault.Code(exception));
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }

        return back;
    }
}
