using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements;

/// <summary>
/// Tells of a replacement: whoever goes reads what everybody reads on a rotation, and nothing of who pressed, of a rating or of a case
/// (product.md §6); whoever acts or follows is told to act; the service office owes a successor.
/// </summary>
internal sealed class TellOfTheReplacement : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name is nameof(CommissionerReplaced) or nameof(SuccessorAppointed) or nameof(CommissionerKept)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<Enterprise>(e.SubjectId)).Distinct().ToList();
        var names = await db.Enterprises.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Name, cancellationToken);
        var people = await db.OfEnterprisesAsync(ids, cancellationToken);
        var begun = mine.Where(e => e.Name == nameof(CommissionerReplaced)).Select(e => Facts.Of<CommissionerReplaced>(e).ReplacementId).ToList();
        var terms = begun.Count == 0
            ? []
            : await db.Replacements.Where(r => begun.Contains(r.Id)).Select(r => new { r.Id, r.KeepUntil, DueAt = r.Clocks.Min(k => k.DueAt) }).ToDictionaryAsync(r => r.Id, cancellationToken);
        var desk = begun.Count == 0 ? [] : await db.WithAsync(Role.TriageDesk, cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var id = new Id<Enterprise>(entry.SubjectId);
            var enterprise = new { EnterpriseName = names[id] };
            switch (entry.Name)
            {
                case nameof(CommissionerReplaced):
                    var replaced = Facts.Of<CommissionerReplaced>(entry);
                    var term = terms[replaced.ReplacementId];
                    if (replaced.OutgoingId is { } outgoing)
                    {
                        plan.Tell(outgoing, entry, "Rotated", enterprise);
                    }

                    if (replaced.ActingId is { } acting)
                    {
                        plan.Tell(acting, entry, "PleaseAct", enterprise, "/cases/queue");
                    }

                    plan.Tell(desk, entry, "SuccessorOwed", new { enterprise.EnterpriseName, term.DueAt }, "/replacements");
                    plan.Tell(people[id], entry, "YourCommissionerReplaced", new { ActingName = replaced.ActingName ?? "dutyDesk", term.KeepUntil }, "/enterprises/mine");
                    break;
                case nameof(SuccessorAppointed):
                    var appointed = Facts.Of<SuccessorAppointed>(entry);
                    plan.Tell(appointed.PersonId, entry, "YouFollow", enterprise, "/cases/queue");
                    plan.Tell(people[id], entry, "YourSuccessorAppointed", new { appointed.PersonName }, "/enterprises/mine");
                    break;
                default:
                    plan.Tell(Facts.Of<CommissionerKept>(entry).PersonId, entry, "YouContinue", enterprise, "/cases/queue");
                    plan.Tell(people[id], entry, "YourCommissionerKept", enterprise, "/enterprises/mine");
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
