using Commissioner.App.Features.Enterprises;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Moves;

/// <summary>The service office looks for the enterprise that moves, merges or leaves.</summary>
[Allow(Permission.KeepOrganisation)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public EnterprisePage Found { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Found = await mediator.Send(new ListEnterprises(Search, 50, After), cancellationToken);
}
