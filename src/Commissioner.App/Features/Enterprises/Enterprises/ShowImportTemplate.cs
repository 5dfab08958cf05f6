using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Enterprises;

/// <summary>The table to fill in: its heads and one invented row that would pass, as CSV in UTF-8 that spreadsheets recognise.</summary>
[Allow(Permission.ImportEnterprises)]
public sealed record ShowImportTemplate : IQuery<byte[]>;

internal sealed class ShowImportTemplateHandler(CommissionerDb db, Texts texts) : IRequestHandler<ShowImportTemplate, byte[]>
{
    public async Task<byte[]> Handle(ShowImportTemplate query, CancellationToken cancellationToken)
    {
        var park = await db
            .Parks.Where(p => !db.Parks.Any(s => s.PartOfId == p.Id))
            .OrderBy(p => p.Code)
            .Select(p => p.Name)
            .FirstOrDefaultAsync(cancellationToken);
        string[] row =
        [
            "示例企业（填写后请删除本行）有限公司",
            CreditCode.WithCheckDigit("91500000MA9999999").ToString(),
            park ?? "",
            texts.InBoth("industry.Electronics").First(),
            "示例联系人",
            "13900000000/0512-66668888-801",
            "",
            "",
            "",
            "示例负责人",
            "13900000000",
        ];
        return TableWriter.Csv([.. EnterpriseColumn.All.Select(c => c.Name)], [row]);
    }
}
