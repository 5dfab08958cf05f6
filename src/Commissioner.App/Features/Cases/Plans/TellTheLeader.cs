using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Plans;

/// <summary>Tells the Leader that a plan waits for a decision, and that one goes on.</summary>
internal sealed class TellTheLeader : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries.Where(e => e.Name is nameof(PlanAskedFor) or nameof(PlanReviewed)).ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var cases = await db.CasesOfAsync(mine, cancellationToken);
        var leaders = await db.WithAsync(Role.Leader, cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var entry in mine)
        {
            var its = cases[entry.SubjectId];
            object facts =
                entry.Name == nameof(PlanAskedFor)
                    ? new
                    {
                        its.Number,
                        its.Title,
                        its.EnterpriseName,
                        Facts.Of<PlanAskedFor>(entry).ReviewBy,
                    }
                    : new
                    {
                        its.Number,
                        its.Title,
                        its.EnterpriseName,
                        Facts.Of<PlanReviewed>(entry).ReviewBy,
                    };
            plan.Tell(leaders, entry, entry.Name, facts, its.Link);
        }

        await plan.AddAsync(cancellationToken);
    }
}
