using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Engine;

/// <summary>How the machine runs that keeps the promises.</summary>
[Allow(Permission.WatchMachine)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    public EngineSheet Sheet { get; private set; } = null!;

    /// <summary>May set it going again.</summary>
    public bool MayRun { get; } = Permissions.Holds(actor, Permission.RunMachine);

    public async Task OnGetAsync(CancellationToken cancellationToken) => Sheet = await mediator.Send(new ShowEngine(), cancellationToken);

    /// <summary>Has a row tried again.</summary>
    public async Task<IActionResult> OnPostTryAgainAsync(Guid key, CancellationToken cancellationToken)
    {
        await mediator.Send(new TryAgain(key), cancellationToken);
        return RedirectToPage(null, null, null, "set-aside");
    }
}
