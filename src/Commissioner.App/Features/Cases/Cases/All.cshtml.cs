using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Cases;

/// <summary>All cases that one may see, newest first.</summary>
[Allow(Permission.ReadCases)]
public sealed class AllModel(IMediator mediator, TimeProvider clock) : PageModel
{
    /// <summary>What is left out.</summary>
    [BindProperty(SupportsGet = true)]
    public CaseFilters Filters { get; set; } = new();

    /// <summary>The page of the list; empty where its address is not one of ours.</summary>
    public CaseListing Listing => new("/cases/all", Box.All, Filters, Cases, clock.GetUtcNow(), "cases.desk.allEmpty");

    private Page<CaseRow> Cases { get; set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Cases = await mediator.Send(Filters.Of(Box.All), cancellationToken);
}
