using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Introductions;

/// <summary>Introductions that one owns or watches, those that are due, and the figures for who may see them.</summary>
[Allow(Permission.ReadOfferings)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel
{
    /// <summary>All, and not only those that go on.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    /// <summary>Only those whose follow-up is nearly due or late.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Due { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<IntroductionLine> Introductions { get; private set; } = new([], null);

    public IReadOnlyList<IntroductionQuarter> Quarters { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (actor.EnterpriseId is not null)
        {
            return LocalRedirect("/introductions/mine");
        }

        Introductions = await mediator.Send(new ListIntroductions(!All, Due, null, 50, After), cancellationToken);
        Quarters = Permissions.Holds(actor, Permission.CountIntroductions)
            ? await mediator.Send(new CountIntroductions(), cancellationToken)
            : [];
        return Page();
    }
}
