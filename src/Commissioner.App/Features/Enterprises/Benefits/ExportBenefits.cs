using System.Globalization;
using Commissioner.App.Features.Imports;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Benefits;

/// <summary>The policies as a table that can be imported again.</summary>
[Allow(Permission.KeepBenefits)]
public sealed record ExportBenefits : IQuery<byte[]>, IExport;

internal sealed class ExportBenefitsHandler(CommissionerDb db) : IRequestHandler<ExportBenefits, byte[]>
{
    public async Task<byte[]> Handle(ExportBenefits query, CancellationToken cancellationToken)
    {
        var policies = await db.SupportPolicies.AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancellationToken);
        return TableWriter.Csv(
            [.. BenefitTable.All.Select(c => c.Name)],
            policies.Select(p =>
                new object?[]
                {
                    p.Code,
                    p.Title,
                    p.Summary,
                    p.Contact,
                    p.FromOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    p.UntilOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    p.Budget?.ToString("0.##", CultureInfo.InvariantCulture),
                    string.Join('、', p.Papers),
                    string.Join('；', p.Conditions.Select(c => c.Said)),
                    p.WithoutAsking ? "是" : "否",
                }
            )
        );
    }
}
