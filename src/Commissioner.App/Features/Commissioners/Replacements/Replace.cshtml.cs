using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Replacements;

/// <summary>换专员: what happens then in two sentences, and one button. No reason is asked.</summary>
[Allow(Permission.KeepCommissioner)]
public sealed class ReplaceModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    /// <summary>One's own enterprise.</summary>
    public Enterprises.EnterpriseSheet Enterprise { get; private set; } = null!;

    private Id<Enterprise> Own => actor.EnterpriseId ?? throw new NotFound();

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Enterprise = await mediator.Send(new Enterprises.ShowEnterprise(Own), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new ReplaceCommissioner(Own), cancellationToken);
        return LocalRedirect("/enterprises/mine?replaced=1");
    }
}
