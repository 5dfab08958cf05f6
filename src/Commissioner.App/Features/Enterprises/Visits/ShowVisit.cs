using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Visits;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Visits;

/// <summary>One visit, with what may be done about it now.</summary>
[Allow(Permission.ReadVisits)]
public sealed record ShowVisit(Id<Visit> VisitId) : IQuery<VisitSheet>;

/// <summary>What may be done about a visit.</summary>
public enum VisitMove
{
    Decide,
    Agree,
    Move,
    Decline,
    CallOff,
    Hold,
    Rate,
}

/// <summary>A visit. Its rating is for the enterprise and supervision alone.</summary>
public sealed record VisitSheet(
    Id<Visit> Id,
    int Version,
    string Enterprise,
    VisitOrigin Origin,
    VisitState State,
    DateTimeOffset At,
    string Purpose,
    string By,
    IReadOnlyList<string> Departments,
    string? BeyondBecause,
    string? DecidedBecause,
    string? Note,
    DateTimeOffset? HeldAt,
    IReadOnlyList<FindingLine> Findings,
    Level? Rated,
    string? RatedWords,
    IReadOnlyList<VisitMove> Can
);

/// <summary>What a visit found, and the case that came of it where one did and it may be seen.</summary>
public sealed record FindingLine(Id<VisitFinding> Id, string Text, Id<Case>? CaseId, string? Number);

internal sealed class ShowVisitHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ShowVisit, VisitSheet>
{
    public async Task<VisitSheet> Handle(ShowVisit query, CancellationToken cancellationToken)
    {
        var (visit, serves) = await db.VisitAsync(query.VisitId, actor, cancellationToken);
        var departments = visit.Parties.Select(p => p.DepartmentId).ToList();
        var named = await db
            .Enterprises.AsNoTracking()
            .Where(e => e.Id == visit.EnterpriseId)
            .Select(e => new
            {
                e.Name,
                By = db.People.Where(p => p.Id == visit.ById).Select(p => p.Name).First(),
                Departments = db
                    .Departments.Where(d => d.Id == visit.DepartmentId || departments.Contains(d.Id))
                    .OrderBy(d => d.Name)
                    .Select(d => d.Name)
                    .ToList(),
            })
            .SingleAsync(cancellationToken);
        var filed = visit.Findings.Where(f => f.CaseId is not null).Select(f => f.CaseId!.Value).ToList();
        var cases = await db
            .Cases.AsNoTracking()
            .VisibleTo(actor)
            .Where(c => filed.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Number, cancellationToken);
        var host = visit.IsHost(actor);
        // Who asked for it is the enterprise; which of its people, those who come need not know.
        var by = host || visit.Origin == VisitOrigin.Planned ? named.By : named.Name;
        var inside = !host || visit.Origin == VisitOrigin.AskedFor;
        var seesRating = host || actor.Is(Role.Supervisor);
        return new(
            visit.Id,
            visit.Version,
            named.Name,
            visit.Origin,
            visit.State,
            visit.At,
            visit.Purpose,
            by,
            named.Departments,
            inside ? visit.BeyondBecause : null,
            inside ? visit.DecidedBecause : null,
            visit.Note,
            visit.HeldAt,
            [
                .. visit
                    .Findings.OrderBy(f => f.No)
                    .Select(f =>
                        f.CaseId is { } id && cases.TryGetValue(id, out var number)
                            ? new FindingLine(f.Id, f.Text, id, number)
                            : new FindingLine(f.Id, f.Text, null, null)
                    ),
            ],
            seesRating ? visit.Rated : null,
            seesRating ? visit.RatedWords : null,
            [.. Can(visit, serves, host)]
        );
    }

    private IEnumerable<VisitMove> Can(Visit visit, bool serves, bool host)
    {
        var arranges = !host && visit.Arranges(serves, actor) && Permissions.Holds(actor, Permission.PlanVisits);
        var now = clock.GetUtcNow();
        if (visit.State == VisitState.AwaitingDecision && Permissions.Holds(actor, Permission.DecideVisits) && actor.Id != visit.ById)
        {
            yield return VisitMove.Decide;
        }

        if (visit.At > now && ((host && visit.State == VisitState.Proposed) || (arranges && visit.State == VisitState.Asked)))
        {
            yield return VisitMove.Agree;
        }

        if (visit.State is VisitState.Asked or VisitState.Proposed or VisitState.Agreed && (host || arranges))
        {
            yield return VisitMove.Move;
            if (host)
            {
                yield return VisitMove.Decline;
            }
        }

        if (arranges && visit.Origin == VisitOrigin.Planned && !Visit.Over.Contains(visit.State))
        {
            yield return VisitMove.CallOff;
        }

        if (arranges && visit.State == VisitState.Agreed && visit.At <= now)
        {
            yield return VisitMove.Hold;
        }

        if (host && visit.State == VisitState.Held && visit.Rated is null)
        {
            yield return VisitMove.Rate;
        }
    }
}
