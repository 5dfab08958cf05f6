using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Whistles;

/// <summary>
/// The commissioner judges a department's part, or the department the whistle that called it; sealed until both have, or five working days
/// have passed.
/// </summary>
[Allow(Permission.JudgeEachOther)]
public sealed record JudgeEachOther(Id<Whistle> WhistleId, Id<Leg> LegId, int? Mark, string? Remark) : ICommand<Id<Case>>;

internal sealed class JudgeEachOtherHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<JudgeEachOther, Id<Case>>
{
    public async Task<Id<Case>> Handle(JudgeEachOther command, CancellationToken cancellationToken)
    {
        var (@case, _) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        if (actor.DepartmentId is not null)
        {
            @case.JudgeWhistle(command.LegId, command.Mark ?? 0, command.Remark, promises, actor, clock.GetUtcNow());
        }
        else
        {
            @case.JudgeLeg(command.LegId, command.Mark ?? 0, command.Remark, promises, actor, clock.GetUtcNow());
        }

        return @case.Id;
    }
}
