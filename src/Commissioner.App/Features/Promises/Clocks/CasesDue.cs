using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Clocks;

/// <summary>
/// Raises what is due on clocks of cases. Most levels only tell: no case acts and no leg rises, so the cases need not be loaded and all is
/// written at once. A case of which one clock acts is loaded, and all of its clocks go through it.
/// </summary>
internal sealed class CasesDue(CommissionerDb db, DepartmentNames departments, Promises promises)
{
    /// <summary>Raises them, in the caller's transaction; what is tracked is the caller's to save.</summary>
    /// <param name="due">Copies of the clocks, which are locked.</param>
    /// <param name="now">When.</param>
    /// <param name="stoodSince">Since when no sweep ran; null where none is missing.</param>
    /// <param name="cancellationToken">To give up.</param>
    /// <returns>How many levels.</returns>
    public async Task<int> RaiseAsync(
        IEnumerable<PromiseClock> due,
        DateTimeOffset now,
        DateTimeOffset? stoodSince,
        CancellationToken cancellationToken
    )
    {
        var raised = due.Select(k => new Raised(k, Outages.Blame(k, stoodSince, now), k.Fire(promises, now))).ToList();
        var acting = raised.Where(r => !Case.OnlyTells(r.Clock, r.Steps)).Select(r => r.Case).ToHashSet();
        var together = raised.Where(r => !acting.Contains(r.Case)).ToList();
        if (together.Count > 0)
        {
            await TellAsync(together, now, cancellationToken);
        }

        return together.Sum(r => r.Steps.Count)
            + (
                acting.Count == 0 ? 0 : await ActAsync([.. acting], [.. raised.Where(r => acting.Contains(r.Case))], now, cancellationToken)
            );
    }

    private async Task TellAsync(List<Raised> raised, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = raised.Select(r => r.Case).Distinct().ToList();
        var legIds = raised.Where(r => r.Clock.SubjectId != r.Case.Value).Select(r => new Id<Leg>(r.Clock.SubjectId)).Distinct().ToList();
        var owing =
            legIds.Count == 0
                ? []
                : await db
                    .Legs.Where(l => legIds.Contains(l.Id))
                    .Select(l => new { l.Id, l.DepartmentId })
                    .ToDictionaryAsync(l => l.Id.Value, l => l.DepartmentId, cancellationToken);
        if (raised.Any(r => r.Clock.Kind == PromiseKind.OrderAnswer))
        {
            foreach (
                var order in await db
                    .SupervisionOrders.Where(o => ids.Contains(o.CaseId) && o.DepartmentId != null)
                    .Select(o => new { o.Id, o.DepartmentId })
                    .ToListAsync(cancellationToken)
            )
            {
                owing[order.Id.Value] = order.DepartmentId!.Value;
            }
        }

        var names = await departments.AllAsync(cancellationToken);
        var cases = await db
            .Cases.Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Version,
                c.Holder,
                c.HolderDepartmentId,
            })
            .ToDictionaryAsync(c => c.Id, cancellationToken);
        List<RaisedCase> written = [];
        foreach (var its in raised.GroupBy(r => r.Case))
        {
            var @case = cases[its.Key];
            List<TimelineEntry> entries = [];
            foreach (var (clock, step, since) in its.SelectMany(r => r.Steps.Select(s => (r.Clock, s, r.StoodSince))))
            {
                Id<Department>? department = owing.TryGetValue(clock.SubjectId, out var of) ? of : null;
                var told = Case.Told(clock, step, department, department is { } d ? names.GetValueOrDefault(d) : null, since);
                entries.Add(
                    TimelineEntry.Of(
                        @case.Id.Value,
                        new(@case.Version + entries.Count + 1, now, Actor.System, Role.System, told),
                        new(@case.Holder, @case.HolderDepartmentId)
                    )
                );
            }

            written.Add(new(@case.Id, @case.Version, entries));
        }

        await db.RaiseAsync(
            written,
            [.. raised.Select(r => r.Clock)],
            [.. raised.SelectMany(r => r.Steps.Select(s => Firing.Of(r.Clock, s, now)))],
            cancellationToken
        );
    }

    private async Task<int> ActAsync(List<Id<Case>> acting, List<Raised> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cases = await db.Cases.Whole().Where(c => acting.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var names = await departments.AllAsync(cancellationToken);
        var levels = 0;
        foreach (var (copy, since, _) in due)
        {
            var @case = cases[copy.OfCase!.Value];
            var its = @case.Clocks.First(k => k.Id == copy.Id);
            var department = @case.OwedBy(its).DepartmentId ?? @case.Legs.FirstOrDefault(l => l.Id.Value == its.SubjectId)?.DepartmentId;
            var steps = @case.Fire(its, department is { } d ? names.GetValueOrDefault(d) : null, promises, now, since);
            db.Firings.AddRange(steps.Select(s => Firing.Of(its, s, now)));
            levels += steps.Count;
        }

        return levels;
    }

    // A clock after it was raised, its levels, and since when the system stood still if that is why they came so late.
    private sealed record Raised(PromiseClock Clock, DateTimeOffset? StoodSince, IReadOnlyList<Step> Steps)
    {
        public Id<Case> Case => Clock.OfCase!.Value;
    }
}
