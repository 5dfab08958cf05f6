using Commissioner.App.Features.Departments;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Organisation;

/// <summary>
/// A department closes, or merges into another, which does its work from now on: open legs and supervision orders go on there, its people belong
/// to it, and the catalogue calls it. What it did stays under its own name.
/// </summary>
[Allow(Permission.KeepOrganisation)]
public sealed record CloseDepartment(Id<Department> DepartmentId, Id<Department>? SuccessorId, string? Reason) : ICommand<Id<Department>>
{
    internal static readonly LegStatus[] Open = [LegStatus.Called, LegStatus.Objected, LegStatus.CheckedIn, LegStatus.Reported];

    /// <summary>The latest version of each item of the catalogue, where it calls a department.</summary>
    internal static async Task<IReadOnlyList<CatalogueItem>> NamingAsync(
        CommissionerDb db,
        Id<Department> department,
        CancellationToken cancellationToken
    )
    {
        // Who assists is one text in the database, so it is looked through here.
        var latest = await db
            .CatalogueItems.AsNoTracking()
            .Where(i => !db.CatalogueItems.Any(l => l.Code == i.Code && l.Version > i.Version))
            .OrderBy(i => i.Code)
            .ToListAsync(cancellationToken);
        return latest.FindAll(i => !i.Retired && (i.LeadId == department || i.AssistingIds.Contains(department)));
    }
}

internal sealed class CloseDepartmentHandler(CommissionerDb db, DepartmentNames names, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<CloseDepartment, Id<Department>>
{
    public async Task<Id<Department>> Handle(CloseDepartment command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var closing = await db.Departments.One(command.DepartmentId, cancellationToken);
        var successor =
            await db.Departments.SingleOrDefaultAsync(d => d.Id == command.SuccessorId, cancellationToken)
            ?? throw new RuleBroken(DepartmentRules.SuccessorUnfit) { Field = "successorId" };
        closing.Close(successor, command.Reason, now);
        var reason = closing.ClosedBecause!;
        await GoOnAsync(closing, successor, now, cancellationToken);
        await MovePeopleAsync(closing, successor, reason, now, cancellationToken);
        await CallSuccessorAsync(closing, successor, reason, now, cancellationToken);
        names.Forget();
        return closing.Id;
    }

    private async Task GoOnAsync(Department closing, Department successor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Id<Department>? id = closing.Id;
        var cases = await db
            .Cases.Whole()
            .Where(c =>
                c.Whistles.Any(w => w.Legs.Any(l => l.DepartmentId == closing.Id && CloseDepartment.Open.Contains(l.Status)))
                || c.Orders.Any(o => o.DepartmentId == id && (o.Status == OrderStatus.Issued || o.Status == OrderStatus.Answered))
            )
            .ToListAsync(cancellationToken);
        var both = cases.FindAll(c =>
            c.Legs.Any(l => l.IsOpen && l.DepartmentId == closing.Id) && c.Legs.Any(l => l.IsOpen && l.DepartmentId == successor.Id)
        );
        if (both.Count > 0)
        {
            throw new RuleBroken(DepartmentRules.SuccessorIsCalledThere, string.Join("、", both.Select(c => c.Number).Order()))
            {
                Field = "successorId",
            };
        }

        foreach (var @case in cases)
        {
            @case.GoOnWith(successor, closing, actor, now);
        }

        foreach (
            var remedy in await db
                .Remedies.Where(r => r.State != RemedyState.CalledOff && (r.OwnerId == id || r.ConcernsId == id))
                .ToListAsync(cancellationToken)
        )
        {
            remedy.GoOnWith(successor, closing, actor, now);
        }
    }

    private async Task MovePeopleAsync(
        Department closing,
        Department successor,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        Id<Department>? id = closing.Id;
        // Who is about to come to it, or to get other roles in it, is decided on first: a change once agreed on would bring it back.
        if (
            await db.RoleChanges.AnyAsync(
                c =>
                    c.State == RoleChangeState.Proposed
                    && (c.DepartmentId == id || db.People.Any(p => p.Id == c.PersonId && p.DepartmentId == id)),
                cancellationToken
            )
        )
        {
            throw new RuleBroken(RoleRules.OneRoleChangeAtATime);
        }

        foreach (var person in await db.People.Where(p => p.DepartmentId == id && p.LeftAt == null).ToListAsync(cancellationToken))
        {
            db.RoleChanges.Add(RoleChange.Propose(person, person.Roles, successor.Id, reason, actor, now));
        }
    }

    private async Task CallSuccessorAsync(
        Department closing,
        Department successor,
        string reason,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var today = promises.Calendar.DateOf(now);
        foreach (var item in await CloseDepartment.NamingAsync(db, closing.Id, cancellationToken))
        {
            var lead = item.LeadId == closing.Id ? successor.Id : item.LeadId;
            var says = item.Says with
            {
                LeadId = lead,
                AssistingIds = [.. item.AssistingIds.Select(a => a == closing.Id ? successor.Id : a).Distinct().Where(a => a != lead)],
            };
            db.CatalogueItems.Add(item.Revise(says, item.EffectiveOn > today ? item.EffectiveOn : today, reason, actor, today, now));
        }
    }
}
