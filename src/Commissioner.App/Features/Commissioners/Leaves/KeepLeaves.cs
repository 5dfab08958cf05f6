using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Leaves;

/// <summary>
/// Lets others act where a leave has begun, and hands back where one is over; answers how many enterprises changed hands. Done twice it
/// changes nothing, and what somebody on leave is given in the meantime goes to others as well.
/// </summary>
[Allow(Permission.RunJobs)]
public sealed record KeepLeaves : IJob;

internal sealed class KeepLeavesHandler(CommissionerDb db, LeaveBook book, TimeProvider clock) : IRequestHandler<KeepLeaves, int>
{
    public async Task<int> Handle(KeepLeaves job, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Who comes back first can act for who goes.
        var due = await db
            .Leaves.Where(l => l.State == LeaveState.Running || (l.State == LeaveState.Noted && l.FromAt <= now))
            .OrderBy(l => l.UntilAt > now)
            .ThenBy(l => l.FromAt)
            .Select(l => l.Id)
            .ToListAsync(cancellationToken);
        var moved = 0;
        foreach (var id in due)
        {
            var leave = await db.Leaves.Include(l => l.StandIns).AsSingleQuery().SingleAsync(l => l.Id == id, cancellationToken);
            try
            {
                var its =
                    leave.UntilAt <= now
                        ? await CloseAsync(leave, now, cancellationToken)
                        : await BeginAsync(leave, now, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                moved += its;
            }
            catch (Exception conflict) when (db.IsConflict(conflict))
            {
                // Another node, or whoever changed an enterprise at this instant, was first: the next run looks again.
            }

            db.ChangeTracker.Clear();
        }

        return moved;
    }

    private async Task<int> BeginAsync(Leave leave, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (leave.State == LeaveState.Noted)
        {
            leave.Begin();
        }

        var enterprises = await db.Enterprises.WithPast().Where(e => e.ActiveId == leave.PersonId).ToListAsync(cancellationToken);
        if (enterprises.Count == 0)
        {
            return 0;
        }

        var away = (await book.OpenAsync(cancellationToken)).FindAll(l => l.FromAt <= now && l.UntilAt > now).ConvertAll(l => l.PersonId);
        foreach (var enterprise in enterprises)
        {
            enterprise.LetStandIn(leave, await ActsAsync(leave, enterprise, away, cancellationToken), Actor.System, now);
        }

        return enterprises.Count;
    }

    // Much may have changed since the leave was noted: where whom the office named can't act the backup does, and where it can't the duty desk,
    // of which the office hears.
    private async Task<Person?> ActsAsync(Leave leave, Enterprise enterprise, List<Id<Person>> away, CancellationToken cancellationToken)
    {
        if (leave.ActsAt(enterprise) is not { } first)
        {
            return null;
        }

        foreach (var one in new[] { first, enterprise.BackupId ?? first })
        {
            if (!away.Contains(one) && await book.FitsAsync(one, enterprise.Id, cancellationToken))
            {
                return await db.People.SingleAsync(p => p.Id == one, cancellationToken);
            }
        }

        return null;
    }

    private async Task<int> CloseAsync(Leave leave, DateTimeOffset now, CancellationToken cancellationToken)
    {
        leave.Close();
        var enterprises = await db.Enterprises.WithPast().Where(e => e.AwayId == leave.PersonId).ToListAsync(cancellationToken);
        var person = await db.People.SingleAsync(p => p.Id == leave.PersonId, cancellationToken);
        foreach (var enterprise in enterprises)
        {
            enterprise.HandBack(person, Actor.System, now);
        }

        return enterprises.Count;
    }
}
