using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using Commissioner.Domain.Watches;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Visits;

/// <summary>What is planned at an enterprise already, before one more visit is: how much of the quarters' budget is left, and what one may join.</summary>
[Allow(Permission.PlanVisits)]
public sealed record ShowBudget(string? CreditCode) : IQuery<VisitBudget>;

/// <summary>An enterprise's budget of visits.</summary>
/// <param name="Enterprise">Its name.</param>
/// <param name="AQuarter">How many visits a quarter has.</param>
/// <param name="Taken">How many places of this quarter are taken.</param>
/// <param name="TakenNext">How many of the next.</param>
/// <param name="ToJoin">Visits that others plan.</param>
public sealed record VisitBudget(string Enterprise, int AQuarter, int Taken, int TakenNext, IReadOnlyList<VisitToJoin> ToJoin);

/// <summary>A visit that one may join.</summary>
/// <param name="Id">Which.</param>
/// <param name="At">When.</param>
/// <param name="Department">Who visits; null for commissioner or office.</param>
public sealed record VisitToJoin(Id<Visit> Id, DateTimeOffset At, string? Department);

internal sealed class ShowBudgetHandler(CommissionerDb db, Actor actor, Settings settings, TimeProvider clock)
    : IRequestHandler<ShowBudget, VisitBudget>
{
    public async Task<VisitBudget> Handle(ShowBudget query, CancellationToken cancellationToken)
    {
        var code = (query.CreditCode ?? "").Trim().ToUpperInvariant();
        var now = clock.GetUtcNow();
        var (quarter, next) = (Visit.QuarterOf(Moments.Local(now)), Visit.QuarterOf(Moments.Local(now).AddMonths(3)));
        Id<Person>? me = actor.Id;
        var all = actor.Is(Role.TriageDesk) || actor.DepartmentId is not null;
        var found =
            await db
                .Enterprises.AsNoTracking()
                .Where(e => e.CreditCode == code && e.EndedAt == null && (all || e.ActiveId == me))
                .Select(e => new
                {
                    e.Name,
                    Taken = db.Visits.Count(v => v.EnterpriseId == e.Id && v.BudgetQuarter == quarter && v.BudgetPlace != null),
                    TakenNext = db.Visits.Count(v => v.EnterpriseId == e.Id && v.BudgetQuarter == next && v.BudgetPlace != null),
                    ToJoin = db
                        .Visits.Where(v =>
                            v.EnterpriseId == e.Id
                            && v.At > now
                            && (v.State == VisitState.Asked || v.State == VisitState.Proposed || v.State == VisitState.Agreed)
                        )
                        .OrderBy(v => v.At)
                        .Take(10)
                        .Select(v => new VisitToJoin(
                            v.Id,
                            v.At,
                            db.Departments.Where(d => d.Id == v.DepartmentId).Select(d => d.Name).FirstOrDefault()
                        ))
                        .ToList(),
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new RuleBroken(VisitRules.EnterpriseUnknown) { Field = "creditCode" };
        return new(found.Name, settings.VisitsAQuarter, found.Taken, found.TakenNext, found.ToJoin);
    }
}
