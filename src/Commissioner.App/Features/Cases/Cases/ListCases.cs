using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Cases;

/// <summary>The lists of cases that people work from.</summary>
public enum Box
{
    /// <summary>All that one may see, newest first.</summary>
    All,

    /// <summary>An enterprise's own, newest first.</summary>
    Mine,

    /// <summary>Open ones, by what is due first.</summary>
    Queue,

    /// <summary>Open with a leg that one's department owes.</summary>
    Department,

    /// <summary>Waiting for review.</summary>
    Review,

    /// <summary>Late.</summary>
    Supervised,
}

/// <summary>A page of cases that one may see, by keyset.</summary>
[Allow(Permission.ReadCases)]
public sealed record ListCases(
    Box Box,
    CaseStatus? Status = null,
    string? Search = null,
    string? Category = null,
    Id<Enterprise>? EnterpriseId = null,
    Alarm? Alarm = null,
    int Take = 50,
    string? After = null
) : IQuery<Page<CaseRow>>;

/// <summary>A case in a list; whether it was rated is null to who may not know.</summary>
public sealed record CaseRow(
    Id<Case> Id,
    string? Number,
    int Version,
    string Title,
    string Category,
    Urgency Urgency,
    CaseStatus Status,
    EnterpriseOf Enterprise,
    HolderKind HolderKind,
    string? HolderName,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? NextWordBy,
    Alarm Alarm,
    bool? Rated
)
{
    /// <summary>False where one of its due times waits for a year's notice 待公告确认.</summary>
    public bool Assured { get; init; } = true;

    /// <summary>The same of <see cref="NextWordBy"/> alone.</summary>
    public bool NextWordAssured { get; init; } = true;
}

/// <summary>Whose case it is; nameless where the whistle hides it.</summary>
public sealed record EnterpriseOf(Id<Enterprise>? Id, string? Name);

internal sealed class ListCasesHandler(CommissionerDb db, Actor actor, Dues dues, TimeProvider clock)
    : IRequestHandler<ListCases, Page<CaseRow>>
{
    public async Task<Page<CaseRow>> Handle(ListCases query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var take = Math.Clamp(query.Take, 1, 200);
        var byDue = query.Box is Box.Queue or Box.Department or Box.Review or Box.Supervised;
        var cases = await Filter(db.Cases.AsNoTracking().VisibleTo(actor), query, now)
            .SayingAsync(db, actor, query.Search, cancellationToken);
        if (Cursor.Read<Case>(query.After) is { } after)
        {
            cases = byDue
                ? cases.Where(c => c.NextDueAt > after.At || (c.NextDueAt == after.At && c.Id > after.Id))
                : cases.Where(c => c.SubmittedAt < after.At || (c.SubmittedAt == after.At && c.Id < after.Id));
        }

        cases = byDue
            ? cases.OrderBy(c => c.NextDueAt).ThenBy(c => c.Id)
            : cases.OrderByDescending(c => c.SubmittedAt).ThenByDescending(c => c.Id);
        var mayName = actor.Is(
            Role.EnterpriseOwner,
            Role.EnterpriseUser,
            Role.Commissioner,
            Role.TriageDesk,
            Role.Supervisor,
            Role.HotlineSeat,
            Role.CallbackAgent,
            Role.Leader
        );
        var knows = actor.KnowsOfRatings();
        var department = actor.DepartmentId;
        var rows = await cases
            .Take(take + 1)
            .Select(c => new
            {
                c.Id,
                c.Number,
                c.Version,
                c.Title,
                c.Category,
                c.Urgency,
                c.Status,
                c.EnterpriseId,
                EnterpriseName = c.Enterprise.Name,
                c.Holder,
                HolderName = c.Holder == HolderKind.Department
                    ? db.Departments.Where(d => d.Id == c.HolderDepartmentId).Select(d => d.Name).FirstOrDefault()
                : c.Holder == HolderKind.Commissioner && !c.AboutOfficials
                    ? db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Name).FirstOrDefault()
                : null,
                c.SubmittedAt,
                c.DueAt,
                c.NextDueAt,
                c.NextAmberAt,
                Rated = knows && db.Ratings.Any(r => r.CaseId == c.Id && r.Cycle == c.Cycle),
                HiddenBehind = mayName
                    ? null
                    : c
                        .Whistles.Where(w => w.Disclosure == Disclosure.IdentityHidden && w.Legs.Any(l => l.DepartmentId == department))
                        .Select(w => w.Asked)
                        .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var awaited = await dues.AwaitedAsync(db, rows.SelectMany(r => new[] { (r.Id, r.DueAt), (r.Id, r.NextDueAt) }), cancellationToken);
        bool Stands(Id<Case> id, DateTimeOffset? at) => at is not { } due || !awaited.Contains((id, due.ToUniversalTime()));
        var items = rows.Take(take)
            .Select(c => new CaseRow(
                c.Id,
                c.Number,
                c.Version,
                c.HiddenBehind is { } asked ? Sight.Short(asked) : c.Title,
                c.Category,
                c.Urgency,
                c.Status,
                c.HiddenBehind is not null ? new(null, null) : new(c.EnterpriseId, c.EnterpriseName),
                c.Holder,
                c.HolderName,
                c.SubmittedAt,
                c.Status == CaseStatus.Planned ? null : c.DueAt,
                c.NextDueAt,
                c.NextDueAt < now ? Alarm.Red
                    : c.NextAmberAt <= now ? Alarm.Amber
                    : Alarm.None,
                knows ? c.Rated : null
            )
            {
                Assured = Stands(c.Id, c.DueAt) && Stands(c.Id, c.NextDueAt),
                NextWordAssured = Stands(c.Id, c.NextDueAt),
            })
            .ToList();
        return new(
            items,
            rows.Count > take ? Cursor.Write(byDue ? items[^1].NextWordBy!.Value : items[^1].SubmittedAt, items[^1].Id) : null
        );
    }

    private IQueryable<Case> Filter(IQueryable<Case> cases, ListCases query, DateTimeOffset now)
    {
        cases = query.Box switch
        {
            Box.Queue => cases.Where(c => c.ClosedAt == null && c.NextDueAt != null),
            Box.Department => cases.Where(c =>
                c.ClosedAt == null
                && c.NextDueAt != null
                && c.Whistles.Any(w =>
                    w.Legs.Any(l =>
                        l.DepartmentId == actor.DepartmentId && (l.Status == LegStatus.Called || l.Status == LegStatus.CheckedIn)
                    )
                )
            ),
            Box.Review => cases.Where(c => c.ClosedAt == null && c.Status == CaseStatus.UnderReview),
            Box.Supervised => cases.Where(c => c.ClosedAt == null && c.NextDueAt < now),
            _ => cases,
        };
        if (query.Status is { } status)
        {
            cases = cases.Where(c => c.Status == status);
        }

        if (!string.IsNullOrWhiteSpace(query.Category))
        {
            var category = CaseCategory.Find(query.Category) ?? throw new RuleBroken(CaseRules.CategoryUnknown) { Field = "category" };
            cases = cases.Where(c => c.Category == category.Code);
        }

        if (query.EnterpriseId is { } enterprise)
        {
            cases = cases.Where(c => c.EnterpriseId == enterprise);
        }

        cases = query.Alarm switch
        {
            Alarm.Red => cases.Where(c => c.NextDueAt < now),
            Alarm.Amber => cases.Where(c => c.NextDueAt >= now && c.NextAmberAt <= now),
            Alarm.None => cases.Where(c => c.NextAmberAt > now || c.NextAmberAt == null),
            _ => cases,
        };
        return cases;
    }
}
