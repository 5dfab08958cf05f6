using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Remedies;

/// <summary>Tells of remedies: who owes one, each enterprise that its own was done, and who watches when a like case came back.</summary>
internal sealed class TellOfRemedies(Promises promises) : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name.StartsWith("Remedy", StringComparison.Ordinal)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<Remedy>(e.SubjectId)).Distinct().ToList();
        var remedies = await db.Remedies.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellationToken);
        var departments = await db.OfDepartmentsAsync(remedies.Values.Select(r => r.OwnerId).OfType<Id<Department>>(), cancellationToken);
        var desk = await db.WithAsync(Role.TriageDesk, cancellationToken);
        var watching = await db.WithAsync(Role.Supervisor, cancellationToken);
        var leaders = await db.WithAsync(Role.Leader, cancellationToken);
        var lines = await LinesAsync(db, ids, cancellationToken);
        var people = await db.OfEnterprisesAsync(lines.SelectMany(g => g).Select(l => l.EnterpriseId), cancellationToken);
        var plan = new NoticePlan(db, promises.Calendar);
        foreach (var entry in mine)
        {
            var its = remedies[new(entry.SubjectId)];
            var page = $"/remedies/show/{entry.SubjectId}";
            var owe = (its.OwnerId is { } owner ? departments[owner] : desk).Where(p => p != entry.ById).ToList();
            var watch = desk.Concat(watching).Distinct().Except(owe).Where(p => p != entry.ById).ToList();
            switch (entry.Name)
            {
                case nameof(RemedyStarted):
                    plan.Tell(owe, entry, entry.Name, new { its.Title, Facts.Of<RemedyStarted>(entry).DueAt }, page);
                    break;
                case nameof(RemedyDone):
                    foreach (var line in lines[its.Id])
                    {
                        // An enterprise hears of its own case alone.
                        var link = $"/remedies/follow/{line.Id}";
                        plan.Tell(people[line.EnterpriseId], entry, "RemedyAsked", new { its.Title, line.Number }, link);
                    }

                    plan.Tell(watch, entry, entry.Name, new { its.Title }, page);
                    break;
                case nameof(RemedyAnswered) when !Facts.Of<RemedyAnswered>(entry).Helped:
                    plan.Tell(desk, entry, "RemedyHelpedNot", new { its.Title }, page);
                    break;
                case nameof(RemedyReopened):
                    var back = Facts.Of<RemedyReopened>(entry);
                    var facts = new
                    {
                        its.Title,
                        back.RemedyReason,
                        back.DueAt,
                        Number = lines[its.Id].FirstOrDefault(l => l.CaseId == back.CaseId)?.Number,
                    };
                    // The number of a case is for who may see all: who owes the remedy sees its own cases on its page.
                    plan.Tell(
                        owe,
                        entry,
                        entry.Name,
                        new
                        {
                            facts.Title,
                            facts.RemedyReason,
                            facts.DueAt,
                        },
                        page
                    );
                    plan.Tell(watch, entry, "RemedyReopenedWatched", facts, page);
                    break;
                case nameof(RemedyLate):
                    var late = Facts.Of<RemedyLate>(entry);
                    var text = late.Raised == PromiseLevel.Warned ? "RemedyNearlyDue" : entry.Name;
                    var told = late.Tells.SelectMany(r =>
                        r switch
                        {
                            Role.Supervisor => watching,
                            Role.Leader => leaders,
                            _ => [],
                        }
                    );
                    plan.Tell(owe.Concat(told).Distinct(), entry, text, new { its.Title, late.DueAt }, page, waits: true);
                    break;
                // Its department is another, but not the one that owes it.
                case nameof(RemedyHandedOn) when entry.DepartmentId != its.OwnerId:
                    break;
                case nameof(RemedyCalledOff) or nameof(RemedyHandedOn):
                    plan.Tell(owe, entry, entry.Name, new { its.Title }, page);
                    break;
                default:
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }

    // A case that became one of those that are dealt with by themselves is told of nowhere else.
    private static async Task<ILookup<Id<Remedy>, Line>> LinesAsync(
        CommissionerDb db,
        List<Id<Remedy>> ids,
        CancellationToken cancellationToken
    ) =>
        (
            await (
                from l in db.RemedyCases
                join c in db.Cases on l.CaseId equals c.Id
                where ids.Contains(l.RemedyId) && l.LeftAt == null && !c.Confidential && !c.AboutOfficials
                orderby l.LinkedAt
                select new Line(l.RemedyId, l.Id, c.Id, c.Number, c.EnterpriseId)
            ).ToListAsync(cancellationToken)
        ).ToLookup(l => l.RemedyId);

    private sealed record Line(
        Id<Remedy> RemedyId,
        Id<RemedyCase> Id,
        Id<Case> CaseId,
        string? Number,
        Id<Domain.Enterprises.Enterprise> EnterpriseId
    );
}
