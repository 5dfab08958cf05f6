using Commissioner.App.Features.Introductions;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Offerings;

/// <summary>One offer or seek at the desk, with what suits it: a press asks both enterprises.</summary>
[Allow(Permission.ReadOfferings)]
public sealed class ShowModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [FromRoute]
    public Id<Offering> Id { get; set; }

    public OfferingSheet Offering { get; private set; } = null!;

    public IReadOnlyList<PartnerLine> Suggestions { get; private set; } = [];

    public bool MayPropose => Permissions.Holds(actor, Permission.ProposeIntroductions);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Offering = await mediator.Send(new ShowOffering(Id), cancellationToken);
        Suggestions = await mediator.Send(new SuggestPartners(Id), cancellationToken);
    }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(Id<Offering> with, CancellationToken cancellationToken)
    {
        var its = await mediator.Send(new ShowOffering(Id), cancellationToken);
        var id = await mediator.Send(
            its.Line.Kind == OfferingKind.Offer ? new ProposeIntroduction(Id, with) : new ProposeIntroduction(with, Id),
            cancellationToken
        );
        return LocalRedirect($"/introductions/show/{id}");
    }
}
