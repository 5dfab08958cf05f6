using Commissioner.App.Features.SingleSignOn;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Data;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Logins;

/// <summary>Where one is signed in, and that one no longer is.</summary>
[Allow(Permission.KeepOwnAccount)]
public sealed class IndexModel(IMediator mediator, Settings settings, Texts texts, Actor actor) : PageModel, IShows
{
    public IReadOnlyList<LoginLine> Lines { get; private set; } = [];

    /// <summary>Something was ended just now.</summary>
    [TempData]
    public bool LoginEnded { get; set; }

    /// <summary>By which sign-ins elsewhere one comes in here.</summary>
    public IReadOnlyList<ExternalLoginLine> Bound { get; private set; } = [];

    /// <summary>Those that one may bind.</summary>
    public IReadOnlyList<ExternalWay> Bindable { get; private set; } = [];

    /// <summary>A sign-in elsewhere was bound just now.</summary>
    [TempData]
    public bool ExternallyBound { get; set; }

    /// <summary>One was unbound just now.</summary>
    [TempData]
    public bool ExternallyEnded { get; set; }

    /// <summary>Why whoever went to bind one came back without it: a rule's code.</summary>
    [TempData(Key = Arrivals.Told)]
    public string? ArrivedTold { get; set; }

    public string NameOf(ExternalWay way) => texts.NameOf(way, settings);

    public Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (ArrivedTold is { } told)
        {
            ModelState.AddModelError("", texts["rule." + told]);
        }

        return ShowAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Lines = await mediator.Send(new ListLogins(), cancellationToken);
        Bound = await mediator.Send(new ListExternalLogins(), cancellationToken);
        var ofEnterprise = actor.EnterpriseId is not null;
        Bindable = [.. settings.SingleSignOn.Ways.Where(w => settings.SingleSignOn.IsFor(w, ofEnterprise) && Bound.All(b => b.Way != w))];
    }

    public async Task<IActionResult> OnPostUnbindAsync(Id<ExternalLogin> loginId, CancellationToken cancellationToken)
    {
        await mediator.Send(new EndExternalLogin(loginId), cancellationToken);
        ExternallyEnded = true;
        return RedirectToPage();
    }

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
