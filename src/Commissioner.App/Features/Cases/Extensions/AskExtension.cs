using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Extensions;

/// <summary>The commissioner asks for more time: once, one working day ahead, not more than the promise itself.</summary>
[Allow(Permission.HandleCase)]
public sealed record AskExtension(Id<Case> CaseId, int? Days, string? Reason) : ICommand<Id<Case>>;

internal sealed class AskExtensionHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<AskExtension, Id<Case>>
{
    public async Task<Id<Case>> Handle(AskExtension command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        @case.AskExtension(WorkingTime.Days(Math.Max(command.Days ?? 0, 0)), command.Reason ?? "", promises, actor, clock.GetUtcNow());

        return @case.Id;
    }
}
