using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Logins;

/// <summary>Where one is signed in, and that one no longer is.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    public IReadOnlyList<LoginLine> Lines { get; private set; } = [];

    /// <summary>Something was ended just now.</summary>
    [TempData]
    public bool LoginEnded { get; set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Lines = await mediator.Send(new ListLogins(), cancellationToken);

    public Task<IActionResult> OnPostAsync(Id<Session> sessionId, CancellationToken cancellationToken) =>
        EndAsync(new EndLogin(sessionId), cancellationToken);

    public Task<IActionResult> OnPostOthersAsync(CancellationToken cancellationToken) => EndAsync(new EndOtherLogins(), cancellationToken);

    private async Task<IActionResult> EndAsync<T>(IRequest<T> what, CancellationToken cancellationToken)
    {
        await mediator.Send(what, cancellationToken);
        LoginEnded = true;
        return RedirectToPage();
    }
}
