using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Moves;

/// <summary>
/// An enterprise merges into another, which has its cases, its people and its name to be found by from now on. What was recorded of it stays
/// recorded of it.
/// </summary>
[Allow(Permission.KeepOrganisation)]
public sealed record MergeEnterprise(Id<Enterprise> EnterpriseId, Id<Enterprise>? SuccessorId, string? Reason)
    : ICommand<Id<Enterprise>>,
        IHolds;

internal sealed class MergeEnterpriseHandler(
    CommissionerDb db,
    StandingBook book,
    MatchingBook matching,
    KeyBook keys,
    Actor actor,
    TimeProvider clock
) : IRequestHandler<MergeEnterprise, Id<Enterprise>>
{
    private static readonly IReadOnlyList<Role> Owner = [Role.EnterpriseOwner];

    public async Task<Id<Enterprise>> Handle(MergeEnterprise command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Held, so that what is begun for it meanwhile is read below, or finds it merged.
        await db.HoldAsync(command.EnterpriseId, cancellationToken);
        var merged = await db.Enterprises.WithPast().Include(e => e.FormerNames).One(command.EnterpriseId, cancellationToken);
        var successor =
            await db
                .Enterprises.WithPast()
                .Include(e => e.FormerNames)
                .SingleOrDefaultAsync(e => e.Id == command.SuccessorId, cancellationToken)
            ?? throw new RuleBroken(EnterpriseRules.MergesIntoAnother) { Field = "successorId" };
        merged.MergeInto(successor, command.Reason, actor, now);
        await CasesGoOnAsync(merged, successor, now, cancellationToken);
        await OthersGoOnAsync(merged, successor, now, cancellationToken);
        await matching.GoOnAsync(merged, successor, cancellationToken);
        await TiesGoOnAsync(merged, successor, now, cancellationToken);
        await book.EndAsync(merged, cancellationToken);
        var (come, stay) = await PeopleAsync(merged, successor, cancellationToken);
        await book.ReleaseAsync(merged, stay, cancellationToken);
        await db.StoreAsync(cancellationToken);
        await book.EndSessionsAsync(stay, cancellationToken);
        // A key was given for what the enterprise was: with the other's cases it would open more.
        foreach (var person in come)
        {
            await keys.RevokeAllAsync(person.Id, cancellationToken);
        }

        return successor.Id;
    }

    // All of them, closed ones too: its people read them and take them up again, and confidential ones stay with supervision.
    private async Task CasesGoOnAsync(Enterprise merged, Enterprise successor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var holds = await db
            .LegalHolds.Where(h => h.EnterpriseId == (Id<Enterprise>?)merged.Id && h.LiftedAt == null)
            .ToListAsync(cancellationToken);
        var held = await db
            .LegalHolds.Where(h => h.CaseId != null && h.LiftedAt == null)
            .Select(h => h.CaseId!.Value)
            .ToHashSetAsync(cancellationToken);
        foreach (
            var @case in await db.Cases.IgnoreQueryFilters().Whole().Where(c => c.EnterpriseId == merged.Id).ToListAsync(cancellationToken)
        )
        {
            @case.GoOnWith(successor, merged, actor, now);
            if (holds.Count > 0 && !held.Contains(@case.Id))
            {
                db.LegalHolds.Add(holds[0].Over(@case.Id, now));
            }
        }
    }

    // Cases are held one by one; what else goes there is held with the enterprise that has it.
    private async Task HoldGoesOnAsync(
        Id<Enterprise> merged,
        Id<Enterprise> successor,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var holds = await db
            .LegalHolds.Where(h => h.LiftedAt == null && (h.EnterpriseId == merged || h.EnterpriseId == successor))
            .ToListAsync(cancellationToken);
        if (holds.Count == 1 && holds[0].EnterpriseId == merged)
        {
            db.LegalHolds.Add(holds[0].Over(successor, now));
        }
    }

    private async Task OthersGoOnAsync(Enterprise merged, Enterprise successor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = merged.Id;
        foreach (
            var task in await db
                .Callbacks.Where(t => t.EnterpriseId == id && t.Status == CallbackStatus.Open)
                .ToListAsync(cancellationToken)
        )
        {
            task.GoOnWith(successor, merged, actor, now);
        }

        foreach (
            var poor in await db
                .PoorRatings.Where(p => p.EnterpriseId == id && p.Status != PoorRatingStatus.Corrected)
                .ToListAsync(cancellationToken)
        )
        {
            poor.GoOnWith(successor, merged, actor, now);
        }

        var undertakings = await db
            .Undertakings.Include(u => u.Nodes)
            .Include(u => u.Clocks)
            .AsSplitQuery()
            .Where(u => u.EnterpriseId == id)
            .ToListAsync(cancellationToken);
        undertakings.ForEach(u => u.GoOnWith(successor, merged, actor, now));

        // One claim of an edition is an enterprise's: where the successor has its own, the other stays where it was.
        var its = await db.BenefitClaims.Where(c => c.EnterpriseId == successor.Id).Select(c => c.PolicyId).ToListAsync(cancellationToken);
        var claims = await db.BenefitClaims.Where(c => c.EnterpriseId == id && !its.Contains(c.PolicyId)).ToListAsync(cancellationToken);
        claims.ForEach(c => c.GoOnWith(successor));
        if (undertakings.Count + claims.Count > 0)
        {
            await HoldGoesOnAsync(id, successor.Id, now, cancellationToken);
        }

        foreach (var need in await db.FinancingNeeds.Where(n => n.EnterpriseId == id).ToListAsync(cancellationToken))
        {
            var pushes = await db.FinancingPushes.Include(p => p.Clocks).Where(p => p.NeedId == need.Id).ToListAsync(cancellationToken);
            need.GoOnWith(successor, pushes, actor, now);
        }

        foreach (var incident in await db.Incidents.Where(i => i.EnterpriseId == id && i.DecidedAt == null).ToListAsync(cancellationToken))
        {
            incident.GoOnWith(successor, merged, actor, now);
        }

        foreach (
            var invitation in await db
                .RatingInvitations.Where(i => i.EnterpriseId == id && i.AnsweredAt == null && i.ValidUntil > now)
                .ToListAsync(cancellationToken)
        )
        {
            invitation.GoOnWith(successor);
        }
    }

    // Who is tied to the one is tied to what it became.
    private async Task TiesGoOnAsync(Enterprise merged, Enterprise successor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ties = await db
            .Ties.Where(t => t.EndedAt == null && (t.EnterpriseId == merged.Id || t.EnterpriseId == successor.Id))
            .ToListAsync(cancellationToken);
        var known = ties.Where(t => t.EnterpriseId == successor.Id).Select(t => t.PersonId).ToHashSet();
        foreach (var tie in ties.Where(t => t.EnterpriseId == merged.Id && known.Add(t.PersonId)))
        {
            db.Ties.Add(DeclaredTie.Declare(successor, tie.PersonId, tie.Kind, actor, now));
        }
    }

    // Whoever signs in for both by one number has an account at each: that of the one that ends, ends.
    private async Task<(List<Person> Come, List<Person> Stay)> PeopleAsync(
        Enterprise merged,
        Enterprise successor,
        CancellationToken cancellationToken
    )
    {
        var (left, right) = ((Id<Enterprise>?)merged.Id, (Id<Enterprise>?)successor.Id);
        var all = await (
            from p in db.People
            where (p.EnterpriseId == left || p.EnterpriseId == right) && p.LeftAt == null
            join a in db.Accounts on (Guid)(object)p.Id equals a.Id into accounts
            from account in accounts.DefaultIfEmpty()
            select new { Person = p, account.PhoneNumber }
        ).ToListAsync(cancellationToken);
        var there = all.Where(p => p.Person.EnterpriseId == right).Select(p => p.PhoneNumber).OfType<string>().ToHashSet();
        var parts = all.Where(p => p.Person.EnterpriseId == left).ToLookup(p => p.PhoneNumber is { } n && there.Contains(n), p => p.Person);
        var come = parts[false].ToList();
        successor.Receive(come, all.Exists(p => p.Person.EnterpriseId == right && p.Person.Roles.SequenceEqual(Owner)));
        return (come, [.. parts[true]]);
    }
}
