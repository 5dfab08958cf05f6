using Commissioner.App.Features.Introductions;
using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Offerings;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Offerings;

/// <summary>One of the own enterprise's: what suits it, and the form that says it otherwise.</summary>
[Allow(Permission.OfferAndSeek)]
public sealed class FollowModel(IMediator mediator) : OfferingFormModel(mediator)
{
    private readonly IMediator _mediator = mediator;

    [FromRoute]
    public Id<Offering> Id { get; set; }

    public OfferingSheet Offering { get; private set; } = null!;

    public IReadOnlyList<PartnerLine> Suggestions { get; private set; } = [];

    /// <inheritdoc/>
    public override bool ChoosesKind => false;

    /// <inheritdoc/>
    public override async Task ShowAsync(CancellationToken cancellationToken)
    {
        await base.ShowAsync(cancellationToken);
        Offering = await _mediator.Send(new ShowOffering(Id), cancellationToken);
        Suggestions = await _mediator.Send(new SuggestPartners(Id), cancellationToken);
        // What was typed stays; where nothing was, the form says what is stored.
        if (Category is not null || What is not null)
        {
            return;
        }

        var line = Offering.Line;
        (Kind, Category, What, Amount, Unit) = (line.Kind, line.Category, line.What, line.Amount, line.Unit);
        (PlaceId, City, UntilOn, Audience) = (Offering.PlaceId, Offering.City, line.UntilOn, line.Audience);
    }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await _mediator.Send(new ChangeOffering(Id, Says), cancellationToken);
        return LocalRedirect($"/offerings/follow/{Id}");
    }

    public async Task<IActionResult> OnPostMoveAsync(OfferingStep step, CancellationToken cancellationToken)
    {
        await _mediator.Send(new MoveOffering(Id, step), cancellationToken);
        return LocalRedirect($"/offerings/follow/{Id}");
    }

    public async Task<IActionResult> OnPostAskAsync(Id<Offering> with, CancellationToken cancellationToken)
    {
        var own = await _mediator.Send(new ShowOffering(Id), cancellationToken);
        var id = await _mediator.Send(
            own.Line.Kind == OfferingKind.Offer ? new ProposeIntroduction(Id, with) : new ProposeIntroduction(with, Id),
            cancellationToken
        );
        return LocalRedirect($"/introductions/follow/{id}");
    }
}
