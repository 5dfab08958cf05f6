using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Labels;

/// <summary>What is known of the own enterprise, and what it wants corrected.</summary>
[Allow(Permission.ClaimBenefits)]
public sealed class MineModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty]
    public string? Label { get; set; }

    [BindProperty]
    public string? Value { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    public IReadOnlyList<OwnLabel> Labels { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Labels = await mediator.Send(new ListOwnLabels(), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new CorrectLabel(Label, Value, Because), cancellationToken);
        return LocalRedirect("/labels/mine");
    }
}
