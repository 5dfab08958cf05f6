using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using MediatR;

namespace Commissioner.App.Features.Organisation;

/// <summary>A part of the organisation as a table that can be imported again; of an empty one, its heads and one invented row.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed record ExportOrganisation(OrganisationPart Part, bool Workbook = false) : IQuery<byte[]>, IExport;

internal sealed class ExportOrganisationHandler(CommissionerDb db, Texts texts) : IRequestHandler<ExportOrganisation, byte[]>
{
    public async Task<byte[]> Handle(ExportOrganisation query, CancellationToken cancellationToken)
    {
        var sheet = await ListOrganisationHandler.ReadAsync(db, cancellationToken);
        List<object?[]> rows = query.Part switch
        {
            OrganisationPart.Parks => [.. sheet.Parks.Select(p => new object?[] { p.Code, p.Name })],
            OrganisationPart.Departments =>
            [
                .. sheet.Departments.Where(d => d.ClosedAt is null).Select(d => new object?[] { d.Code, d.Name, d.Park }),
            ],
            OrganisationPart.Banks => [.. sheet.Banks.Where(b => b.EndedAt is null).Select(b => new object?[] { b.Code, b.Name })],
            OrganisationPart.Bankers => [.. sheet.Bankers.Where(b => b.Bank is not null).Select(b => new object?[] { b.UserName, b.Bank })],
            _ =>
            [
                .. sheet
                    .Commissioners.Where(c => c.Park is not null)
                    .Select(c => new object?[] { c.UserName, c.Park, texts.InBoth("industry." + c.Industry).First(), c.LoadLimit }),
            ],
        };
        object?[] invented = query.Part switch
        {
            OrganisationPart.Parks => ["SL1", "示例园（填写后请删除本行）"],
            OrganisationPart.Departments => ["D01", "示例部门（填写后请删除本行）", ""],
            OrganisationPart.Banks => ["BANK1", "示例银行（填写后请删除本行）"],
            OrganisationPart.Bankers => ["shili.yinhang", "BANK1"],
            _ =>
            [
                "shili.zhuanyuan",
                sheet.Parks.Select(p => p.Code).FirstOrDefault() ?? "SL1",
                texts.InBoth("industry.Electronics").First(),
                20,
            ],
        };
        return TableWriter.ForImport(
            new(texts.Name(query.Part), [.. OrganisationColumn.Of(query.Part).Select(c => c.Name)], rows.Count > 0 ? rows : [invented]),
            query.Workbook
        );
    }
}
