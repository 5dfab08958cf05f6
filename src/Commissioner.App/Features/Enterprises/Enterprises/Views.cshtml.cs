using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Enterprises;

/// <summary>The enterprise reads who had its contact shown: of which unit, as what, what for and when.</summary>
[Allow(Permission.KeepCommissioner)]
public sealed class ViewsModel(IMediator mediator, Actor actor) : PageModel
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>A page of it.</summary>
    public ViewPage Looks { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Looks = await mediator.Send(new ListViews(actor.EnterpriseId ?? throw new NotFound(), 50, After), cancellationToken);
}
