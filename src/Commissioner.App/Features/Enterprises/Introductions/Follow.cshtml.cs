using Commissioner.App.Features.Enterprises;
using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Introductions;

/// <summary>One introduction for one of the two enterprises: yes or no, and whom to speak to once both said yes.</summary>
[Allow(Permission.AnswerIntroductions)]
[ShowsContacts]
public sealed class FollowModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [FromRoute]
    public Id<Introduction> Id { get; set; }

    public IntroductionSheet Introduction { get; private set; } = null!;

    /// <summary>Whom to speak to at the other enterprise, once that was asked for.</summary>
    public PartnerContact? Contact { get; private set; }

    /// <summary>Whom the enterprise calls about it.</summary>
    public WhomToCall? ToCall { get; private set; }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Introduction = await mediator.Send(new ShowIntroduction(Id), cancellationToken);
        ToCall = actor.EnterpriseId is { } own ? await mediator.Send(new WhoServes(own), cancellationToken) : null;
    }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAnswerAsync(bool yes, CancellationToken cancellationToken)
    {
        await mediator.Send(new AnswerIntroduction(Id, yes), cancellationToken);
        return LocalRedirect($"/introductions/follow/{Id}");
    }

    public async Task<IActionResult> OnPostContactAsync(CancellationToken cancellationToken)
    {
        Contact = await mediator.Send(new RevealPartner(Id), cancellationToken);
        await ShowAsync(cancellationToken);
        return Page();
    }
}
