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

namespace Commissioner.App.Features.Financing.Banks;

/// <summary>One need as one's own bank was shown it: what was released, and what the bank said.</summary>
[Allow(Permission.AnswerFinancing)]
public sealed record ShowPush(Id<FinancingPush> PushId) : IQuery<BankSheet>;

/// <summary>A need as a bank sees it: what was not released is null.</summary>
/// <param name="Id">Which.</param>
/// <param name="State">How it stands with this bank.</param>
/// <param name="PushedAt">Since when the bank sees it.</param>
/// <param name="DueAt">By when an answer is owed; null where none is.</param>
/// <param name="Late">It is late.</param>
/// <param name="Enterprise">Whose.</param>
/// <param name="AmountFrom">At least so much, in yuan.</param>
/// <param name="AmountTo">At most so much, in yuan.</param>
/// <param name="Purpose">What for.</param>
/// <param name="TermMonths">For how many months.</param>
/// <param name="WantedOn">By which day.</param>
/// <param name="Collateral">What the enterprise can give as security.</param>
/// <param name="ContactName">Whom to ask for.</param>
/// <param name="ContactPhone">Where.</param>
/// <param name="Labels">Labels that were released, as they are known today.</param>
/// <param name="Papers">Papers that were released.</param>
/// <param name="Answers">What the bank said.</param>
/// <param name="MayAnswer">It can answer now.</param>
public sealed record BankSheet(
    Id<FinancingPush> Id,
    PushState State,
    DateTimeOffset PushedAt,
    [property: Due] DateTimeOffset? DueAt,
    bool Late,
    string? Enterprise,
    decimal? AmountFrom,
    decimal? AmountTo,
    string? Purpose,
    int? TermMonths,
    DateOnly? WantedOn,
    string? Collateral,
    string? ContactName,
    string? ContactPhone,
    IReadOnlyList<ReleasedLabel> Labels,
    IReadOnlyList<ReleasedPaper> Papers,
    IReadOnlyList<BankAnswerLine> Answers,
    bool MayAnswer
);

internal sealed class ShowPushHandler(CommissionerDb db, Actor actor, TimeProvider clock) : IRequestHandler<ShowPush, BankSheet>
{
    public async Task<BankSheet> Handle(ShowPush query, CancellationToken cancellationToken)
    {
        var p =
            await db
                .FinancingPushes.AsNoTracking()
                .Include(x => x.Answers)
                .Include(x => x.Clocks)
                .AsSingleQuery()
                .VisibleTo(db, actor)
                .SingleOrDefaultAsync(x => x.Id == query.PushId, cancellationToken)
            ?? throw new NotFound();
        var n = await db.FinancingNeeds.AsNoTracking().SingleAsync(x => x.Id == p.NeedId, cancellationToken);
        var name = p.Shows(FinancingField.Enterprise)
            ? await db.Enterprises.Where(e => e.Id == n.EnterpriseId).Select(e => e.Name).SingleAsync(cancellationToken)
            : null;
        var released = p.Labels;
        var labels = await (
            from l in db.EnterpriseLabels.AsNoTracking()
            join f in db.EnterpriseProfiles on l.ProfileId equals f.Id
            where f.EnterpriseId == n.EnterpriseId && released.Contains(l.Label)
            orderby l.Label
            select new ReleasedLabel(l.Label, l.Value)
        ).ToListAsync(cancellationToken);
        var keys = p.Papers.Select(k => new Id<Attachment>(k)).ToList();
        var papers = await db
            .Attachments.AsNoTracking()
            .Where(f => keys.Contains(f.Id) && f.ErasedAt == null)
            .OrderBy(f => f.Id)
            .Select(f => new ReleasedPaper(f.Id, f.FileName))
            .ToListAsync(cancellationToken);
        var due = p.Clocks.Where(k => k.StoppedAt is null).Select(k => (DateTimeOffset?)k.DueAt).FirstOrDefault();
        var (amount, contact) = (p.Shows(FinancingField.Amount), p.Shows(FinancingField.Contact));
        return new(
            p.Id,
            p.State,
            p.PushedAt,
            due,
            due < clock.GetUtcNow(),
            name,
            amount ? n.AmountFrom : null,
            amount ? n.AmountTo : null,
            p.Shows(FinancingField.Purpose) ? n.Purpose : null,
            p.Shows(FinancingField.Term) ? n.TermMonths : null,
            p.Shows(FinancingField.WantedOn) ? n.WantedOn : null,
            p.Shows(FinancingField.Collateral) ? n.Collateral : null,
            contact ? n.ContactName : null,
            contact ? n.ContactPhone : null,
            labels,
            papers,
            [.. p.Answers.OrderBy(a => a.At).ThenBy(a => a.Id).Select(BankAnswerLine.Of)],
            p.State != PushState.Granted
        );
    }
}
