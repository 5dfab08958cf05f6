using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.App.Pipeline;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Commissioner.App.Features.Staff;

/// <summary>
/// The staff as a table that can be imported again: who, by which user name, with which roles and where; never a password, a second factor or a
/// key. Who holds nothing yet, since its roles wait for a second person, is left out.
/// </summary>
[Allow(Permission.GrantRoles)]
public sealed record ExportStaff(bool Workbook = false) : IQuery<byte[]>, IExport;

internal sealed class ExportStaffHandler(CommissionerDb db, Texts texts) : IRequestHandler<ExportStaff, byte[]>
{
    public async Task<byte[]> Handle(ExportStaff query, CancellationToken cancellationToken)
    {
        var staff = await (
            from p in db.People.AsNoTracking()
            join a in db.Accounts on (Guid)(object)p.Id equals a.Id
            where p.EnterpriseId == null && p.LeftAt == null
            select new
            {
                p.Name,
                a.UserName,
                p.Roles,
                Department = db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Code).FirstOrDefault(),
            }
        ).ToListAsync(cancellationToken);
        var rows = staff
            .Where(s => s.Roles.Count > 0)
            .OrderBy(s => s.UserName, StringComparer.Ordinal)
            .Select(s => new object?[] { s.Name, s.UserName, string.Join('、', s.Roles.Order().Select(Word)), s.Department });
        return TableWriter.ForImport(new(texts["staff.title"], [.. StaffColumn.All.Select(c => c.Name)], rows), query.Workbook);
    }

    // In one language whoever takes it along, so that the same staff is the same file.
    private string Word(Role role) => texts.InBoth("role." + role).First();
}
