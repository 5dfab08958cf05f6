using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Opinions;

/// <summary>The Leader's page.</summary>
[Allow(Permission.WriteOpinion)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public OpinionSheet Sheet { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowOpinions(After: After), cancellationToken);
}
