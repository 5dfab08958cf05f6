using Commissioner.App.Features.Cases;
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

/// <summary>Who held a case's clock, minute by minute, and to whom its lateness is charged.</summary>
[Allow(Permission.ReadCases)]
public sealed record ShowLedger(Id<Case> CaseId) : IQuery<LedgerSheet>;

/// <summary>A case's ledger: its parts sum exactly to the whole, its shares exactly to what is late.</summary>
public sealed record LedgerSheet(
    Id<Case> Id,
    string? Number,
    string Title,
    CaseStatus Status,
    long WorkingMinutes,
    IReadOnlyList<LedgerLine> Segments,
    IReadOnlyList<HeldLine> Totals,
    LateLine Late
);

/// <summary>A stretch of one holder.</summary>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
/// <param name="Holder">Who.</param>
/// <param name="Event">The event since which it is so; null to who may not read it.</param>
/// <param name="Why">The same in words.</param>
/// <param name="WorkingMinutes">How much working time.</param>
public sealed record LedgerLine(DateTimeOffset From, DateTimeOffset To, HolderOf Holder, string? Event, string Why, long WorkingMinutes);

public sealed record HeldLine(HolderOf Holder, long WorkingMinutes);

/// <summary>What is late of the promise to settle, and to whom it is charged.</summary>
public sealed record LateLine(long Minutes, IReadOnlyList<HeldLine> Shares);

internal sealed class ShowLedgerHandler(
    CommissionerDb db,
    Actor actor,
    DepartmentNames departments,
    Promises promises,
    Texts texts,
    TimeProvider clock
) : IRequestHandler<ShowLedger, LedgerSheet>
{
    public async Task<LedgerSheet> Handle(ShowLedger query, CancellationToken cancellationToken)
    {
        var found =
            await db
                .Cases.AsNoTrackingWithIdentityResolution()
                .AsSingleQuery()
                .Include(c => c.Enterprise)
                .Include(c => c.Whistles)
                    .ThenInclude(w => w.Legs)
                .VisibleTo(actor)
                .Where(c => c.Id == query.CaseId)
                .Select(c => new
                {
                    Case = c,
                    Commissioner = db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Name).FirstOrDefault(),
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFound();
        var (c, sight, now) = (found.Case, Sight.Of(found.Case, actor), clock.GetUtcNow());
        List<PromiseClock> clocks = [.. await db.CaseClocks.AsNoTracking().Where(k => k.OwnerId == c.Id).ToListAsync(cancellationToken)];
        var entries = await db
            .Timeline.AsNoTracking()
            .Where(e => e.SubjectId == c.Id.Value)
            .OrderBy(e => e.Seq)
            .Select(e => new
            {
                e.At,
                e.Holder,
                e.HolderDepartmentId,
                e.Name,
                e.As,
                e.DepartmentId,
                e.SeenBy,
                Facts = e.Name == nameof(PromiseOverdue) || e.Name == nameof(ObjectionDismissed) || e.Name == nameof(ObjectionUpheld)
                    ? e.Facts
                    : null,
            })
            .ToListAsync(cancellationToken);
        var ledger = Ledger.Of(
            entries.Select(e =>
                LedgerLines.WithFacts(
                    new(e.At, e.Holder is { } kind ? new(kind, e.HolderDepartmentId) : null, e.Name, e.As, e.DepartmentId),
                    e.Facts
                ) with
                {
                    Name = actor.Reads(e.SeenBy, e.DepartmentId) ? e.Name : "",
                }
            ),
            promises.Calendar,
            now
        );
        var names = await departments.AllAsync(cancellationToken);

        return new(
            c.Id,
            c.Number,
            sight.IdentityHidden ? Sight.Short(sight.Whistles[0].Asked) : c.Title,
            c.Status,
            ledger.WorkingMinutes,
            [
                .. ledger.Segments.Select(s => new LedgerLine(
                    s.From,
                    s.To,
                    Named(s.Holder),
                    s.Why.Length > 0 ? s.Why : null,
                    Why(s),
                    s.WorkingMinutes
                )),
            ],
            [.. ledger.Totals.Select(t => new HeldLine(Named(t.Holder), t.Minutes))],
            Late(ledger, c, clocks, now, Named)
        );

        HolderOf Named(Holding holder) =>
            new(
                holder.Kind,
                holder.Kind switch
                {
                    HolderKind.Department => names.GetValueOrDefault(holder.DepartmentId!.Value),
                    // A name is shown only if the present commissioner has served since the case was filed: else the time belongs to
                    // several people.
                    HolderKind.Commissioner when !c.WithDutyDesk && c.Enterprise.ActiveSinceAt <= c.SubmittedAt => found.Commissioner,
                    HolderKind.Enterprise when !sight.IdentityHidden => c.Enterprise.Name,
                    _ => null,
                }
            );
    }

    // Each broken promise to settle is charged by itself, because an allowance within one cycle is none within the next.
    private LateLine Late(Ledger ledger, Case c, List<PromiseClock> clocks, DateTimeOffset now, Func<Holding, HolderOf> named)
    {
        // A department that was called in error has no allowance, as its time is charged to nobody.
        var ofLeg = c.Legs.Where(l => l.Status != LegStatus.Reassigned).ToDictionary(l => l.Id.Value, l => l.DepartmentId);
        var charged = clocks
            .Where(k => k is { Kind: PromiseKind.Settle, Result: not PromiseResult.Cancelled })
            .OrderBy(k => k.StartedAt)
            .SelectMany(settle =>
            {
                var until = settle.StoppedAt ?? now;
                var granted = clocks
                    .Where(k => k.StartedAt >= settle.StartedAt && k.StartedAt < until && GrantedTo(k, c, ofLeg) is not null)
                    .SelectMany(k =>
                        DueExplanation.Outside(k.StartedAt, k.DueAt, k.Pauses).Select(p => (GrantedTo(k, c, ofLeg)!, p.From, p.To))
                    )
                    .ToList();
                return until <= settle.DueAt
                    ? []
                    : ledger.Charge(
                        settle.StartedAt,
                        settle.DueAt,
                        until,
                        Ledger.Allowances(promises.Calendar, settle.StartedAt, settle.DueAt, granted, settle.Pauses)
                    );
            });
        var shares = charged.GroupBy(s => s.Holder).Select(g => new HeldLine(named(g.Key), g.Sum(s => s.Minutes))).ToList();
        return new(shares.Sum(s => s.WorkingMinutes), shares);
    }

    private static Holding? GrantedTo(PromiseClock clock, Case @case, Dictionary<Guid, Id<Department>> ofLeg) =>
        clock.Kind switch
        {
            PromiseKind.CheckIn or PromiseKind.LegResult when ofLeg.TryGetValue(clock.SubjectId, out var department) => new(
                HolderKind.Department,
                department
            ),
            PromiseKind.Review or PromiseKind.Ruling => new(@case.Confidential ? HolderKind.Supervision : HolderKind.TriageDesk),
            _ => null,
        };

    private string Why(LedgerSegment segment) => texts.Find($"ledger.why.{segment.Why}") ?? texts[$"ledger.why.of.{segment.Holder.Kind}"];
}
