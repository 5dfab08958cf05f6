using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Orders;

/// <summary>Open supervision orders, what is due first first.</summary>
[Allow(Permission.ReadOrders)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The page of the list.</summary>
    public Page<OrderRow> Orders { get; private set; } = new([], null);

    /// <summary>Reads it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Orders = await mediator.Send(new ListOrders(After: After), cancellationToken);
}
