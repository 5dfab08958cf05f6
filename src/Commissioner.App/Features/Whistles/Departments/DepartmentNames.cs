using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Commissioner.App.Features.Departments;

/// <summary>
/// Names of departments, cached for a minute: they are few, every page needs them, and they hardly ever change. One that was opened within that
/// minute is asked for when its name is.
/// </summary>
public sealed class DepartmentNames(CommissionerDb db, IMemoryCache cache)
{
    /// <summary>The names of all departments by their key.</summary>
    public async Task<IReadOnlyDictionary<Id<Department>, string>> AllAsync(CancellationToken cancellationToken)
    {
        var known = await cache.GetOrCreateAsync(
            nameof(DepartmentNames),
            async entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1);
                return new ConcurrentDictionary<Id<Department>, string>(
                    await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Id, d => d.Name, cancellationToken)
                );
            }
        );
        return new Names(known!, db);
    }

    /// <summary>A department was opened or called something else: this node reads them anew.</summary>
    public void Forget() => cache.Remove(nameof(DepartmentNames));

    private sealed class Names(ConcurrentDictionary<Id<Department>, string> known, CommissionerDb db)
        : IReadOnlyDictionary<Id<Department>, string>
    {
        public IEnumerable<Id<Department>> Keys => known.Keys;

        public IEnumerable<string> Values => known.Values;

        public int Count => known.Count;

        public string this[Id<Department> key] => TryGetValue(key, out var name) ? name : throw new KeyNotFoundException();

        public bool ContainsKey(Id<Department> key) => TryGetValue(key, out _);

        public bool TryGetValue(Id<Department> key, [MaybeNullWhen(false)] out string value)
        {
            if (known.TryGetValue(key, out value))
            {
                return true;
            }

            value = db.Departments.Where(d => d.Id == key).Select(d => d.Name).SingleOrDefault();
            if (value is null)
            {
                return false;
            }

            known.TryAdd(key, value);
            return true;
        }

        public IEnumerator<KeyValuePair<Id<Department>, string>> GetEnumerator() => known.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
