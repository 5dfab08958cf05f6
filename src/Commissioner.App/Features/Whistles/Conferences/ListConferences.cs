using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Conferences;

/// <summary>
/// The conferences about a case, the latest first; a department sees those of its whistles, and of the decisions its own.
/// </summary>
[Allow(Permission.ReadConferences)]
public sealed record ListConferences(Id<Case> CaseId) : IQuery<IReadOnlyList<ConferenceSheet>>;

/// <summary>A conference; what was said is the office's, what was decided each department's own.</summary>
public sealed record ConferenceSheet(
    Id<Conference> Id,
    Id<Case> CaseId,
    Id<Whistle> WhistleId,
    string Agenda,
    string? Place,
    DateTimeOffset? MeetAt,
    string? People,
    DateTimeOffset ConvenedAt,
    string? Minutes,
    DateTimeOffset? MinutedAt,
    IReadOnlyList<DecisionOf> Decisions
);

/// <summary>What a conference decided for a department.</summary>
public sealed record DecisionOf(
    Id<Leg> LegId,
    string DepartmentName,
    bool Lead,
    string Text,
    [property: Due] DateTimeOffset DueAt,
    LegStatus Status
);

internal sealed class ListConferencesHandler(CommissionerDb db, Actor actor, DepartmentNames departments)
    : IRequestHandler<ListConferences, IReadOnlyList<ConferenceSheet>>
{
    public async Task<IReadOnlyList<ConferenceSheet>> Handle(ListConferences query, CancellationToken cancellationToken)
    {
        Id<Department>? own = actor.Is(Role.TriageDesk, Role.Supervisor, Role.Commissioner, Role.Leader) ? null : actor.DepartmentId;
        _ =
            await db
                .Cases.VisibleTo(actor)
                .Where(c => c.Id == query.CaseId)
                .Select(c => (int?)c.Version)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        var found = await db
            .Conferences.AsNoTracking()
            .Where(c => c.CaseId == query.CaseId && (own == null || db.Legs.Any(l => l.WhistleId == c.WhistleId && l.DepartmentId == own)))
            .OrderByDescending(c => c.ConvenedAt)
            .ThenByDescending(c => c.Id)
            .ToListAsync(cancellationToken);
        var decided = await db
            .Legs.AsNoTracking()
            .Where(l => l.CaseId == query.CaseId && l.ConferenceId != null && (own == null || l.DepartmentId == own))
            .Select(l => new
            {
                l.ConferenceId,
                l.Id,
                l.DepartmentId,
                l.IsLead,
                l.Decision,
                l.DecidedDueAt,
                l.Status,
            })
            .ToListAsync(cancellationToken);
        var names = await departments.AllAsync(cancellationToken);
        // A department gets neither minutes nor people: they may name the enterprise that its whistle hides.
        return
        [
            .. found.Select(c => new ConferenceSheet(
                c.Id,
                c.CaseId,
                c.WhistleId,
                c.Agenda,
                c.Place,
                c.MeetAt,
                own is null ? c.People : null,
                c.ConvenedAt,
                own is null ? c.Minutes : null,
                c.MinutedAt,
                [
                    .. decided
                        .Where(d => d.ConferenceId == c.Id)
                        .OrderByDescending(d => d.IsLead)
                        .Select(d => new DecisionOf(
                            d.Id,
                            names.GetValueOrDefault(d.DepartmentId, ""),
                            d.IsLead,
                            d.Decision!,
                            d.DecidedDueAt!.Value,
                            d.Status
                        )),
                ]
            )),
        ];
    }
}
