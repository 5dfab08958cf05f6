using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Retention;

/// <summary>All that somebody wrote or said in a case: what is archived of it, and what is erased of it, is this.</summary>
internal static class WholeCase
{
    /// <summary>Reads it into the context; the case comes first, so that its version is of before the rest.</summary>
    public static async Task<Case> LoadWholeAsync(this CommissionerDb db, Id<Case> id, CancellationToken cancellationToken)
    {
        var @case = await db
            .Cases.Include(c => c.Whistles)
                .ThenInclude(w => w.Legs)
            .Include(c => c.Conferences)
            .Include(c => c.Orders)
            .SingleAsync(c => c.Id == id, cancellationToken);
        List<Guid> subjects =
        [
            id.Value,
            .. (await db.Callbacks.Include(t => t.Attempts).Where(t => t.CaseId == id).ToListAsync(cancellationToken)).Select(t =>
                t.Id.Value
            ),
            .. (await db.PoorRatings.Where(p => p.CaseId == id).ToListAsync(cancellationToken)).Select(p => p.Id.Value),
            .. (await db.Incidents.Where(i => i.CaseId == id).ToListAsync(cancellationToken)).Select(i => i.Id.Value),
        ];
        await db.Ratings.Where(r => r.CaseId == id).LoadAsync(cancellationToken);
        await db.Timeline.Where(e => subjects.Contains(e.SubjectId)).LoadAsync(cancellationToken);
        return @case;
    }
}
