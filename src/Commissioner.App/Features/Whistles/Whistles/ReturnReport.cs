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

/// <summary>The commissioner sends a department's report back, with a reason.</summary>
[Allow(Permission.HandleCase)]
public sealed record ReturnReport(Id<Whistle> WhistleId, Id<Leg> LegId, string? Reason) : ICommand<Id<Case>>;

internal sealed class ReturnReportHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ReturnReport, Id<Case>>
{
    public async Task<Id<Case>> Handle(ReturnReport command, CancellationToken cancellationToken)
    {
        var (@case, name) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        @case.ReturnReport(command.LegId, name, command.Reason ?? "", promises, actor, clock.GetUtcNow());
        return @case.Id;
    }
}
