using System.Text.Json;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Deliveries;

/// <summary>
/// After an outage, whether of a gateway or of ours, what piled up for somebody goes out as one message. What is urgent goes for itself.
/// </summary>
public sealed class Digests(CommissionerDb db, TimeProvider clock)
{
    /// <summary>The key of a digest's text.</summary>
    public const string Key = "Digest";

    /// <summary>From so many on they go together.</summary>
    public const int Least = 3;

    // A digest names at most so many cases.
    private const int Named = 5;

    // So many people's digests are stored at a time.
    private const int Together = 50;

    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    /// <summary>Makes those that are owed on a channel which works.</summary>
    public async Task MakeAsync(Channel channel, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = now - Late;
        var piled = db.Deliveries.Where(d =>
            d.Channel == channel
            && d.Fate == Fate.Planned
            && d.NextTryAt != null
            && d.DueAt < since
            && d.ExpiresAt > now
            && !d.Urgent
            && d.PersonId != null
            && d.Text != Key
        );
        var people = await piled
            .GroupBy(d => d.PersonId)
            .Where(g => g.Count() >= Least)
            .Select(g => g.Key!.Value)
            .ToListAsync(cancellationToken);
        foreach (var some in people.Chunk(Together))
        {
            if (!await StoreAsync(piled, some, now, cancellationToken) && some.Length > 1)
            {
                // Another node was at one of them. That one is gathered by whoever comes next, the others now.
                foreach (var one in some)
                {
                    await StoreAsync(piled, [one], now, cancellationToken);
                }
            }
        }
    }

    private async Task<bool> StoreAsync(
        IQueryable<Delivery> piled,
        Id<Person>[] people,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var rows = await piled.Where(d => people.Contains(d.PersonId!.Value)).OrderBy(d => d.EntryId).ToListAsync(cancellationToken);
        var named = rows.GroupBy(r => r.PersonId).ToDictionary(g => g.Key!.Value, g => CasesOf(g).Take(Named).ToList());
        var cases = named.SelectMany(n => n.Value).Distinct().ToList();
        var numbers = await db
            .Cases.Where(c => cases.Contains(c.Id))
            .Select(c => new { c.Id, c.Number })
            .ToDictionaryAsync(c => c.Id, c => c.Number, cancellationToken);
        foreach (var its in rows.GroupBy(r => r.PersonId!.Value).Where(g => g.Count() >= Least))
        {
            var digest = Make(
                its.Key,
                [.. its],
                named[its.Key].Select(c => numbers.GetValueOrDefault(c)).Order(StringComparer.Ordinal),
                now
            );
            db.Deliveries.Add(digest);
            foreach (var row in its)
            {
                row.GoWith(digest);
            }
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (db.IsConflict(exception))
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private static IEnumerable<Id<Domain.Cases.Case>> CasesOf(IEnumerable<Delivery> rows) =>
        rows.Select(r => r.CaseId).OfType<Id<Domain.Cases.Case>>().Distinct();

    private static Delivery Make(Id<Person> person, IReadOnlyList<Delivery> rows, IEnumerable<string?> numbers, DateTimeOffset now) =>
        Delivery.Plan(
            new(
                person,
                null,
                -now.ToUnixTimeMilliseconds(),
                Key,
                JsonSerializer.Serialize(
                    new
                    {
                        rows.Count,
                        Numbers = string.Join(' ', numbers),
                        Since = rows.Min(r => r.DueAt),
                    },
                    RecordEvents.Json
                ),
                "/notices",
                false
            ),
            [(rows[0].Channel, rows[0].To), .. rows[0].Then.Where(t => t == Channel.Hotline).Select(t => (t, ""))],
            now,
            TimeSpan.FromHours(2),
            rows.Max(r => r.WorthUntil),
            now
        );
}
