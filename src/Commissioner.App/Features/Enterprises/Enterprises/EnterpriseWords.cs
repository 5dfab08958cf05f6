using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Enterprises;

/// <summary>Names that the cells of a table of enterprises may use, each with all that it may mean.</summary>
internal sealed record EnterpriseWords(
    ILookup<string, Id<Park>> Parks,
    ILookup<string, string> Industries,
    ILookup<string, Person> Commissioners
)
{
    public static async Task<EnterpriseWords> ReadAsync(CommissionerDb db, Texts texts, CancellationToken cancellationToken)
    {
        var parks = await db.Parks.AsNoTracking().ToListAsync(cancellationToken);
        var people = await (
            from c in db.ServiceCommissioners
            join p in db.People on c.PersonId equals p.Id
            join a in db.Accounts on (Guid)(object)p.Id equals a.Id into accounts
            from account in accounts.DefaultIfEmpty()
            select new { Person = p, account.UserName }
        )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        // Enterprises belong to sub-parks; only a park without sub-parks takes them itself.
        var subs = parks.Where(p => !parks.Exists(s => s.PartOfId == p.Id)).ToList();
        var industries = texts
            .Chinese.Where(k => k.StartsWith("industry.", StringComparison.Ordinal))
            .Select(k => k["industry.".Length..])
            .ToList();
        return new(
            subs.SelectMany(p => new[] { (p.Code, p.Id), (p.Name, p.Id) })
                .ToLookup(p => p.Item1, p => p.Id, StringComparer.OrdinalIgnoreCase),
            industries
                .SelectMany(i => texts.InBoth("industry." + i).Append(i).Select(w => (w, i)))
                .ToLookup(w => w.w, w => w.i, StringComparer.OrdinalIgnoreCase),
            people
                .SelectMany(p => new[] { p.UserName, p.Person.Name }.OfType<string>().Distinct().Select(w => (Word: w, p.Person)))
                .ToLookup(p => p.Word, p => p.Person, StringComparer.OrdinalIgnoreCase)
        );
    }
}
