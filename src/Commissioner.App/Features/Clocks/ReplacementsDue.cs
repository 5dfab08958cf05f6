using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Clocks;

/// <summary>Raises what is due on clocks of replacements.</summary>
internal sealed class ReplacementsDue(CommissionerDb db, Successors successors, Promises promises)
{
    // product.md §6: when the service office has not confirmed in time, the system appoints.
    public async Task<IReadOnlyList<Step>> RaiseAsync(PromiseClock promise, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var replacement = await db.Replacements.Include(r => r.Clocks).SingleAsync(r => r.Id == promise.ReplacementId, cancellationToken);
        var steps = promise.Fire(promises, now);
        if (promise.Kind == PromiseKind.Successor && steps.Any(s => s.Level == PromiseLevel.Overdue) && replacement.Status == ReplacementStatus.Acting)
        {
            var enterprise = await db.Enterprises.WithPast().SingleAsync(e => e.Id == replacement.EnterpriseId, cancellationToken);
            var candidates = await successors.CandidatesAsync(cancellationToken);
            if (Replacement.Propose(enterprise, candidates, replacement.OutgoingId) is { } person)
            {
                replacement.Appoint(enterprise, await db.People.SingleAsync(p => p.Id == person, cancellationToken), candidates.Find(c => c.PersonId == person), Actor.System, now);
            }
        }

        return steps;
    }
}
