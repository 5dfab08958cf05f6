using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Security;

/// <summary>Reads who could follow as commissioner.</summary>
public sealed class Successors(CommissionerDb db)
{
    /// <summary>All commissioners with what they serve now.</summary>
    public Task<List<Candidate>> CandidatesAsync(CancellationToken cancellationToken) =>
        db.ServiceCommissioners.AsNoTracking()
            .Select(c => new Candidate(c.PersonId, c.ParkId, c.Industry, c.LoadLimit, db.Enterprises.Count(e => e.ActiveId == c.PersonId)))
            .ToListAsync(cancellationToken);

    /// <summary>A person's name; null for the duty desk.</summary>
    public async Task<string?> NameAsync(Id<Person>? person, CancellationToken cancellationToken) =>
        person is null ? null : await db.People.Where(p => p.Id == person).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken);
}
