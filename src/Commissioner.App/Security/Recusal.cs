using Commissioner.Data;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.People;

namespace Commissioner.App.Security;

/// <summary>
/// Whose call-backs somebody may make: none of a case in which it has any part (product.md §7). What may not be made is not found.
/// </summary>
public static class Recusal
{
    /// <summary>
    /// Those that this person may see: supervision all, an agent those of cases in whose timeline, rating and incidents it does not stand.
    /// </summary>
    public static IQueryable<CallbackTask> WorkableBy(this IQueryable<CallbackTask> tasks, Actor actor, CommissionerDb db)
    {
        if (actor.Is(Role.Supervisor))
        {
            return tasks;
        }

        var me = actor.Id;
        return !actor.Is(Role.CallbackAgent)
            ? tasks.Where(_ => false)
            : tasks.Where(t =>
                t.CaseId == null
                || t.CalledById == me
                || (
                    !db.Timeline.Any(e => e.SubjectId == (Guid)(object)t.CaseId.Value && e.ById == me)
                    && !db.Ratings.Any(r => r.CaseId == t.CaseId && (r.RatedById == me || r.ChangedById == me))
                    && !db.Incidents.Any(i => i.CaseId == t.CaseId && i.RaisedById == me)
                )
            );
    }
}
