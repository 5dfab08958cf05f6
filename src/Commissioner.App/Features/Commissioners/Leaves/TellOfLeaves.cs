using Commissioner.App.Features.Notices;
using Commissioner.App.Features.Replacements;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Leaves;

/// <summary>
/// Tells of leaves: who acts is asked to, the enterprise reads who serves it meanwhile and that its own commissioner is back, and the office
/// hears where only the duty desk is left. What waited for who goes waits for who acts, and the other way round at the end.
/// </summary>
internal sealed class TellOfLeaves : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name is nameof(StandInActs) or nameof(CommissionerReturned)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<Enterprise>(e.SubjectId)).Distinct().ToList();
        var names = await db.Enterprises.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Name, cancellationToken);
        var people = await db.OfEnterprisesAsync(ids, cancellationToken);
        var desk = await db.WithAsync(Role.TriageDesk, cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var id = new Id<Enterprise>(entry.SubjectId);
            if (entry.Name == nameof(StandInActs))
            {
                var acts = Facts.Of<StandInActs>(entry);
                var facts = new
                {
                    EnterpriseName = names[id],
                    acts.UntilAt,
                    ActingName = acts.ActingName ?? "dutyDesk",
                };
                if (acts.PersonId is { } standIn)
                {
                    plan.Tell(standIn, entry, "PleaseStandIn", facts, "/cases/queue");
                }
                else
                {
                    plan.Tell(desk, entry, "DeskStandsIn", facts, "/leaves");
                }

                plan.Tell(people[id], entry, "YourCommissionerIsAway", facts, "/enterprises/mine");
                await TellOfTheReplacement.HandOnAsync(plan, db, entry, acts.AwayId, acts.PersonId, cancellationToken);
            }
            else
            {
                var back = Facts.Of<CommissionerReturned>(entry);
                var facts = new { EnterpriseName = names[id], back.PersonName };
                plan.Tell(back.PersonId, entry, "YouServeAgain", facts, "/cases/queue");
                plan.Tell(people[id], entry, "YourCommissionerIsBack", facts, "/enterprises/mine");
                if (back.ActedId is { } acted)
                {
                    await TellOfTheReplacement.HandOnAsync(plan, db, entry, acted, back.PersonId, cancellationToken);
                }
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
