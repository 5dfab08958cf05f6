using Commissioner.App.Hosting;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.Offerings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Offerings;

/// <summary>A page with the short form of what an enterprise offers or seeks.</summary>
public abstract class OfferingFormModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty]
    public OfferingKind? Kind { get; set; }

    [BindProperty]
    public OfferingCategory? Category { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public decimal? Amount { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public Id<Park>? PlaceId { get; set; }

    [BindProperty]
    public string? City { get; set; }

    [BindProperty]
    public DateOnly? UntilOn { get; set; }

    [BindProperty]
    public OfferingAudience? Audience { get; set; }

    /// <summary>The parks and sub-parks to choose from.</summary>
    public IReadOnlyList<PlaceLine> Places { get; private set; } = [];

    /// <summary>Whether it is offered or sought may still be chosen.</summary>
    public virtual bool ChoosesKind => true;

    /// <summary>What was typed.</summary>
    protected OfferingText Says => new(Kind, Category, What, Amount, Unit, PlaceId, City, UntilOn, Audience);

    /// <inheritdoc/>
    public virtual async Task ShowAsync(CancellationToken cancellationToken) =>
        Places = await mediator.Send(new ListPlaces(), cancellationToken);
}
