using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Callbacks;

/// <summary>Call-backs that are owed, by due time.</summary>
[Allow(Permission.ReadCallbacks)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<CallbackLine> Callbacks { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Callbacks = await mediator.Send(new ListCallbacks(20, After), cancellationToken);
}
