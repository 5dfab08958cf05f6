using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Satisfaction;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.PoorRatings;

/// <summary>Poor ratings on their way: the service office takes each to its next step, supervision looks on.</summary>
[Allow(Permission.ReadPoorRatings)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The poor rating that is taken on.</summary>
    [BindProperty]
    public Id<PoorRating> PoorRatingId { get; set; }

    /// <summary>To which step.</summary>
    [BindProperty]
    public PoorRatingStep Step { get; set; }

    /// <summary>When the enterprise was heard, on the park's clock; now where none is said.</summary>
    [BindProperty]
    public DateTime? At { get; set; }

    /// <summary>What it said.</summary>
    [BindProperty]
    public string? Outcome { get; set; }

    /// <summary>Whether it is so.</summary>
    [BindProperty]
    public Verification? Verification { get; set; }

    /// <summary>What was found.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Until when it is put right, on the park's clock; the limit where none is said.</summary>
    [BindProperty]
    public DateTime? CorrectBy { get; set; }

    /// <summary>What was put right.</summary>
    [BindProperty]
    public string? Correction { get; set; }

    /// <summary>The reply that the enterprise reads.</summary>
    [BindProperty]
    public string? Reply { get; set; }

    public Page<PoorRatingLine> Items { get; private set; } = new([], null);

    /// <summary>This person works on them.</summary>
    public bool MayHandle => actor.Is(Role.TriageDesk);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Items = await mediator.Send(new ListPoorRatings(20, After), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Takes one to its next step.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var text = Step switch
        {
            PoorRatingStep.Contact => Outcome,
            PoorRatingStep.Verify => Text,
            _ => Correction,
        };
        await mediator.Send(
            new HandlePoorRating(
                PoorRatingId,
                Step,
                null,
                At is { } at ? Moments.FromLocal(at) : null,
                text?.ReplaceLineEndings("\n"),
                Verification,
                CorrectBy is { } by ? Moments.FromLocal(by) : null,
                Reply?.ReplaceLineEndings("\n")
            ),
            cancellationToken
        );
        return LocalRedirect($"/poor-ratings#poor-{PoorRatingId}");
    }
}
