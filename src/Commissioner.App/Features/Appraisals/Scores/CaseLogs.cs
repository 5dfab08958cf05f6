using System.Text.Json;
using Commissioner.App.Features.Shared;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Scores;

/// <summary>Reads what is on record of some cases, and tells what counts of them.</summary>
public sealed class CaseLogs(CommissionerDb db, Promises promises)
{
    /// <summary>All facts of these cases, from the log.</summary>
    public async Task<List<Fact>> FactsOfAsync(IReadOnlyCollection<Id<Case>> ids, CancellationToken cancellationToken)
    {
        var cases = await db
            .Cases.AsNoTracking()
            .Where(c => ids.Contains(c.Id) && !c.Confidential)
            .Select(c => new
            {
                c.Id,
                c.EnterpriseId,
                // What is counted by enterprise stays with the one that filed it.
                FiledForId = c.FiledForId ?? c.EnterpriseId,
                c.ParkId,
                c.SubParkId,
                c.Category,
                c.AboutOfficials,
                c.SubmittedAt,
            })
            .ToListAsync(cancellationToken);
        var keys = cases.ConvertAll(c => c.Id.Value);
        var lines = (
            await db
                .Timeline.AsNoTracking()
                .Where(e => keys.Contains(e.SubjectId))
                .OrderBy(e => e.SubjectId)
                .ThenBy(e => e.Seq)
                .Select(e => new
                {
                    e.SubjectId,
                    e.At,
                    e.Holder,
                    e.HolderDepartmentId,
                    e.Name,
                    e.As,
                    e.DepartmentId,
                    Facts = e.Name == nameof(OutcomeConfirmed)
                    || e.Name == nameof(PromiseOverdue)
                    || e.Name == nameof(ObjectionDismissed)
                    || e.Name == nameof(ObjectionUpheld)
                        ? e.Facts
                        : null,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(
            e => e.SubjectId,
            e => Line(new(e.At, e.Holder is { } kind ? new(kind, e.HolderDepartmentId) : null, e.Name, e.As, e.DepartmentId), e.Facts)
        );
        var clocks = (await db.CaseClocks.AsNoTracking().Where(c => ids.Contains(c.OwnerId)).ToListAsync(cancellationToken))
            .OrderBy(c => c.StartedAt)
            .ThenBy(c => c.Cycle)
            .ToLookup(c => c.OwnerId);
        var legs = (
            await db
                .Legs.AsNoTracking()
                .Where(l => ids.Contains(l.CaseId))
                .Select(l => new
                {
                    l.CaseId,
                    l.Id,
                    l.DepartmentId,
                    l.IsLead,
                    l.Status,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(
            l => l.CaseId,
            l => new LegOfLog(
                l.Id.Value,
                l.DepartmentId,
                l.IsLead,
                l.Status is LegStatus.Cancelled or LegStatus.Reassigned,
                l.Status == LegStatus.Reassigned
            )
        );
        var ratings = (
            await db.Ratings.AsNoTracking().Include(r => r.Departments).Where(r => ids.Contains(r.CaseId)).ToListAsync(cancellationToken)
        ).ToLookup(
            r => r.CaseId,
            r => new RatingOfLog(
                r.Cycle,
                r.ServedById,
                r.Counted ?? r.Overall,
                r.RatedAt,
                [
                    .. r
                        .Departments.Where(d => (d.Counted ?? d.Level) is not null)
                        .Select(d => (d.DepartmentId, (d.Counted ?? d.Level)!.Value)),
                ],
                r.FrozenAt is not null
            )
        );
        var posts = await PostsAsync([.. cases.Select(c => c.FiledForId).Distinct()], cancellationToken);
        var out_ = (
            await db
                .Exclusions.AsNoTracking()
                .Where(e => e.Status == ExclusionStatus.Approved && ids.Contains(e.CaseId))
                .Select(e => new
                {
                    e.CaseId,
                    e.Kind,
                    e.UnitId,
                })
                .ToListAsync(cancellationToken)
        ).Select(e => (e.CaseId.Value, e.Kind, e.UnitId)).ToHashSet();

        var free = (
            await db
                .Callbacks.Where(t => t.ClearsWithdrawal && t.CaseId != null && ids.Contains(t.CaseId.Value))
                .Select(t => t.CaseId!.Value)
                .ToListAsync(cancellationToken)
        ).ToHashSet();

        List<Fact> facts = [];
        foreach (var c in cases)
        {
            facts.AddRange(
                CaseFacts
                    .Of(
                        new()
                        {
                            Id = c.Id,
                            EnterpriseId = c.FiledForId,
                            ParkId = c.ParkId,
                            SubParkId = c.SubParkId,
                            Category = c.Category,
                            AboutOfficials = c.AboutOfficials,
                            SubmittedAt = c.SubmittedAt,
                            Lines = [.. lines[c.Id.Value]],
                            Clocks = [.. clocks[c.Id]],
                            Legs = [.. legs[c.Id]],
                            Posts = posts[c.FiledForId],
                            Ratings = [.. ratings[c.Id]],
                            WithdrawnFreely = free.Contains(c.Id),
                        },
                        promises
                    )
                    .Select(f => IsOut(f, f.PersonId?.Value) || IsOut(f, f.DepartmentId?.Value) ? f.LeftOutByDecision() : f)
            );
        }

        return facts;

        bool IsOut(Fact fact, Guid? unit) => unit is { } id && out_.Contains((fact.OwnerId, fact.Kind, id));
    }

    /// <summary>The facts of the replacements of these enterprises.</summary>
    public async Task<List<Fact>> ReplacementsOfAsync(IReadOnlyCollection<Id<Enterprise>> enterprises, CancellationToken cancellationToken)
    {
        var rows = await (
            from r in db.Replacements.AsNoTracking()
            join e in db.Enterprises on r.EnterpriseId equals e.Id
            join p in db.Parks on e.ParkId equals p.Id
            where enterprises.Contains(r.EnterpriseId)
            select new
            {
                r.Id,
                r.EnterpriseId,
                r.BeganAt,
                r.EndedAt,
                r.Status,
                SubParkId = p.Id,
                ParkId = p.PartOfId ?? p.Id,
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new Fact
            {
                OwnerId = r.Id.Value,
                Kind = FactKind.Replacement,
                SubjectId = r.EnterpriseId.Value,
                Cycle = 1,
                Day = promises.Calendar.DateOf(r.BeganAt),
                ParkId = r.ParkId,
                SubParkId = r.SubParkId,
                EnterpriseId = r.EnterpriseId,
                Value = r.Status == Domain.Replacements.ReplacementStatus.Kept ? 1 : 0,
                SettledAt = r.EndedAt,
            }),
        ];
    }

    // Who served those that filed, and from a merger on whoever serves the one that they merged into.
    private async Task<Dictionary<Id<Enterprise>, IReadOnlyList<PostHeld>>> PostsAsync(
        IReadOnlyCollection<Id<Enterprise>> ids,
        CancellationToken cancellationToken
    )
    {
        var merged = await db
            .Enterprises.AsNoTracking()
            .Where(e => e.SuccessorId != null)
            .Select(e => new
            {
                e.Id,
                SuccessorId = e.SuccessorId!.Value,
                EndedAt = e.EndedAt!.Value,
            })
            .ToDictionaryAsync(e => e.Id, cancellationToken);
        var all = ids.ToHashSet();
        foreach (var id in ids)
        {
            for (var at = id; merged.TryGetValue(at, out var into) && all.Add(into.SuccessorId); at = into.SuccessorId) { }
        }

        var now = await db
            .Enterprises.AsNoTracking()
            .Where(e => all.Contains(e.Id))
            .Select(e => new
            {
                e.Id,
                e.ActiveId,
                e.ActiveSinceAt,
            })
            .ToDictionaryAsync(e => e.Id, cancellationToken);
        var past = (
            await db
                .Assignments.AsNoTracking()
                .Where(a => a.Duty == Duty.Active && all.Contains(a.EnterpriseId))
                .Select(a => new
                {
                    a.EnterpriseId,
                    a.PersonId,
                    a.FromAt,
                    a.ToAt,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(a => a.EnterpriseId, a => new PostHeld(a.PersonId, a.FromAt, a.ToAt));
        return ids.Where(now.ContainsKey).ToDictionary(id => id, IReadOnlyList<PostHeld> (id) => [.. Held(id)]);

        IEnumerable<PostHeld> Held(Id<Enterprise> id)
        {
            DateTimeOffset? from = null;
            while (true)
            {
                var until = merged.TryGetValue(id, out var into) ? into.EndedAt : (DateTimeOffset?)null;
                foreach (var post in past[id].Append(new(now[id].ActiveId, now[id].ActiveSinceAt, null)))
                {
                    if (post.Between(from, until) is { } part)
                    {
                        yield return part;
                    }
                }

                if (into is null)
                {
                    yield break;
                }

                (id, from) = (into.SuccessorId, until);
            }
        }
    }

    private static LogLine Line(LedgerEntry entry, string? facts)
    {
        if (facts is null || entry.Name != nameof(OutcomeConfirmed))
        {
            return new(LedgerLines.WithFacts(entry, facts));
        }

        using var json = JsonDocument.Parse(facts);
        return new(entry, Enum.Parse<Outcome>(json.RootElement.GetProperty("outcome").GetString()!));
    }
}
