using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Commissioner.App.Features.Departments;

/// <summary>Names of departments, cached for a minute: they are few, every page needs them, and they hardly ever change.</summary>
public sealed class DepartmentNames(CommissionerDb db, IMemoryCache cache)
{
    /// <summary>The names of all departments by their key.</summary>
    public async Task<IReadOnlyDictionary<Id<Department>, string>> AllAsync(CancellationToken cancellationToken) =>
        (
            await cache.GetOrCreateAsync<IReadOnlyDictionary<Id<Department>, string>>(
                nameof(DepartmentNames),
                async entry =>
                {
                    entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1);
                    return await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Id, d => d.Name, cancellationToken);
                }
            )
        )!;
}
