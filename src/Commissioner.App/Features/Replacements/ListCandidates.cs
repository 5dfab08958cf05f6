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
public sealed record Succession(Id<Enterprise> EnterpriseId, IReadOnlyList<CandidateLine> Candidates, int Count);

/// <summary>A person who can follow, with what the choice is made by.</summary>
public sealed record CandidateLine(Id<Person> PersonId, string Name, string Industry, bool SameIndustry, string Park, bool SamePark, int Load, int LoadLimit);

internal sealed class ListCandidatesHandler(CommissionerDb db, Actor actor, Successors successors) : IRequestHandler<ListCandidates, IReadOnlyList<Succession>>
{
    public async Task<IReadOnlyList<Succession>> Handle(ListCandidates query, CancellationToken cancellationToken)
    {
        var enterprises = await db.Enterprises.AsNoTracking().WithPast().AsSingleQuery().VisibleTo(actor)
            .Where(e => db.Replacements.Any(r => r.EnterpriseId == e.Id && r.Status == ReplacementStatus.Acting && (query.ReplacementId == null || r.Id == query.ReplacementId)))
            .ToListAsync(cancellationToken);
        if (enterprises.Count == 0)
        {
            return [];
        }

        var candidates = await successors.CandidatesAsync(cancellationToken);
        var eligible = enterprises.Select(e => (Enterprise: e, Best: Replacement.Eligible(e, candidates).ToList())).ToList();
        var people = eligible.SelectMany(e => e.Best.Take(query.Most)).Select(c => c.PersonId).Distinct().ToList();
        var names = await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var parks = await db.Parks.ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return [.. eligible.Select(e => new Succession(
            e.Enterprise.Id,
            [.. e.Best.Take(query.Most).Select(c => new CandidateLine(
                c.PersonId, names.GetValueOrDefault(c.PersonId, ""), c.Industry, c.Industry == e.Enterprise.Industry, parks.GetValueOrDefault(c.ParkId, ""), c.ParkId == e.Enterprise.ParkId, c.Load, c.LoadLimit))],
            e.Best.Count))];
    }
}
