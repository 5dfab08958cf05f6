using Commissioner.App.Features.Departments;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Commissioner.App.Features.Lists;

/// <summary>Which departments and sub-parks a list of cases can be narrowed to.</summary>
[Allow(Permission.ReadCases)]
public sealed record ListCaseChoices : IQuery<CaseChoices>;

/// <summary>What a list of cases can be narrowed to, by name.</summary>
public sealed record CaseChoices(
    IReadOnlyList<(Id<Department> Id, string Name)> Departments,
    IReadOnlyList<(Id<Park> Id, string Name)> SubParks
);

internal sealed class ListCaseChoicesHandler(CommissionerDb db, DepartmentNames departments, IMemoryCache known)
    : IRequestHandler<ListCaseChoices, CaseChoices>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public async Task<CaseChoices> Handle(ListCaseChoices query, CancellationToken cancellationToken)
    {
        var names = await departments.AllAsync(cancellationToken);
        var parks = await known.GetOrCreateAsync(
            nameof(ListCaseChoices),
            async entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = Longest;
                return await db
                    .Parks.AsNoTracking()
                    .Where(p => p.PartOfId != null)
                    .OrderBy(p => p.Code)
                    .Select(p => new { p.Id, p.Name })
                    .ToListAsync(cancellationToken);
            }
        );
        return new(
            [.. names.OrderBy(n => n.Value, StringComparer.Ordinal).Select(n => (n.Key, n.Value))],
            [.. parks!.Select(p => (p.Id, p.Name))]
        );
    }
}
