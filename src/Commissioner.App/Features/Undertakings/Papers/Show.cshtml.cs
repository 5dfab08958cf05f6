using Commissioner.App.Features.Attachments;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.People;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Papers;

/// <summary>A promised paper as documents that can be printed, with what this person may do, on both faces.</summary>
[Allow(Permission.ReadUndertakings)]
[ShowsContacts]
public sealed class ShowModel(IMediator mediator, Refusals refusals, Actor actor) : FilingModel(mediator, refusals), IShows
{
    [FromRoute]
    public Id<Undertaking> Of { get; set; }

    [FromRoute]
    public Id<PaperPromise> Id { get; set; }

    [BindProperty]
    public PaperMove? Move { get; set; }

    /// <summary>What is said with a move.</summary>
    [BindProperty]
    public string? Words { get; set; }

    public PromiseDocument Sheet { get; private set; } = null!;

    /// <summary>On the enterprise's phone.</summary>
    public bool Phone => actor.EnterpriseId is not null;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await Mediator.Send(new ShowPromise(Of, Id), cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Takes files in, then moves the paper.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (!await TakeInAsync(cancellationToken))
        {
            return Refused();
        }

        await Mediator.Send(new MovePaper(Of, Id, Move, Words, AttachedIds), cancellationToken);
        return LocalRedirect($"/papers/show/{Of}/{Id}");
    }
}
