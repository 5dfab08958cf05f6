using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Exclusions;

/// <summary>
/// Who is appraised proposes to leave something of a case out of its own figures; until three people have agreed it counts.
/// </summary>
/// <param name="CaseId">The case; null where it is named by its number.</param>
/// <param name="Kind">What of it.</param>
/// <param name="Ground">On what ground.</param>
/// <param name="Reason">In words.</param>
/// <param name="CaseNumber">Its number, where that is what one has.</param>
[Allow(Permission.ProposeExclusion)]
public sealed record ProposeExclusion(Id<Case>? CaseId, FactKind? Kind, ExclusionGround? Ground, string? Reason, string? CaseNumber = null)
    : ICommand<Id<Exclusion>>;

internal sealed class ProposeExclusionHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ProposeExclusion, Id<Exclusion>>
{
    public async Task<Id<Exclusion>> Handle(ProposeExclusion command, CancellationToken cancellationToken)
    {
        if (command.Kind is not { } kind)
        {
            throw new RuleBroken(ExclusionRules.NotToBeLeftOut) { Field = "kind" };
        }

        var number = command.CaseNumber?.Trim();
        Id<Person>? person = actor.Id;
        var (unit, unitId) = actor.DepartmentId is { } department
            ? (UnitKind.Department, department.Value)
            : (UnitKind.Person, actor.Id.Value);
        var own = actor.DepartmentId is { } mine ? db.Facts.Where(f => f.DepartmentId == mine) : db.Facts.Where(f => f.PersonId == person);
        // A number is looked up among the cases that count for the proposer, whether it may still open them or not: who was replaced is
        // appraised by what it did before. The others are not found.
        if (
            (
                command.CaseId
                ?? await db
                    .Cases.Where(c => c.Number == number && own.Any(f => f.OwnerId == (Guid)(object)c.Id))
                    .Select(c => (Id<Case>?)c.Id)
                    .SingleOrDefaultAsync(cancellationToken)
            )
            is not { } @case
        )
        {
            throw new RuleBroken(ExclusionRules.NothingToLeaveOut) { Field = "caseNumber" };
        }

        var owner = @case.Value;
        if (!await own.AnyAsync(f => f.OwnerId == owner && f.Kind == kind, cancellationToken))
        {
            throw new RuleBroken(ExclusionRules.NothingToLeaveOut) { Field = "kind" };
        }

        if (
            await db.Exclusions.AnyAsync(
                e => e.CaseId == @case && e.Kind == kind && e.UnitId == unitId && e.Status != ExclusionStatus.Refused,
                cancellationToken
            )
        )
        {
            throw new RuleBroken(ExclusionRules.ExclusionProposedAlready);
        }

        var exclusion = Exclusion.Propose(
            @case,
            kind,
            unit,
            unitId,
            command.Ground ?? (ExclusionGround)(-1),
            command.Reason,
            actor,
            clock.GetUtcNow()
        );
        db.Exclusions.Add(exclusion);
        return exclusion.Id;
    }
}
