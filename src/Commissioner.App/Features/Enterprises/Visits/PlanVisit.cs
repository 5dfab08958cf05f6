using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Visits;
using Commissioner.Domain.Watches;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Visits;

/// <summary>
/// A commissioner, a department or the service office plans a visit. Beyond the enterprise's budget of the quarter it needs a reason and the
/// office's decision. Of many who plan at once, as many as the budget has places take one: a place is unique in the database.
/// </summary>
/// <param name="CreditCode">The enterprise's unified social credit code.</param>
/// <param name="Purpose">What for.</param>
/// <param name="At">When.</param>
/// <param name="With">Departments that come along.</param>
/// <param name="Because">Why there must be one more, where the budget is spent.</param>
[Allow(Permission.PlanVisits)]
public sealed record PlanVisit(
    string? CreditCode,
    string? Purpose,
    DateTimeOffset? At,
    IReadOnlyList<Id<Department>>? With,
    string? Because
) : ICommand<Id<Visit>>;

internal sealed class PlanVisitHandler(CommissionerDb db, Actor actor, Settings settings, TimeProvider clock)
    : IRequestHandler<PlanVisit, Id<Visit>>
{
    public async Task<Id<Visit>> Handle(PlanVisit command, CancellationToken cancellationToken)
    {
        var code = (command.CreditCode ?? "").Trim().ToUpperInvariant();
        var enterprise =
            await db
                .Enterprises.Where(e => e.CreditCode == code && e.EndedAt == null)
                .Select(e => (Id<Enterprise>?)e.Id)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new RuleBroken(VisitRules.EnterpriseUnknown) { Field = "creditCode" };
        // A commissioner visits whom it serves.
        if (!actor.Is(Role.TriageDesk) && actor.DepartmentId is null && !await db.ServesAsync(enterprise, actor, cancellationToken))
        {
            throw new RuleBroken(VisitRules.EnterpriseUnknown) { Field = "creditCode" };
        }

        var with = command.With ?? [];
        if (await db.Departments.CountAsync(d => with.Contains(d.Id) && d.ClosedAt == null, cancellationToken) != with.Distinct().Count())
        {
            throw new NotFound();
        }

        var now = clock.GetUtcNow();
        var quarter = Visit.QuarterOf(Moments.Local(command.At ?? now));
        var taken = await db
            .Visits.Where(v => v.EnterpriseId == enterprise && v.BudgetQuarter == quarter && v.BudgetPlace != null)
            .Select(v => v.BudgetPlace!.Value)
            .ToListAsync(cancellationToken);
        var visit = Visit.Plan(
            enterprise,
            command.Purpose,
            command.At,
            quarter,
            with,
            taken,
            settings.VisitsAQuarter,
            command.Because,
            actor,
            now
        );
        db.Visits.Add(visit);
        return visit.Id;
    }
}
