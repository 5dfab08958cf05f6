using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Following;

/// <summary>The cases that one follows; and where one says so.</summary>
[Allow(Permission.FollowCases)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The case that one follows from now on, or no longer.</summary>
    [BindProperty]
    public Id<Case> CaseId { get; set; }

    [BindProperty]
    public bool Follows { get; set; }

    public Page<FollowedCase> Cases { get; private set; } = new([], null);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Cases = await mediator.Send(new ListFollowed(After: After), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new FollowCase(CaseId, Follows), cancellationToken);
        return LocalRedirect($"/cases/show/{CaseId}#follow");
    }
}
