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

/// <summary>What is known of one's own enterprise: every label with its source and its day, and what one wants corrected.</summary>
[Allow(Permission.ClaimBenefits)]
public sealed record ListOwnLabels : IQuery<IReadOnlyList<OwnLabel>>;

/// <summary>A label of the own enterprise; without a value where nothing is known.</summary>
/// <param name="WantedBecause">How the enterprise knows what it wants, or what was taken over from it.</param>
public sealed record OwnLabel(
    string Label,
    LabelKind Kind,
    string? Value,
    string? Source,
    DateOnly? AsOf,
    string? Wanted,
    string? WantedBecause,
    string? RefusedBecause
);

internal sealed class ListOwnLabelsHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListOwnLabels, IReadOnlyList<OwnLabel>>
{
    public async Task<IReadOnlyList<OwnLabel>> Handle(ListOwnLabels query, CancellationToken cancellationToken)
    {
        var own = actor.EnterpriseId ?? throw new NotFound();
        var labels = await (
            from l in db.EnterpriseLabels.AsNoTracking()
            join p in db.EnterpriseProfiles on l.ProfileId equals p.Id
            where p.EnterpriseId == own
            select l
        ).ToDictionaryAsync(l => l.Label, cancellationToken);
        return
        [
            .. LabelKey.All.Select(k =>
                labels.TryGetValue(k.Code, out var l)
                    ? new OwnLabel(
                        k.Code,
                        k.Kind,
                        l.Value,
                        l.Value is null ? null : l.Source,
                        l.Value is null ? null : l.AsOf,
                        l.Wanted,
                        l.WantedBecause,
                        l.RefusedBecause
                    )
                    : new OwnLabel(k.Code, k.Kind, null, null, null, null, null, null)
            ),
        ];
    }
}
