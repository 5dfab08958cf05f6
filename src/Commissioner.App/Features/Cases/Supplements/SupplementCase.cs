using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Supplements;

/// <summary>The enterprise adds words or files to its open request; nothing is promised anew.</summary>
[Allow(Permission.AnswerForEnterprise)]
public sealed record SupplementCase(Id<Case> CaseId, string? Text, IReadOnlyList<Id<Attachment>>? AttachmentIds) : ICommand<Id<Case>>;

internal sealed class SupplementCaseHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<SupplementCase, Id<Case>>
{
    public async Task<Id<Case>> Handle(SupplementCase command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        var files = command.AttachmentIds?.Distinct().Count() ?? 0;
        @case.Supplement(command.Text?.ReplaceLineEndings("\n"), files, actor, clock.GetUtcNow());
        await db.TakeFilesAsync(@case.Id, null, command.AttachmentIds, "attachmentIds", actor, cancellationToken);
        return @case.Id;
    }
}
