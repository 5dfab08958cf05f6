using System.Text.Json;
using Commissioner.Data;
using Commissioner.Domain.Appraisals;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Scores;

/// <summary>Keeps facts and their sums: what has changed of a fact changes its sums by as much, in one transaction.</summary>
public sealed class FactBook(CommissionerDb db)
{
    /// <summary>
    /// Puts the facts of some owners in the place of those that were kept of them. The caller has a transaction and holds the progress.
    /// </summary>
    /// <returns>How many changed.</returns>
    public async Task<int> KeepAsync(IReadOnlyCollection<Guid> owners, IReadOnlyCollection<Fact> facts, CancellationToken cancellationToken)
    {
        var kept = await db.Facts.Where(f => owners.Contains(f.OwnerId)).ToDictionaryAsync(f => f.Key, cancellationToken);
        List<(Mark Mark, int Sign)> moves = [];
        var changed = 0;
        foreach (var fact in facts)
        {
            if (kept.Remove(fact.Key, out var before))
            {
                if (before.IsSame(fact))
                {
                    continue;
                }

                db.Entry(before).CurrentValues.SetValues(fact);
                moves.AddRange(Original(before).Marks().Select(m => (m, -1)));
            }
            else
            {
                db.Facts.Add(fact);
            }

            moves.AddRange(fact.Marks().Select(m => (m, 1)));
            changed++;
        }

        foreach (var gone in kept.Values)
        {
            db.Facts.Remove(gone);
            moves.AddRange(gone.Marks().Select(m => (m, -1)));
            changed++;
        }

        await db.SaveChangesAsync(cancellationToken);
        var sums = moves
            .GroupBy(m => (m.Mark.Kind, m.Mark.UnitId, m.Mark.Part, m.Mark.Day, m.Mark.Measure, m.Mark.Why))
            .Select(g => new
            {
                Of = g.Key,
                Halves = g.Sum(m => m.Sign * m.Mark.Halves),
                N = g.Sum(m => m.Sign * m.Mark.N),
            })
            .Where(s => s.Halves != 0 || s.N != 0)
            .OrderBy(s => s.Of.UnitId)
            .ThenBy(s => s.Of.Day)
            .Select(s => new
            {
                kind = (int)s.Of.Kind,
                unit = s.Of.UnitId,
                part = s.Of.Part,
                day = s.Of.Day,
                measure = (int)s.Of.Measure,
                why = (int)s.Of.Why,
                halves = s.Halves,
                n = s.N,
            })
            .ToList();
        if (sums.Count > 0)
        {
            await db.AddToSumsAsync(JsonSerializer.Serialize(sums), cancellationToken);
        }

        db.ChangeTracker.Clear();
        return changed;
    }

    // The fact as it was read from the database, whatever has been set on the tracked object since.
    private Fact Original(Fact fact) => (Fact)db.Entry(fact).OriginalValues.ToObject();
}
