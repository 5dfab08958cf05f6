using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Replacements;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Duties;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Departures;

/// <summary>Who takes an enterprise over.</summary>
/// <param name="EnterpriseId">The enterprise.</param>
/// <param name="SuccessorId">Who serves it from now on, where the one who leaves did; its backup where nobody is named.</param>
/// <param name="BackupId">Who backs it up; the duty desk where nobody is named.</param>
public sealed record PostTakenOver(Id<Enterprise> EnterpriseId, Id<Person>? SuccessorId, Id<Person>? BackupId);

/// <summary>Hands over what is open with somebody of the staff.</summary>
internal sealed class HandOverBook(
    CommissionerDb db,
    DepartmentNames names,
    Successors successors,
    Promises promises,
    Actor actor,
    TimeProvider clock
)
{
    private static readonly LegStatus[] Handled = [LegStatus.CheckedIn, LegStatus.Reported];

    /// <summary>Legs with which somebody of a department deals: a check-in names its handler.</summary>
    public static IQueryable<Leg> LegsWith(CommissionerDb db, Person person)
    {
        var (department, name) = (person.DepartmentId, person.Name);
        return db.Legs.Where(l => l.DepartmentId == department && l.HandlerName == name && Handled.Contains(l.Status));
    }

    /// <summary>Hand-overs that somebody who goes has not signed.</summary>
    public static IQueryable<Replacement> PacksOf(CommissionerDb db, Person person) =>
        db.Replacements.Where(r => r.OutgoingId == person.Id && r.OutgoingSignedAt == null && r.Status != ReplacementStatus.Kept);

    /// <summary>Poor ratings that somebody of the office was to put right.</summary>
    public static IQueryable<PoorRating> PoorRatingsOf(CommissionerDb db, Person person) =>
        db.PoorRatings.Where(p => p.HandlerId == person.Id && p.Status != PoorRatingStatus.Corrected);

    /// <summary>Shifts that somebody is still to keep.</summary>
    public static IQueryable<DutyShift> ShiftsOf(CommissionerDb db, Person person, DateTimeOffset now) =>
        db.DutyShifts.Where(s => s.PersonId == person.Id && s.UntilAt > now);

    /// <summary>
    /// What waits for this person waits for nobody: the office signs its hand-overs and has its poor ratings again, and its shifts are free.
    /// </summary>
    public async Task HandWaitingOverAsync(Person person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var replacement in await PacksOf(db, person).ToListAsync(cancellationToken))
        {
            var enterprise =
                db.Enterprises.Local.FirstOrDefault(e => e.Id == replacement.EnterpriseId)
                ?? await db.Enterprises.SingleAsync(e => e.Id == replacement.EnterpriseId, cancellationToken);
            replacement.SignForWhoLeaves(enterprise, actor, now);
        }

        foreach (var poor in await PoorRatingsOf(db, person).ToListAsync(cancellationToken))
        {
            poor.GiveBack(actor, now);
        }

        db.DutyShifts.RemoveRange(await ShiftsOf(db, person, now).ToListAsync(cancellationToken));
    }

    /// <summary>Hands over all posts that this person holds.</summary>
    /// <exception cref="RuleBroken"><see cref="RoleRules.NobodyTakesOver"/>, and what hinders who was named.</exception>
    public async Task HandPostsOverAsync(Person person, IReadOnlyList<PostTakenOver> named, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var enterprises = await db
            .Enterprises.WithPast()
            .Where(e => e.ActiveId == person.Id || e.BackupId == person.Id || e.AwayId == person.Id)
            .OrderBy(e => e.Name)
            .ToListAsync(cancellationToken);
        // What one of them is given in this decision counts for the next: nothing of it is in the database yet.
        Dictionary<Id<Person>, int> taken = [];
        foreach (var enterprise in enterprises)
        {
            var choice = named.FirstOrDefault(n => n.EnterpriseId == enterprise.Id);
            var bench = await successors.BenchAsync(enterprise, now, cancellationToken);
            bench = bench with
            {
                Candidates =
                [
                    .. bench
                        .Candidates.Where(c => c.PersonId != person.Id)
                        .Select(c => c with { Load = c.Load + taken.GetValueOrDefault(c.PersonId) }),
                ],
            };
            if (enterprise.AwayId is { } away)
            {
                await HandOverWhileAwayAsync(enterprise, away, person, choice, cancellationToken);
                continue;
            }

            var backup = await OneAsync(choice?.BackupId, cancellationToken);
            if (enterprise.ActiveId != person.Id)
            {
                Replacement.StandBy(enterprise, backup, bench, actor, now);
                continue;
            }

            var follows =
                await OneAsync(choice?.SuccessorId ?? enterprise.BackupId, cancellationToken)
                ?? throw new RuleBroken(RoleRules.NobodyTakesOver, enterprise.Name) { Field = "successorId" };
            // Whoever was backup and does not follow goes on standing by, unless another is named.
            if (backup is null && choice?.BackupId is null && enterprise.BackupId != follows.Id)
            {
                backup = await OneAsync(enterprise.BackupId, cancellationToken);
            }

            db.Replacements.Add(Replacement.Succeed(enterprise, follows, backup, bench, promises, actor, now));
            taken[follows.Id] = taken.GetValueOrDefault(follows.Id) + 1;
        }

        foreach (
            var replacement in await db
                .Replacements.Where(r => r.KeepUntil > now && (r.OutgoingId == person.Id || r.ActingId == person.Id))
                .ToListAsync(cancellationToken)
        )
        {
            replacement.CannotBeTakenBack(person.Id, now);
        }
    }

    /// <summary>Somebody of the same department takes all legs over that this person deals with.</summary>
    /// <exception cref="RuleBroken"><see cref="RoleRules.LegsNeedAHandler"/>.</exception>
    public async Task HandLegsOverAsync(Person person, Id<Person>? handlerId, string? phone, CancellationToken cancellationToken)
    {
        var legs = await LegsWith(db, person).Select(l => new { l.Id, l.CaseId }).ToListAsync(cancellationToken);
        if (legs.Count == 0)
        {
            return;
        }

        var department = person.DepartmentId;
        var handler = await db.People.SingleOrDefaultAsync(
            p => p.Id == handlerId && p.Id != person.Id && p.DepartmentId == department && p.LeftAt == null,
            cancellationToken
        );
        var reached = string.IsNullOrWhiteSpace(phone) ? handler?.Phone : phone.Trim();
        if (handler is null || string.IsNullOrEmpty(reached))
        {
            throw new RuleBroken(RoleRules.LegsNeedAHandler) { Field = handler is null ? "handlerId" : "handlerPhone" };
        }

        var known = await names.AllAsync(cancellationToken);
        var ids = legs.Select(l => l.CaseId).Distinct().ToList();
        foreach (var @case in await db.Cases.Whole().Where(c => ids.Contains(c.Id)).ToListAsync(cancellationToken))
        {
            foreach (var leg in legs.Where(l => l.CaseId == @case.Id))
            {
                @case.HandLegOver(leg.Id, known[department!.Value], handler.Name, reached, actor, clock.GetUtcNow());
            }
        }
    }

    // Its commissioner is on leave: that one leaves, and who acts serves for good; or who acts leaves, and somebody else does until the leave is
    // over; or its backup leaves.
    private async Task HandOverWhileAwayAsync(
        Enterprise enterprise,
        Id<Person> away,
        Person person,
        PostTakenOver? choice,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        if (away == person.Id && enterprise.ActiveId is null)
        {
            // Only the duty desk acts: whoever is named is paired with it, since nobody is there to stay.
            var follows =
                await OneAsync(choice?.SuccessorId ?? enterprise.BackupId, cancellationToken)
                ?? throw new RuleBroken(RoleRules.NobodyTakesOver, enterprise.Name) { Field = "successorId" };
            enterprise.LetStandInStay(null, actor, now);
            enterprise.Pair(
                follows,
                await OneAsync(choice?.BackupId ?? (enterprise.BackupId == follows.Id ? null : enterprise.BackupId), cancellationToken),
                actor,
                now
            );
        }
        else if (away == person.Id)
        {
            enterprise.LetStandInStay(await successors.NameAsync(enterprise.ActiveId, cancellationToken), actor, now);
        }
        else if (enterprise.ActiveId == person.Id)
        {
            var leave = await db.Leaves.SingleAsync(l => l.PersonId == away && l.State == LeaveState.Running, cancellationToken);
            enterprise.LetAnotherStandIn(leave, await OneAsync(choice?.SuccessorId ?? enterprise.BackupId, cancellationToken), actor, now);
        }
        else
        {
            var bench = await successors.BenchAsync(enterprise, now, cancellationToken);
            Replacement.StandBy(enterprise, await OneAsync(choice?.BackupId, cancellationToken), bench, actor, now);
        }
    }

    private async Task<Person?> OneAsync(Id<Person>? id, CancellationToken cancellationToken) =>
        id is null
            ? null
            : await db.People.SingleOrDefaultAsync(p => p.Id == id && p.LeftAt == null, cancellationToken)
                ?? throw new RuleBroken(ReplacementRules.NotACandidate) { Field = "successorId" };
}
