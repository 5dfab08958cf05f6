using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Scores;

/// <summary>
/// Computes the facts of a period anew from the log, under the policies that they are pinned to, and says where those that are kept, or
/// their sums, differ.
/// </summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last.</param>
/// <param name="UnitId">A commissioner's or a department's; null for all.</param>
[Allow(Permission.RecomputeScores)]
public sealed record RecomputeScores(DateOnly From, DateOnly To, Guid? UnitId = null, int Batch = 300) : IQuery<Comparison>;

/// <summary>What a recomputation found.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last.</param>
/// <param name="Cases">So many cases were read.</param>
/// <param name="Facts">So many facts were compared.</param>
/// <param name="Sums">So many sums were compared.</param>
/// <param name="Differences">Where they differ, at most a hundred; none when all is well.</param>
public sealed record Comparison(DateOnly From, DateOnly To, int Cases, int Facts, int Sums, IReadOnlyList<ScoreDifference> Differences);

/// <summary>A difference.</summary>
/// <param name="What">The fact's kind, or the sum's measure.</param>
/// <param name="OwnerId">The case, the replacement, or the unit.</param>
/// <param name="Day">The day.</param>
/// <param name="Stored">What is kept.</param>
/// <param name="Recomputed">What follows from the log.</param>
public sealed record ScoreDifference(string What, Guid OwnerId, DateOnly Day, string Stored, string Recomputed);

internal sealed class RecomputeScoresHandler(CommissionerDb db, CaseLogs logs) : IRequestHandler<RecomputeScores, Comparison>
{
    private const int Most = 100;

    public async Task<Comparison> Handle(RecomputeScores query, CancellationToken cancellationToken)
    {
        PeriodRules.Demand(new(query.From, query.To));
        var progress = await db.AppraisalProgress.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        // Entries written since the log was last read are not in the facts yet. That is no difference, so they are left out.
        var upTo = progress?.ReadAt ?? DateTimeOffset.MinValue;
        List<ScoreDifference> differences = [];
        Dictionary<(UnitKind, Guid, string, DateOnly, Measure, LeftOut), (long Halves, long N)> sums = [];
        var (cases, compared) = (0, 0);
        var owners = (
            await Kept(query).Where(f => f.Kind != FactKind.Replacement).Select(f => f.OwnerId).Distinct().ToListAsync(cancellationToken)
        )
            .Select(o => new Id<Case>(o))
            .Union(await MissingAsync(query, cancellationToken))
            .Order()
            .ToList();
        foreach (var some in owners.Chunk(query.Batch))
        {
            await CompareAsync(
                [.. some.Select(c => c.Value)],
                [.. some.Select(c => c.Value)],
                await logs.FactsOfAsync(some, cancellationToken)
            );
            cases += some.Length;
        }

        // Replacements are facts of the park alone, so they are compared only where no unit is named.
        foreach (var some in query.UnitId is null ? (await ReplacedAsync(query, cancellationToken)).Chunk(query.Batch) : [])
        {
            var anew = await logs.ReplacementsOfAsync(some, cancellationToken);
            var enterprises = some.ToList();
            var replacements = await db
                .Replacements.Where(r => enterprises.Contains(r.EnterpriseId))
                .Select(r => r.Id)
                .ToListAsync(cancellationToken);
            await CompareAsync([.. replacements.Select(r => r.Value)], [.. some.Select(e => e.Value)], anew);
        }

        var stored = await db
            .AppraisalSums.AsNoTracking()
            .Where(s => s.Day >= query.From && s.Day <= query.To && (query.UnitId == null || s.UnitId == query.UnitId))
            .ToListAsync(cancellationToken);
        foreach (var sum in stored)
        {
            var key = (sum.Kind, sum.UnitId, sum.Part, sum.Day, sum.Measure, sum.Why);
            var its = sums.GetValueOrDefault(key);
            if (its != (sum.Halves, sum.N))
            {
                differences.Add(new(sum.Measure.ToString(), sum.UnitId, sum.Day, $"{sum.Halves}/{sum.N}", $"{its.Halves}/{its.N}"));
            }

            sums.Remove(key);
        }

        differences.AddRange(
            sums.Where(s => s.Value != (0, 0))
                .Select(s => new ScoreDifference(s.Key.Item5.ToString(), s.Key.Item2, s.Key.Item4, "-", $"{s.Value.Halves}/{s.Value.N}"))
        );
        return new(query.From, query.To, cases, compared, stored.Count, [.. differences.Take(Most)]);

        // Keys are the owners whose stored facts are compared; subjects are the timelines that these facts follow from.
        async Task CompareAsync(List<Guid> keys, List<Guid> subjects, List<Fact> all)
        {
            var moved = (
                await db
                    .Timeline.Where(e => subjects.Contains(e.SubjectId) && e.At > upTo)
                    .Select(e => e.SubjectId)
                    .Distinct()
                    .ToListAsync(cancellationToken)
            ).ToHashSet();
            var anew = all.Where(f => IsAsked(query, f)).ToDictionary(f => f.Key);
            foreach (var kept in await Kept(query).AsNoTracking().Where(f => keys.Contains(f.OwnerId)).ToListAsync(cancellationToken))
            {
                var (found, since) = (anew.Remove(kept.Key, out var fact), HasMoved(kept));
                if (!since && !(found && fact!.IsSame(kept)))
                {
                    differences.Add(new(kept.Kind.ToString(), kept.OwnerId, kept.Day, Said(kept), fact is null ? "-" : Said(fact)));
                }

                compared++;
                Add(since || fact is null ? kept : fact);
            }

            differences.AddRange(
                anew.Values.Where(f => !HasMoved(f)).Select(f => new ScoreDifference(f.Kind.ToString(), f.OwnerId, f.Day, "-", Said(f)))
            );

            bool HasMoved(Fact of) => moved.Contains(of.Kind == FactKind.Replacement ? of.EnterpriseId.Value : of.OwnerId);
        }

        void Add(Fact fact)
        {
            foreach (var mark in fact.Marks().Where(m => query.UnitId is null || m.UnitId == query.UnitId))
            {
                var key = (mark.Kind, mark.UnitId, mark.Part, mark.Day, mark.Measure, mark.Why);
                var (halves, n) = sums.GetValueOrDefault(key);
                sums[key] = (halves + mark.Halves, n + mark.N);
            }
        }
    }

