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

/// <summary>One financing need, with what banks were shown of it and what they said.</summary>
[Allow(Permission.ReadFinancing)]
public sealed record ShowFinancing(Id<FinancingNeed> NeedId) : IQuery<FinancingSheet>;

internal sealed class ShowFinancingHandler(CommissionerDb db, Actor actor, TimeProvider clock)
    : IRequestHandler<ShowFinancing, FinancingSheet>
{
    public async Task<FinancingSheet> Handle(ShowFinancing query, CancellationToken cancellationToken)
    {
        var n =
            await db.FinancingNeeds.AsNoTracking().VisibleTo(db, actor).SingleOrDefaultAsync(x => x.Id == query.NeedId, cancellationToken)
            ?? throw new NotFound();
        var enterprise = await db.Enterprises.Where(e => e.Id == n.EnterpriseId).Select(e => e.Name).SingleAsync(cancellationToken);
        var banks = await db.Banks.AsNoTracking().OrderBy(b => b.Code).ToListAsync(cancellationToken);
        var pushes = await db
            .FinancingPushes.AsNoTracking()
            .Include(p => p.Answers)
            .Include(p => p.Clocks)
            .AsSplitQuery()
            .Where(p => p.NeedId == n.Id)
            .OrderBy(p => p.PushedAt)
            .ThenBy(p => p.Id)
            .ToListAsync(cancellationToken);
        var keys = n.Papers.Select(p => new Id<Attachment>(p)).ToList();
        var papers = await db
            .Attachments.AsNoTracking()
            .Where(f => keys.Contains(f.Id) && f.ErasedAt == null)
            .OrderBy(f => f.Id)
            .Select(f => new ReleasedPaper(f.Id, f.FileName))
            .ToListAsync(cancellationToken);
        var own = actor.EnterpriseId == n.EnterpriseId;
        var see = pushes.Where(p => p.IsSeen).Select(p => p.BankId).ToHashSet();
        PartnerBank[] pushable =
        [
            .. banks
                .Where(b => b.IsPartner && n.IsReleasedTo(b.Id) && !see.Contains(b.Id))
                .Select(b => new PartnerBank(b.Id, b.Code, b.Name)),
        ];
        return new(
            n.Id,
            enterprise,
            n.State,
            n.StatedAt,
            n.AmountFrom,
            n.AmountTo,
            n.Purpose,
            n.TermMonths,
            n.WantedOn,
            n.Collateral,
            own ? n.ContactName : null,
            own ? n.ContactPhone : null,
            n.Fields,
            n.Labels,
            papers,
            n.ToAll,
            [.. banks.Where(b => n.Banks.Contains(b.Id) && !n.Barred.Contains(b.Id)).Select(b => new PartnerBank(b.Id, b.Code, b.Name))],
            n.ReleasedAt,
            n.ProposedBecause,
            n.CheckedBecause,
            n.ListedAt,
            n.GrantedAmount,
            n.GrantedOn,
            banks.Find(b => b.Id == n.GrantedByBankId)?.Name,
            n.OutcomeWords,
            [.. pushes.Select(p => Line(p, banks.Find(b => b.Id == p.BankId)!.Name))],
            pushable,
            [.. Moves(n, pushable.Length)]
        );
    }

    private FinancingPushLine Line(FinancingPush p, string bank)
    {
        var due = p.Clocks.Where(k => k.StoppedAt is null).Select(k => (DateTimeOffset?)k.DueAt).FirstOrDefault();
        return new(
            p.Id,
            p.BankId,
            bank,
            p.State,
            p.EndedBecause,
            p.PushedAt,
            due,
            due < clock.GetUtcNow(),
            p.Fields,
            [.. p.Answers.OrderBy(a => a.At).ThenBy(a => a.Id).Select(BankAnswerLine.Of)]
        );
    }

    private IEnumerable<FinancingMove> Moves(FinancingNeed n, int pushable)
    {
        (FinancingMove Move, Permission Needs, bool Now)[] all =
        [
            (FinancingMove.Correct, Permission.StateFinancing, n.State is FinancingState.Stated or FinancingState.Refused),
            (FinancingMove.Release, Permission.StateFinancing, n.IsOpen),
            (FinancingMove.Propose, Permission.ProposeFinancing, n.State == FinancingState.Stated),
            (FinancingMove.Check, Permission.CheckFinancing, n.State == FinancingState.Proposed && n.ProposedById != actor.Id),
            (FinancingMove.Push, Permission.ProposeFinancing, n.State == FinancingState.Listed && pushable > 0),
            (FinancingMove.Conclude, Permission.ConcludeFinancing, n.IsOpen),
        ];
        return all.Where(m => m.Now && Permissions.Holds(actor, m.Needs)).Select(m => m.Move);
    }
}
