using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Proposals;

/// <summary>What upheld objections propose to change in the catalogue.</summary>
[Allow(Permission.ManageCatalogue)]
public sealed class IndexModel(IMediator mediator, Texts texts) : PageModel
{
    /// <summary>Those that were decided.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Decided { get; set; }

    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public Page<ProposalRow> Rows { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Rows = await mediator.Send(new ListProposals(Decided, After: After), cancellationToken);

    /// <summary>A difference in one line.</summary>
    public string Say(Catalogue.CatalogueChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return texts[
            "proposals.of",
            texts.Name(change.Field),
            change.Before.Length == 0 ? "—" : change.Before,
            change.After.Length == 0 ? "—" : change.After
        ];
    }
}
