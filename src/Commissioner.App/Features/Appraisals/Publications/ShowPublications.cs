using AutoMapper;
using AutoMapper.QueryableExtensions;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Publications;

/// <summary>What was published: one publication with its figures, the latest unless another is named, and the list of all.</summary>
[Allow(Permission.ReadPublications)]
public sealed record ShowPublications(Id<Publication>? Id = null) : IQuery<PublicationSheet>;

/// <summary>Publications.</summary>
/// <param name="Shown">The one with its figures; null where nothing was published yet.</param>
/// <param name="All">All, the latest quarter first, each quarter's latest revision first.</param>
public sealed record PublicationSheet(PublicationShown? Shown, IReadOnlyList<PublicationLine> All);

public sealed record PublicationLine(Id<Publication> Id, DateOnly From, DateOnly To, int Revision, DateTimeOffset PublishedAt);

internal sealed class PublicationLines : Profile
{
    public PublicationLines() => CreateProjection<Publication, PublicationLine>();
}

/// <summary>A publication with its figures.</summary>
/// <param name="Latest">No later revision of its quarter exists.</param>
public sealed record PublicationShown(
    Id<Publication> Id,
    DateOnly From,
    DateOnly To,
    int Revision,
    bool Latest,
    string? Reason,
    int PolicyVersion,
    DateTimeOffset ReadAt,
    DateTimeOffset PublishedAt,
    IReadOnlyList<PublishedUnit> Units
);

internal sealed class ShowPublicationsHandler(CommissionerDb db, AutoMapper.IConfigurationProvider maps)
    : IRequestHandler<ShowPublications, PublicationSheet>
{
    // Enough for ten years of quarters with as many corrections.
    private const int Most = 80;

    public async Task<PublicationSheet> Handle(ShowPublications query, CancellationToken cancellationToken)
    {
        var all = await db
            .Publications.AsNoTracking()
            .OrderByDescending(p => p.From)
            .ThenByDescending(p => p.Revision)
            .Take(Most)
            .ProjectTo<PublicationLine>(maps)
            .ToListAsync(cancellationToken);
        if ((query.Id ?? (all.Count > 0 ? all[0].Id : null)) is not { } id)
        {
            return new(null, all);
        }

        var shown = await db.Publications.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) ?? throw new NotFound();
        return new(
            new(
                shown.Id,
                shown.From,
                shown.To,
                shown.Revision,
                !all.Exists(p => p.From == shown.From && p.Revision > shown.Revision),
                shown.Reason,
                shown.PolicyVersion,
                shown.ReadAt,
                shown.PublishedAt,
                PublishedUnit.Read(shown.Content)
            ),
            all
        );
    }
}
