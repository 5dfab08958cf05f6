using Commissioner.Data;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.People;

namespace Commissioner.App.Security;

/// <summary>
/// Which call-backs somebody may see: an agent none of a case in which it had any part, so that nobody hears about its own work.
/// </summary>
public static class Recusal
{
    /// <summary>
    /// Supervision sees all; an agent those of cases whose timeline, ratings and incidents do not name it. Others are not found.
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
