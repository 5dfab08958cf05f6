using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Clocks;

/// <summary>
/// Warns who owes what is due soon or late, and whom the policy's ladder names. The breach stands at its true instant; the message waits
/// for working time, except in an emergency. What the system itself was late with comes as one digest a person.
/// </summary>
internal sealed class WarnWhoOwes(Promises promises) : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries
            .Where(e =>
                e.Name is nameof(PromiseNearlyDue) or nameof(PromiseOverdue) or nameof(PromiseEscalated) or nameof(EnterpriseReminded)
            )
            .Select(e => new Raised(e, Facts.Of<PromiseEscalated>(e)))
            .ToList();
        if (mine.Count == 0)
        {
            return;
        }

        // After an outage several levels of one promise come at once. Only the last is told, to everybody whom any of them names.
        mine =
        [
            .. mine.GroupBy(m => (m.Entry.SubjectId, m.What.Promise, m.What.DueAt, m.What.DepartmentId))
                .Select(g => (Last: g.MaxBy(m => m.Entry.Seq)!, All: g))
                .Select(g => g.Last with { What = g.Last.What with { Tells = [.. g.All.SelectMany(m => m.What.Tells ?? []).Distinct()] } }),
        ];
        var cases = await db.CasesOfAsync(mine.Select(m => m.Entry), cancellationToken);
        var departments = await db.OfDepartmentsAsync(
            mine.Where(m => m.What.DepartmentId is not null).Select(m => m.What.DepartmentId!.Value),
            cancellationToken
        );
        var enterprises = await db.OfEnterprisesAsync(
            mine.Where(m => IsEnterprises(m.What.Promise)).Select(m => cases[m.Entry.SubjectId].EnterpriseId),
            cancellationToken
        );
        var asked = departments.Count == 0 ? null : await AskedAsync(db, [.. cases.Values.Select(c => c.Id)], cancellationToken);
        var roles = new Dictionary<Role, IReadOnlyList<Id<Person>>>();
        var ofDesk = mine.Exists(m => m.What.Promise == PromiseKind.OrderAnswer)
            ? await OrdersOfDeskAsync(db, [.. cases.Values.Select(c => c.Id)], cancellationToken)
            : [];
        foreach (
            var role in mine.SelectMany(m => m.What.Tells ?? [])
                .Concat([Role.TriageDesk, Role.Leader])
                .Concat(cases.Values.Any(c => c.Confidential) ? [Role.Supervisor] : [])
                .Where(r => r != Role.DepartmentHead)
                .Distinct()
        )
        {
            roles[role] = await db.WithAsync(role, cancellationToken);
        }

        var plan = new NoticePlan(db, promises.Calendar);
        foreach (var (entry, what) in mine)
        {
            var its = cases[entry.SubjectId];
            if (IsEnterprises(what.Promise))
            {
                // An enterprise is only reminded. That its time ran out is told by what the clock then does.
                if (entry.Name == nameof(EnterpriseReminded))
                {
                    plan.Tell(
                        enterprises[its.EnterpriseId],
                        entry,
                        what.Promise == PromiseKind.Confirmation ? "PleaseConfirm" : "PleaseAnswer",
                        new
                        {
                            its.Number,
                            its.Title,
                            what.DueAt,
                        },
                        its.Link,
                        waits: true
                    );
                }

                continue;
            }

            IEnumerable<Id<Person>> owe =
                what.DepartmentId is { } department ? departments[department]
                : what.Promise == PromiseKind.Opinion ? roles[Role.Leader]
                : OwedByDesk(what.Promise, its) || ofDesk.Contains((its.Id, what.DueAt)) ? roles[Role.TriageDesk]
                : [its.CommissionerId!.Value];
            var told = (what.Tells ?? []).Where(r => r != Role.DepartmentHead).SelectMany(r => roles[r]).Distinct().ToList();
            if (what.StoodSince is { } since)
            {
                var stood = its.Confidential ? roles[Role.Supervisor] : owe.Concat(told).Distinct();
                await plan.DigestAsync(stood, since, its.Number, cancellationToken);
                continue;
            }

            // A department is told what its whistle asks, because the case's title may be hidden from it.
            var title = what.DepartmentId is { } d ? asked?.GetValueOrDefault((its.Id, d)) : its.Title;
            var waits = its.Urgency != Urgency.Emergency;
            var text = entry.Name == nameof(PromiseEscalated) ? "Promise" + what.Raised : entry.Name;
            plan.Tell(
                owe,
                entry,
                text,
                new
                {
                    its.Number,
                    Title = title,
                    what.Promise,
                    what.DueAt,
                },
                its.Link,
                waits
            );
            plan.Tell(
                told,
                entry,
                entry.Name == nameof(PromiseEscalated) ? what.Raised + "Supervised" : "OverdueSupervised",
                new
                {
                    its.Number,
                    its.Title,
                    what.Promise,
                    what.DueAt,
                    what.DepartmentName,
                },
                its.Link,
                waits
            );
        }

        await plan.AddAsync(cancellationToken);
    }

    private static bool OwedByDesk(PromiseKind promise, CaseInHand its) =>
        promise is PromiseKind.Review or PromiseKind.Ruling || its.CommissionerId is null;

    private static bool IsEnterprises(PromiseKind promise) =>
        promise is PromiseKind.Confirmation or PromiseKind.Supplement or PromiseKind.Answer;

    // Orders that the service office owes an answer to. Their clocks look like the commissioner's, so they are looked up.
    private static async Task<HashSet<(Id<Case>, DateTimeOffset)>> OrdersOfDeskAsync(
        CommissionerDb db,
        List<Id<Case>> cases,
        CancellationToken cancellationToken
    ) =>
        [
            .. (
                await db
                    .SupervisionOrders.Where(o => cases.Contains(o.CaseId) && o.To == HolderKind.TriageDesk)
                    .Select(o => new { o.CaseId, o.AnswerBy })
                    .ToListAsync(cancellationToken)
            ).Select(o => (o.CaseId, o.AnswerBy)),
        ];

    private static async Task<Dictionary<(Id<Case>, Id<Department>), string>> AskedAsync(
        CommissionerDb db,
        List<Id<Case>> cases,
        CancellationToken cancellationToken
    )
    {
        var legs = await (
            from l in db.Legs.Where(l => cases.Contains(l.CaseId))
            join w in db.Set<Whistle>() on l.WhistleId equals w.Id
            orderby l.CalledAt
            select new
            {
                l.CaseId,
                l.DepartmentId,
                w.Asked,
            }
        ).ToListAsync(cancellationToken);
        return legs.GroupBy(l => (l.CaseId, l.DepartmentId)).ToDictionary(g => g.Key, g => g.Last().Asked);
    }

    // The four events about a promise that comes due have the same facts, so one type reads them all.
    private sealed record Raised(TimelineEntry Entry, PromiseEscalated What);
}
