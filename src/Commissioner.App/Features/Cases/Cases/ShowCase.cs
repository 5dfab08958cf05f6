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
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Cases;

/// <summary>One case, as far as one may see it, with the newest of its timeline.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Take">How many entries at the most.</param>
/// <param name="Before">Only entries before this one.</param>
[Allow(Permission.ReadCases)]
public sealed record ShowCase(Id<Case> CaseId, int Take = 200, int? Before = null) : IQuery<CaseSheet>;

internal sealed class ShowCaseHandler(
    CommissionerDb db,
    Actor actor,
    DepartmentNames departments,
    Promises promises,
    Texts texts,
    Dues dues,
    TimeProvider clock
) : IRequestHandler<ShowCase, CaseSheet>
{
    public async Task<CaseSheet> Handle(ShowCase query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var knows = actor.KnowsOfRatings();
        var found = await JustFiledAsync(query.CaseId, cancellationToken) ?? await ReadAsync(query, knows, cancellationToken);
        var (c, clocks, files, timeline) = (found.Case, found.Clocks, found.Files, found.Timeline);
        var sight = Sight.Of(c, actor);
        var staff = actor.EnterpriseId is null && sight.Department is null;
        var names = await departments.AllAsync(cancellationToken);
        var legs = sight.Whistles.SelectMany(w => w.Legs).Where(l => sight.Sees(l)).ToList();
        var seen = clocks.Where(k => sight.Sees(k, c, actor)).ToList();
        return new(
            c.Id,
            c.Number,
            c.Version,
            sight.IdentityHidden ? Sight.Short(sight.Whistles[0].Asked) : c.Title,
            sight.IdentityHidden ? "" : c.Description,
            c.Category,
            c.Urgency,
            sight.IdentityHidden ? null : c.Place,
            c.Status,
            c.Cycle,
            sight.IdentityHidden ? new(null, null) : new(c.EnterpriseId, c.Enterprise.Name),
            sight.ContactHidden ? null : c.ContactName ?? c.Enterprise.ContactName,
            sight.ContactHidden ? null : Masked(c.ContactPhone ?? c.Enterprise.ContactPhone, actor),
            c.WithDutyDesk ? null : new(c.Enterprise.ActiveId!.Value, found.Commissioner ?? "", WhomToCall.First(found.Phone)),
            new(
                c.Holder,
                c.Holder switch
                {
                    HolderKind.Department => names.GetValueOrDefault(c.HolderDepartmentId!.Value),
                    HolderKind.Commissioner when !c.WithDutyDesk => found.Commissioner,
                    HolderKind.Enterprise when !sight.IdentityHidden => c.Enterprise.Name,
                    _ => null,
                }
            ),
            c.SubmittedAt,
            c.Status == CaseStatus.Planned ? null : c.DueAt,
            c.NextDueAt,
            c.NextDueAt < now ? Alarm.Red
                : c.NextAmberAt <= now ? Alarm.Amber
                : Alarm.None,
            sight.Of(c.Closure),
            sight.Department is null ? c.Question : null,
            staff ? c.ExtensionAsked : null,
            sight.IdentityHidden ? null : c.GoTo,
            sight.Department is null ? c.MergedIntoId : null,
            [.. seen.Select(k => ClockLine.Of(k, dues, now))],
            [.. sight.Whistles.Select(w => w.Seen(sight, actor, names, clocks, promises.Calendar, dues, now))],
            [
                .. files
                    .Where(f => !sight.IdentityHidden || legs.Any(l => l.Id == f.LegId))
                    .Select(f => new FileLine(f.Id, f.FileName, f.MediaType, f.Length)),
            ],
            [.. timeline.Select(e => new TimelineLine(e.Seq, e.At, e.Name, sight.Names(e) ? e.ByName : "", e.As, texts.Of(e, dues)))],
            found.More ? timeline[0].Seq : null,
            knows ? found.Rated : null,
            [.. c.Can(actor).Where(m => m != CaseMove.Rate || !found.Rated).Select(CaseSheet.Name)]
        )
        {
            Assured = Assured(c.DueAt) && Assured(c.NextDueAt),
            NextWordAssured = Assured(c.NextDueAt),
            Hotline = WhomToCall.First(found.Hotline),
            OutOfHours = !promises.CalendarOf(c.CalendarCode).IsWorking(now),
            PlanAsked = staff ? PlanLine.Of(c.PlanAsked, names) : null,
            Plan = sight.Department is null ? PlanLine.Of(c.Plan, names) : null,
            Explanation =
                c.Explanation is { } e && (staff || (sight.Department is null && c.Status == CaseStatus.Explained))
                    ? new(e.Why, e.Basis, e.Words, e.OfficeId is not null, e.SupervisorId is not null)
                    : null,
        };

        bool Assured(DateTimeOffset? at) => dues.Assures(at, !clocks.Exists(k => k.DueAt == at && !k.Assured));
    }

    // The case was filed in this very request, so it is tracked in memory: only whom to call need be read.
    private async Task<Found?> JustFiledAsync(Id<Case> id, CancellationToken cancellationToken)
    {
        if (db.Cases.Local.FindEntry(id)?.Entity is not { Version: 1, Number: not null } c)
        {
            return null;
        }

        var serving = c.Enterprise.ActiveId;
        var called = await db
            .Parks.Where(p => p.Id == c.ParkId)
            .Select(p => new
            {
                p.HotlinePhone,
                Name = db.People.Where(x => x.Id == serving).Select(x => x.Name).FirstOrDefault(),
                Phone = db.People.Where(x => x.Id == serving).Select(x => x.Phone).FirstOrDefault(),
            })
            .SingleAsync(cancellationToken);
        return new(
            c,
            called.Name,
            called.Phone,
            called.HotlinePhone,
            false,
            [.. c.Clocks],
            [.. db.Attachments.Local.Where(a => a.CaseId == id)],
            [.. db.Timeline.Local.Where(e => e.SubjectId == id.Value)],
            false
        );
    }

    private async Task<Found> ReadAsync(ShowCase query, bool knows, CancellationToken cancellationToken)
    {
        var (id, take, before) = (query.CaseId, Math.Clamp(query.Take, 1, 200), query.Before ?? int.MaxValue);
        var found =
            await db
                .Cases.AsNoTrackingWithIdentityResolution()
                .AsSingleQuery()
                .Include(c => c.Enterprise)
                .Include(c => c.Whistles)
                    .ThenInclude(w => w.Legs)
                .Include(c => c.Orders)
                .VisibleTo(actor)
                .Where(c => c.Id == id)
                .Select(c => new
                {
                    Case = c,
                    Commissioner = db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Name).FirstOrDefault(),
                    Phone = db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Phone).FirstOrDefault(),
                    Hotline = db.Parks.Where(p => p.Id == c.ParkId).Select(p => p.HotlinePhone).FirstOrDefault(),
                    Rated = knows && db.Ratings.Any(r => r.CaseId == c.Id && r.Cycle == c.Cycle),
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        List<PromiseClock> clocks =
        [
            .. await db.CaseClocks.AsNoTracking().Where(k => k.OwnerId == id).OrderBy(k => k.StartedAt).ToListAsync(cancellationToken),
        ];
        var files = await db.Attachments.AsNoTracking().Where(a => a.CaseId == id).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        // Only the newest entries are read, however many there are. One more than asked for tells whether there are older ones.
        var timeline = await db
            .Timeline.AsNoTracking()
            .Where(e => e.SubjectId == id.Value && e.Seq < before)
            .ReadableBy(actor)
            .OrderByDescending(e => e.Seq)
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        return new(
            found.Case,
            found.Commissioner,
            found.Phone,
            found.Hotline,
            found.Rated,
            clocks,
            files,
            [.. timeline.Take(take).OrderBy(e => e.Seq)],
            timeline.Count > take
        );
    }

    // Contact data is masked until somebody reveals it for a purpose. An enterprise sees its own number whole.
    private static string Masked(string phone, Actor actor) => actor.EnterpriseId is not null ? phone : ContactWays.Stored(phone).Masked;

    private sealed record Found(
        Case Case,
        string? Commissioner,
        string? Phone,
        string? Hotline,
        bool Rated,
        List<PromiseClock> Clocks,
        List<Attachment> Files,
        List<TimelineEntry> Timeline,
        bool More
    );
}
