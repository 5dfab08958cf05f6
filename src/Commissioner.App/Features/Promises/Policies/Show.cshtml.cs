using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Policies;

/// <summary>One version: what it says, in what it differs, what it would do; a second person confirms it here.</summary>
[Allow(Permission.ManageRules)]
public sealed class ShowModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public int Version { get; set; }

    /// <summary>Say what it would do.</summary>
    [BindProperty(SupportsGet = true, Name = "whatIf")]
    public bool AskWhatIf { get; set; }

    public PolicySheet Sheet { get; private set; } = null!;

    /// <summary>What it would do; null when nobody asked.</summary>
    public WhatIfSheet? WhatIf { get; private set; }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowPolicy(Version), cancellationToken);
        WhatIf = AskWhatIf ? await mediator.Send(new WhatIfPolicy(Version), cancellationToken) : null;
    }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new ConfirmPolicy(Version), cancellationToken);
        return LocalRedirect("/policies");
    }
}
