using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Explanations;

/// <summary>Tells both offices that an explanation waits for them, but not who proposed it.</summary>
internal sealed class TellTheApprovers : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name == nameof(ExplanationProposed)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var cases = await db.CasesOfAsync(mine, cancellationToken);
        var approvers = (await db.WithAsync(Role.TriageDesk, cancellationToken))
            .Concat(await db.WithAsync(Role.Supervisor, cancellationToken))
            .Distinct()
            .ToList();
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var its = cases[entry.SubjectId];
            plan.Tell(
                approvers.Where(p => p != entry.ById),
                entry,
                entry.Name,
                new
                {
                    its.Number,
                    its.Title,
                    its.EnterpriseName,
                    Facts.Of<ExplanationProposed>(entry).ExplainedWhy,
                },
                its.Link
            );
        }

        await plan.AddAsync(cancellationToken);
    }
}
