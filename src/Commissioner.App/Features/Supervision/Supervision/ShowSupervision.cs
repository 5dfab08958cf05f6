using System.ComponentModel;
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
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Supervision;

/// <summary>What supervision watches: what is late and who has it, what enterprises say, and whose commissioner was replaced.</summary>
[Allow(Permission.Supervise)]
public sealed record ShowSupervision : IQuery<SupervisionSheet>;

/// <summary>The supervisor's page.</summary>
public sealed record SupervisionSheet(
    SupervisionFigures Figures,
    IReadOnlyList<RedCase> Red,
    IReadOnlyList<LatestRating> Ratings,
    IReadOnlyList<LatestReplacement> Replacements,
    IReadOnlyList<OverdueCheckIns> CheckIns
);

/// <summary>
/// Its figures; poor ratings and unanswered cases are those of the last 30 days, gaps the enterprises without a commissioner.
/// </summary>
public sealed record SupervisionFigures(int Open, int Amber, int Red, int ReplacementsOngoing, int PoorRatings, int Unanswered, int Gaps);

/// <summary>A rating; a null person is the duty desk.</summary>
public sealed record LatestRating(
    Id<Rating> Id,
    DateTimeOffset At,
    Level Overall,
    Level? OfCommissioner,
    string? Reason,
    Id<Case> CaseId,
    string? Number,
    string Title,
    string EnterpriseName,
    string? Rated
);

/// <summary>A replacement with what began it; null persons are the duty desk.</summary>
public sealed record LatestReplacement(
    Id<Replacement> Id,
    DateTimeOffset BeganAt,
    string EnterpriseName,
    ReplacementTrigger Trigger,
    ReplacementStatus Status,
    string? Outgoing,
    string? Acting,
    string? Successor
);

/// <summary>Check-ins that a department owes and is late with.</summary>
public sealed record OverdueCheckIns(Id<Department> DepartmentId, string DepartmentName, int Count, DateTimeOffset Oldest);

internal sealed class ShowSupervisionHandler(CommissionerDb db, DepartmentNames departments, TimeProvider clock)
    : IRequestHandler<ShowSupervision, SupervisionSheet>
{
    private const int MostRed = 20;
    private const int Latest = 10;

    public async Task<SupervisionSheet> Handle(ShowSupervision query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var names = await departments.AllAsync(cancellationToken);
        return new(
            await FiguresAsync(now, cancellationToken),
            await RedCase.ReadAsync(
                db,
                LateCase.At(db, now).AsNoTracking().OrderBy(r => r.Case.NextDueAt).ThenBy(r => r.Case.Id).Take(MostRed),
                names,
                cancellationToken
            ),
            await RatingsAsync(cancellationToken),
            await ReplacementsAsync(cancellationToken),
            await CheckInsAsync(now, names, cancellationToken)
        );
    }

    // All figures in one statement, each a subquery by its own index. The query selects from one park's row only to have a row.
    private async Task<SupervisionFigures> FiguresAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.AddDays(-30);
        return await db
                .Parks.OrderBy(p => p.Code)
                .Take(1)
                .Select(_ => new SupervisionFigures(
                    db.Cases.Count(c => c.ClosedAt == null),
                    db.Cases.Count(c => c.ClosedAt == null && c.NextDueAt >= now && c.NextAmberAt <= now),
                    db.Cases.Count(c => c.ClosedAt == null && c.NextDueAt < now),
                    db.Replacements.Count(r => r.Status == ReplacementStatus.Acting),
                    db.Ratings.Count(r =>
                        r.RatedAt >= since && (r.Overall >= Level.Dissatisfied || r.OfCommissioner >= Level.Dissatisfied)
                    ),
                    db.Cases.Count(c => c.Status == CaseStatus.Unanswered && c.ClosedAt >= since),
                    db.Enterprises.Count(e => e.ActiveId == null && e.EndedAt == null)
                ))
                .SingleOrDefaultAsync(cancellationToken)
            ?? new(0, 0, 0, 0, 0, 0, 0);
    }

    private Task<List<LatestRating>> RatingsAsync(CancellationToken cancellationToken) =>
        (
            from r in db.Ratings.AsNoTracking().OrderByDescending(r => r.RatedAt).ThenByDescending(r => r.Id).Take(Latest)
            join c in db.Cases on r.CaseId equals c.Id
            orderby r.RatedAt descending, r.Id descending
            select new LatestRating(
                r.Id,
                r.RatedAt,
                r.Overall,
                r.OfCommissioner,
                r.Reason,
                c.Id,
                c.Number,
                c.Title,
                c.Enterprise.Name,
                db.People.Where(p => p.Id == r.ServedById).Select(p => p.Name).FirstOrDefault()
            )
        ).ToListAsync(cancellationToken);

    private Task<List<LatestReplacement>> ReplacementsAsync(CancellationToken cancellationToken) =>
        (
            from r in db.Replacements.AsNoTracking().OrderByDescending(r => r.BeganAt).ThenByDescending(r => r.Id).Take(Latest)
            join e in db.Enterprises on r.EnterpriseId equals e.Id
            orderby r.BeganAt descending, r.Id descending
            select new LatestReplacement(
                r.Id,
                r.BeganAt,
                e.Name,
                r.Trigger,
                r.Status,
                db.People.Where(p => p.Id == r.OutgoingId).Select(p => p.Name).FirstOrDefault(),
                db.People.Where(p => p.Id == r.ActingId).Select(p => p.Name).FirstOrDefault(),
                db.People.Where(p => p.Id == r.SuccessorId).Select(p => p.Name).FirstOrDefault()
            )
        ).ToListAsync(cancellationToken);

    private async Task<List<OverdueCheckIns>> CheckInsAsync(
        DateTimeOffset now,
        IReadOnlyDictionary<Id<Department>, string> names,
        CancellationToken cancellationToken
    )
    {
        var late = await (
            from k in db.Clocks.Where(k =>
                k.Kind == PromiseKind.CheckIn && k.StoppedAt == null && k.State != ClockState.Paused && k.DueAt < now
            )
            join l in db.Legs on k.SubjectId equals (Guid)(object)l.Id
            group k by l.DepartmentId into g
            select new
            {
                Department = g.Key,
                Count = g.Count(),
                Oldest = g.Min(k => k.DueAt),
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. late.OrderByDescending(d => d.Count)
                .ThenBy(d => d.Oldest)
                .Select(d => new OverdueCheckIns(d.Department, names.GetValueOrDefault(d.Department, ""), d.Count, d.Oldest)),
        ];
    }
}

internal sealed class SupervisionApi : IApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var supervision = api.MapGroup("/supervision").WithTags("Supervision");
        supervision
            .MapGet(
                "",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ShowSupervision(), cancelled))
            )
            .Allow(Permission.Supervise)
            .Says<ShowSupervision, SupervisionSheet>(
                200,
                "What is late and who has it, the latest ratings and replacements, check-ins that departments owe.",
                401,
                403
            );
        supervision
            .MapGet(
                "/red",
                async (
                    [Description("Who holds the cases.")] HolderKind? holder,
                    [Description("The person or department that holds them.")] Guid? unitId,
                    [Description("The park.")] Guid? parkId,
                    int? take,
                    string? after,
                    IMediator mediator,
                    CancellationToken cancelled
                ) => Results.Ok(await mediator.Send(new ListRed(holder, unitId, parkId, take ?? 50, after), cancelled))
            )
            .Allow(Permission.Supervise)
            .Says<ListRed, Page<RedCase>>(200, "Cases that are late now, of one holder or of all.", 401, 403, 422);
    }
}
