using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Ties;

/// <summary>Declared ties that stand, newest first: all of them for the service office, a commissioner's own for itself.</summary>
[Allow(Permission.HandleCase)]
public sealed record ListTies(int Take = 50, string? After = null) : IQuery<Page<TieLine>>;

/// <summary>A tie that stands; who serves the enterprise all the same should be rotated.</summary>
public sealed record TieLine(
    Id<DeclaredTie> Id,
    Id<Person> PersonId,
    string PersonName,
    Id<Enterprise> EnterpriseId,
    string EnterpriseName,
    TieKind Kind,
    DateTimeOffset DeclaredAt,
    bool Serves
);

/// <summary>Commissioners by name, to choose one.</summary>
[Allow(Permission.AppointSuccessor)]
public sealed record ListCommissioners : IQuery<IReadOnlyList<CommissionerName>>;

public sealed record CommissionerName(Id<Person> Id, string Name);

internal sealed class ListTiesHandler(CommissionerDb db, Actor actor)
    : IRequestHandler<ListTies, Page<TieLine>>,
        IRequestHandler<ListCommissioners, IReadOnlyList<CommissionerName>>
{
    public async Task<Page<TieLine>> Handle(ListTies query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var office = actor.Is(Role.TriageDesk);
        var found = db.Ties.AsNoTracking().Where(t => t.EndedAt == null && (office || t.PersonId == actor.Id));
        if (Cursor.Read<DeclaredTie>(query.After) is { } after)
        {
            found = found.Where(t => t.DeclaredAt < after.At || (t.DeclaredAt == after.At && t.Id < after.Id));
        }

        var rows = await (
            from t in found
            join e in db.Enterprises on t.EnterpriseId equals e.Id
            join p in db.People on t.PersonId equals p.Id
            orderby t.DeclaredAt descending, t.Id descending
            select new TieLine(t.Id, p.Id, p.Name, e.Id, e.Name, t.Kind, t.DeclaredAt, office && (e.ActiveId == p.Id || e.BackupId == p.Id))
        )
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].DeclaredAt, items[^1].Id) : null);
    }

    public async Task<IReadOnlyList<CommissionerName>> Handle(ListCommissioners query, CancellationToken cancellationToken) =>
        // Encrypted names have no order in the database.
        [
            .. (
                await db
                    .ServiceCommissioners.AsNoTracking()
                    .Join(db.People, c => c.PersonId, p => p.Id, (_, p) => new CommissionerName(p.Id, p.Name))
                    .ToListAsync(cancellationToken)
            ).OrderBy(c => c.Name, StringComparer.Ordinal),
        ];
}
