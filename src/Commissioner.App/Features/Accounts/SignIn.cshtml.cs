using Commissioner.App.Features.Logins.Passkeys;
using Commissioner.App.Features.SingleSignOn;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioner.App.Features.Accounts;

/// <summary>Signs in and goes where one wanted to go: by name and password, or by an enterprise's phone and a code sent to it.</summary>
[AllowAnonymous]
[EnableRateLimiting("sign-in")]
public sealed class SignInModel(
    IMediator mediator,
    Texts texts,
    IHostEnvironment environment,
    Traces traces,
    CodeCarrier carrier,
    Settings settings,
    RelyingParty site
) : PageModel
{
    /// <summary>Where one wanted to go.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The key of a form that was kept when the session had ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Draft { get; set; }

    /// <summary><c>phone</c>, or nothing for name and password.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    /// <summary>The account's name.</summary>
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>That the password was right, where the authenticator's code is to follow.</summary>
    [BindProperty]
    public string? Ticket { get; set; }

    [BindProperty]
    public string? Totp { get; set; }

    public bool ByPhone => By == "phone";

    /// <summary>A code was asked for just now.</summary>
    public bool Sent { get; private set; }

    /// <summary>A code was asked for, so it may be typed.</summary>
    public bool Asked { get; private set; }

    /// <summary>The accounts among which whoever signs in chooses.</summary>
    public IReadOnlyList<AccountChoice> Choices { get; private set; } = [];

    /// <summary>Passkeys are made for this installation.</summary>
    public bool OffersPasskeys => site.IsThere;

    /// <summary>The demo's accounts are there.</summary>
    public bool HasDemo => environment.IsDevelopment();

    /// <summary>Why whoever came back from a sign-in elsewhere was not let in: a rule's code.</summary>
    [TempData(Key = Arrivals.Told)]
    public string? ArrivedTold { get; set; }

    /// <summary>Whoever came back from there has an authenticator.</summary>
    [TempData(Key = Arrivals.Ticket)]
    public string? ArrivedTicket { get; set; }

    /// <summary>Where else one may sign in; WeChat knows people in its own browser alone.</summary>
    public IEnumerable<ExternalWay> Elsewhere =>
        Ticket is not null
            ? []
            : settings.SingleSignOn.Ways.Where(w =>
                w == ExternalWay.WeChat ? IsIn("MicroMessenger") && !IsIn("wxwork") : settings.SingleSignOn.IsFor(w, ofEnterprise: ByPhone)
            );

    public string NameOf(ExternalWay way) => texts.NameOf(way, settings);

    public string AddressOf(ExternalWay way) =>
        SingleSignOnRoutes.Address(way)
        + QueryString.Create(
            new Dictionary<string, string?> { ["returnUrl"] = ReturnUrl, ["draft"] = Draft }.Where(p => p.Value is not null)
        );

    public void OnGet()
    {
        Ticket = ArrivedTicket;
        if (ArrivedTold is { } told)
        {
            ModelState.AddModelError("", texts["rule." + told]);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Ticket = null;
        try
        {
            return await LetInAsync(new SignIn(UserName, Password), "people.refused", cancellationToken);
        }
        catch (SecondFactorNeeded needed)
        {
            ModelState.Clear();
            (Ticket, Password) = (needed.Ticket, null);
            return Page();
        }
    }

    public Task<IActionResult> OnPostFinishAsync(CancellationToken cancellationToken) =>
        LetInAsync(new FinishSignIn(Ticket, Totp), "people.totp.refused", cancellationToken);

    /// <summary>What the script asks the browser; the ticket stays in a cookie of this browser's.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync(CancellationToken cancellationToken)
    {
        var asked = await mediator.Send(new AskPasskey(), cancellationToken);
        PasskeyCookie.Keep(HttpContext, asked.Ticket);
        return new JsonResult(asked.Options);
    }

    public Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken cancellationToken)
    {
        Ticket = null;
        return LetInAsync(
            new SignInByPasskey(PasskeyCookie.Take(HttpContext), PasskeyCookie.Read<PasskeyAnswer>(credential)),
            "people.passkey.refused",
            cancellationToken
        );
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken)
    {
        carrier.Send(await mediator.Send(new SendCode(Phone), cancellationToken));
        (Sent, Asked, Code) = (true, true, null);
        ModelState.Remove(nameof(Code));
        return Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(Id<Person>? personId, CancellationToken cancellationToken)
    {
        Asked = true;
        try
        {
            return await LetInAsync(new SignInByCode(Phone, Code, personId), "people.codeRefused", cancellationToken);
        }
        catch (SeveralAccounts several)
        {
            Choices = several.Accounts;
            return Page();
        }
    }

    private async Task<IActionResult> LetInAsync(IRequest<Person> request, string refused, CancellationToken cancellationToken)
    {
        try
        {
            var person = await mediator.Send(request, cancellationToken);
            Traces.Know(HttpContext);
            await traces.NoteAsync(person, cancellationToken);
            await HttpContext.BeginAsync(person, byCode: request is SignInByCode);
            return LocalRedirect(Target(person));
        }
        catch (SignInRefused)
        {
            ModelState.AddModelError("", texts[refused]);
            var page = Page();
            page.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return page;
        }
    }

    private bool IsIn(string browser) => Request.Headers.UserAgent.ToString().Contains(browser, StringComparison.OrdinalIgnoreCase);

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
