using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Told;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Channels;

/// <summary>Whether each channel works, and a message to oneself to see it.</summary>
[Allow(Permission.WatchChannels)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>By which channel a message was sent just now.</summary>
    [TempData]
    public string? Tried { get; set; }

    public IReadOnlyList<ChannelLine> Channels { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(Channel? channel, CancellationToken cancellationToken)
    {
        await mediator.Send(new TryChannel(channel), cancellationToken);
        Tried = channel!.Value.ToString();
        return RedirectToPage();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Channels = await mediator.Send(new ShowChannels(), cancellationToken);
}
