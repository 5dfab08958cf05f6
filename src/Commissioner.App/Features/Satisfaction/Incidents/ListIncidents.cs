using Commissioner.App.Features.Satisfaction;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Incidents;

/// <summary>What enterprises said they were pressed to, newest first: supervision's alone.</summary>
[Allow(Permission.Supervise)]
public sealed record ListIncidents(bool Open = false, int Take = 50, string? After = null) : IQuery<Page<IncidentLine>>;

/// <summary>An incident, with who served when it was pressed.</summary>
public sealed record IncidentLine(
    Id<Incident> Id,
    IncidentKind Kind,
    Id<Case> CaseId,
    string? CaseNumber,
    string CaseTitle,
    string EnterpriseName,
    string? ServedBy,
    string? Words,
    DateTimeOffset RaisedAt,
    IncidentFinding? Finding,
    string? Reason,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? LiftedAt,
    bool Rated
);

internal sealed class ListIncidentsHandler(CommissionerDb db) : IRequestHandler<ListIncidents, Page<IncidentLine>>
{
    public async Task<Page<IncidentLine>> Handle(ListIncidents query, CancellationToken cancellationToken)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var incidents = db.Incidents.AsNoTracking();
        if (query.Open)
        {
            incidents = incidents.Where(i => i.DecidedAt == null);
        }

        if (Cursor.Read<Incident>(query.After) is { } after)
        {
            incidents = incidents.Where(i => i.RaisedAt < after.At || (i.RaisedAt == after.At && i.Id < after.Id));
        }

        var rows = await incidents
            .OrderByDescending(i => i.RaisedAt)
            .ThenByDescending(i => i.Id)
            .Take(take + 1)
            .Join(db.Cases, i => i.CaseId, c => c.Id, (i, c) => new { Incident = i, Case = c })
            .OrderByDescending(r => r.Incident.RaisedAt)
            .ThenByDescending(r => r.Incident.Id)
            .Select(r => new IncidentLine(
                r.Incident.Id,
                r.Incident.Kind,
                r.Case.Id,
                r.Case.Number,
                r.Case.Title,
                r.Case.Enterprise.Name,
                db.People.Where(p => p.Id == (r.Case.ServedById ?? r.Case.Enterprise.ActiveId)).Select(p => p.Name).FirstOrDefault(),
                r.Incident.Words,
                r.Incident.RaisedAt,
                r.Incident.Finding,
                r.Incident.Reason,
                r.Incident.DecidedAt,
                r.Incident.LiftedAt,
                db.Ratings.Any(x => x.CaseId == r.Incident.CaseId && x.Cycle == r.Incident.Cycle)
            ))
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].RaisedAt, items[^1].Id) : null);
    }
}
