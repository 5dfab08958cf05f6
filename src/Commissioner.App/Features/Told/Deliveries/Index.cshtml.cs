using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Deliveries;

/// <summary>What became of messages.</summary>
[Allow(Permission.ReadDeliveries)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Fate? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Channel? Channel { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Event { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>So many were sent again just now; null where nobody asked.</summary>
    [TempData]
    public int? Replayed { get; set; }

    public Page<DeliveryLine> Deliveries { get; private set; } = new([], null);

    /// <summary>Who sees them here may have them sent again.</summary>
    public bool MayReplay => Permissions.Holds(actor, Permission.ReplayDeliveries);

    /// <summary>What the page asks for.</summary>
    public DeliveryFilter Filter => new(State, Channel, Event, Number);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Deliveries = await mediator.Send(new ListDeliveries(Filter, 50, After), cancellationToken);

    public async Task<IActionResult> OnPostAsync(Id<Delivery> id, CancellationToken cancellationToken)
    {
        await mediator.Send(new ReplayDelivery(id), cancellationToken);
        Replayed = 1;
        return Back();
    }

    public async Task<IActionResult> OnPostAllAsync(CancellationToken cancellationToken)
    {
        Replayed = await mediator.Send(new ReplayDeliveries(Filter), cancellationToken);
        return Back();
    }

    private RedirectToPageResult Back() =>
        RedirectToPage(
            new
            {
                State,
                Channel,
                Event,
                Number,
            }
        );
}
