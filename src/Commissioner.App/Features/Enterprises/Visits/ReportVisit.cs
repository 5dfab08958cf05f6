using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Watches;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Visits;

/// <summary>
/// A department reports that it visited, inspected or fined an enterprise, named by its credit code; the answer tells nothing of any watch.
/// </summary>
[Allow(Permission.ReportVisits)]
public sealed record ReportVisit(string? CreditCode, VisitKind? Kind, DateTimeOffset? At, string? Note) : ICommand<Id<ReportedVisit>>;

internal sealed class ReportVisitHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ReportVisit, Id<ReportedVisit>>
{
    public async Task<Id<ReportedVisit>> Handle(ReportVisit command, CancellationToken cancellationToken)
    {
        var code = (command.CreditCode ?? "").Trim().ToUpperInvariant();
        var enterprise =
            await db
                .Enterprises.Where(e => e.CreditCode == code)
                .Select(e => (Id<Enterprise>?)(e.SuccessorId ?? e.Id))
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new RuleBroken(VisitRules.EnterpriseUnknown) { Field = "creditCode" };
        var visit = ReportedVisit.Report(enterprise, command.Kind, command.At?.ToUniversalTime(), command.Note, actor, clock.GetUtcNow());
        db.ReportedVisits.Add(visit);
        return visit.Id;
    }
}
