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

namespace Commissioner.App.Features.Appraisals;

/// <summary>What is or was to be left out of scores, newest first: what was approved is public to all who read scores, the rest to its unit and to who decides.</summary>
[Allow(Permission.ReadScores)]
public sealed record ListExclusions(int Take = 50, string? After = null) : IQuery<Page<ExclusionLine>>;

/// <summary>An exclusion. Which case it is about reads only who may read that case.</summary>
public sealed record ExclusionLine(
    Id<Exclusion> Id, string? CaseNumber, FactKind Kind, UnitKind Unit, string UnitName, ExclusionGround Ground, string Reason, ExclusionStatus Status, DateTimeOffset ProposedAt, DateTimeOffset? ContestUntil, string? Contest);

internal sealed class ListExclusionsHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListExclusions, Page<ExclusionLine>>
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
        var rows = await exclusions.OrderByDescending(e => e.ProposedAt).ThenByDescending(e => e.Id).Take(take + 1)
            .Select(e => new ExclusionLine(
                e.Id, visible.Where(c => c.Id == e.CaseId).Select(c => c.Number).FirstOrDefault(), e.Kind, e.Unit,
                (e.Unit == UnitKind.Department ? db.Departments.Where(d => (Guid)(object)d.Id == e.UnitId).Select(d => d.Name).FirstOrDefault() : db.People.Where(p => (Guid)(object)p.Id == e.UnitId).Select(p => p.Name).FirstOrDefault()) ?? "",
                e.Ground, e.Reason, e.Status, e.ProposedAt, e.ContestUntil, e.Contest))
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].ProposedAt, items[^1].Id) : null);
    }
}
