using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Enterprises;

/// <summary>
/// The enterprises of the park with who serves them, as a table that can be imported again. Those that merged or left are left out.
/// </summary>
[Allow(Permission.ImportEnterprises)]
public sealed record ExportEnterprises(bool Workbook = false) : IQuery<byte[]>, IExport;

internal sealed class ExportEnterprisesHandler(CommissionerDb db, Texts texts) : IRequestHandler<ExportEnterprises, byte[]>
{
    public async Task<byte[]> Handle(ExportEnterprises query, CancellationToken cancellationToken)
    {
        // Whoever owns holds that one role, so its list is that one word.
        IReadOnlyList<Role> owner = [Role.EnterpriseOwner];
        var owners = await (
            from p in db.People.AsNoTracking()
            where p.EnterpriseId != null && p.LeftAt == null && p.Roles == owner
            join a in db.Accounts on (Guid)(object)p.Id equals a.Id
            orderby p.Id
            select new
            {
                Enterprise = p.EnterpriseId!.Value,
                p.Name,
                a.PhoneNumber,
            }
        ).ToListAsync(cancellationToken);
        // Whoever signs in by a password alone has no number by which an import could name it.
        var ownerOf = owners.Where(o => o.PhoneNumber is { Length: > 0 }).DistinctBy(o => o.Enterprise).ToDictionary(o => o.Enterprise);
        var former = (
            await db.Set<FormerName>()
                .AsNoTracking()
                .Where(f => db.Enterprises.Any(e => e.Id == f.EnterpriseId && e.EndedAt == null))
                .ToListAsync(cancellationToken)
        ).ToLookup(f => f.EnterpriseId, f => f.Name);
        var serving = await (
            from c in db.ServiceCommissioners.AsNoTracking()
            join a in db.Accounts on (Guid)(object)c.PersonId equals a.Id
            select new { c.PersonId, a.UserName }
        ).ToDictionaryAsync(c => c.PersonId, c => c.UserName, cancellationToken);
        var parks = await db.Parks.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Code, cancellationToken);
        var enterprises = await db
            .Enterprises.AsNoTracking()
            .Where(e => e.EndedAt == null)
            .OrderBy(e => e.CreditCode)
            .ToListAsync(cancellationToken);
        return TableWriter.ForImport(
            new(
                texts["shared.nav.import"],
                [.. EnterpriseColumn.All.Select(c => c.Name)],
                enterprises.Select(e =>
                {
                    var its = ownerOf.GetValueOrDefault(e.Id);
                    return new object?[]
                    {
                        e.Name,
                        e.CreditCode,
                        parks[e.ParkId],
                        texts.InBoth("industry." + e.Industry).First(),
                        e.ContactName,
                        e.ContactPhone,
                        Of(e.ActiveId),
                        // A table names no backup where the duty desk serves: a successor is owed, or nobody was ever paired.
                        e.ActiveId
                            is null
                            ? null
                            : Of(e.BackupId),
                        EnterpriseTable.Join(former[e.Id]),
                        its?.Name,
                        its?.PhoneNumber,
                    };
                })
            ),
            query.Workbook
        );

        string? Of(Id<Person>? person) => person is { } id ? serving.GetValueOrDefault(id) : null;
    }
}
