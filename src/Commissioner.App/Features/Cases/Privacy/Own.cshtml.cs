using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Privacy;

/// <summary>A person's rights to its own data: a copy of it, and to ask for its correction, its erasure or an explanation.</summary>
[Allow(Permission.TakeOwnCopy)]
public sealed class OwnModel(IMediator mediator, OwnCopy copy) : PageModel, IShows
{
    /// <summary>What is asked for.</summary>
    [BindProperty]
    public PersonalAsk? Ask { get; set; }

    /// <summary>In which words.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<PersonalRequestLine> Asked { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Asked = await mediator.Send(new ListOwnRequests(), cancellationToken);

    /// <summary>Hands out the copy.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        copy.Of(await mediator.Send(new TakeOwnCopy(), cancellationToken));

    /// <summary>Asks for something.</summary>
    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new AskAboutOwn(Ask, Text), cancellationToken);
        return RedirectToPage();
    }
}
