using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Moves;

/// <summary>
/// Tells of enterprises that moved, merged or left: who serves and served, the enterprise's people, and departments with open legs, which read
/// the case's number alone, since its identity may be hidden from them. Whoever left the park has no account to be told at any more.
/// </summary>
internal sealed class TellOfMoves : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name is nameof(EnterpriseMoved) or nameof(EnterpriseMerged) or nameof(EnterpriseLeft)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<Enterprise>(e.SubjectId))
            .Concat(mine.Where(e => e.Name == nameof(EnterpriseMerged)).Select(e => Facts.Of<EnterpriseMerged>(e).EnterpriseId))
            .Distinct()
            .ToList();
        var enterprises = await db
            .Enterprises.AsNoTracking()
            .Where(e => ids.Contains(e.Id))
            .ToDictionaryAsync(e => e.Id, cancellationToken);
        var people = await db.OfEnterprisesAsync(ids, cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var its = enterprises[new(entry.SubjectId)];
            switch (entry.Name)
            {
                case nameof(EnterpriseMoved):
                    var moved = Facts.Of<EnterpriseMoved>(entry);
                    var facts = new { EnterpriseName = its.Name, moved.ToPark };
                    plan.Tell(Both(its.ActiveId, its.BackupId), entry, "EnterpriseMovedAway", facts, "/cases/queue");
                    plan.Tell(people[its.Id], entry, "YouMoved", facts, "/enterprises/mine");
                    await TellDepartmentsAsync(plan, db, entry, its.Id, cancellationToken);
                    break;
                case nameof(EnterpriseMerged):
                    var merged = Facts.Of<EnterpriseMerged>(entry);
                    var into = enterprises[merged.EnterpriseId];
                    var names = new { MergedName = its.Name, merged.EnterpriseName };
                    plan.Tell(Both(merged.PersonId, merged.BackupId), entry, "EnterpriseWentInto", names);
                    plan.Tell(Both(into.ActiveId, into.BackupId), entry, "EnterpriseCame", names, "/cases/queue");
                    plan.Tell(people[into.Id], entry, "YouMerged", names, "/enterprises/mine");
                    await TellDepartmentsAsync(plan, db, entry, into.Id, cancellationToken);
                    await HandOnAsync(plan, db, entry, merged, into.ActiveId, cancellationToken);
                    break;
                default:
                    var left = Facts.Of<EnterpriseLeft>(entry);
                    plan.Tell(Both(left.PersonId, left.BackupId), entry, "EnterpriseIsGone", new { EnterpriseName = its.Name });
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }

    private static IEnumerable<Id<Person>> Both(Id<Person>? one, Id<Person>? other) => new[] { one, other }.OfType<Id<Person>>().Distinct();

    private static async Task TellDepartmentsAsync(
        NoticePlan plan,
        CommissionerDb db,
        TimelineEntry entry,
        Id<Enterprise> enterprise,
        CancellationToken cancellationToken
    )
    {
        Id<Enterprise>? filed = entry.Name == nameof(EnterpriseMerged) ? new Id<Enterprise>(entry.SubjectId) : null;
        var legs = await (
            from l in db.Legs
            join c in db.Cases on l.CaseId equals c.Id
            where
                c.EnterpriseId == enterprise
                && c.ClosedAt == null
                && (filed == null || c.FiledForId == filed)
                && StandingBook.Legs.Contains(l.Status)
            select new { l.DepartmentId, c.Number }
        ).ToListAsync(cancellationToken);
        var people = await db.OfDepartmentsAsync(legs.Select(l => l.DepartmentId), cancellationToken);
        foreach (var its in legs.GroupBy(l => l.DepartmentId))
        {
            plan.Tell(
                people[its.Key],
                entry,
                filed is null ? "CaseMoved" : "CaseMergedInto",
                new { Numbers = string.Join("、", its.Select(l => l.Number).Distinct().Order()) },
                "/whistles/inbox"
            );
        }
    }

    // Warnings not shown yet go to whoever has the case by now.
    private static async Task HandOnAsync(
        NoticePlan plan,
        CommissionerDb db,
        TimelineEntry entry,
        EnterpriseMerged merged,
        Id<Person>? serves,
        CancellationToken cancellationToken
    )
    {
        if (merged.PersonId is not { } served || served == serves)
        {
            return;
        }

        var waiting = await db
            .Notices.Where(n => n.PersonId == served && n.ShowAt > entry.At && n.Link != null && n.Link.StartsWith("/cases/show/"))
            .ToListAsync(cancellationToken);
        Id<Enterprise>? filed = new Id<Enterprise>(entry.SubjectId);
        var links = (
            await db.Cases.Where(c => c.FiledForId == filed && c.ClosedAt == null).Select(c => c.Id).ToListAsync(cancellationToken)
        )
            .Select(id => $"/cases/show/{id}")
            .ToHashSet();
        foreach (var notice in waiting.Where(n => links.Contains(n.Link!)))
        {
            db.Notices.Remove(notice);
            if (serves is { } now)
            {
                plan.HandOn(notice, now);
            }
        }
    }
}
