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
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Triage;

/// <summary>What waits for the service office, of every kind: how much there is, and what is due first.</summary>
[Allow(Permission.DecideCase)]
public sealed record ShowTriageBoard : IQuery<TriageBoard>;

/// <summary>What the service office has to decide.</summary>
public enum TriageWork
{
    /// <summary>A department says that it was called in error.</summary>
    Objection,

    /// <summary>A closure is to be reviewed.</summary>
    Closure,

    /// <summary>More time is asked for.</summary>
    Extension,

    /// <summary>It is to be closed with an explanation, and the office has not said anything yet.</summary>
    Explanation,

    /// <summary>Passed on three times, and nobody leads: it is the leader's, too.</summary>
    Problem,
}

/// <summary>The board.</summary>
/// <param name="Counts">How many wait, of all.</param>
/// <param name="Rows">Of each kind the first few, by due time.</param>
public sealed record TriageBoard(TriageCounts Counts, IReadOnlyList<TriageRow> Rows);

/// <summary>How many wait; successors are owed by replacements, proposals change the catalogue.</summary>
public sealed record TriageCounts(
    int Objections,
    int Closures,
    int Extensions,
    int Explanations,
    int Problems,
    int Successors,
    int Proposals
)
{
    /// <summary>How many of one kind.</summary>
    public int Of(TriageWork work) =>
        work switch
        {
            TriageWork.Objection => Objections,
            TriageWork.Closure => Closures,
            TriageWork.Extension => Extensions,
            TriageWork.Explanation => Explanations,
            _ => Problems,
        };
}

/// <summary>
/// Something that waits. The leg and its department are an objection's; when it is due is the case's next due time, or the ruling's.
/// </summary>
public sealed record TriageRow(
    TriageWork Work,
    Id<Case> CaseId,
    string? Number,
    string Title,
    Urgency Urgency,
    string EnterpriseName,
    Id<Leg>? LegId,
    string? DepartmentName,
    bool Conferred,
    [property: Due] DateTimeOffset? DueAt,
    Alarm Alarm
);

internal sealed class ShowTriageBoardHandler(CommissionerDb db, Actor actor, DepartmentNames departments, TimeProvider clock)
    : IRequestHandler<ShowTriageBoard, TriageBoard>
{
    private const int Most = 8;

    private IQueryable<Case> Seen => db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.ClosedAt == null);

    private IQueryable<Case> Closures => Seen.Where(c => c.Status == CaseStatus.UnderReview);

    private IQueryable<Case> Extensions => Seen.Where(c => c.ExtensionAsked != null);

    private IQueryable<Case> Explanations => Seen.Where(c => c.Explanation != null && c.Explanation.OfficeId == null);

    private IQueryable<Case> Problems =>
        Seen.Where(c => c.Whistles.Any(w => w.ProblemAt != null && !w.Legs.Any(l => l.IsLead && l.CheckedInAt != null)));

    private IQueryable<Objected> Objections =>
        from leg in db.Legs
        join @case in Seen on leg.CaseId equals @case.Id
        join ruling in db.Clocks on (Guid)(object)leg.Id equals ruling.SubjectId
        where leg.Status == LegStatus.Objected && ruling.Kind == PromiseKind.Ruling && ruling.StoppedAt == null
        select new Objected { Leg = leg, Ruling = ruling };

    public async Task<TriageBoard> Handle(ShowTriageBoard query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var names = await departments.AllAsync(cancellationToken);
        // All counts in one statement, each a subquery by its own index. The query selects from one park's row only to have a row.
        var counts =
            await db
                .Parks.OrderBy(p => p.Code)
                .Take(1)
                .Select(_ => new TriageCounts(
                    Objections.Count(),
                    Closures.Count(),
                    Extensions.Count(),
                    Explanations.Count(),
                    Problems.Count(),
                    db.Replacements.Count(r => r.Status == ReplacementStatus.Acting),
                    db.CatalogueProposals.Count(p => p.DecidedAt == null)
                ))
                .SingleOrDefaultAsync(cancellationToken)
            ?? new(0, 0, 0, 0, 0, 0, 0);
        var first = First(Closures, TriageWork.Closure)
            .Concat(First(Extensions, TriageWork.Extension))
            .Concat(First(Explanations, TriageWork.Explanation))
            .Concat(First(Problems, TriageWork.Problem))
            .Concat(
                Objections
                    .OrderBy(o => o.Ruling.DueAt)
                    .ThenBy(o => o.Leg.Id)
                    .Take(Most)
                    .Select(o => new Waiting
                    {
                        Work = (int)TriageWork.Objection,
                        Key = (Guid)(object)o.Leg.Id,
                        CaseId = o.Leg.CaseId,
                        DueAt = o.Ruling.DueAt,
                        AmberAt = o.Ruling.AmberAt,
                    })
            );
        var rows = await (
            from w in first
            join c in db.Cases on w.CaseId equals c.Id
            select new
            {
                w.Work,
                w.DueAt,
                w.AmberAt,
                c.Id,
                c.Number,
                c.Title,
                c.Urgency,
                EnterpriseName = c.Enterprise.Name,
                Leg = db
                    .Legs.Where(l => (Guid)(object)l.Id == w.Key)
                    .Select(l => new
                    {
                        l.Id,
                        l.DepartmentId,
                        Conferred = l.Ruling != null,
                    })
                    .FirstOrDefault(),
            }
        ).ToListAsync(cancellationToken);
        return new(
            counts,
            [
                .. rows.OrderBy(r => r.Work)
                    .ThenBy(r => r.DueAt ?? DateTimeOffset.MaxValue)
                    .ThenBy(r => r.Id)
                    .Select(r => new TriageRow(
                        (TriageWork)r.Work,
                        r.Id,
                        r.Number,
                        r.Title,
                        r.Urgency,
                        r.EnterpriseName,
                        r.Leg?.Id,
                        r.Leg is { } leg ? names.GetValueOrDefault(leg.DepartmentId) : null,
                        r.Leg?.Conferred == true,
                        r.DueAt?.ToUniversalTime(),
                        r.DueAt < now ? Alarm.Red
                            : r.AmberAt <= now ? Alarm.Amber
                            : Alarm.None
                    )),
            ]
        );
    }

    private static IQueryable<Waiting> First(IQueryable<Case> cases, TriageWork work) =>
        cases
            .OrderBy(c => c.NextDueAt)
            .ThenBy(c => c.Id)
            .Take(Most)
            .Select(c => new Waiting
            {
                Work = (int)work,
                Key = (Guid)(object)c.Id,
                CaseId = c.Id,
                DueAt = c.NextDueAt,
                AmberAt = c.NextAmberAt,
            });

    private sealed class Objected
    {
        public Leg Leg { get; init; } = null!;

        public PromiseClock Ruling { get; init; } = null!;
    }

    private sealed class Waiting
    {
        public int Work { get; init; }

        public Guid Key { get; init; }

        public Id<Case> CaseId { get; init; }

        public DateTimeOffset? DueAt { get; init; }

        public DateTimeOffset? AmberAt { get; init; }
    }
}

internal sealed class TriageApi : IApi
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet(
                "/triage",
                async (IMediator mediator, CancellationToken cancelled) => Results.Ok(await mediator.Send(new ShowTriageBoard(), cancelled))
            )
            .Allow(Permission.DecideCase)
            .WithTags("Supervision")
            .Says<ShowTriageBoard, TriageBoard>(
                200,
                "What waits for the service office, of every kind: how much there is, and what is due first.",
                401,
                403
            );
}
