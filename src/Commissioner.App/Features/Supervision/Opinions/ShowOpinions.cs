using AutoMapper;
using AutoMapper.QueryableExtensions;
using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Opinions;

/// <summary>
/// The Leader's page: opinions owed, by due time, by keyset; plans that wait for a decision; what it wrote on lately.
/// </summary>
[Allow(Permission.WriteOpinion)]
public sealed record ShowOpinions(int Take = 50, string? After = null) : IQuery<OpinionSheet>;

/// <summary>The Leader's page.</summary>
public sealed record OpinionSheet(Page<OpinionRow> Owed, IReadOnlyList<PlanRow> Plans, IReadOnlyList<WrittenRow> Written);

/// <summary>An opinion that is owed.</summary>
/// <param name="Path">The departments that were to lead, in their order, where nobody led.</param>
public sealed record OpinionRow(
    Id<Case> CaseId,
    string? Number,
    string Title,
    Urgency Urgency,
    CaseStatus Status,
    string EnterpriseName,
    OpinionWhy Why,
    HolderKind Holder,
    string? HolderName,
    IReadOnlyList<string> Path,
    DateTimeOffset Since,
    [property: Due] DateTimeOffset DueAt,
    Alarm Alarm
);

/// <summary>A plan that waits.</summary>
public sealed record PlanRow(
    Id<Case> CaseId,
    string? Number,
    string Title,
    Urgency Urgency,
    string EnterpriseName,
    string Measures,
    string DepartmentName,
    [property: Due] DateTimeOffset ReviewBy
);

/// <summary>A case on which the Leader wrote.</summary>
public sealed record WrittenRow(
    Id<Case> CaseId,
    string? Number,
    string Title,
    CaseStatus Status,
    string EnterpriseName,
    DateTimeOffset OpinionAt
);

internal sealed class WrittenRows : Profile
{
    public WrittenRows() => CreateProjection<Case, WrittenRow>().ForCtorParam(nameof(WrittenRow.CaseId), row => row.MapFrom(c => c.Id));
}

internal sealed class ShowOpinionsHandler(
    CommissionerDb db,
    Actor actor,
    DepartmentNames departments,
    AutoMapper.IConfigurationProvider maps,
    TimeProvider clock
) : IRequestHandler<ShowOpinions, OpinionSheet>
{
    private const int Latest = 10;

    public async Task<OpinionSheet> Handle(ShowOpinions query, CancellationToken cancellationToken)
    {
        var names = await departments.AllAsync(cancellationToken);
        var seen = db.Cases.AsNoTracking().VisibleTo(actor);
        var plans = await seen.Where(c => c.PlanAsked != null)
            .OrderBy(c => c.NextDueAt)
            .ThenBy(c => c.Id)
            .Take(Latest)
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Title,
                c.Urgency,
                EnterpriseName = c.Enterprise.Name,
                c.PlanAsked,
            })
            .ToListAsync(cancellationToken);
        var written = await seen.Where(c => c.OpinionAt != null)
            .OrderByDescending(c => c.OpinionAt)
            .ThenBy(c => c.Id)
            .Take(Latest)
            .ProjectTo<WrittenRow>(maps)
            .ToListAsync(cancellationToken);
        return new(
            await OwedAsync(query, names, cancellationToken),
            [
                .. plans.Select(p => new PlanRow(
                    p.Id,
                    p.Number,
                    p.Title,
                    p.Urgency,
                    p.EnterpriseName,
                    p.PlanAsked!.Measures,
                    names.GetValueOrDefault(p.PlanAsked.DepartmentId, ""),
                    p.PlanAsked.ReviewBy
                )),
            ],
            written
        );
    }

    private async Task<Page<OpinionRow>> OwedAsync(
        ShowOpinions query,
        IReadOnlyDictionary<Id<Department>, string> names,
        CancellationToken cancellationToken
    )
    {
        var (take, now) = (Math.Clamp(query.Take, 1, 200), clock.GetUtcNow());
        var found =
            from c in db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.OpinionOwed != null)
            join k in db.CaseClocks.Where(k => k.Kind == PromiseKind.Opinion && k.StoppedAt == null) on c.Id equals k.OwnerId
            select new
            {
                Case = c,
                k.DueAt,
                k.AmberAt,
            };
        if (Cursor.Read<Case>(query.After) is { } after)
        {
            found = found.Where(f => f.DueAt > after.At || (f.DueAt == after.At && f.Case.Id > after.Id));
        }

        var rows = await found
            .OrderBy(f => f.DueAt)
            .ThenBy(f => f.Case.Id)
            .Take(take + 1)
            .Select(f => new
            {
                f.Case.Id,
                f.Case.Number,
                f.Case.Title,
                f.Case.Urgency,
                f.Case.Status,
                EnterpriseName = f.Case.Enterprise.Name,
                f.Case.OpinionOwed,
                f.Case.Holder,
                f.Case.HolderDepartmentId,
                Commissioner = f.Case.AboutOfficials
                    ? null
                    : db.People.Where(p => p.Id == f.Case.Enterprise.ActiveId).Select(p => p.Name).FirstOrDefault(),
                f.DueAt,
                f.AmberAt,
            })
            .ToListAsync(cancellationToken);
        var nobodyLed = rows.Where(r => r.OpinionOwed!.Why == OpinionWhy.NobodyLeads).Select(r => r.Id).ToList();
        var leads =
            nobodyLed.Count == 0
                ? []
                : await (
                    from w in db.Set<Whistle>().Where(w => nobodyLed.Contains(w.CaseId) && w.ProblemAt != null)
                    join l in db.Legs on w.Id equals l.WhistleId
                    where l.IsLead || l.Status == LegStatus.Reassigned
                    orderby l.CalledAt
                    select new { w.CaseId, l.DepartmentId }
                ).ToListAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(r => new OpinionRow(
                r.Id,
                r.Number,
                r.Title,
                r.Urgency,
                r.Status,
                r.EnterpriseName,
                r.OpinionOwed!.Why,
                r.Holder,
                r.HolderDepartmentId is { } holder ? names.GetValueOrDefault(holder)
                    : r.Holder == HolderKind.Commissioner ? r.Commissioner
                    : null,
                [.. leads.Where(l => l.CaseId == r.Id).Select(l => names.GetValueOrDefault(l.DepartmentId, ""))],
                r.OpinionOwed.Since,
                r.DueAt,
                r.DueAt < now ? Alarm.Red
                    : r.AmberAt <= now ? Alarm.Amber
                    : Alarm.None
            ))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].DueAt, items[^1].CaseId) : null);
    }
}
