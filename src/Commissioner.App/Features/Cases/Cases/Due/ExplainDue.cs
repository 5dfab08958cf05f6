using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Clocks;
using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Cases.Due;

/// <summary>Why a promise of a case is due when it is; without a kind, the one that is due next.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Kind">What was promised.</param>
/// <param name="SubjectId">Of which leg, where several promised the same; else the latest.</param>
[Allow(Permission.ReadCases)]
public sealed record ExplainDue(Id<Case> CaseId, PromiseKind? Kind = null, Guid? SubjectId = null) : IQuery<DueSheet>;

/// <summary>Why a promise is due when it is: its limit and each working window that it uses, day by day.</summary>
public sealed record DueSheet(
    Id<Case> Id,
    string? Number,
    string Title,
    CaseStatus Status,
    PromiseLine Promise,
    LimitLine Limit,
    CalendarOf Calendar,
    long WorkingMinutes,
    IReadOnlyList<DueDayLine> Days,
    IReadOnlyList<WindowLine> Pauses,
    IReadOnlyList<PromiseLine> Others
);

/// <summary>A promise and its due time.</summary>
public sealed record PromiseLine(
    PromiseKind Kind,
    Guid SubjectId,
    int Cycle,
    string? DepartmentName,
    DateTimeOffset StartedAt,
    DateTimeOffset DueAt,
    bool Assured,
    bool Running
);

/// <summary>What was allowed.</summary>
/// <param name="Period">Its short form, such as <c>5d</c>; null where the due time follows from another promise's.</param>
/// <param name="Text">In words.</param>
/// <param name="Extension">The more that was granted; null for none.</param>
/// <param name="Law">The law's article that sets it, where one does.</param>
/// <param name="PolicyVersion">The version of the limits.</param>
/// <param name="Why">Why this limit counts and no other; null where nothing changed it.</param>
/// <param name="CountedFrom">From when it counts, where that is not the start.</param>
public sealed record LimitLine(
    string? Period,
    string Text,
    string? Extension,
    string? Law,
    int PolicyVersion,
    string? Why,
    DateTimeOffset? CountedFrom
);

/// <summary>The calendar that it was counted on.</summary>
public sealed record CalendarOf(string Code, string Name, int Version, IReadOnlyList<string> Notices);

/// <summary>A day on the way to the due time.</summary>
public sealed record DueDayLine(
    DateOnly Date,
    DayKind Kind,
    string? Name,
    IReadOnlyList<WindowLine> Windows,
    long WorkingMinutes,
    long Sum,
    int? WorkingDay
);

/// <summary>A stretch of working time.</summary>
public sealed record WindowLine(DateTimeOffset From, DateTimeOffset To);

