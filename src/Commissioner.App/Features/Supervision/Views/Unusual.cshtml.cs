using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Views;

/// <summary>Who lately read unusually, for supervision alone.</summary>
[Allow(Permission.WatchReading)]
public sealed class UnusualModel(IMediator mediator, Settings settings) : PageModel
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<UnusualLine> Lines { get; private set; } = new([], null);

    /// <summary>From where on reading is unusual.</summary>
    public UnusualSettings Most => settings.Unusual;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Lines = await mediator.Send(new FindUnusual(50, After), cancellationToken);
}
