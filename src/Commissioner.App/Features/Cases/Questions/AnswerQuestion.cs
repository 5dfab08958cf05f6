using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Questions;

/// <summary>The enterprise answers, or supplies what was missing; the clock runs again.</summary>
[Allow(Permission.AnswerForEnterprise)]
public sealed record AnswerQuestion(Id<Case> CaseId, string? Text) : ICommand<Id<Case>>;

internal sealed class AnswerQuestionHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<AnswerQuestion, Id<Case>>
{
    public async Task<Id<Case>> Handle(AnswerQuestion command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        var text = command.Text?.ReplaceLineEndings("\n") ?? "";
        if (@case.Status == CaseStatus.NeedsInfo)
        {
            @case.Supply(text, promises, actor, clock.GetUtcNow());
        }
        else
        {
            @case.Answer(text, promises, actor, clock.GetUtcNow());
        }

        return @case.Id;
    }
}
