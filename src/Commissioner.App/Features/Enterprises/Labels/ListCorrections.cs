using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Labels;

/// <summary>Corrections of labels that wait for the office, the oldest first.</summary>
[Allow(Permission.KeepBenefits)]
public sealed record ListCorrections : IQuery<IReadOnlyList<CorrectionLine>>;

/// <summary>A correction that waits.</summary>
public sealed record CorrectionLine(
    Id<EnterpriseProfile> ProfileId,
    string Enterprise,
    string Label,
    string? Value,
    string Source,
    DateOnly AsOf,
    string Wanted,
    string? Because,
    DateTimeOffset WantedAt
);

internal sealed class ListCorrectionsHandler(CommissionerDb db) : IRequestHandler<ListCorrections, IReadOnlyList<CorrectionLine>>
{
    private const int Most = 200;

    public async Task<IReadOnlyList<CorrectionLine>> Handle(ListCorrections query, CancellationToken cancellationToken) =>
        await (
            from l in db.EnterpriseLabels.AsNoTracking()
            join p in db.EnterpriseProfiles on l.ProfileId equals p.Id
            join e in db.Enterprises on p.EnterpriseId equals e.Id
            where l.WantedAt != null
            orderby l.WantedAt
            select new CorrectionLine(p.Id, e.Name, l.Label, l.Value, l.Source, l.AsOf, l.Wanted!, l.WantedBecause, l.WantedAt!.Value)
        )
            .Take(Most)
            .ToListAsync(cancellationToken);
}
