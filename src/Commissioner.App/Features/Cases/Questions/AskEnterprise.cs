using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Questions;

/// <summary>
/// Who deals with a case asks its enterprise: before acceptance once for all that is missing, later at most twice. The clock stands still
/// meanwhile.
/// </summary>
[Allow(Permission.ServeCase)]
public sealed record AskEnterprise(Id<Case> CaseId, string? Text) : ICommand<Id<Case>>;

internal sealed class AskEnterpriseHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<AskEnterprise, Id<Case>>
{
    public async Task<Id<Case>> Handle(AskEnterprise command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        var text = command.Text?.ReplaceLineEndings("\n") ?? "";
        if (@case.Status == CaseStatus.Submitted)
        {
            @case.AskForInfo(text, promises, actor, clock.GetUtcNow());
        }
        else
        {
            @case.AskEnterprise(text, promises, actor, clock.GetUtcNow());
        }

        return @case.Id;
    }
}
