using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Commissioner.Domain.Remedies;
using Commissioner.Domain.Retention;
using Commissioner.Domain.Tips;
using Commissioner.Domain.Undertakings;
using Commissioner.Domain.Visits;
using Commissioner.Domain.Watches;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Retention;

/// <summary>Something whose time is over.</summary>
/// <param name="Id">What.</param>
/// <param name="Since">From when its time was counted, UTC.</param>
public sealed record Expired(Guid Id, DateTimeOffset Since);

/// <summary>Something that is over: from when on its time counts, and by whose hold it is held.</summary>
public sealed class Over
{
    public Guid Id { get; init; }

    public DateTimeOffset Since { get; init; }

    public Id<Case>? CaseId { get; init; }

    public Id<Enterprise>? EnterpriseId { get; init; }
}

/// <summary>A kind of thing of which texts are erased some time after it was over.</summary>
/// <param name="Name">By which the ledger calls it.</param>
/// <param name="Rules">The rules by which something of it is erased.</param>
/// <param name="Over">Those that are over, as far as they were before an instant.</param>
/// <param name="LoadAsync">Reads into the context all that somebody wrote or said in one, and answers the root of it.</param>
public sealed record ErasedKind(
    string Name,
    IReadOnlyList<ErasureRule> Rules,
    Func<CommissionerDb, DateTimeOffset, IQueryable<Over>> Over,
    Func<CommissionerDb, Expired, CancellationToken, Task<object>> LoadAsync
)
{
    private static readonly ErasureRule[] Both = [ErasureRule.Contacts, ErasureRule.Texts];
    private static readonly ErasureRule[] Contacts = [ErasureRule.Contacts];
    private static readonly ErasureRule[] Texts = [ErasureRule.Texts];

    /// <summary>
    /// All kinds. What a kind's own end is, is said here alone: its last step where it has no other, so that whoever comes back to it begins the
    /// time anew.
    /// </summary>
    public static IReadOnlyList<ErasedKind> All { get; } =
    [
        new(
            nameof(Case),
            Both,
            (db, _) =>
                db
                    .Cases.AsNoTracking()
                    // What supervision has not decided yet is its own hold.
                    .Where(c => c.ClosedAt != null && !db.Incidents.Any(i => i.CaseId == c.Id && i.DecidedAt == null))
                    .Select(c => new Over
                    {
                        Id = (Guid)(object)c.Id,
                        Since = c.ClosedAt!.Value,
                        CaseId = c.Id,
                        EnterpriseId = c.EnterpriseId,
                    }),
            async (db, its, cancelled) =>
            {
                var id = new Id<Case>(its.Id);
                var whole = await db.LoadWholeAsync(id, cancelled);
                // What was said among colleagues is no part of the record that is archived, and goes with it all the same.
                await db.CaseNotes.Where(n => n.CaseId == id).LoadAsync(cancelled);
                return whole;
            }
        ),
        new(
            nameof(Call),
            Contacts,
            (db, _) =>
                db
                    .Calls.AsNoTracking()
                    .Select(c => new Over
                    {
                        Id = (Guid)(object)c.Id,
                        Since = c.BeganAt,
                        CaseId = null,
                        EnterpriseId = c.EnterpriseId,
                    }),
            async (db, its, cancelled) =>
            {
                var id = new Id<Call>(its.Id);
                await db.LoadTimelineAsync(its, cancelled);
                return await db.Calls.SingleAsync(c => c.Id == id, cancelled);
            }
        ),
        // Nobody is known to hold it for.
        new(
            nameof(Tip),
            Texts,
            (db, _) =>
                db
                    .Tips.AsNoTracking()
                    .Where(t => t.ClosedAt != null)
                    .Select(t => new Over
                    {
                        Id = (Guid)(object)t.Id,
                        Since = t.ClosedAt!.Value,
                        CaseId = null,
                        EnterpriseId = null,
                    }),
            async (db, its, cancelled) =>
            {
                var id = new Id<Tip>(its.Id);
                return await db.Tips.Include(t => t.Words).SingleAsync(t => t.Id == id, cancelled);
            }
        ),
        new(
            nameof(Undertaking),
            Both,
            (db, _) =>
                from u in db.Undertakings.AsNoTracking()
                from e in db.Timeline.Where(e => e.SubjectId == (Guid)(object)u.Id && e.Seq == u.Version)
                where u.Status == UndertakingStatus.Completed || u.Status == UndertakingStatus.Revoked
                // A paper that still follows, or a claim that waits, is no end.
                where
                    !u.Papers.Any(p =>
                        p.Status == PaperStatus.Owed
                        || p.Status == PaperStatus.Supplied
                        || p.Status == PaperStatus.Overdue
                        || p.Status == PaperStatus.Ordered
                        || (p.Majeure != null && p.MajeureDecidedAt == null)
                    )
                where !u.Cases.Any(c => db.LegalHolds.Any(h => h.LiftedAt == null && h.CaseId == c.CaseId))
                select new Over
                {
                    Id = (Guid)(object)u.Id,
                    Since = e.At,
                    CaseId = null,
                    EnterpriseId = u.EnterpriseId,
                },
            async (db, its, cancelled) =>
            {
                var id = new Id<Undertaking>(its.Id);
                await db.LoadTimelineAsync(its, cancelled);
                return await db
                    .Undertakings.Include(u => u.Nodes)
                    .Include(u => u.Papers)
                    .AsSplitQuery()
                    .SingleAsync(u => u.Id == id, cancelled);
            }
        ),
        // Whatever became of it: nobody comes any more once its time is long past.
        new(
            nameof(Visit),
            Both,
            (db, _) =>
                from v in db.Visits.AsNoTracking()
                from e in db.Timeline.Where(e => e.SubjectId == (Guid)(object)v.Id && e.Seq == v.Version)
                where !v.Findings.Any(f => db.LegalHolds.Any(h => h.LiftedAt == null && h.CaseId != null && h.CaseId == f.CaseId))
                select new Over
                {
                    Id = (Guid)(object)v.Id,
                    Since = v.At > e.At ? v.At : e.At,
                    CaseId = null,
                    EnterpriseId = v.EnterpriseId,
                },
            async (db, its, cancelled) =>
            {
                var id = new Id<Visit>(its.Id);
                await db.LoadTimelineAsync(its, cancelled);
                return await db.Visits.Include(v => v.Findings).SingleAsync(v => v.Id == id, cancelled);
            }
        ),
        new(
            nameof(ReportedVisit),
            Texts,
            (db, _) =>
                db
                    .ReportedVisits.AsNoTracking()
                    .Select(v => new Over
                    {
                        Id = (Guid)(object)v.Id,
                        Since = v.At,
                        CaseId = null,
                        EnterpriseId = v.EnterpriseId,
                    }),
            async (db, its, cancelled) =>
            {
                var id = new Id<ReportedVisit>(its.Id);
                return await db.ReportedVisits.SingleAsync(v => v.Id == id, cancelled);
            }
        ),
        new(
            nameof(BenefitClaim),
            Both,
            (db, _) =>
                db
                    .BenefitClaims.AsNoTracking()
                    .Where(c => c.State == ClaimState.Paid || c.State == ClaimState.Refused || c.State == ClaimState.Declined)
                    .Select(c => new Over
                    {
                        Id = (Guid)(object)c.Id,
                        Since = c.MovedAt,
                        CaseId = null,
                        EnterpriseId = c.EnterpriseId,
                    }),
            async (db, its, cancelled) =>
            {
                var id = new Id<BenefitClaim>(its.Id);
                await db.LoadTimelineAsync(its, cancelled);
                return await db.BenefitClaims.SingleAsync(c => c.Id == id, cancelled);
            }
        ),
        // Labels have no end; corrections of them have.
        new(
            "Labels",
            Both,
            (db, before) =>
                from p in db.EnterpriseProfiles.AsNoTracking()
                let last = p.Labels.Where(l => l.DecidedAt != null && l.DecidedAt <= before).Max(l => l.DecidedAt)
                where last != null
                select new Over
                {
                    Id = (Guid)(object)p.Id,
                    Since = last!.Value,
                    CaseId = null,
                    EnterpriseId = p.EnterpriseId,
                },
            async (db, its, cancelled) =>
            {
                var id = new Id<EnterpriseProfile>(its.Id);
                await db.Timeline.Where(e => e.SubjectId == its.Id && e.At <= its.Since).LoadAsync(cancelled);
                await db.EnterpriseLabels.Where(l => l.ProfileId == id && l.DecidedAt <= its.Since).LoadAsync(cancelled);
                return await db.EnterpriseProfiles.SingleAsync(p => p.Id == id, cancelled);
            }
        ),
        // For a year a like case takes it up again: until then it is not over.
        new(
            nameof(Remedy),
            Both,
            (db, _) =>
                from r in db.Remedies.AsNoTracking()
                from e in db.Timeline.Where(e => e.SubjectId == (Guid)(object)r.Id && e.Seq == r.Version)
                where r.State == RemedyState.CalledOff || r.State == RemedyState.Done
                where
                    !r.Cases.Any(l =>
                        db.LegalHolds.Any(h =>
                            h.LiftedAt == null
                            && (h.CaseId == l.CaseId || db.Cases.Any(c => c.Id == l.CaseId && c.EnterpriseId == h.EnterpriseId))
                        )
                    )
                select new Over
                {
                    Id = (Guid)(object)r.Id,
                    Since = r.State == RemedyState.Done && r.DoneAt!.Value.AddYears(1) > e.At ? r.DoneAt!.Value.AddYears(1) : e.At,
                    CaseId = null,
                    EnterpriseId = null,
                },
            async (db, its, cancelled) =>
            {
                var id = new Id<Remedy>(its.Id);
                await db.LoadTimelineAsync(its, cancelled);
                return await db.Remedies.SingleAsync(r => r.Id == id, cancelled);
            }
        ),
        // What an enterprise answered is its own, whatever becomes of the remedy.
        new(
            nameof(RemedyCase),
            Texts,
            (db, _) =>
                from l in db.RemedyCases.AsNoTracking()
                join c in db.Cases on l.CaseId equals c.Id
                where l.AnsweredAt != null
                select new Over
                {
                    Id = (Guid)(object)l.Id,
                    Since = l.AnsweredAt!.Value,
                    CaseId = c.Id,
                    EnterpriseId = c.EnterpriseId,
                },
            async (db, its, cancelled) =>
            {
                var id = new Id<RemedyCase>(its.Id);
                return await db.RemedyCases.SingleAsync(l => l.Id == id, cancelled);
            }
        ),
        new(
            nameof(Offering),
            Texts,
            (db, _) =>
                from o in db.Offerings.AsNoTracking()
                from e in db.Timeline.Where(e => e.SubjectId == (Guid)(object)o.Id && e.Seq == o.Version)
                where o.State == OfferingState.Fulfilled || o.State == OfferingState.Withdrawn || o.State == OfferingState.Expired
                select new Over
                {
                    Id = (Guid)(object)o.Id,
                    Since = e.At,
                    CaseId = null,
                    EnterpriseId = o.EnterpriseId,
                },
            async (db, its, cancelled) =>
            {
                var id = new Id<Offering>(its.Id);
                await db.LoadTimelineAsync(its, cancelled);
                return await db.Offerings.SingleAsync(o => o.Id == id, cancelled);
            }
        ),
        // It is of two enterprises, and a hold on either holds it.
        new(
            nameof(Introduction),
            Texts,
            (db, _) =>
                from i in db.Introductions.AsNoTracking()
                where i.EndedAt != null
                where !db.LegalHolds.Any(h => h.LiftedAt == null && (h.EnterpriseId == i.OffererId || h.EnterpriseId == i.SeekerId))
                select new Over
                {
                    Id = (Guid)(object)i.Id,
                    Since = i.EndedAt!.Value,
                    CaseId = null,
                    EnterpriseId = null,
                },
            async (db, its, cancelled) =>
            {
                var id = new Id<Introduction>(its.Id);
                await db.LoadTimelineAsync(its, cancelled);
                return await db.Introductions.Include(i => i.Notes).SingleAsync(i => i.Id == id, cancelled);
            }
        ),
        new(
            nameof(FinancingNeed),
            Both,
            (db, _) =>
                from n in db.FinancingNeeds.AsNoTracking()
                from e in db.Timeline.Where(e => e.SubjectId == (Guid)(object)n.Id && e.Seq == n.Version)
                where n.State == FinancingState.Granted || n.State == FinancingState.Withdrawn || n.State == FinancingState.Ungranted
                select new Over
                {
                    Id = (Guid)(object)n.Id,
                    Since = e.At,
                    CaseId = null,
                    EnterpriseId = n.EnterpriseId,
                },
            async (db, its, cancelled) =>
            {
                var id = new Id<FinancingNeed>(its.Id);
                await db.LoadTimelineAsync(its, cancelled);
                foreach (var push in await db.FinancingPushes.Include(p => p.Answers).Where(p => p.NeedId == id).ToListAsync(cancelled))
                {
                    await db.LoadTimelineAsync(new(push.Id.Value, its.Since), cancelled);
                }

                return await db.FinancingNeeds.SingleAsync(n => n.Id == id, cancelled);
            }
        ),
        new(
            nameof(PersonalRequest),
            Texts,
            (db, _) =>
                db
                    .PersonalRequests.AsNoTracking()
                    .Where(r => r.AnsweredAt != null)
                    .Select(r => new Over
                    {
                        Id = (Guid)(object)r.Id,
                        Since = r.AnsweredAt!.Value,
                        CaseId = null,
                        EnterpriseId = r.EnterpriseId,
                    }),
            async (db, its, cancelled) =>
            {
                var id = new Id<PersonalRequest>(its.Id);
                return await db.PersonalRequests.SingleAsync(r => r.Id == id, cancelled);
            }
        ),
        new(
            nameof(Invitation),
            Contacts,
            (db, _) =>
                db
                    .Invitations.AsNoTracking()
                    .Select(i => new Over
                    {
                        Id = (Guid)(object)i.Id,
                        Since = i.GoodUntil,
                        CaseId = null,
                        EnterpriseId = i.EnterpriseId,
                    }),
            async (db, its, cancelled) =>
            {
                var id = new Id<Invitation>(its.Id);
                return await db.Invitations.SingleAsync(i => i.Id == id, cancelled);
            }
        ),
    ];

    /// <summary>The files of things of this kind; no other kind has any.</summary>
    public IQueryable<Attachment>? FilesOf(CommissionerDb db, Guid id)
    {
        var (@case, undertaking) = ((Id<Case>?)new Id<Case>(id), (Id<Undertaking>?)new Id<Undertaking>(id));
        return Name switch
        {
            nameof(Case) => db.Attachments.Where(a => a.CaseId == @case),
            nameof(Undertaking) => db.Attachments.Where(a => a.UndertakingId == undertaking),
            _ => null,
        };
    }
}

/// <summary>What the kinds share.</summary>
internal static class ErasedTimelines
{
    /// <summary>Reads the history of something.</summary>
    public static Task LoadTimelineAsync(this CommissionerDb db, Expired its, CancellationToken cancellationToken) =>
        db.Timeline.Where(e => e.SubjectId == its.Id).LoadAsync(cancellationToken);
}
