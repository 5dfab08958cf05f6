using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Tips;
using MediatR;

namespace Commissioner.App.Features.Reports;

/// <summary>Supervision asks the reporter something, or answers it; whoever has the receipt reads it.</summary>
[Allow(Permission.HearTips)]
public sealed record AnswerTip(Id<Tip> Id, string? Words) : ICommand<Id<Tip>>;

internal sealed class AnswerTipHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<AnswerTip, Id<Tip>>
{
    public async Task<Id<Tip>> Handle(AnswerTip command, CancellationToken cancellationToken)
    {
        var tip = await db.Tips.OneAsync(command.Id, actor, cancellationToken);
        tip.Answer(command.Words, actor, clock.Today());
        return tip.Id;
    }
}
