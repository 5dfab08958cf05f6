using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Remedies;

/// <summary>An enterprise says of its own case whether a remedy helped.</summary>
[Allow(Permission.AnswerRemedies)]
public sealed record AnswerRemedy(Id<RemedyCase> LineId, bool? Helped, string? Words) : ICommand<Id<RemedyCase>>;

internal sealed class AnswerRemedyHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<AnswerRemedy, Id<RemedyCase>>
{
    public async Task<Id<RemedyCase>> Handle(AnswerRemedy command, CancellationToken cancellationToken)
    {
        var own = db.OwnLines(actor).Where(l => l.Id == command.LineId);
        var remedy =
            await db.Remedies.Include(r => r.Cases).SingleOrDefaultAsync(r => own.Any(l => l.RemedyId == r.Id), cancellationToken)
            ?? throw new NotFound();
        remedy.Answer(command.LineId, command.Helped, command.Words, actor, clock.GetUtcNow());
        return command.LineId;
    }
}
