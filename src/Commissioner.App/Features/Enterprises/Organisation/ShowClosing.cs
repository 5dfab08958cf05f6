using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Organisation;

/// <summary>What is open with a department, before it closes or merges into another.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed record ShowClosing(Id<Department> DepartmentId) : IQuery<Closing>;

/// <summary>What is open with a department.</summary>
/// <param name="Id">Which.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="ClosedAt">When it closed.</param>
/// <param name="Legs">Its open legs, by the cases' numbers.</param>
/// <param name="People">Who belongs to it.</param>
/// <param name="Matters">Items of the catalogue that call it, by their codes.</param>
public sealed record Closing(
    Id<Department> Id,
    string Code,
    string Name,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<LegToGoOn> Legs,
    IReadOnlyList<string> People,
    IReadOnlyList<string> Matters
);

/// <summary>An open leg of a department.</summary>
public sealed record LegToGoOn(string Number, LegStatus Status, [property: Due] DateTimeOffset? DueAt);

internal sealed class ShowClosingHandler(CommissionerDb db) : IRequestHandler<ShowClosing, Closing>
{
    public async Task<Closing> Handle(ShowClosing query, CancellationToken cancellationToken)
    {
        var department = await db.Departments.AsNoTracking().One(query.DepartmentId, cancellationToken);
        var legs = await (
            from l in db.Legs
            where l.DepartmentId == department.Id && CloseDepartment.Open.Contains(l.Status)
            join c in db.Cases on l.CaseId equals c.Id
            orderby l.NextDueAt
            select new LegToGoOn(c.Number!, l.Status, l.NextDueAt)
        ).ToListAsync(cancellationToken);
        Id<Department>? id = department.Id;
        var people = await db
            .People.Where(p => p.DepartmentId == id && p.LeftAt == null)
            .Select(p => p.Name)
            .ToListAsync(cancellationToken);
        return new(
            department.Id,
            department.Code,
            department.Name,
            department.ClosedAt,
            legs,
            [.. people.Order(StringComparer.Ordinal)],
            [.. (await CloseDepartment.NamingAsync(db, department.Id, cancellationToken)).Select(i => i.Code)]
        );
    }
}
