using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Enterprises;

/// <summary>Who serves the enterprise, who did, and what may be done about it.</summary>
[Allow(Permission.KeepCommissioner)]
public sealed class MineModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    /// <summary>One's own enterprise.</summary>
    public EnterpriseSheet Enterprise { get; private set; } = null!;

    private Id<Enterprise> Own => actor.EnterpriseId ?? throw new NotFound();

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Enterprise = await mediator.Send(new ShowEnterprise(Own), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Keeps the commissioner that was replaced.</summary>
    public async Task<IActionResult> OnPostKeepAsync(Id<Replacement> replacementId, CancellationToken cancellationToken)
    {
        await mediator.Send(new Replacements.KeepCommissioner(Own, replacementId), cancellationToken);
        return LocalRedirect("/enterprises/mine?kept=1");
    }

    /// <summary>Asked whether it wants another commissioner, it answers.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(bool replace, CancellationToken cancellationToken)
    {
        await mediator.Send(new Replacements.AnswerOffer(Own, replace), cancellationToken);
        return LocalRedirect(replace ? "/enterprises/mine?replaced=1" : "/enterprises/mine?declined=1");
    }
}
