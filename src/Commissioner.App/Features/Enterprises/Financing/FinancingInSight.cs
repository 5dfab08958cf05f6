using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Financing;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Financing;

/// <summary>Which needs somebody may see, and what of them a bank sees.</summary>
internal static class FinancingInSight
{
    /// <summary>The office and supervision see all; a commissioner those of the enterprises it serves or stands by for; an enterprise its own.</summary>
    public static IQueryable<FinancingNeed> VisibleTo(this IQueryable<FinancingNeed> needs, CommissionerDb db, Actor actor)
    {
        if (actor.Is(Role.TriageDesk, Role.Supervisor, Role.System))
        {
            return needs;
        }

        if (actor.EnterpriseId is { } own)
        {
            return actor.OnlyCase is null ? needs.Where(n => n.EnterpriseId == own) : needs.Where(_ => false);
        }

        Id<Person>? me = actor.Id;
        return actor.Is(Role.Commissioner)
            ? needs.Where(n => db.Enterprises.Any(e => e.Id == n.EnterpriseId && (e.ActiveId == me || e.BackupId == me)))
            : needs.Where(_ => false);
    }

    /// <summary>What somebody of a bank may see: what its bank was shown and is still released. Everybody else sees it through the need.</summary>
    public static IQueryable<FinancingPush> VisibleTo(this IQueryable<FinancingPush> pushes, CommissionerDb db, Actor actor)
    {
        var me = actor.Id;
        return actor.Is(Role.Bank)
            ? pushes.Where(p =>
                p.EndedAt == null
                && db.Bankers.Any(b => b.PersonId == me && b.BankId == p.BankId)
                && db.Banks.Any(b => b.Id == p.BankId && b.EndedAt == null)
            )
            : pushes.Where(_ => false);
    }

    /// <summary>Papers that the own enterprise brought and may release: none of a case that is confidential.</summary>
    public static IQueryable<Attachment> OwnPapers(this CommissionerDb db, Actor actor)
    {
        var own = actor.EnterpriseId;
        return db
            .Attachments.VisibleTo(db, actor)
            .Where(f =>
                own != null
                && db.People.Any(p => p.Id == f.UploadedById && p.EnterpriseId == own)
                && (f.CaseId == null || db.Cases.Any(c => c.Id == f.CaseId && !c.Confidential))
            );
    }

    /// <summary>A need that this person may see, to change it.</summary>
    /// <exception cref="NotFound">There is none, or it is not to be seen.</exception>
    public static async Task<FinancingNeed> NeedAsync(
        this CommissionerDb db,
        Id<FinancingNeed> id,
        Actor actor,
        CancellationToken cancellationToken
    ) => await db.FinancingNeeds.VisibleTo(db, actor).SingleOrDefaultAsync(n => n.Id == id, cancellationToken) ?? throw new NotFound();

    /// <summary>What banks see of a need, with their clocks.</summary>
    public static Task<List<FinancingPush>> SeenOfAsync(
        this CommissionerDb db,
        Id<FinancingNeed> need,
        CancellationToken cancellationToken
    ) => db.FinancingPushes.Include(p => p.Clocks).Where(p => p.NeedId == need && p.EndedAt == null).ToListAsync(cancellationToken);

    /// <summary>A push of one's own enterprise, to change it, with its need.</summary>
    /// <exception cref="NotFound">There is none, or it is another's.</exception>
    public static async Task<(FinancingPush Push, FinancingNeed Need)> OwnPushAsync(
        this CommissionerDb db,
        Id<FinancingPush> id,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var own = actor.EnterpriseId ?? throw new NotFound();
        var push =
            await db
                .FinancingPushes.Include(p => p.Clocks)
                .Include(p => p.Answers)
                .AsSingleQuery()
                .SingleOrDefaultAsync(p => p.Id == id && p.EnterpriseId == own, cancellationToken)
            ?? throw new NotFound();
        return (push, await db.NeedAsync(push.NeedId, actor, cancellationToken));
    }
}
