using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Departures;

/// <summary>The service office looks for whom it lets go, or to another department.</summary>
[Allow(Permission.LetStaffGo)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<StaffHere> Staff { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Staff = await mediator.Send(new FindStaff(Search), cancellationToken);
}
