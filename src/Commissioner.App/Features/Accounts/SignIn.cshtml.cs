using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioner.App.Features.Accounts;

/// <summary>Signs in and goes where one wanted to go.</summary>
[AllowAnonymous]
[EnableRateLimiting("sign-in")]
public sealed class SignInModel(IMediator mediator, Texts texts, IHostEnvironment environment, Traces traces) : PageModel
{
    /// <summary>Where one wanted to go.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The key of a form that was kept when the session had ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Draft { get; set; }

    /// <summary>The account's name.</summary>
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The demo's accounts are there.</summary>
    public bool HasDemo => environment.IsDevelopment();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var person = await mediator.Send(new SignIn(UserName, Password), cancellationToken);
            Traces.Know(HttpContext);
            await traces.NoteAsync(person, cancellationToken);
            await HttpContext.SignInAsync(Sessions.Cookie, CurrentActor.Principal(person, Sessions.Cookie));
            return LocalRedirect(Target(person));
        }
        catch (SignInRefused)
        {
            ModelState.AddModelError("", texts["people.refused"]);
            var page = Page();
            page.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return page;
        }
    }

    private string Target(Person person)
    {
        if (!Url.IsLocalUrl(ReturnUrl))
        {
            return Sessions.Home(person.Acting());
        }

        return Draft is null
            ? ReturnUrl!
            : ReturnUrl + (ReturnUrl!.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "draft=" + Uri.EscapeDataString(Draft);
    }
}
