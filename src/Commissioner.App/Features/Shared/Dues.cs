using System.Text.Json.Serialization.Metadata;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Hosting;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Shared;

/// <summary>
/// Due times as people and programs read them: one beyond the last year whose notice is known waits for that notice 待公告确认, and says so
/// wherever it stands.
/// </summary>
public sealed class Dues(Rulebook rulebook, Texts texts)
{
    /// <summary>Its year's notice is not known yet.</summary>
    public bool Awaits(DateTimeOffset? at) =>
        at is { } due
        && rulebook.Current.Calendar is var calendar
        && !(calendar.LastAssured is { } last && calendar.DateOf(due).Year <= last.Year);

    /// <summary>Whether a due time stands: by its clock, which knows of what no calendar moves, or because its year is known by now.</summary>
    public bool Assures(DateTimeOffset? at, bool byItsClock = false) => byItsClock || !Awaits(at);

    /// <summary>A due time in words, with the reservation where there is one.</summary>
    /// <param name="at">When.</param>
    /// <param name="assured">What is known of it; null where nothing is but the time itself.</param>
    public string Say(DateTimeOffset at, bool? assured = null) =>
        assured ?? Assures(at) ? Moments.SayEnd(at) : texts["shared.due.awaited", Moments.SayEnd(at)];

    /// <summary>
    /// The cases among these whose due time waits for a notice. The database is asked only where a year is unknown at all: there are times
    /// that no calendar moves, of emergencies.
    /// </summary>
    public async Task<IReadOnlySet<(Id<Case> Case, DateTimeOffset At)>> AwaitedAsync(
        CommissionerDb db,
        IEnumerable<(Id<Case> Case, DateTimeOffset? At)> dues,
        CancellationToken cancellationToken
    )
    {
        var ids = dues.Where(d => Awaits(d.At)).Select(d => d.Case).Distinct().ToList();
        if (ids.Count == 0)
        {
            return new HashSet<(Id<Case>, DateTimeOffset)>();
        }

        var clocks = await db
            .CaseClocks.AsNoTracking()
            .Where(k => ids.Contains(k.OwnerId) && !k.Assured)
            .Select(k => new { k.OwnerId, k.DueAt })
            .ToListAsync(cancellationToken);
        return clocks.Select(k => (k.OwnerId, k.DueAt.ToUniversalTime())).ToHashSet();
    }

    /// <summary>Adds to what is answered, beside its due times, whether all of them are assured.</summary>
    internal void Tell(JsonTypeInfo info)
    {
        var dues = info
            .Properties.Where(p => p.AttributeProvider?.IsDefined(typeof(DueAttribute), true) == true && p.Get is not null)
            .Select(p => p.Get!)
            .ToList();
        if (info.Kind != JsonTypeInfoKind.Object || dues.Count == 0 || info.Properties.Any(p => p.Name == Assured))
        {
            return;
        }

        // Hours and minutes of an emergency run by the clock on the wall.
        var urgency = info.Properties.FirstOrDefault(p => p.PropertyType == typeof(Urgency))?.Get;
        var assured = info.CreateJsonPropertyInfo(typeof(bool), Assured);
        assured.Get = row => urgency?.Invoke(row) is Urgency.Emergency || dues.TrueForAll(d => Assures(d(row) as DateTimeOffset?));
        info.Properties.Add(assured);
    }

    private const string Assured = "assured";
}
