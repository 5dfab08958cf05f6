using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using MediatR;

namespace Commissioner.App.Features.Remedies;

/// <summary>Who owes a remedy says what was done: the enterprises are told, and asked whether it helped.</summary>
[Allow(Permission.ReportRemedies)]
public sealed record ReportRemedy(Id<Remedy> RemedyId, string? Done) : ICommand<Id<Remedy>>;

internal sealed class ReportRemedyHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ReportRemedy, Id<Remedy>>
{
    public async Task<Id<Remedy>> Handle(ReportRemedy command, CancellationToken cancellationToken)
    {
        var remedy = await db.RemedyAsync(command.RemedyId, actor, cancellationToken);
        remedy.Report(command.Done, actor, clock.GetUtcNow());
        return remedy.Id;
    }
}
