using Commissioner.App.Features.Departments;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Organisation;

/// <summary>What is open with a department, and the one decision which other does its work from now on.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed class CloseModel(IMediator mediator, Texts texts) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Department> Id { get; set; }

    [BindProperty]
    public Id<Department>? SuccessorId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Kept { get; set; }

    public Closing Closing { get; private set; } = null!;

    public IReadOnlyList<DepartmentLine> Departments { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new CloseDepartment(Id, SuccessorId, Reason), cancellationToken);
        Kept = texts["organisation.closed.done"];
        return RedirectToPage("/Enterprises/Organisation/Index", null, null);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Closing = await mediator.Send(new ShowClosing(Id), cancellationToken);
        Departments = await mediator.Send(new ListDepartments(), cancellationToken);
    }
}
