using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements;

/// <summary>
/// Who could follow as commissioner, and what of it more than one feature begins: by a rating, by a call-back, by the clock.
/// </summary>
public sealed class Successors(CommissionerDb db, TimeProvider clock)
{
    /// <summary>All commissioners with what they serve now; of ties to an enterprise it knows nothing.</summary>
    public Task<List<Candidate>> CandidatesAsync(CancellationToken cancellationToken) => ServingAsync(null, cancellationToken);

    /// <summary>All commissioners with what they serve now and whether they are tied to this enterprise.</summary>
    public Task<List<Candidate>> CandidatesAsync(Id<Enterprise> enterprise, CancellationToken cancellationToken) =>
        ServingAsync(enterprise, cancellationToken);

    /// <summary>All that a replacement at this enterprise is begun with.</summary>
    public async Task<Bench> BenchAsync(Enterprise enterprise, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.AddMonths(-12);
        return new(
            await CandidatesAsync(enterprise.Id, cancellationToken),
            await NameAsync(enterprise.BackupId, cancellationToken),
            await db
                .Replacements.Include(r => r.Clocks)
                .AsSingleQuery()
                .SingleOrDefaultAsync(
                    r =>
                        r.EnterpriseId == enterprise.Id
                        && (
                            r.Status == ReplacementStatus.Acting
                            || (r.Status == ReplacementStatus.Appointed && r.Clocks.Any(k => k.StoppedAt == null))
                        ),
                    cancellationToken
                ),
            await db.Replacements.CountAsync(
                r =>
                    r.EnterpriseId == enterprise.Id
                    && r.BeganAt > since
                    && r.Status != ReplacementStatus.Kept
                    && r.Trigger != ReplacementTrigger.Rotation,
                cancellationToken
            ),
            enterprise.AwayId is null ? null : await NameAsync(enterprise.ActiveId, cancellationToken)
        );
    }

    /// <summary>
    /// What follows from a rating for who serves: a replacement in the same transaction, a question to the enterprise, or nothing.
    /// </summary>
    /// <param name="rating">The rating.</param>
    /// <param name="enterprise">Whose it is, with its past assignments.</param>
    /// <param name="promises">To promise the successor.</param>
    /// <param name="by">Who rated, or recorded the enterprise's words.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task FollowAsync(
        Rating rating,
        Enterprise enterprise,
        Promises promises,
        Actor by,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (
            rating.ServedById is not { } served
            || (served != enterprise.ActiveId && served != enterprise.AwayId)
            || !(rating.IsPoor || PoorResult.Alone(rating))
        )
        {
            return;
        }

        var policy =
            await db
                .Parks.Where(p => p.Id == enterprise.ParkId)
                .Select(p => p.PoorResult ?? db.Parks.Where(o => o.Id == p.PartOfId).Select(o => o.PoorResult).FirstOrDefault())
                .SingleAsync(cancellationToken)
            ?? PoorResultPolicy.Immediate;
        if (
            Replacement.After(rating, enterprise, policy, await BenchAsync(enterprise, now, cancellationToken), promises, by, now) is
            { } begun
        )
        {
            db.Replacements.Add(begun);
        }
    }

    /// <summary>
    /// Raises what is due on a clock of a replacement. When the service office has not confirmed a successor in time, the system appoints
    /// the one proposed (docs/trade.md, Replacement).
    /// </summary>
    public async Task<IReadOnlyList<Step>> RaiseAsync(
        ClockOf<Replacement> promise,
        Promises promises,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var replacement = await db.Replacements.Include(r => r.Clocks).SingleAsync(r => r.Id == promise.OwnerId, cancellationToken);
        var steps = promise.Fire(promises, now);
        if (steps.Count == 0)
        {
            return steps;
        }

        var enterprise = await db.Enterprises.WithPast().SingleAsync(e => e.Id == replacement.EnterpriseId, cancellationToken);
        if (promise.Kind == PromiseKind.SuccessorContact)
        {
            replacement.ContactIsOwed(enterprise, promise, steps, now);
        }
        else if (replacement.Status == ReplacementStatus.Acting && steps.Any(s => s.Level == PromiseLevel.Overdue))
        {
            var candidates = await CandidatesAsync(enterprise.Id, cancellationToken);
            if (Replacement.Propose(enterprise, candidates, replacement.OutgoingId) is { } person)
            {
                replacement.Appoint(
                    enterprise,
                    await db.People.SingleAsync(p => p.Id == person, cancellationToken),
                    candidates.Find(c => c.PersonId == person),
                    promises,
                    Actor.System,
                    now
                );
            }
            else
            {
                replacement.FindNobody(enterprise, now);
            }
        }

        return steps;
    }

    // Whoever has left, or no longer holds the role, is nobody to follow, though where it served stays known. Roles are one text in the
    // database, so they are looked through here.
    private async Task<List<Candidate>> ServingAsync(Id<Enterprise>? enterprise, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return
        [
            .. (
                await (
                    from c in db.ServiceCommissioners.AsNoTracking()
                    join p in db.People on c.PersonId equals p.Id
                    where p.LeftAt == null
                    select new
                    {
                        p.Roles,
                        Candidate = new Candidate(
                            c.PersonId,
                            c.ParkId,
                            c.Industry,
                            c.LoadLimit,
                            db.Enterprises.Count(e => e.ActiveId == c.PersonId || e.AwayId == c.PersonId),
                            enterprise != null
                                && db.Ties.Any(t => t.EnterpriseId == enterprise && t.PersonId == c.PersonId && t.EndedAt == null),
                            db.Leaves.Any(l =>
                                l.PersonId == c.PersonId
                                && (l.State == LeaveState.Noted || l.State == LeaveState.Running)
                                && l.FromAt <= now
                                && l.UntilAt > now
                            )
                        ),
                    }
                ).ToListAsync(cancellationToken)
            )
                .Where(c => c.Roles.Contains(Role.Commissioner))
                .Select(c => c.Candidate),
        ];
    }

    /// <summary>A person's name; null for the duty desk.</summary>
    public async Task<string?> NameAsync(Id<Person>? person, CancellationToken cancellationToken) =>
        person is null ? null : await db.People.Where(p => p.Id == person).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken);
}