    private IQueryable<Fact> Kept(RecomputeScores query)
    {
        var facts = db.Facts.Where(f => f.Day >= query.From && f.Day <= query.To);
        return query.UnitId is { } unit
            ? facts.Where(f => (Guid?)(object?)f.PersonId == unit || (Guid?)(object?)f.DepartmentId == unit)
            : facts;
    }

    // Cases of which something fell due in the period by their clocks: among them those whose facts are missing altogether.
    private async Task<List<Id<Case>>> MissingAsync(RecomputeScores query, CancellationToken cancellationToken)
    {
        if (query.UnitId is not null)
        {
            return [];
        }

        var (from, to) = (Start(query.From.AddDays(-1)), Start(query.To.AddDays(2)));
        return await db
            .CaseClocks.Where(c => c.DueAt >= from && c.DueAt < to)
            .Select(c => c.OwnerId)
            .Union(db.Cases.Where(c => c.SubmittedAt >= from && c.SubmittedAt < to).Select(c => c.Id))
            .ToListAsync(cancellationToken);
    }

    private async Task<List<Id<Enterprise>>> ReplacedAsync(RecomputeScores query, CancellationToken cancellationToken)
    {
        var (from, to) = (Start(query.From.AddDays(-1)), Start(query.To.AddDays(2)));
        return await db
            .Replacements.Where(r => r.BeganAt >= from && r.BeganAt < to)
            .Select(r => r.EnterpriseId)
            .Union(Kept(query).Where(f => f.Kind == FactKind.Replacement).Select(f => f.EnterpriseId))
            .Distinct()
            .ToListAsync(cancellationToken);
    }

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static bool IsAsked(RecomputeScores query, Fact fact) =>
        fact.Day >= query.From
        && fact.Day <= query.To
        && (query.UnitId is not { } unit || fact.PersonId?.Value == unit || fact.DepartmentId?.Value == unit);

    private static string Said(Fact fact) => $"{fact.Why} {fact.Value}";
}
