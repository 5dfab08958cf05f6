using Commissioner.App.Features.Imports;
using Commissioner.App.Hosting;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.App.Features.Staff;

/// <summary>The columns of a table of staff.</summary>
internal static class StaffColumn
{
    public static readonly TableColumn PersonName = new("姓名", "name");
    public static readonly TableColumn UserName = new("登录名", "userName");
    public static readonly TableColumn Roles = new("角色", "roles");
    public static readonly TableColumn Department = new("部门", "department", Compulsory: false);

    public static IReadOnlyList<TableColumn> All { get; } = [PersonName, UserName, Roles, Department];
}

/// <summary>What is refused in a row of staff.</summary>
public static class StaffTableRules
{
    /// <summary>Detail 0: the row that has it already.</summary>
    public static readonly Rule UserNameTwice = new("UserNameTwice", "Another row has this user name.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule RoleUnknown = new("RoleUnknown", "There is no such role of staff.");

    /// <summary>Detail 0: what was given.</summary>
    public static readonly Rule StaffDepartmentUnknown = new("StaffDepartmentUnknown", "There is no such department.");

    public static readonly Rule StaffTableTooLong = new("StaffTableTooLong", "At most 500 people are taken in at once.");
}

/// <summary>What the cells of a table of staff may say.</summary>
internal sealed class StaffWords(Texts texts, IReadOnlyList<Department> departments)
{
    private static readonly char[] Between = ['、', ',', '，', ';', '；', '/', '|', '\n'];

    private readonly ILookup<string, Role> _roles = RoleChange
        .Grantable.SelectMany(r => texts.InBoth("role." + r).Append(r.ToString()).Select(word => (word, r)))
        .ToLookup(r => r.word, r => r.r, StringComparer.OrdinalIgnoreCase);

    /// <summary>The roles of a cell.</summary>
    public IReadOnlyList<Role> Roles(string cell, Action<string> unknown)
    {
        List<Role> roles = [];
        foreach (var word in cell.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (_roles[word].Distinct().ToList() is [var role])
            {
                roles.Add(role);
            }
            else
            {
                unknown(word);
            }
        }

        return roles;
    }

    /// <summary>The department of a cell, by its code or its name; null where it says none.</summary>
    public Id<Department>? DepartmentOf(string cell, Action<string> unknown)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        // By a former name, too, also of one that closed: its successor is meant.
        var named =
            departments.FirstOrDefault(d => d.ClosedAt is null && Same(d.Code, cell))
            ?? departments.FirstOrDefault(d => d.ClosedAt is null && Same(d.Name, cell))
            ?? departments.FirstOrDefault(d => Same(d.Code, cell) || Same(d.Name, cell) || d.FormerNames.Any(n => Same(n.Name, cell)));
        while (named?.SuccessorId is { } successor)
        {
            named = departments.Single(d => d.Id == successor);
        }

        var found = named?.Id;
        if (found is null)
        {
            unknown(cell);
        }

        return found;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
