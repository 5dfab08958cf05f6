using Commissioner.App.Features.Imports;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Templates;

/// <summary>The last versions of the templates as a table that can be imported again.</summary>
[Allow(Permission.ManageTemplates)]
public sealed record ExportTemplates : IQuery<byte[]>, IExport;

internal sealed class ExportTemplatesHandler(CommissionerDb db) : IRequestHandler<ExportTemplates, byte[]>
{
    public async Task<byte[]> Handle(ExportTemplates query, CancellationToken cancellationToken)
    {
        var templates = await db.Last().AsNoTracking().OrderBy(t => t.Code).ToListAsync(cancellationToken);
        return TableWriter.Csv(
            [.. TemplateTable.All.Select(c => c.Name)],
            templates.SelectMany(t =>
                t.Nodes.Select(n =>
                    new object?[]
                    {
                        t.Code,
                        t.Name,
                        n.Code,
                        n.Name,
                        string.Join('、', n.Needs),
                        n.Unit,
                        n.Statutory.ToString(),
                        n.Promised.ToString(),
                        n.Green?.ToString(),
                        string.Join('、', n.Papers),
                        TemplateTable.KindWords[t.Kind],
                        t.Terms.About,
                        t.Terms.Limit?.ToString(),
                        string.Join('；', t.Terms.Asked),
                        t.Terms.ExcludedMonths,
                    }
                )
            )
        );
    }
}
