using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Turns;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Whistles;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Lists;

/// <summary>Reads lists of cases: for pages, for programs and for tables.</summary>
public sealed class CaseBook(CommissionerDb db, Actor actor, Dues dues, TimeProvider clock)
{
    /// <summary>A page of a list.</summary>
    public async Task<Page<CaseRow>> ReadAsync(ListCases query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var take = Math.Clamp(query.Take, 1, 200);
        var sort = query.Sort ?? CaseSorts.Usual(query.Box);
        var cases = await OrderAsync(query, cancellationToken);
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
                // A person's name is encrypted and a department's is not: the database can't choose between them.
                HolderDepartment = c.Holder == HolderKind.Department
                    ? db.Departments.Where(d => d.Id == c.HolderDepartmentId).Select(d => d.Name).FirstOrDefault()
                    : null,
                HolderPerson = c.Holder == HolderKind.Commissioner && !c.AboutOfficials
                    ? db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Name).FirstOrDefault()
                    : null,
                c.SubmittedAt,
                // A case's version is the number of its last entry.
                UpdatedAt = db
                    .Timeline.Where(e => e.SubjectId == (Guid)(object)c.Id && e.Seq == c.Version)
                    .Select(e => (DateTimeOffset?)e.At)
                    .FirstOrDefault(),
                c.DueAt,
                c.NextDueAt,
                c.NextAmberAt,
                c.ClosedAt,
                c.Cycle,
                Steps = new StepsOf(
                    c.Confidential,
                    c.OfficeStep,
                    c.OfficeStepNotById,
                    c.ServerStep,
                    c.AwaitedStep,
                    c.AwaitedSince,
                    c.Enterprise.ActiveId
                ),
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
                c.HolderDepartment ?? c.HolderPerson,
                c.SubmittedAt,
                c.UpdatedAt ?? c.SubmittedAt,
                c.Status == CaseStatus.Planned ? null : c.DueAt,
                c.NextDueAt,
                c.NextDueAt < now ? Alarm.Red
                    : c.NextAmberAt <= now ? Alarm.Amber
                    : Alarm.None,
                knows ? c.Rated : null,
                c.ClosedAt,
                knows && !c.Rated && c.ClosedAt is { } closed && CaseWorkflow.From(CaseMove.Rate).Contains(c.Status)
                    ? RatingInvitation.LastInstant(c.Id, c.Cycle, closed)
                    : null
            )
            {
                Assured = Stands(c.Id, c.DueAt) && Stands(c.Id, c.NextDueAt),
                NextWordAssured = Stands(c.Id, c.NextDueAt),
                Step = query.Box is Box.Queue or Box.Confidential ? Turned.StepOf(c.Steps, actor) : null,
            })
            .ToList();
        return new(items, rows.Count > take ? CaseSorts.PlaceOf(items[^1], sort) : null);
    }

    /// <summary>Which cases a list holds from its place on, in its order.</summary>
    public async Task<IQueryable<Case>> OrderAsync(ListCases query, CancellationToken cancellationToken) =>
        (await FindAsync(query, cancellationToken)).Sorted(query.Sort ?? CaseSorts.Usual(query.Box), actor, query.After);

    /// <summary>Which cases a list holds, in no order.</summary>
    public async Task<IQueryable<Case>> FindAsync(ListCases query, CancellationToken cancellationToken)
    {
        var cases = Filter(db.Cases.AsNoTracking().VisibleTo(actor), query, clock.GetUtcNow());
        cases = await cases.OfEnterprisesAsync(db, actor, query.Narrowing?.Enterprise, cancellationToken);
        return await cases.SayingAsync(db, actor, query.Search, cancellationToken);
    }

    private IQueryable<Case> Filter(IQueryable<Case> cases, ListCases query, DateTimeOffset now)
    {
        var supervises = actor.Is(Role.Supervisor) && !actor.Is(Role.TriageDesk);
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
            Box.Review => cases.Where(c => c.ClosedAt == null && c.Status == CaseStatus.UnderReview && (c.Confidential || !supervises)),
            Box.Confidential => cases.Where(c => c.Confidential),
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
            cases = cases.OfKnown(actor).Where(c => c.EnterpriseId == enterprise);
        }

        cases = query.Alarm switch
        {
            Alarm.Red => cases.Where(c => c.NextDueAt < now),
            Alarm.Amber => cases.Where(c => c.NextDueAt >= now && c.NextAmberAt <= now),
            Alarm.None => cases.Where(c => c.NextAmberAt > now || c.NextAmberAt == null),
            _ => cases,
        };
        cases = query.Dates?.Narrow(cases, db) ?? cases;
        cases = query.Narrowing?.Narrow(cases, actor, now) ?? cases;
        return query.Box == Box.Queue ? Turned.Only(cases, query.Turn, db, actor) : cases;
    }
}
