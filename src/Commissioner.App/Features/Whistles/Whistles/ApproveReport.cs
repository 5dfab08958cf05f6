using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Whistles;

/// <summary>The commissioner accepts a department's report.</summary>
[Allow(Permission.HandleCase)]
public sealed record ApproveReport(Id<Whistle> WhistleId, Id<Leg> LegId) : ICommand<Id<Case>>;

internal sealed class ApproveReportHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ApproveReport, Id<Case>>
{
    public async Task<Id<Case>> Handle(ApproveReport command, CancellationToken cancellationToken)
    {
        var (@case, name) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        @case.ApproveReport(command.LegId, name, actor, clock.GetUtcNow());
        return @case.Id;
    }
}
