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

/// <summary>What one's own enterprise can release, and to whom: partner banks, its labels, papers that it brought, and its contact.</summary>
[Allow(Permission.StateFinancing)]
public sealed record ShowFinancingForm : IQuery<FinancingForm>;

/// <param name="Banks">Partner banks.</param>
/// <param name="Labels">Labels of which a value is known.</param>
/// <param name="Papers">The latest papers.</param>
/// <param name="ContactName">The enterprise's contact.</param>
/// <param name="ContactPhone">Its number.</param>
public sealed record FinancingForm(
    IReadOnlyList<PartnerBank> Banks,
    IReadOnlyList<ReleasedLabel> Labels,
    IReadOnlyList<ReleasedPaper> Papers,
    string ContactName,
    string ContactPhone
);

/// <summary>A partner bank.</summary>
public sealed record PartnerBank(Id<Bank> Id, string Code, string Name);

/// <summary>A label and its value; null where nothing is known.</summary>
public sealed record ReleasedLabel(string Label, string? Value);

/// <summary>A paper by its name.</summary>
public sealed record ReleasedPaper(Id<Attachment> Id, string FileName);

internal sealed class ShowFinancingFormHandler(CommissionerDb db, Actor actor) : IRequestHandler<ShowFinancingForm, FinancingForm>
{
    // So many papers are offered; older ones are released by their key.
    private const int Most = 50;

    public async Task<FinancingForm> Handle(ShowFinancingForm query, CancellationToken cancellationToken)
    {
        var own = actor.EnterpriseId ?? throw new NotFound();
        var enterprise = await db.Enterprises.AsNoTracking().SingleAsync(e => e.Id == own, cancellationToken);
        var banks = await db
            .Banks.AsNoTracking()
            .Where(b => b.EndedAt == null)
            .OrderBy(b => b.Code)
            .Select(b => new PartnerBank(b.Id, b.Code, b.Name))
            .ToListAsync(cancellationToken);
        var labels = await (
            from l in db.EnterpriseLabels.AsNoTracking()
            join p in db.EnterpriseProfiles on l.ProfileId equals p.Id
            where p.EnterpriseId == own && l.Value != null
            orderby l.Label
            select new ReleasedLabel(l.Label, l.Value)
        ).ToListAsync(cancellationToken);
        var papers = await db.OwnPapers(actor)
            .AsNoTracking()
            .OrderByDescending(f => f.UploadedAt)
            .ThenByDescending(f => f.Id)
            .Take(Most)
            .Select(f => new ReleasedPaper(f.Id, f.FileName))
            .ToListAsync(cancellationToken);
        return new(banks, labels, papers, enterprise.ContactName, enterprise.ContactPhone);
    }
}
