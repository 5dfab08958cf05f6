using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.FaultReviews;

/// <summary>Fault reviews that one may see; supervision and appraisal open one here.</summary>
[Allow(Permission.SignedIn)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Who is reviewed, by name.</summary>
    [BindProperty]
    public string? PersonName { get; set; }

    /// <summary>What is looked into.</summary>
    [BindProperty]
    public FaultGround? Ground { get; set; }

    /// <summary>What happened.</summary>
    [BindProperty]
    public string? Occasion { get; set; }

    public Page<FaultReviewRow> Rows { get; private set; } = new([], null);

    /// <summary>This person opens reviews.</summary>
    public bool MayOpen => Permissions.Holds(actor, Permission.ReviewFaults);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Rows = await mediator.Send(new ListFaultReviews(After: After), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = await mediator.Send(new OpenFaultReview(null, PersonName, Ground, Occasion?.ReplaceLineEndings("\n")), cancellationToken);
        return LocalRedirect($"/fault-reviews/{id}");
    }
}
