using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;

namespace Commissioner.App.Features.Whistles;

/// <summary>A checked-in department reports its result with the four elements.</summary>
[Allow(Permission.WorkLegs)]
public sealed record ReportResult(
    Id<Whistle> WhistleId,
    Id<Leg> LegId,
    DateTimeOffset? TakenUpAt,
    string? SpokenWith,
    DateTimeOffset? SpokenAt,
    string? Done,
    DateTimeOffset? SolvedAt,
    IReadOnlyList<Id<Attachment>>? EvidenceIds = null,
    bool HeadConsented = false
) : ICommand<Id<Case>>;

internal sealed class ReportResultHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ReportResult, Id<Case>>
{
    public async Task<Id<Case>> Handle(ReportResult command, CancellationToken cancellationToken)
    {
        var (@case, name) = await db.CaseOfLeg(command.WhistleId, command.LegId, actor, cancellationToken);
        @case.Report(
            command.LegId,
            name,
            FourElements.From(command.TakenUpAt, command.SpokenWith, command.SpokenAt, command.Done, command.SolvedAt),
            command.HeadConsented,
            actor,
            clock.GetUtcNow()
        );
        await db.TakeFilesAsync(@case.Id, command.LegId, command.EvidenceIds, "evidenceIds", actor, cancellationToken);
        return @case.Id;
    }
}
