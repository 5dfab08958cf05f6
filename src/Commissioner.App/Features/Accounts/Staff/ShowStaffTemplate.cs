using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Staff;

/// <summary>The table of staff to fill in: its heads and invented rows that would pass.</summary>
[Allow(Permission.GrantRoles)]
public sealed record ShowStaffTemplate : IQuery<byte[]>;

internal sealed class ShowStaffTemplateHandler(CommissionerDb db, Texts texts) : IRequestHandler<ShowStaffTemplate, byte[]>
{
    public async Task<byte[]> Handle(ShowStaffTemplate query, CancellationToken cancellationToken)
    {
        var department = await db
            .Departments.AsNoTracking()
            .OrderBy(d => d.Code)
            .Select(d => d.Name)
            .FirstOrDefaultAsync(cancellationToken);
        List<object?[]> rows =
        [
            ["示例专员（填写后请删除本行）", "shili.zhuanyuan", texts.Name(Role.Commissioner), ""],
        ];
        if (department is not null)
        {
            rows.Add([
                "示例联络员（填写后请删除本行）",
                "shili.lianluoyuan",
                $"{texts.Name(Role.DepartmentLiaison)}、{texts.Name(Role.DepartmentHandler)}",
                department,
            ]);
        }

        return TableWriter.Csv([.. StaffColumn.All.Select(c => c.Name)], rows);
    }
}
