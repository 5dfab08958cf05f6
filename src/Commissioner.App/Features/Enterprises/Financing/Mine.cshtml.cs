using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Financing;

/// <summary>An enterprise's financing needs on the phone.</summary>
[Allow(Permission.StateFinancing)]
public sealed class MineModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<FinancingLine> Needs { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Needs = await mediator.Send(new ListFinancing(false, null, 20, After), cancellationToken);
}
