using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Remedies;

/// <summary>Like cases get one remedy 举一反三: an owner, measures and a day.</summary>
/// <param name="Title">1 to 60 characters.</param>
/// <param name="Category">Its cases' category, and that of those that would come back.</param>
/// <param name="Place">Where; null where it is not about a place.</param>
/// <param name="ConcernsId">Which department's matter it is; null for the owner's.</param>
/// <param name="OwnerId">Which department owes it; null for the service office.</param>
/// <param name="Measures">What is to be done.</param>
/// <param name="Days">Within how many working days; null for the policy's limit, or where a day is named.</param>
/// <param name="On">The working day until which it is owed.</param>
/// <param name="CaseIds">The cases that it stands for.</param>
[Allow(Permission.StartRemedies)]
public sealed record StartRemedy(
    string? Title,
    string? Category,
    string? Place,
    Id<Department>? ConcernsId,
    Id<Department>? OwnerId,
    string? Measures,
    int? Days,
    DateOnly? On,
    IReadOnlyList<Id<Case>>? CaseIds
) : ICommand<Id<Remedy>>;

internal sealed class StartRemedyHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<StartRemedy, Id<Remedy>>
{
    public async Task<Id<Remedy>> Handle(StartRemedy command, CancellationToken cancellationToken)
    {
        Id<Case>[] ids = [.. (command.CaseIds ?? []).Distinct()];
        if (ids.Length > Remedy.MostCases)
        {
            throw new RuleBroken(RemedyRules.RemedyCasesMissing) { Field = "cases" };
        }

        var cases = await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => ids.Contains(c.Id)).ToListAsync(cancellationToken);
        List<Id<Department>> departments = [.. new[] { command.ConcernsId, command.OwnerId }.OfType<Id<Department>>().Distinct()];
        var known = await db.Departments.CountAsync(d => departments.Contains(d.Id) && d.ClosedAt == null, cancellationToken);
        if (cases.Count != ids.Length || known != departments.Count)
        {
            throw new NotFound();
        }

        var plan = new RemedyPlan(
            command.Title,
            command.Category,
            command.Place,
            command.ConcernsId,
            command.OwnerId,
            command.Measures,
            command.Days,
            command.On
        );
        var remedy = Remedy.Start(plan, cases, promises, actor, clock.GetUtcNow());
        db.Remedies.Add(remedy);
        return remedy.Id;
    }
}
