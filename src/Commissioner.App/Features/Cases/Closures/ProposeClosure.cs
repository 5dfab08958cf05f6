using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Closures;

/// <summary>The commissioner proposes to close a case, with the four elements and evidence.</summary>
[Allow(Permission.ServeCase)]
public sealed record ProposeClosure(
    Id<Case> CaseId,
    DateTimeOffset? TakenUpAt,
    string? SpokenWith,
    DateTimeOffset? SpokenAt,
    string? Done,
    DateTimeOffset? SolvedAt,
    IReadOnlyList<Id<Attachment>>? EvidenceIds = null
) : ICommand<Id<Case>>;

internal sealed class ProposeClosureHandler(CommissionerDb db, Actor actor, Promises promises, TimeProvider clock)
    : IRequestHandler<ProposeClosure, Id<Case>>
{
    public async Task<Id<Case>> Handle(ProposeClosure command, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.Whole().VisibleTo(actor).One(command.CaseId, cancellationToken);
        var elements = FourElements.From(command.TakenUpAt, command.SpokenWith, command.SpokenAt, command.Done, command.SolvedAt);
        @case.ProposeClosure(elements, promises, actor, clock.GetUtcNow());
        await db.TakeClosureEvidenceAsync(@case.Id, command.EvidenceIds, "evidenceIds", actor, cancellationToken);
        return @case.Id;
    }
}
