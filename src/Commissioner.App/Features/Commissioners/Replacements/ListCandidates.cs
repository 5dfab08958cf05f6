using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Replacements;

/// <summary>Who can follow as commissioner, best first, in one ongoing replacement or in all of them; the others are not listed.</summary>
[Allow(Permission.AppointSuccessor)]
public sealed record ListCandidates(Id<Replacement>? ReplacementId = null, int Most = 12) : IQuery<IReadOnlyList<Succession>>;

/// <summary>Who can follow at one enterprise.</summary>
/// <param name="EnterpriseId">The enterprise, in whose replacement a successor is owed.</param>
/// <param name="Candidates">The best, best first.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="Hindered">Who can't, and why: served before, tied, standing by.</param>
/// <param name="Full">How many more serve as many as they can.</param>
public sealed record Succession(
    Id<Enterprise> EnterpriseId,
    IReadOnlyList<CandidateLine> Candidates,
    int Count,
    IReadOnlyList<HinderedLine> Hindered,
    int Full
);

/// <summary>A person who can follow, with what the choice is made by.</summary>
public sealed record CandidateLine(
    Id<Person> PersonId,
    string Name,
    string Industry,
    bool SameIndustry,
    string Park,
    bool SamePark,
    int Load,
    int LoadLimit
);

/// <summary>A person who can't follow.</summary>
public sealed record HinderedLine(Id<Person> PersonId, string Name, Obstacle Why);

internal sealed class ListCandidatesHandler(CommissionerDb db, Actor actor, Successors successors)
    : IRequestHandler<ListCandidates, IReadOnlyList<Succession>>
{
    public async Task<IReadOnlyList<Succession>> Handle(ListCandidates query, CancellationToken cancellationToken)
    {
        var enterprises = await db
            .Enterprises.AsNoTracking()
            .WithPast()
            .AsSingleQuery()
            .VisibleTo(actor)
            .Where(e =>
                db.Replacements.Any(r =>
                    r.EnterpriseId == e.Id
                    && r.Status == ReplacementStatus.Acting
                    && (query.ReplacementId == null || r.Id == query.ReplacementId)
                )
            )
            .ToListAsync(cancellationToken);
        if (enterprises.Count == 0)
        {
            return [];
        }

        var ids = enterprises.ConvertAll(e => e.Id);
        var outgoing = await db
            .Replacements.Where(r => r.Status == ReplacementStatus.Acting && ids.Contains(r.EnterpriseId))
            .ToDictionaryAsync(r => r.EnterpriseId, r => r.OutgoingId, cancellationToken);
        var ties = (
            await db
                .Ties.Where(t => t.EndedAt == null && ids.Contains(t.EnterpriseId))
                .Select(t => new { t.EnterpriseId, t.PersonId })
                .ToListAsync(cancellationToken)
        ).ToLookup(t => t.EnterpriseId, t => t.PersonId);
        var candidates = await successors.CandidatesAsync(cancellationToken);
        var benches = enterprises.ConvertAll(e =>
        {
            var tied = ties[e.Id].ToHashSet();
            var known = candidates.ConvertAll(c => c with { Tied = tied.Contains(c.PersonId) });
            var gone = outgoing.GetValueOrDefault(e.Id);
            return (
                Enterprise: e,
                Best: Replacement.Eligible(e, known, gone).ToList(),
                Hindered: known
                    .Select(c => (c.PersonId, Why: Replacement.Hinders(e, c, gone)))
                    .Where(c => c.Why is not null)
                    .ToLookup(c => c.Why!.Value, c => c.PersonId)
            );
        });
        var people = benches
            .SelectMany(b =>
                b.Best.Take(query.Most).Select(c => c.PersonId).Concat(b.Hindered.Where(h => h.Key != Obstacle.Full).SelectMany(h => h))
            )
            .Distinct()
            .ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var parks = await db.Parks.ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return
        [
            .. benches.Select(b => new Succession(
                b.Enterprise.Id,
                [
                    .. b
                        .Best.Take(query.Most)
                        .Select(c => new CandidateLine(
                            c.PersonId,
                            names.GetValueOrDefault(c.PersonId, ""),
                            c.Industry,
                            c.Industry == b.Enterprise.Industry,
                            parks.GetValueOrDefault(c.ParkId, ""),
                            c.ParkId == b.Enterprise.ParkId,
                            c.Load,
                            c.LoadLimit
                        )),
                ],
                b.Best.Count,
                [
                    .. b
                        .Hindered.Where(h => h.Key != Obstacle.Full)
                        .OrderBy(h => h.Key)
                        .SelectMany(h => h.Select(p => new HinderedLine(p, names.GetValueOrDefault(p, ""), h.Key))),
                ],
                b.Hindered[Obstacle.Full].Count()
            )),
        ];
    }
}
