using Commissioner.App.Hosting;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Replacements;

/// <summary>First whose commissioner, then the one button; afterwards who acts now.</summary>
public abstract class ChoosingModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>Part of the enterprise's name, or its credit code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The enterprise, once chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Enterprise>? EnterpriseId { get; set; }

    /// <summary>The caller's own words, where a seat speaks for it.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>By which the call's recording is found.</summary>
    [BindProperty]
    public string? Recording { get; set; }

    /// <summary>What the caller said is asked for.</summary>
    public virtual bool ForCaller => false;

    /// <summary>It was done just now.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    /// <summary>Behind <c>replacements.</c> the key of its words.</summary>
    public abstract string Key { get; }

    /// <summary>The enterprises that were searched for; null before a search.</summary>
    public Enterprises.EnterprisePage? Found { get; private set; }

    /// <summary>The enterprise, once chosen.</summary>
    public Enterprises.EnterpriseSheet? Enterprise { get; private set; }

    /// <summary>Shows the step that comes next.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var enterprise = EnterpriseId ?? throw new NotFound();
        await ReplaceAsync(enterprise, cancellationToken);
        return RedirectToPage(new { enterpriseId = enterprise, done = true });
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        if (EnterpriseId is { } chosen)
        {
            Enterprise = await mediator.Send(new Enterprises.ShowEnterprise(chosen), cancellationToken);
        }
        else if (!string.IsNullOrWhiteSpace(Q))
        {
            Found = await mediator.Send(new Enterprises.ListEnterprises(Q, 10), cancellationToken);
        }
    }

    /// <summary>Replaces the commissioner of this enterprise.</summary>
    protected abstract Task ReplaceAsync(Id<Enterprise> enterprise, CancellationToken cancellationToken);
}
