using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioner.App.Features.Status;

/// <summary>Whether it runs, and how punctually, for anybody to read.</summary>
[AllowAnonymous]
[EnableRateLimiting("status")]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    public StatusSheet Sheet { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Sheet = await mediator.Send(new ShowStatus(), cancellationToken);
}
