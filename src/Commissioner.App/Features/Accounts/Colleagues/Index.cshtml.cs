using Commissioner.App.Features.Accounts;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Colleagues;

/// <summary>The owner sees who belongs to its enterprise, invites, lets go and hands over.</summary>
[Allow(Permission.KeepColleagues)]
public sealed class IndexModel(IMediator mediator, CodeCarrier carrier) : PageModel, IShows
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    public ColleagueSheet Sheet { get; private set; } = null!;

    /// <summary>What was done just now: behind <c>colleagues.done.</c> the key of its text.</summary>
    [TempData]
    public string? Done { get; set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        carrier.Send((await mediator.Send(new InviteColleague(Name, Phone), cancellationToken)).Message);
        return Told("invited");
    }

    public async Task<IActionResult> OnPostRevokeAsync(Id<Invitation> invitationId, CancellationToken cancellationToken)
    {
        await mediator.Send(new RevokeInvitation(invitationId), cancellationToken);
        return Told("revoked");
    }

    public async Task<IActionResult> OnPostLetGoAsync(Id<Person> personId, CancellationToken cancellationToken)
    {
        await mediator.Send(new LetGo(personId), cancellationToken);
        return Told("letGo");
    }

    /// <summary>From then on this page is the other's.</summary>
    public async Task<IActionResult> OnPostHandOverAsync(Id<Person> personId, CancellationToken cancellationToken)
    {
        await mediator.Send(new HandOverOwnership(personId), cancellationToken);
        return LocalRedirect("/enterprises/mine");
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ListColleagues(), cancellationToken);

    private RedirectToPageResult Told(string what)
    {
        Done = what;
        return RedirectToPage();
    }
}
