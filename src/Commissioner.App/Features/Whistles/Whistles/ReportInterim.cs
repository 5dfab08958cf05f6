using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Whistles;

/// <summary>A checked-in department says why its result comes late, where it stands and when more is heard.</summary>
[Allow(Permission.WorkLegs)]
public sealed record ReportInterim(Id<Whistle> WhistleId, Id<Leg> LegId, string? Why, string? Standing, DateTimeOffset? NextAt)
    : ICommand<Id<Case>>;

internal sealed class ReportInterimHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ReportInterim, Id<Case>>
{
    public async Task<Id<Case>> Handle(ReportInterim command, CancellationToken cancellationToken)
    {
        var (@case, name) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        @case.ReportInterim(
            command.LegId,
            name,
            command.Why ?? "",
            command.Standing ?? "",
            command.NextAt?.ToUniversalTime() ?? default,
            actor,
            clock.GetUtcNow()
        );
        return @case.Id;
    }
}
