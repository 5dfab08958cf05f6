using Commissioner.App.Features.Shared;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>Claims of policies, those moved last first.</summary>
/// <param name="Code">Only of this policy.</param>
/// <param name="Open">Only those on which the office owes a step.</param>
/// <param name="Take">So many.</param>
/// <param name="After">After this place of the list.</param>
[Allow(Permission.KeepBenefits)]
public sealed record ListClaims(string? Code = null, bool Open = false, int Take = 50, string? After = null) : IQuery<Page<ClaimLine>>;

/// <summary>A claim for the office.</summary>
public sealed record ClaimLine(
    Id<BenefitClaim> Id,
    string PolicyCode,
    string Policy,
    string Enterprise,
    ClaimState State,
    DateTimeOffset BeganAt,
    DateTimeOffset MovedAt,
    string? CheckedBy,
    string? ApprovedBy,
    string? PaidBy,
    decimal? Amount,
    DeclineReason? DeclinedBecause,
    string? Words,
    IReadOnlyList<ClaimStep> Can
);

internal sealed class ListClaimsHandler(CommissionerDb db, Actor actor) : IRequestHandler<ListClaims, Page<ClaimLine>>
{
    public async Task<Page<ClaimLine>> Handle(ListClaims query, CancellationToken cancellationToken)
    {
        var (take, code) = (Math.Clamp(query.Take, 1, 200), query.Code?.Trim().ToUpperInvariant());
        var claims = db.BenefitClaims.AsNoTracking();
        if (query.Open)
        {
            claims = claims.Where(c => c.State == ClaimState.Claimed || c.State == ClaimState.Checked || c.State == ClaimState.Approved);
        }

        if (Cursor.Read<BenefitClaim>(query.After) is { } after)
        {
            claims = claims.Where(c => c.MovedAt < after.At || (c.MovedAt == after.At && c.Id < after.Id));
        }

        var rows = await (
            from c in claims
            join p in db.SupportPolicies on c.PolicyId equals p.Id
            join e in db.Enterprises on c.EnterpriseId equals e.Id
            where code == null || p.Code == code
            orderby c.MovedAt descending, c.Id descending
            select new
            {
                Claim = c,
                p.Code,
                p.Title,
                e.Name,
                CheckedBy = db.People.Where(x => x.Id == c.CheckedById).Select(x => x.Name).FirstOrDefault(),
                ApprovedBy = db.People.Where(x => x.Id == c.ApprovedById).Select(x => x.Name).FirstOrDefault(),
                PaidBy = db.People.Where(x => x.Id == c.PaidById).Select(x => x.Name).FirstOrDefault(),
            }
        )
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        var items = rows.Take(take)
            .Select(r => new ClaimLine(
                r.Claim.Id,
                r.Code,
                r.Title,
                r.Name,
                r.Claim.State,
                r.Claim.BeganAt,
                r.Claim.MovedAt,
                r.CheckedBy,
                r.ApprovedBy,
                r.PaidBy,
                r.Claim.Amount,
                r.Claim.DeclinedBecause,
                r.Claim.Words,
                [.. Can(r.Claim)]
            ))
            .ToList();
        return new(items, rows.Count > take ? Cursor.Write(items[^1].MovedAt, items[^1].Id) : null);
    }

    private IEnumerable<ClaimStep> Can(BenefitClaim claim) =>
        claim.State switch
        {
            ClaimState.Claimed => [ClaimStep.Check, ClaimStep.Refuse],
            ClaimState.Checked when claim.CheckedById != actor.Id => [ClaimStep.Approve, ClaimStep.Refuse],
            ClaimState.Checked => [ClaimStep.Refuse],
            ClaimState.Approved => [ClaimStep.Pay],
            _ => [],
        };
}
