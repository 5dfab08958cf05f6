using Commissioner.App.Features.Notices;
using Commissioner.Data;
using Commissioner.Domain.Notes;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Notes;

/// <summary>Tells who is mentioned in an internal note of which case, while it may read it; never what the note says.</summary>
internal sealed class TellTheMentioned : IReaction
{
    public async Task PlanAsync(IReadOnlyList<TimelineEntry> entries, CommissionerDb db, CancellationToken cancellationToken)
    {
        var mine = entries
            .Where(e => e.Name == nameof(NoteWritten))
            .Select(e => (Entry: e, What: Facts.Of<NoteWritten>(e)))
            .Where(m => m.What.Mentioned.Count > 0)
            .ToList();
        if (mine.Count == 0)
        {
            return;
        }

        var ids = mine.SelectMany(m => m.What.Mentioned).Distinct().ToList();
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(cancellationToken);
        var plan = new NoticePlan(db);
        foreach (var person in people)
        {
            var told = mine.Where(m => m.What.Mentioned.Contains(person.Id)).ToList();
            var cases = told.Select(m => m.What.CaseId).Distinct().ToList();
            var numbers = await db
                .Cases.AsNoTracking()
                .NotedFor(person.Acting())
                .Where(c => cases.Contains(c.Id))
                .Select(c => new { c.Id, c.Number })
                .ToDictionaryAsync(c => c.Id, c => c.Number, cancellationToken);
            foreach (var (entry, what) in told.Where(m => numbers.ContainsKey(m.What.CaseId)))
            {
                plan.Tell(
                    person.Id,
                    entry,
                    "Mentioned",
                    new { Number = numbers[what.CaseId], PersonName = entry.ByName },
                    $"/notes/{what.CaseId}"
                );
            }
        }

        await plan.AddAsync(cancellationToken);
    }
}
