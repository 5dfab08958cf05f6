using Commissioner.App.Features.Accounts;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioner.App.Features.I;

/// <summary>An invitation's link. Programs that look at links before people do take nothing: that needs the invited number and its code.</summary>
[AllowAnonymous]
[EnableRateLimiting("sign-in")]
public sealed class IndexModel(IMediator mediator, Texts texts, CodeCarrier carrier) : PageModel, IShows
{
    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>What the link is for; null where it is good for nothing, and why is not told.</summary>
    public InvitationSheet? Invitation { get; private set; }

    /// <summary>A code was asked for, so it may be typed.</summary>
    public bool Asked { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        var page = Page();
        page.StatusCode = Invitation is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return page;
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        try
        {
            Invitation = await mediator.Send(new LookAtInvitation(Token), cancellationToken);
        }
        catch (NotFound)
        {
            Invitation = null;
        }
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken)
    {
        carrier.Send(await mediator.Send(new SendInvitationCode(Token, Phone), cancellationToken));
        (Asked, Code) = (true, null);
        ModelState.Remove(nameof(Code));
        return await OnGetAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var person = await mediator.Send(new AcceptInvitation(Token, Phone, Code), cancellationToken);
            await HttpContext.BeginAsync(person, byCode: true);
            return LocalRedirect(Sessions.Home(person.Acting()));
        }
        catch (SignInRefused)
        {
            Asked = true;
            await ShowAsync(cancellationToken);
            if (Invitation is not null)
            {
                ModelState.AddModelError("", texts["invitations.refused"]);
            }

            var page = Page();
            page.StatusCode = Invitation is null ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity;
            return page;
        }
    }
}
