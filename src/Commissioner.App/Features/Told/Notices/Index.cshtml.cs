using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Notices;

/// <summary>One's own notices.</summary>
[Allow(Permission.SignedIn)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<NoticeLine> Notices { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Notices = await mediator.Send(new ListNotices(20, After), cancellationToken);

    /// <summary>Marks all as read.</summary>
    public async Task<IActionResult> OnPostAllAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new ReadAllNotices(), cancellationToken);
        return RedirectToPage();
    }

    /// <summary>Marks what was shown as read; one alone leads on to what it is about.</summary>
    public async Task<IActionResult> OnPostAsync(List<Id<Notice>> ids, bool open, CancellationToken cancellationToken)
    {
        var link = await mediator.Send(new ReadNotices(ids), cancellationToken);
        return open && link is not null ? LocalRedirect(link) : RedirectToPage(new { After });
    }
}
