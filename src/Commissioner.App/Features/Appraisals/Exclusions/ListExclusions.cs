using Commissioner.App.Features.Scores;
using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Exclusions;

/// <summary>
/// What is or was to be left out of scores, newest first: what was approved is public to all who read scores, the rest to its unit and to
/// who decides.
/// </summary>
[Allow(Permission.ReadScores)]
public sealed record ListExclusions(int Take = 50, string? After = null) : IQuery<Page<ExclusionLine>>;

/// <summary>
/// An exclusion. Which case it is about reads only who may read that case, or proposed it by its number; the others tell cases apart by a
/// mark. Who decides reads what counts of it. The step is what this person may do about it now.
/// </summary>
public sealed record ExclusionLine(
    Id<Exclusion> Id,
    string? CaseNumber,
    string CaseMark,
    FactKind Kind,
    UnitKind Unit,
    string UnitName,
    ExclusionGround Ground,
    string Reason,
    ExclusionStatus Status,
    DateTimeOffset ProposedAt,
    [property: Due] DateTimeOffset? ContestUntil,
    string? Contest,
    ExclusionStep? Step
)
{
    /// <summary>What of that case counts for the unit, without its name; to who decides, and to the unit.</summary>
    public IReadOnlyList<FactLine> Figures { get; init; } = [];
}

internal sealed class ListExclusionsHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ListExclusions, Page<ExclusionLine>>
{
    public async Task<Page<ExclusionLine>> Handle(ListExclusions query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var exclusions = db.Exclusions.AsNoTracking();
        if (!actor.Is(Role.Supervisor, Role.Appraiser))
        {
            var own = actor.DepartmentId?.Value ?? actor.Id.Value;
            exclusions = exclusions.Where(e => e.ContestUntil != null || e.UnitId == own);
        }

        if (Cursor.Read<Exclusion>(query.After) is { } after)
        {
            exclusions = exclusions.Where(e => e.ProposedAt < after.At || (e.ProposedAt == after.At && e.Id < after.Id));
        }

        var visible = db.Cases.VisibleTo(actor);
        var mine = actor.DepartmentId?.Value ?? actor.Id.Value;
        var rows = await exclusions
            .OrderByDescending(e => e.ProposedAt)
            .ThenByDescending(e => e.Id)
            .Take(take + 1)
            .Select(e => new
            {
                Exclusion = e,
                CaseNumber = e.UnitId == mine
                    ? db.Cases.Where(c => c.Id == e.CaseId).Select(c => c.Number).FirstOrDefault()
                    : visible.Where(c => c.Id == e.CaseId).Select(c => c.Number).FirstOrDefault(),
                // A person's name is encrypted and a department's is not: the database can't choose between them.
                Department = db.Departments.Where(d => (Guid)(object)d.Id == e.UnitId).Select(d => d.Name).FirstOrDefault(),
                Person = db.People.Where(p => (Guid)(object)p.Id == e.UnitId).Select(p => p.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var figures = await FiguresAsync(
            [.. rows.Where(r => r.Exclusion.UnitId == mine || actor.Is(Role.Supervisor, Role.Appraiser)).Select(r => r.Exclusion)],
            cancellationToken
        );
        var items = rows.Take(take)
            .Select(r => new ExclusionLine(
                r.Exclusion.Id,
                r.CaseNumber,
                FactLine.MarkOf(r.Exclusion.CaseId.Value),
                r.Exclusion.Kind,
                r.Exclusion.Unit,
                r.Department ?? r.Person ?? "",
                r.Exclusion.Ground,
                r.Exclusion.Reason,
                r.Exclusion.Status,
                r.Exclusion.ProposedAt,
                r.Exclusion.ContestUntil,
                r.Exclusion.Contest,
                StepOf(r.Exclusion, now)
            )
            {
                Figures = [.. figures[r.Exclusion.Id]],
            })
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].ProposedAt, items[^1].Id) : null);
    }

    // What is asked to be left out, and by how much it was late: nothing else of the case.
    private async Task<ILookup<Id<Exclusion>, FactLine>> FiguresAsync(List<Exclusion> exclusions, CancellationToken cancellationToken)
    {
        var owners = exclusions.ConvertAll(e => e.CaseId.Value);
        var facts =
            owners.Count == 0
                ? []
                : await db.Facts.AsNoTracking().Where(f => owners.Contains(f.OwnerId)).OrderBy(f => f.Day).ToListAsync(cancellationToken);
        return exclusions
            .SelectMany(e =>
                facts
                    .Where(f =>
                        f.OwnerId == e.CaseId.Value
                        && (f.Kind == e.Kind || f.Kind == FactKind.Lateness)
                        && (e.Unit == UnitKind.Department ? f.DepartmentId?.Value : f.PersonId?.Value) == e.UnitId
                    )
                    .Select(f => (e.Id, Line: new FactLine(f.Day, f.Kind, default, null, null, f.Cycle, f.Why, f.Value, f.PolicyVersion)))
            )
            .ToLookup(x => x.Id, x => x.Line);
    }

    private ExclusionStep? StepOf(Exclusion e, DateTimeOffset now) =>
        e.Status switch
        {
            ExclusionStatus.Proposed when actor.Is(Role.Supervisor) && actor.Id != e.ProposedById => ExclusionStep.Check,
            ExclusionStatus.Checked when actor.Is(Role.Appraiser) && actor.Id != e.ProposedById && actor.Id != e.CheckedById =>
                ExclusionStep.Approve,
            ExclusionStatus.Approved
                when e.Contest is null && now <= e.ContestUntil && Permissions.Holds(actor, Permission.DecideExclusions) =>
                ExclusionStep.Contest,
            ExclusionStatus.Contested
                when actor.Is(Role.Appraiser, Role.Leader)
                    && actor.Id != e.DecidedById
                    && actor.Id != e.ContestedById
                    && actor.Id != e.ProposedById => ExclusionStep.Settle,
            _ => null,
        };
}
