using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Opinions;

/// <summary>Tells the Leader that an opinion is owed, and who deals with the case what the Leader wrote.</summary>
internal sealed class TellOfOpinions : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name is nameof(OpinionAsked) or nameof(OpinionGiven)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var cases = await db.CasesOfAsync(mine, cancellationToken);
        var (leaders, desk, supervision) = (
            await db.WithAsync(Role.Leader, cancellationToken),
            await db.WithAsync(Role.TriageDesk, cancellationToken),
            await db.WithAsync(Role.Supervisor, cancellationToken)
        );
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var its = cases[entry.SubjectId];
            if (entry.Name == nameof(OpinionAsked))
            {
                var asked = Facts.Of<OpinionAsked>(entry);
                plan.Tell(
                    leaders,
                    entry,
                    nameof(OpinionAsked),
                    new
                    {
                        its.Number,
                        its.Title,
                        asked.OpinionWhy,
                        asked.OpinionBy,
                    },
                    $"/opinions/write/{its.Id}"
                );
            }
            else
            {
                IEnumerable<Id<Person>> serves = its.CommissionerId is { } commissioner ? [commissioner] : [];
                plan.Tell(
                    serves.Concat(desk).Concat(supervision).Distinct(),
                    entry,
                    nameof(OpinionGiven),
                    new
                    {
                        its.Number,
                        its.Title,
                        Facts.Of<OpinionGiven>(entry).Opinion,
                    },
                    its.Link
                );
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
