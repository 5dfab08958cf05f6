using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Clocks;

/// <summary>Warns who owes what is due soon or late; of what is late supervision hears too.</summary>
internal sealed class WarnWhoOwes : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        // Both events say the same of a promise.
        var mine = entries.Where(e => e.Name is nameof(PromiseNearlyDue) or nameof(PromiseOverdue)).Select(e => (Entry: e, What: Facts.Of<PromiseOverdue>(e), Late: e.Name == nameof(PromiseOverdue))).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        // After an outage both come at once: then the warning is stale.
        var overdue = mine.Where(m => m.Late).Select(m => (m.Entry.SubjectId, m.What)).ToHashSet();
        mine.RemoveAll(m => !m.Late && overdue.Contains((m.Entry.SubjectId, m.What)));
        var cases = await db.CasesOfAsync(mine.Select(m => m.Entry), cancellationToken);
        var departments = await db.OfDepartmentsAsync(mine.Where(m => m.What.DepartmentId is not null).Select(m => m.What.DepartmentId!.Value), cancellationToken);
        var enterprises = await db.OfEnterprisesAsync(mine.Where(m => m.What.Promise == PromiseKind.Confirmation).Select(m => cases[m.Entry.SubjectId].EnterpriseId), cancellationToken);
        var desk = mine.Exists(m => OwedByDesk(m.What.Promise, cases[m.Entry.SubjectId])) ? await db.WithAsync(Role.TriageDesk, cancellationToken) : [];
        var supervisors = mine.Exists(m => m.Late) ? await db.WithAsync(Role.Supervisor, cancellationToken) : [];
        var asked = departments.Count == 0 ? null : await AskedAsync(db, cases.Values.Select(c => c.Id).ToList(), cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var (entry, what, late) in mine)
        {
            var its = cases[entry.SubjectId];
            if (what.Promise == PromiseKind.Confirmation)
            {
                // Its lateness is nobody's: the case is then unanswered, which the enterprise is told for itself.
                if (!late)
                {
                    plan.Tell(enterprises[its.EnterpriseId], entry, "PleaseConfirm", new { its.Number, its.Title, what.DueAt }, its.Link);
                }

                continue;
            }

            if (what.DepartmentId is { } department)
            {
                // A department reads what it was asked for, not the title, which its whistle may hide.
                plan.Tell(departments[department], entry, entry.Name, new { its.Number, Title = asked?.GetValueOrDefault((its.Id, department)), what.Promise, what.DueAt }, its.Link);
            }
            else
            {
                plan.Tell(OwedByDesk(what.Promise, its) ? desk : [its.CommissionerId!.Value], entry, entry.Name, new { its.Number, its.Title, what.Promise, what.DueAt }, its.Link);
            }

            if (late)
            {
                plan.Tell(supervisors, entry, "OverdueSupervised", new { its.Number, its.Title, what.Promise, what.DueAt, what.DepartmentName }, its.Link);
            }
        }

        await plan.AddAsync(cancellationToken);
    }

    private static bool OwedByDesk(PromiseKind promise, CaseInHand its) => promise == PromiseKind.Review || its.CommissionerId is null;

    private static async Task<Dictionary<(Id<Case>, Id<Domain.Departments.Department>), string>> AskedAsync(CommissionerDb db, List<Id<Case>> cases, CancellationToken cancellationToken)
    {
        var legs = await (
            from l in db.Legs.Where(l => cases.Contains(l.CaseId))
            join w in db.Set<Whistle>() on l.WhistleId equals w.Id
            orderby l.CalledAt
            select new { l.CaseId, l.DepartmentId, w.Asked }).ToListAsync(cancellationToken);
        return legs.GroupBy(l => (l.CaseId, l.DepartmentId)).ToDictionary(g => g.Key, g => g.Last().Asked);
    }
}
