using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Undertakings;

/// <summary>Open nodes that are one's own, by due time.</summary>
[Allow(Permission.WorkNodes)]
public sealed class NodesModel(IMediator mediator) : PageModel
{
    /// <summary>Where the page begins.</summary>
    [FromQuery]
    public string? After { get; set; }

    public Page<NodeRow> Rows { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Rows = await mediator.Send(new ListNodes(After: After), cancellationToken);
}
