using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Confidential;

/// <summary>The confidential cases, which supervision deals with by itself.</summary>
[Allow(Permission.Supervise)]
public sealed class IndexModel(IMediator mediator, TimeProvider clock) : PageModel
{
    /// <summary>What is left out.</summary>
    [BindProperty(SupportsGet = true)]
    public CaseFilters Filters { get; set; } = new();

    /// <summary>The page of the list; empty where its address is not one of ours.</summary>
    public CaseListing Listing => new("/confidential", Box.Confidential, Filters, Cases, clock.GetUtcNow(), "confidential.empty");

    private Page<CaseRow> Cases { get; set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Cases = await mediator.Send(Filters.Of(Box.Confidential), cancellationToken);
}
