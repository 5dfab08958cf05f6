using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements;

/// <summary>
/// What goes on around a replacement: the enterprise is asked after a poor result; the Leader is asked to visit after the third; the
/// service office hears that nobody can follow or that who serves is tied; the successor is warned of the first contact that it owes.
/// </summary>
internal sealed class WatchTheSuccession(Promises promises) : IReaction
{
    private static readonly string[] Watched =
    [
        nameof(ReplacementOffered),
        nameof(ReplacedOften),
        nameof(NobodyCanFollow),
        nameof(SuccessorContactOwed),
        nameof(TieDeclared),
    ];

    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => Watched.Contains(e.Name)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.Select(e => new Id<Enterprise>(e.SubjectId)).Distinct().ToList();
        var names = await db.Enterprises.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Name, cancellationToken);
        var people = await db.OfEnterprisesAsync(ids, cancellationToken);
        var owed = mine.Where(e => e.Name == nameof(SuccessorContactOwed)).ToDictionary(e => e.Id, Facts.Of<SuccessorContactOwed>);
        var successors = owed.Values.Select(o => o.PersonId).Distinct().ToList();
        var persons =
            successors.Count == 0
                ? []
                : await db.People.Where(p => successors.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var roles = new Dictionary<Role, IReadOnlyList<Id<Person>>>();
        foreach (
            var role in owed
                .Values.SelectMany(o => o.Tells)
                .Where(r => r != Role.DepartmentHead)
                .Concat([Role.TriageDesk, Role.Leader])
                .Distinct()
        )
        {
            roles[role] = await db.WithAsync(role, cancellationToken);
        }

        var plan = new NoticePlan(db, promises.Calendar);
        foreach (var entry in mine)
        {
            var id = new Id<Enterprise>(entry.SubjectId);
            var enterprise = new { EnterpriseName = names[id] };
            switch (entry.Name)
            {
                case nameof(ReplacementOffered):
                    plan.Tell(people[id], entry, "ReplacementOffered", enterprise, "/enterprises/mine");
                    break;
                case nameof(ReplacedOften):
                    plan.Tell(
                        roles[Role.Leader],
                        entry,
                        "ReplacedOften",
                        new { enterprise.EnterpriseName, Facts.Of<ReplacedOften>(entry).Count }
                    );
                    break;
                case nameof(NobodyCanFollow):
                    plan.Tell(roles[Role.TriageDesk], entry, "NobodyCanFollow", enterprise, "/replacements");
                    break;
                case nameof(TieDeclared) when Facts.Of<TieDeclared>(entry).Serves:
                    plan.Tell(roles[Role.TriageDesk], entry, "TiedServes", enterprise, "/ties");
                    break;
                case nameof(SuccessorContactOwed):
                    var (what, late) = (owed[entry.Id], owed[entry.Id].Raised != PromiseLevel.Warned);
                    plan.Tell(
                        what.PersonId,
                        entry,
                        late ? "SuccessorContactLate" : "SuccessorContactSoon",
                        new { enterprise.EnterpriseName, what.DueAt },
                        $"/replacements/{what.ReplacementId}/contact",
                        waits: true
                    );
                    if (late)
                    {
                        plan.Tell(
                            what.Tells.Where(r => r != Role.DepartmentHead).Append(Role.TriageDesk).SelectMany(r => roles[r]).Distinct(),
                            entry,
                            "SuccessorContactSupervised",
                            new
                            {
                                what.Raised,
                                PersonName = persons[what.PersonId],
                                enterprise.EnterpriseName,
                                what.DueAt,
                            },
                            waits: true
                        );
                    }

                    break;
                default:
                    break;
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
