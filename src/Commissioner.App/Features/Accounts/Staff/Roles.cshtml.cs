using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Staff;

/// <summary>What somebody of the staff holds, and what it was given, by whom and why.</summary>
[Allow(Permission.GrantRoles)]
public sealed class RolesModel(IMediator mediator) : ChoosesRoles, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    public StaffMember Person { get; private set; } = null!;

    public IReadOnlyList<RoleChangeLine> Changes { get; private set; } = [];

    /// <summary>How the change stands that was made just now.</summary>
    [TempData]
    public string? Made { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        (Roles, DepartmentId) = ([.. Person.Roles], Person.DepartmentId);
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => ChangeAsync(Roles, cancellationToken);

    public Task<IActionResult> OnPostLeaveAsync(CancellationToken cancellationToken)
    {
        DepartmentId = null;
        return ChangeAsync([], cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Person = await mediator.Send(new ShowStaff(Id), cancellationToken);
        Changes = await mediator.Send(new ListRoleChanges(Id), cancellationToken);
        Departments = await mediator.Send(new ListDepartments(), cancellationToken);
    }

    private async Task<IActionResult> ChangeAsync(IReadOnlyList<Role> roles, CancellationToken cancellationToken)
    {
        Made = (await mediator.Send(new ChangeRoles(Id, roles, DepartmentId, Reason), cancellationToken)).State.ToString();
        return RedirectToPage(new { Id });
    }
}
