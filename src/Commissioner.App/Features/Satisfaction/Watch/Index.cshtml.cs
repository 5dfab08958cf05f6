using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Watch;

/// <summary>Who came to enterprises that rated poorly, for supervision alone.</summary>
[Allow(Permission.Supervise)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<WatchedVisit> Visits { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Visits = await mediator.Send(new ListWatched(20, After), cancellationToken);
}
