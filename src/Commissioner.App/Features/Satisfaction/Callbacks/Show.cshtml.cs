using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Callbacks;

/// <summary>One call-back: whom to ring, what to ask, and what was said.</summary>
[Allow(Permission.ReadCallbacks)]
[ShowsContacts]
public sealed class ShowModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [FromRoute]
    public Id<CallbackTask> Id { get; set; }

    [BindProperty]
    public Outcome? Solved { get; set; }

    /// <summary>When were you contacted, on the park's clock?</summary>
    [BindProperty]
    public DateTime? ContactedAt { get; set; }

    /// <summary>Did anyone ask for praise?</summary>
    [BindProperty]
    public bool PraiseAsked { get; set; }

    /// <summary>Did anyone ask for a withdrawal?</summary>
    [BindProperty]
    public bool WithdrawalPressed { get; set; }

    [BindProperty]
    public bool AnotherCommissioner { get; set; }

    /// <summary>Was the rating raised freely?</summary>
    [BindProperty]
    public bool? RaiseWasFree { get; set; }

    /// <summary>In the enterprise's own words.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Where the recording is kept.</summary>
    [BindProperty]
    public string? Recording { get; set; }

    /// <summary>What happened at a call in vain.</summary>
    [BindProperty]
    public string? Note { get; set; }

    public CallbackSheet Callback { get; private set; } = null!;

    /// <summary>This person makes calls.</summary>
    public bool MayCall => actor.Is(Role.CallbackAgent);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Callback = await mediator.Send(new ShowCallback(Id), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Records what was said.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var contacted = ContactedAt is { } at ? Moments.FromLocal(at) : (DateTimeOffset?)null;
        await mediator.Send(
            new RecordResult(
                Id,
                Solved,
                contacted,
                PraiseAsked,
                WithdrawalPressed,
                AnotherCommissioner,
                RaiseWasFree,
                Words?.ReplaceLineEndings("\n"),
                Recording
            ),
            cancellationToken
        );
        return LocalRedirect("/callbacks");
    }

    /// <summary>Notes a call in vain, now.</summary>
    public async Task<IActionResult> OnPostAttemptAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new RecordAttempt(Id, null, Note), cancellationToken);
        return LocalRedirect("/callbacks");
    }
}
