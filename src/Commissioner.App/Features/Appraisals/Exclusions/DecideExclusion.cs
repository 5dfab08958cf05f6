using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Exclusions;

/// <summary>A step on the way of a proposed exclusion.</summary>
public enum ExclusionStep
{
    /// <summary>Supervision checks it.</summary>
    Check,

    /// <summary>Appraisal approves it, and it is public.</summary>
    Approve,

    /// <summary>Somebody says that it should count.</summary>
    Contest,

    /// <summary>Appraisal or the leader decides the contest.</summary>
    Settle,
}

/// <summary>
/// Takes a proposed exclusion its next step: three different people, and a fourth for a contest (docs/trade.md, Scorecards).
/// </summary>
[Allow(Permission.DecideExclusions)]
public sealed record DecideExclusion(Id<Exclusion> ExclusionId, ExclusionStep Step, bool? Agrees = null, string? Reason = null)
    : ICommand<Id<Exclusion>>;

internal sealed class DecideExclusionHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<DecideExclusion, Id<Exclusion>>
{
    public async Task<Id<Exclusion>> Handle(DecideExclusion command, CancellationToken cancellationToken)
    {
        var exclusion =
            await db.Exclusions.SingleOrDefaultAsync(e => e.Id == command.ExclusionId, cancellationToken) ?? throw new NotFound();
        // An exclusion that is not public yet is not found, except by its unit and by who decides on it.
        if (
            exclusion.ContestUntil is null
            && !actor.Is(Role.Supervisor, Role.Appraiser)
            && exclusion.UnitId != (actor.DepartmentId?.Value ?? actor.Id.Value)
        )
        {
            throw new NotFound();
        }

        var now = clock.GetUtcNow();
        if (command.Step != ExclusionStep.Contest && command.Agrees is null)
        {
            throw new RuleBroken(ExclusionRules.ExclusionAnswerMissing) { Field = "agrees" };
        }

        switch (command.Step)
        {
            case ExclusionStep.Check:
                exclusion.Check(command.Agrees!.Value, command.Reason, actor, now);
                break;
            case ExclusionStep.Approve:
                exclusion.Decide(command.Agrees!.Value, command.Reason, promises, actor, now);
                break;
            case ExclusionStep.Contest:
                exclusion.Dispute(command.Reason, actor, now);
                break;
            default:
                exclusion.Settle(command.Agrees!.Value, command.Reason, actor, now);
                break;
        }

        return exclusion.Id;
    }
}
