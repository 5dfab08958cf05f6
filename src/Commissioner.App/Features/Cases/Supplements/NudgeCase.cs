using Commissioner.App.Features.Departments;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Supplements;

/// <summary>The enterprise presses for its request, once a day: who has it is told what it owes.</summary>
[Allow(Permission.AnswerForEnterprise)]
public sealed record NudgeCase(Id<Case> CaseId) : ICommand<Id<Case>>;

internal sealed class NudgeCaseHandler(CommissionerDb db, Actor actor, DepartmentNames departments, Promises promises, TimeProvider clock)
    : IRequestHandler<NudgeCase, Id<Case>>
{
    public async Task<Id<Case>> Handle(NudgeCase command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        var name = @case.HolderDepartmentId is { } department
            ? (await departments.AllAsync(cancellationToken)).GetValueOrDefault(department)
            : null;
        @case.Nudge(name, promises, actor, clock.GetUtcNow());
        return @case.Id;
    }
}
