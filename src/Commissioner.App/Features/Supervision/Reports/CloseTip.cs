using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Tips;
using MediatR;

namespace Commissioner.App.Features.Reports;

/// <summary>Supervision says what came of an anonymous report, with words to its reporter. Of two at once one closes it.</summary>
[Allow(Permission.HearTips)]
public sealed record CloseTip(Id<Tip> Id, TipOutcome? Outcome, string? Words) : ICommand<Id<Tip>>;

internal sealed class CloseTipHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<CloseTip, Id<Tip>>
{
    public async Task<Id<Tip>> Handle(CloseTip command, CancellationToken cancellationToken)
    {
        var tip = await db.Tips.OneAsync(command.Id, actor, cancellationToken);
        tip.Close(command.Outcome, command.Words, actor, clock.Today(), clock.GetUtcNow());
        return tip.Id;
    }
}
