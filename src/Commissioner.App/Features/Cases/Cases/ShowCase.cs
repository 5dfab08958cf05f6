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
        var found = await FoundCase.ReadAsync(db, query, actor, cancellationToken);
        var (c, clocks, files, timeline) = (found.Case, found.Clocks, found.Files, found.Timeline);
        var sight = Sight.Of(c, actor);
        var staff = actor.EnterpriseId is null && sight.Department is null;
        var names = await departments.AllAsync(cancellationToken);
        var seen = clocks.Where(k => sight.Sees(k, c, actor)).ToList();
        List<TimelineEntry> added = sight is { Department: not null, IdentityHidden: false }
            ? await db
                .Timeline.AsNoTracking()
                .Where(e => e.SubjectId == c.Id.Value && (e.Name == nameof(CaseSupplemented) || e.Name == nameof(EnterpriseAnswered)))
                .OrderBy(e => e.Seq)
                .ToListAsync(cancellationToken)
            : [];
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
            sight.ContactHidden ? null : Masked(c.ContactName ?? c.Enterprise.ContactName, MaskedName.Of),
            sight.ContactHidden ? null : Masked(c.ContactPhone ?? c.Enterprise.ContactPhone, p => ContactWays.Stored(p).Masked),
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
            [.. files.Where(f => f.IsRequests).Select(f => f.Line)],
            [.. timeline.Select(e => new TimelineLine(e.Seq, e.At, e.Name, By(e), e.As, texts.Of(e, dues)))],
            found.More ? timeline[0].Seq : null,
            knows ? found.Rated : null,
            [.. c.Can(actor, promises, now).Where(m => m != CaseMove.Rate || !found.Rated).Select(CaseSheet.Name)]
        )
        {
            Confidential = c.Confidential,
            Supplements = [.. added.Select(e => new TimelineLine(e.Seq, e.At, e.Name, "", e.As, texts.Of(e, dues)))],
            ContactMayBeRevealed = Permissions.Holds(actor, Permission.RevealContact) && sight.MayReveal,
            Evidence = Brought.Evidence(files, c, names),
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

        // Contact data is masked until somebody reveals it for a purpose: the number, and whose it is. An enterprise sees its own whole.
        string Masked(string whole, Func<string, string> mask) => actor.EnterpriseId is not null ? whole : mask(whole);
        string By(TimelineEntry e) =>
            !sight.Names(e) ? ""
            : e.As is Role.EnterpriseOwner or Role.EnterpriseUser ? Masked(e.ByName, MaskedName.Of)
            : e.ByName;
    }
}
