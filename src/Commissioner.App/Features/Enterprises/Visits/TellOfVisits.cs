using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Visits;

/// <summary>Tells of visits: whose turn it is, and what the other side did.</summary>
internal sealed class TellOfVisits : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name.StartsWith("Visit", StringComparison.Ordinal) && e.Name != nameof(VisitRated)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<Visit>(e.SubjectId)).Distinct().ToList();
        var visits = await (
            from v in db.Visits.AsNoTracking()
            join e in db.Enterprises on v.EnterpriseId equals e.Id
            where ids.Contains(v.Id)
            select new
            {
                Visit = v,
                e.Name,
                e.ActiveId,
            }
        ).ToDictionaryAsync(v => v.Visit.Id, cancellationToken);
        var people = await db.OfEnterprisesAsync([.. visits.Values.Select(v => v.Visit.EnterpriseId).Distinct()], cancellationToken);
        var desk = await db.WithAsync(Role.TriageDesk, cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var its = visits[new(entry.SubjectId)];
            var facts = new { EnterpriseName = its.Name, VisitAt = its.Visit.At };
            var hosts = people[its.Visit.EnterpriseId].Where(p => p != entry.ById);
            // What the enterprise asked for goes to who serves it now; what was planned, to who planned it.
            IEnumerable<Id<Person>> visitors =
                its.Visit.Origin == VisitOrigin.Planned ? [its.Visit.ById]
                : its.ActiveId is { } active ? [active]
                : desk;
            visitors = visitors.Where(p => p != entry.ById);
            var (page, phone) = ($"/visits/show/{entry.SubjectId}", $"/visits/follow/{entry.SubjectId}");
            switch (entry.Name)
            {
                case nameof(VisitDecisionAsked):
                    plan.Tell(desk.Where(p => p != entry.ById), entry, "VisitDecisionAsked", facts, page);
                    break;
                case nameof(VisitPlanned):
                    plan.Tell(hosts, entry, "VisitProposed", facts, phone);
                    break;
                case nameof(VisitAllowed):
                    plan.Tell(hosts, entry, "VisitProposed", facts, phone);
                    plan.Tell(visitors, entry, "VisitAllowed", facts, page);
                    break;
                case nameof(VisitHeld):
                    plan.Tell(hosts, entry, "VisitHeld", facts, phone);
                    break;
                case nameof(VisitJoined):
                // Of what was called off before it was decided on the enterprise has never heard.
                case nameof(VisitCalledOff) when its.Visit is { BeyondBecause: not null, DecidedById: null }:
                    break;
                case nameof(VisitRefused):
                    plan.Tell(visitors, entry, entry.Name, facts, page);
                    break;
                default:
                    // Whoever did it, the other side is told.
                    if (entry.As is Role.EnterpriseOwner or Role.EnterpriseUser)
                    {
                        plan.Tell(visitors, entry, entry.Name, facts, page);
                    }
                    else
                    {
                        plan.Tell(hosts, entry, entry.Name, facts, phone);
                    }

                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
