using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Remedies;

/// <summary>
/// Requests of the last 90 days that several enterprises filed about one place or one department's matter, and that no remedy stands for.
/// </summary>
[Allow(Permission.StartRemedies)]
public sealed record SuggestRemedies : IQuery<IReadOnlyList<RemedySuggestion>>
{
    /// <summary>So many enterprises make it more than one's own matter.</summary>
    public const int Fewest = 3;
}

/// <summary>Like requests.</summary>
/// <param name="Category">Their category.</param>
/// <param name="Place">Their place; null where the department is what they share.</param>
/// <param name="Department">Their department; null where the place is what they share.</param>
/// <param name="Enterprises">How many enterprises filed them.</param>
/// <param name="Cases">How many they are.</param>
/// <param name="LastId">The newest of them.</param>
public sealed record RemedySuggestion(string Category, string? Place, string? Department, int Enterprises, int Cases, Id<Case> LastId);

internal sealed class SuggestRemediesHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<SuggestRemedies, IReadOnlyList<RemedySuggestion>>
{
    private const int Most = 5000;
    private const int Shown = 20;

    public async Task<IReadOnlyList<RemedySuggestion>> Handle(SuggestRemedies query, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-90);
        var rows = await db
            .Cases.AsNoTracking()
            .VisibleTo(actor)
            .Where(c =>
                !c.AboutOfficials
                && !c.Confidential
                && c.SubmittedAt >= since
                && c.Status != CaseStatus.Merged
                && c.Status != CaseStatus.Withdrawn
                && !db.RemedyCases.Any(l =>
                    l.CaseId == c.Id && l.LeftAt == null && db.Remedies.Any(r => r.Id == l.RemedyId && r.State != RemedyState.CalledOff)
                )
            )
            .OrderByDescending(c => c.SubmittedAt)
            .Take(Most)
            .Select(c => new
            {
                c.Id,
                c.EnterpriseId,
                c.Category,
                c.Place,
                Departments = c
                    .Whistles.SelectMany(w => w.Legs)
                    .Where(l => !Leg.Gone.Contains(l.Status))
                    .Select(l => l.DepartmentId)
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        var places = rows.Where(r => !string.IsNullOrWhiteSpace(r.Place))
            .Select(r => (Row: r, Place: (string?)r.Place!.Trim(), Department: (Id<Department>?)null));
        var departments = rows.SelectMany(r =>
            r.Departments.Distinct().Select(d => (Row: r, Place: (string?)null, Department: (Id<Department>?)d))
        );
        var names = await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Id, d => d.Name, cancellationToken);
        return
        [
            .. places
                .Concat(departments)
                .GroupBy(r => (r.Row.Category, r.Place, r.Department))
                .Select(g => new RemedySuggestion(
                    g.Key.Category,
                    g.Key.Place,
                    g.Key.Department is { } d ? names.GetValueOrDefault(d) : null,
                    g.Select(r => r.Row.EnterpriseId).Distinct().Count(),
                    g.Count(),
                    g.First().Row.Id
                ))
                .Where(s => s.Enterprises >= SuggestRemedies.Fewest)
                .OrderByDescending(s => s.Enterprises)
                .ThenByDescending(s => s.Cases)
                .Take(Shown),
        ];
    }
}
