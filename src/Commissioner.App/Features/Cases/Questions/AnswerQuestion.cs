using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Questions;

/// <summary>The enterprise answers with words and files, or supplies what was missing; the clock runs again.</summary>
[Allow(Permission.AnswerForEnterprise)]
public sealed record AnswerQuestion(Id<Case> CaseId, string? Text, IReadOnlyList<Id<Attachment>>? AttachmentIds = null)
    : ICommand<Id<Case>>;

internal sealed class AnswerQuestionHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<AnswerQuestion, Id<Case>>
{
    public async Task<Id<Case>> Handle(AnswerQuestion command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        var files = command.AttachmentIds?.Distinct().Count() ?? 0;
        var text = command.Text?.ReplaceLineEndings("\n") ?? "";
        if (@case.Status == CaseStatus.NeedsInfo)
        {
            @case.Supply(text, promises, actor, clock.GetUtcNow(), files);
        }
        else
        {
            @case.Answer(text, promises, actor, clock.GetUtcNow(), files);
        }

        await db.TakeFilesAsync(@case.Id, null, command.AttachmentIds, "attachmentIds", actor, cancellationToken);
        return @case.Id;
    }
}
