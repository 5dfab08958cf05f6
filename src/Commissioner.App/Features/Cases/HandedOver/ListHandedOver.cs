using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.HandedOver;

/// <summary>
/// Enterprises that somebody else serves now instead of this person, and of which it had cases; with a case, only where that case was among
/// them.
/// </summary>
/// <param name="CaseId">A case that it can't open any more; null for what was handed over in the last 30 days.</param>
[Allow(Permission.HandleCase)]
public sealed record ListHandedOver(Id<Case>? CaseId = null) : IQuery<IReadOnlyList<HandedOverLine>>;

/// <summary>What was handed over.</summary>
/// <param name="EnterpriseName">Whose cases they were.</param>
/// <param name="On">The day.</param>
public sealed record HandedOverLine(string EnterpriseName, DateOnly On);

internal sealed class ListHandedOverHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ListHandedOver, IReadOnlyList<HandedOverLine>>
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<HandedOverLine>> Handle(ListHandedOver query, CancellationToken cancellationToken)
    {
        Id<Person>? me = actor.Id;
        var now = clock.GetUtcNow();
        var since = now - Lately;
        var gone =
            from a in db.Assignments.AsNoTracking()
            join e in db.Enterprises on a.EnterpriseId equals e.Id
            where a.PersonId == me && a.Duty == Duty.Active && e.ActiveId != me && e.BackupId != me
            select new
            {
                a.EnterpriseId,
                e.Name,
                a.ToAt,
            };
        gone = query.CaseId is { } id
            ? gone.Where(g =>
                db.Cases.Any(c => c.Id == id && c.EnterpriseId == g.EnterpriseId && c.SubmittedAt < g.ToAt && !c.AboutOfficials)
            )
            : gone.Where(g => g.ToAt > since);
        var rows = await gone.OrderByDescending(g => g.ToAt).Take(50).ToListAsync(cancellationToken);
        // Whoever goes is told at the next half day of work, as of any rotation: not a minute before.
        return
        [
            .. rows.Where(g => promises.Calendar.WindowsBetween(g.ToAt, now).Any(w => w.From > g.ToAt))
                .DistinctBy(g => g.EnterpriseId)
                .Select(g => new HandedOverLine(g.Name, DateOnly.FromDateTime(Moments.Local(g.ToAt).DateTime))),
        ];
    }
}
