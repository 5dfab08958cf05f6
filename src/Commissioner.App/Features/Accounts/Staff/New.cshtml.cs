using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Staff;

/// <summary>The security administrator takes somebody in, and is told its password for once.</summary>
[Allow(Permission.GrantRoles)]
public sealed class NewModel(IMediator mediator) : ChoosesRoles, IShows
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    /// <summary>Who was taken in just now, with the password for once, which is shown this one time.</summary>
    public (string UserName, string Password, RoleChangeState State)? Once { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var taken = await mediator.Send(new TakeIn(Name, UserName, Roles, DepartmentId, Reason), cancellationToken);
        Once = (UserName!.Trim(), taken.Password, taken.State);
        ModelState.Clear();
        (Name, UserName, Roles, DepartmentId, Reason) = (null, null, [], null, null);
        await ShowAsync(cancellationToken);
        return Page();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Departments = await mediator.Send(new ListDepartments(), cancellationToken);
}
