using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Exclusions;

/// <summary>
/// What is left out of scores and why: units propose, supervision checks, appraisal approves, all who read scores may contest.
/// </summary>
[Allow(Permission.ReadScores)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The exclusion that is decided; empty when one is proposed.</summary>
    [BindProperty]
    public Id<Exclusion> ExclusionId { get; set; }

    [BindProperty]
    public ExclusionStep Step { get; set; }

    [BindProperty]
    public bool? Agrees { get; set; }

    /// <summary>The number of the case that something is to be left out of.</summary>
    [BindProperty]
    public string? CaseNumber { get; set; }

    /// <summary>What of it.</summary>
    [BindProperty]
    public FactKind? Kind { get; set; }

    [BindProperty]
    public ExclusionGround? Ground { get; set; }

    /// <summary>In words.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    public Page<ExclusionLine> Items { get; private set; } = new([], null);

    /// <summary>This person may propose.</summary>
    public bool MayPropose => Permissions.Holds(actor, Permission.ProposeExclusion);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Items = await mediator.Send(new ListExclusions(20, After), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostProposeAsync(CancellationToken cancellationToken)
    {
        var id = await mediator.Send(
            new ProposeExclusion(null, Kind, Ground, Reason?.ReplaceLineEndings("\n"), CaseNumber),
            cancellationToken
        );
        return LocalRedirect($"/exclusions#exclusion-{id}");
    }

    /// <summary>Takes one its next step.</summary>
    public async Task<IActionResult> OnPostDecideAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new DecideExclusion(ExclusionId, Step, Agrees, Reason?.ReplaceLineEndings("\n")), cancellationToken);
        return LocalRedirect($"/exclusions#exclusion-{ExclusionId}");
    }
}
