using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioner.App.Features.L;

/// <summary>A message's link. Programs that look at links before people do open nothing: that takes a press.</summary>
[AllowAnonymous]
[EnableRateLimiting("sign-in")]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public string Token { get; set; } = "";

    public LinkSheet Link { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Link = await mediator.Send(new LookAtLink(Token), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var opened = await mediator.Send(new OpenLink(Token), cancellationToken);
        await HttpContext.BeginAsync(opened.Person, opened.CaseId);
        return LocalRedirect(opened.Path);
    }
}
