using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Staff;

/// <summary>The security administrator sees who is in the staff, and what it holds.</summary>
[Allow(Permission.GrantRoles)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<StaffLine> Staff { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Staff = await mediator.Send(new ListStaff(Search), cancellationToken);
}
