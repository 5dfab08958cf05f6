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

/// <summary>Requests of all enterprises of the last year that are like this one, for one remedy; what has most in common first.</summary>
[Allow(Permission.StartRemedies)]
public sealed record LikeForRemedy(Id<Case> CaseId) : IQuery<RemedyCandidates>;

/// <summary>A case and what is like it.</summary>
/// <param name="Category">Its category.</param>
/// <param name="Place">Its place.</param>
/// <param name="DepartmentId">The department that was called first; null where none was.</param>
/// <param name="Items">The case itself first, then what is like it.</param>
public sealed record RemedyCandidates(string Category, string? Place, Id<Department>? DepartmentId, IReadOnlyList<RemedyCandidate> Items);

/// <summary>A request that one remedy could stand for.</summary>
/// <param name="CaseId">Which.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Enterprise">Whose it is.</param>
/// <param name="SubmittedAt">When it was filed.</param>
/// <param name="SameCategory">Both are in one category.</param>
/// <param name="SamePlace">Both name one place.</param>
/// <param name="SameDepartment">One department was called to both.</param>
/// <param name="Shared">Pieces that both say.</param>
public sealed record RemedyCandidate(
    Id<Case> CaseId,
    string? Number,
    string Title,
    string Enterprise,
    DateTimeOffset SubmittedAt,
    bool SameCategory,
    bool SamePlace,
    bool SameDepartment,
    IReadOnlyList<string> Shared
);

internal sealed class LikeForRemedyHandler(CommissionerDb db, Actor actor) : IRequestHandler<LikeForRemedy, RemedyCandidates>
{
    // Only the newest are compared, and only the beginning of each text, so that the page opens fast.
    private const int Compared = 500;
    private const int Read = 1000;
    private const int Shown = 50;

    public async Task<RemedyCandidates> Handle(LikeForRemedy query, CancellationToken cancellationToken)
    {
        var cases = db.Cases.AsNoTracking().VisibleTo(actor).Where(c => !c.AboutOfficials && !c.Confidential);
        var its =
            (await Rows(cases.Where(c => c.Id == query.CaseId)).ToListAsync(cancellationToken)).SingleOrDefault() ?? throw new NotFound();
        var since = its.SubmittedAt.AddYears(-1);
        var others = await Rows(
                cases.Where(c =>
                    c.Id != its.Id
                    && c.SubmittedAt >= since
                    && c.Status != CaseStatus.Merged
                    && c.Status != CaseStatus.Withdrawn
                    && (
                        c.Category == its.Category
                        || (its.Place != null && c.Place == its.Place)
                        || c.Whistles.Any(w => w.Legs.Any(l => its.Departments.Contains(l.DepartmentId)))
                    )
                )
            )
            .OrderByDescending(c => c.SubmittedAt)
            .Take(Compared)
            .ToListAsync(cancellationToken);
        var like = others
            .Select(o =>
            {
                var words = Likeness.Between(its.Title, its.Description, its.Category, o.Title, o.Description, o.Category);
                var (category, place) = (o.Category == its.Category, its.Place is not null && o.Place == its.Place);
                var department = o.Departments.Intersect(its.Departments).Any();
                var weight = (category ? 1.0 : 0) + (place ? 1 : 0) + (department ? 1 : 0) + (words?.Degree ?? 0);
                return (Line: Line(o, category, place, department, words?.Shared ?? []), Weight: weight, Words: words);
            })
            // The category alone is no likeness: most requests of a park are of two or three.
            .Where(o => o.Weight > 1)
            .OrderByDescending(o => o.Weight)
            .Take(Shown);
        return new(
            its.Category,
            its.Place,
            its.Departments.Count == 0 ? null : its.Departments[0],
            [Line(its, true, its.Place is not null, its.Departments.Count > 0, []), .. like.Select(o => o.Line)]
        );
    }

    private static RemedyCandidate Line(Row row, bool category, bool place, bool department, IReadOnlyList<string> shared) =>
        new(row.Id, row.Number, row.Title, row.Enterprise, row.SubmittedAt.ToUniversalTime(), category, place, department, shared);

    private static IQueryable<Row> Rows(IQueryable<Case> cases) =>
        cases.Select(c => new Row
        {
            Id = c.Id,
            Number = c.Number,
            Title = c.Title,
            Description = c.Description.Substring(0, Read),
            Category = c.Category,
            Place = c.Place,
            Enterprise = c.Enterprise.Name,
            SubmittedAt = c.SubmittedAt,
            Departments = c
                .Whistles.SelectMany(w => w.Legs)
                .Where(l => !Leg.Gone.Contains(l.Status))
                .OrderBy(l => l.CalledAt)
                .Select(l => l.DepartmentId)
                .ToList(),
        });

    private sealed class Row
    {
        public Id<Case> Id { get; init; }
        public string? Number { get; init; }
        public string Title { get; init; } = "";
        public string Description { get; init; } = "";
        public string Category { get; init; } = "";
        public string? Place { get; init; }
        public string Enterprise { get; init; } = "";
        public DateTimeOffset SubmittedAt { get; init; }
        public List<Id<Department>> Departments { get; init; } = [];
    }
}
