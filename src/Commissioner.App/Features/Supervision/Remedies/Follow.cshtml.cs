using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Remedies;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Remedies;

/// <summary>One remedy on the phone, by the own case: whether it helped.</summary>
[Allow(Permission.AnswerRemedies)]
public sealed class FollowModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>The own case's line of it.</summary>
    [FromRoute]
    public Id<RemedyCase> Id { get; set; }

    [BindProperty]
    public bool? Helped { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public OwnRemedy Remedy { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Remedy = (await mediator.Send(new ListOwnRemedies(Id), cancellationToken)).Items[0];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new AnswerRemedy(Id, Helped, Words?.ReplaceLineEndings("\n")), cancellationToken);
        return LocalRedirect($"/remedies/follow/{Id}");
    }
}
