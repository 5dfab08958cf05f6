using Commissioner.App.Features.Departments;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Staff;

/// <summary>A page on which roles are chosen: of a newcomer, or of somebody who is here.</summary>
public abstract class ChoosesRoles : PageModel
{
    [BindProperty]
    public List<Role> Roles { get; set; } = [];

    [BindProperty]
    public Id<Department>? DepartmentId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The departments to choose from.</summary>
    public IReadOnlyList<DepartmentLine> Departments { get; protected set; } = [];
}
