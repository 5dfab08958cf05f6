using Commissioner.App.Features.Financing;
using Commissioner.App.Features.Introductions;
using Commissioner.App.Features.Visits;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Financing;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using Commissioner.Domain.Visits;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Running;

/// <summary>What runs, kind by kind: so many from a place of the list on, each with one query.</summary>
internal sealed class RunningBook(CommissionerDb db, IntroductionBook introductions, Actor actor, DateTimeOffset now)
{
    public async Task<IEnumerable<RunningRow>> CasesAsync(Place from, int take, CancellationToken cancellationToken)
    {
        var ((at, byKey), since, id, never) = (from.Counts(RunningKind.Case), from.At, new Id<Case>(from.Id), Place.Never);
        var rows = await db
            .Cases.AsNoTracking()
            .VisibleTo(actor)
            .Where(c => c.ClosedAt == null)
            .Where(c =>
                (c.NextDueAt ?? never) > since
                || (at && (c.NextDueAt ?? never) == since)
                || (byKey && (c.NextDueAt ?? never) == since && c.Id > id)
            )
            .OrderBy(c => c.NextDueAt ?? never)
            .ThenBy(c => c.Id)
            .Take(take)
            .Select(c => new
            {
                c.Id,
                c.NextDueAt,
                c.NextAmberAt,
                c.Number,
                c.Title,
                Enterprise = c.Enterprise.Name,
                c.Status,
                c.Holder,
                Department = db.Departments.Where(d => d.Id == c.HolderDepartmentId).Select(d => d.Name).FirstOrDefault(),
                Person = c.AboutOfficials ? null : db.People.Where(p => p.Id == c.Enterprise.ActiveId).Select(p => p.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return rows.Select(r => new RunningRow(
            RunningKind.Case,
            r.Id.Value,
            r.Number,
            r.Title,
            r.Enterprise,
            r.Status.ToString(),
            r.Holder,
            r.Holder switch
            {
                HolderKind.Department => r.Department,
                HolderKind.Commissioner => r.Person,
                _ => null,
            },
            r.NextDueAt,
            AlarmOf(r.NextDueAt, r.NextAmberAt)
        ));
    }

    // Of a node in work one clock runs: that of whoever has it. The one that is due first speaks for the undertaking.
    public async Task<IEnumerable<RunningRow>> UndertakingsAsync(Place from, int take, CancellationToken cancellationToken)
    {
        var ((at, byKey), since, id, never) = (from.Counts(RunningKind.Undertaking), from.At, new Id<Undertaking>(from.Id), Place.Never);
        var rows = await (
            from u in db.Undertakings.AsNoTracking().VisibleTo(db, actor)
            where u.Status == UndertakingStatus.Entrusted || u.Status == UndertakingStatus.Running
            let due = u.Clocks.Where(k => k.StoppedAt == null && k.PausedAt == null).Min(k => (DateTimeOffset?)k.DueAt)
            let till = due ?? u.EndAt ?? never
            where till > since || (at && till == since) || (byKey && till == since && u.Id > id)
            orderby till, u.Id
            select new
            {
                u.Id,
                By = due ?? u.EndAt,
                u.Number,
                u.Title,
                u.Kind,
                Enterprise = db.Enterprises.Where(e => e.Id == u.EnterpriseId).Select(e => e.Name).First(),
                u.Status,
                Agent = db.People.Where(p => p.Id == u.AgentId).Select(p => p.Name).FirstOrDefault(),
                First = u
                    .Clocks.Where(k => k.StoppedAt == null && k.PausedAt == null)
                    .OrderBy(k => k.DueAt)
                    .ThenBy(k => k.Id)
                    .Select(k => new
                    {
                        k.AmberAt,
                        Node = db
                            .UndertakingNodes.Where(n => (Guid)(object)n.Id == k.SubjectId)
                            .Select(n => new
                            {
                                n.Name,
                                n.Status,
                                Department = db.Departments.Where(d => d.Id == n.DepartmentId).Select(d => d.Name).First(),
                            })
                            .FirstOrDefault(),
                    })
                    .FirstOrDefault(),
            }
        )
            .Take(take)
            .ToListAsync(cancellationToken);
        return rows.Select(r =>
        {
            var unit = r.First?.Node is { Status: NodeStatus.Submitted or NodeStatus.InReview } node ? node.Department : null;
            return new RunningRow(
                RunningKind.Undertaking,
                r.Id.Value,
                r.Number,
                r.First?.Node is { } its ? $"{r.Title} · {its.Name}" : r.Title,
                r.Enterprise,
                r.Status.ToString(),
                unit is null ? HolderKind.Commissioner : HolderKind.Department,
                unit ?? r.Agent,
                r.By,
                AlarmOf(r.By, r.First?.AmberAt)
            )
            {
                Undertaking = r.Kind,
            };
        });
    }

    public async Task<IEnumerable<RunningRow>> VisitsAsync(Place from, int take, CancellationToken cancellationToken)
    {
        var ((at, byKey), since, id) = (from.Counts(RunningKind.Visit), from.At, new Id<Visit>(from.Id));
        var rows = await db
            .Visits.AsNoTracking()
            .VisibleTo(db, actor)
            .Where(v =>
                v.State == VisitState.Asked
                || v.State == VisitState.AwaitingDecision
                || v.State == VisitState.Proposed
                || v.State == VisitState.Agreed
            )
            .Where(v => v.At > since || (at && v.At == since) || (byKey && v.At == since && v.Id > id))
            .OrderBy(v => v.At)
            .ThenBy(v => v.Id)
            .Take(take)
            .Select(v => new
            {
                v.Id,
                v.At,
                v.Purpose,
                v.State,
                Enterprise = db.Enterprises.Where(e => e.Id == v.EnterpriseId).Select(e => e.Name).First(),
                Department = db.Departments.Where(d => d.Id == v.DepartmentId).Select(d => d.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return rows.Select(r =>
        {
            var with = r.State switch
            {
                VisitState.Proposed => HolderKind.Enterprise,
                VisitState.AwaitingDecision => HolderKind.TriageDesk,
                _ => r.Department is null ? HolderKind.Commissioner : HolderKind.Department,
            };
            return new RunningRow(
                RunningKind.Visit,
                r.Id.Value,
                null,
                r.Purpose,
                r.Enterprise,
                r.State.ToString(),
                with,
                with == HolderKind.Department ? r.Department : null,
                r.At,
                Alarm.None
            );
        });
    }

    // To the enterprise and to who decides on them; no limit is promised.
    public async Task<IEnumerable<RunningRow>> ClaimsAsync(Place from, int take, CancellationToken cancellationToken)
    {
        var ((at, byKey), since, id, never) = (from.Counts(RunningKind.Claim), from.At, new Id<BenefitClaim>(from.Id), Place.Never);
        var own = actor.EnterpriseId;
        if (own is null && !Permissions.Holds(actor, Permission.KeepBenefits))
        {
            return [];
        }

        var rows = await (
            from c in db.BenefitClaims.AsNoTracking()
            join p in db.SupportPolicies on c.PolicyId equals p.Id
            join e in db.Enterprises on c.EnterpriseId equals e.Id
            where own == null || c.EnterpriseId == own
            where
                c.State == ClaimState.Claimed
                || c.State == ClaimState.Checked
                || c.State == ClaimState.Approved
                || (c.State == ClaimState.Proposed && own != null)
            where since < never || at || (byKey && c.Id > id)
            orderby c.Id
            select new
            {
                c.Id,
                p.Code,
                p.Title,
                Enterprise = e.Name,
                c.State,
            }
        )
            .Take(take)
            .ToListAsync(cancellationToken);
        return rows.Select(r => new RunningRow(
            RunningKind.Claim,
            r.Id.Value,
            r.Code,
            r.Title,
            r.Enterprise,
            r.State.ToString(),
            r.State == ClaimState.Proposed ? HolderKind.Enterprise : HolderKind.TriageDesk,
            null,
            null,
            Alarm.None
        ));
    }

    // Of each only the side that the reader may know of: the own one to an enterprise. When a follow-up is due is no business of an enterprise.
    public async Task<IEnumerable<RunningRow>> IntroductionsAsync(Place from, int take, CancellationToken cancellationToken)
    {
        var ((at, byKey), since, id, never) = (from.Counts(RunningKind.Introduction), from.At, new Id<Introduction>(from.Id), Place.Never);
        var staff = actor.EnterpriseId is null;
        var open =
            from i in db.Introductions.AsNoTracking().VisibleTo(db, actor)
            where i.EndedAt == null
            let till = (staff ? i.Clocks.Where(k => k.StoppedAt == null).Min(k => (DateTimeOffset?)k.DueAt) : null) ?? never
            where till > since || (at && till == since) || (byKey && till == since && i.Id > id)
            orderby till, i.Id
            select i;
        var rows = await introductions.LinesAsync(open.Take(take), cancellationToken);
        return rows.Select(r =>
        {
            var side = r.Offer.Own || (!r.Seek.Own && r.Seek.What is null) ? r.Offer : r.Seek;
            var asked = r.State == IntroductionState.Proposed;
            return new RunningRow(
                RunningKind.Introduction,
                r.Id.Value,
                null,
                side.What ?? "",
                side.Enterprise ?? "",
                r.State.ToString(),
                asked ? HolderKind.Enterprise
                    : r.Owner is null && staff ? HolderKind.TriageDesk
                    : HolderKind.Commissioner,
                asked ? null : r.Owner,
                r.DueAt,
                r.Alarm
            );
        });
    }

    // A bank that owes an answer has it, then the enterprise that was asked, then who moves it on.
    public async Task<IEnumerable<RunningRow>> FinancingAsync(Place from, int take, CancellationToken cancellationToken)
    {
        var ((at, byKey), since, id, never) = (from.Counts(RunningKind.Financing), from.At, new Id<FinancingNeed>(from.Id), Place.Never);
        var clocks = db.Set<ClockOf<FinancingPush>>().Where(k => k.StoppedAt == null);
        var rows = await (
            from n in db.FinancingNeeds.AsNoTracking().VisibleTo(db, actor)
            where n.State != FinancingState.Granted && n.State != FinancingState.Withdrawn && n.State != FinancingState.Ungranted
            let due = clocks
                .Where(k => db.FinancingPushes.Any(p => p.Id == k.OwnerId && p.NeedId == n.Id))
                .Min(k => (DateTimeOffset?)k.DueAt)
            let till = due ?? never
            where till > since || (at && till == since) || (byKey && till == since && n.Id > id)
            orderby till, n.Id
            select new
            {
                n.Id,
                n.Purpose,
                n.State,
                n.ReleasedAt,
                By = due,
                Enterprise = db.Enterprises.Where(e => e.Id == n.EnterpriseId).Select(e => e.Name).First(),
                Asked = db.FinancingPushes.Any(p => p.NeedId == n.Id && p.State == PushState.Asked),
                Pushed = db.FinancingPushes.Any(p => p.NeedId == n.Id && p.EndedAt == null),
                First = clocks
                    .Where(k => db.FinancingPushes.Any(p => p.Id == k.OwnerId && p.NeedId == n.Id))
                    .OrderBy(k => k.DueAt)
                    .ThenBy(k => k.Id)
                    .Select(k => new
                    {
                        k.AmberAt,
                        Bank = db
                            .Banks.Where(b => db.FinancingPushes.Any(p => p.Id == k.OwnerId && p.BankId == b.Id))
                            .Select(b => b.Name)
                            .First(),
                    })
                    .FirstOrDefault(),
            }
        )
            .Take(take)
            .ToListAsync(cancellationToken);
        return rows.Select(r =>
        {
            var with =
                r.First is not null ? HolderKind.Bank
                : r.State == FinancingState.Proposed ? HolderKind.TriageDesk
                : r.Asked || r.Pushed || r.State == FinancingState.Refused || (r.State == FinancingState.Listed && r.ReleasedAt is null)
                    ? HolderKind.Enterprise
                : HolderKind.TriageDesk;
            return new RunningRow(
                RunningKind.Financing,
                r.Id.Value,
                null,
                r.Purpose,
                r.Enterprise,
                r.State.ToString(),
                with,
                r.First?.Bank,
                r.By,
                AlarmOf(r.By, r.First?.AmberAt)
            );
        });
    }

    private Alarm AlarmOf(DateTimeOffset? by, DateTimeOffset? amber) =>
        by < now ? Alarm.Red
        : amber <= now ? Alarm.Amber
        : Alarm.None;
}