internal sealed class ExplainDueHandler(
    CommissionerDb db,
    Actor actor,
    DepartmentNames departments,
    Promises promises,
    Rulebook rulebook,
    Texts texts
) : IRequestHandler<ExplainDue, DueSheet>
{
    public async Task<DueSheet> Handle(ExplainDue query, CancellationToken cancellationToken)
    {
        var c = await db
            .Cases.AsNoTrackingWithIdentityResolution()
            .AsSingleQuery()
            .Include(c => c.Whistles)
                .ThenInclude(w => w.Legs)
            .Include(c => c.Orders)
            .VisibleTo(actor)
            .One(query.CaseId, cancellationToken);
        var sight = Sight.Of(c, actor);
        var legs = sight
            .Whistles.SelectMany(w => w.Legs.Where(sight.Sees).Select(l => (Whistle: w, Leg: l)))
            .ToDictionary(x => x.Leg.Id.Value);
        var clocks = (
            await db.CaseClocks.AsNoTracking().Where(k => k.OwnerId == c.Id).OrderBy(k => k.StartedAt).ToListAsync(cancellationToken)
        )
            .Where(k => k.Kind != PromiseKind.Canary && sight.Sees(k, c, actor))
            .ToList();
        var its =
            clocks
                .Where(k => (query.Kind is null || k.Kind == query.Kind) && (query.SubjectId is null || k.SubjectId == query.SubjectId))
                .OrderByDescending(k => k.IsRunning)
                .ThenBy(k => k.IsRunning ? k.DueAt.UtcTicks : -k.StartedAt.UtcTicks)
                .FirstOrDefault()
            ?? throw new NotFound();
        var names = await departments.AllAsync(cancellationToken);
        var (rule, calendar) = (
            promises.PolicyOf(its.PolicyVersion)[its.RuleCode],
            promises.CalendarOf(its.CalendarCode, its.CalendarVersion)
        );
        // A lead's result follows from the case's due time, unless its own limit since the check-in reaches further.
        var leads = rule.Variant == PromiseVariant.Lead && calendar.Add(its.StartedAt, rule.Limit).At != its.DueAt;
        var named = its is { Dated: true, Kind: PromiseKind.PlannedReview };
        // A promise on the wall's clock uses no working windows: there are no days to show.
        var days = Promises.OnTheWall(rule) ? [] : DueExplanation.Days(calendar, its.CountedFromAt ?? its.StartedAt, its.DueAt, its.Pauses);
        return new(
            c.Id,
            c.Number,
            sight.IdentityHidden ? Sight.Short(sight.Whistles[0].Asked) : c.Title,
            c.Status,
            Line(its),
            new(
                leads || named ? null : rule.Limit.ToString(),
                named ? texts["due.limit.review"]
                    : leads ? texts["due.limit.lead"]
                    : Say(rule.Limit),
                its.Extension is { } more ? Say(more) : null,
                rule.Law,
                its.PolicyVersion,
                await WhyAsync(c, its, rule, cancellationToken),
                its.CountedFromAt
            ),
            CalendarFor(its, calendar),
            days.Sum(d => d.WorkingMinutes),
            [
                .. days.Select(d => new DueDayLine(
                    d.Date,
                    d.Kind,
                    d.Name,
                    [.. d.Windows.Select(w => new WindowLine(w.From, w.To))],
                    d.WorkingMinutes,
                    d.Sum,
                    d.WorkingDay
                )),
            ],
            [.. its.Pauses.Select(p => new WindowLine(p.From, p.To))],
            [
                .. clocks
                    .Where(k => k.Id != its.Id)
                    .OrderByDescending(k => k.IsRunning)
                    .ThenBy(k => k.DueAt)
                    .DistinctBy(k => (k.Kind, k.SubjectId))
                    .Where(k => (k.Kind, k.SubjectId) != (its.Kind, its.SubjectId))
                    .Select(Line),
            ]
        );

        PromiseLine Line(PromiseClock k) =>
            new(
                k.Kind,
                k.SubjectId,
                k.Cycle,
                legs.TryGetValue(k.SubjectId, out var of) ? names.GetValueOrDefault(of.Leg.DepartmentId) : null,
                k.StartedAt,
                k.DueAt,
                k.Assured,
                k.IsRunning
            );
    }

    // Which limit counts depends on how many departments are called: the clock's own events say what became of it.
    private async Task<string?> WhyAsync(Case c, PromiseClock its, PromiseRule rule, CancellationToken cancellationToken)
    {
        if (its.Kind != PromiseKind.Settle)
        {
            return null;
        }

        string[] reasons = [PromiseClock.TookOver, PromiseClock.FellBack, PromiseClock.FellBackFromNow];
        var last = await db
            .ClockEvents.Where(e => e.ClockId == its.Id && reasons.Contains(e.Reason))
            .OrderByDescending(e => e.Seq)
            .Select(e => e.Reason)
            .FirstOrDefaultAsync(cancellationToken);
        var alone = c.Legs.Where(l => l.HasPart).DistinctBy(l => l.DepartmentId).Count() < 2;
        return last is null ? null : texts[$"due.why.{(rule.Variant == PromiseVariant.Joint && alone ? "JointStays" : last)}"];
    }

    private string Say(WorkingTime limit) => texts[$"due.limit.{limit.Unit}", limit.Amount];

    private CalendarOf CalendarFor(PromiseClock clock, WorkingCalendar calendar)
    {
        var (first, last) = (calendar.DateOf(clock.StartedAt).Year, calendar.DateOf(clock.DueAt).Year);
        return new(
            calendar.Code,
            rulebook.CalendarNames.GetValueOrDefault(calendar.Code) ?? texts["calendar." + calendar.Code],
            calendar.Version,
            [.. calendar.Notices.Where(n => n.Year >= first && n.Year <= last).Select(n => n.Number)]
        );
    }
}
