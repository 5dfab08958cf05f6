using Commissioner.App.Features.Catalogue;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Clocks;

/// <summary>
/// The policies and calendars in force, held in memory: versions are never changed, only added, so what is held can be too old but never
/// wrong. Read anew at start, before each job, after a command that adds one, and when something is pinned to a version that is not known
/// here yet.
/// </summary>
public sealed class Rulebook(IServiceScopeFactory scopes)
{
    /// <summary>The code of the calendar that ships with the product.</summary>
    public static string Home => ChinaWorkingDays.Default.Code;

    /// <summary>What promises are made by.</summary>
    public Promises Current { get; private set; } = new(ChinaWorkingDays.Default, PromisePolicy.First);

    /// <summary>Names of calendars by their code.</summary>
    public IReadOnlyDictionary<string, string> CalendarNames { get; private set; } = new Dictionary<string, string>();

    private int _known;

    /// <summary>Reads what was added.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CommissionerDb>();
        // Versions are only ever added, so comparing their number tells whether anything is new.
        var count = await db
            .Calendars.Where(c => c.InForceAt != null)
            .Select(c => c.Version)
            .Concat(db.Policies.Where(p => p.InForceAt != null).Select(p => p.Version))
            .CountAsync(cancellationToken);
        if (count == _known)
        {
            return;
        }

        var calendars = await db.Calendars.AsNoTracking().Where(c => c.InForceAt != null).ToListAsync(cancellationToken);
        var policies = await db.Policies.AsNoTracking().Where(p => p.InForceAt != null).ToListAsync(cancellationToken);
        Current = new(
            [ChinaWorkingDays.Default, .. calendars.Select(c => CalendarFile.Read(c.Code, c.Version, c.Content))],
            [PromisePolicy.First, .. policies.Select(p => PolicyFile.Read(p.Version, p.Content))],
            Home
        );
        CalendarNames = calendars.GroupBy(c => c.Code).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Version)!.Name);
        _known = calendars.Count + policies.Count;
    }
}
