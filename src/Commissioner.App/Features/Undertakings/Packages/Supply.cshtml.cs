using Commissioner.App.Features.Undertakings;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Packages;

/// <summary>The enterprise reads all that is missing, of all matters at once, and hands it in.</summary>
[Allow(Permission.ApplyForPackages)]
public sealed class SupplyModel(IMediator mediator, Refusals refusals) : PapersModel(mediator, refusals), IShows
{
    [FromRoute]
    public Id<Undertaking> Id { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public UndertakingSheet Sheet { get; private set; } = null!;

    /// <summary>The papers of the matters that lack something.</summary>
    public IReadOnlyList<string> Papers =>
        [.. Sheet.Nodes.Where(n => n.Status == NodeStatus.Correcting).SelectMany(n => n.Papers).Distinct()];

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await Mediator.Send(new ShowUndertaking(Id), cancellationToken);

    /// <summary>Shows the form; where nothing is asked for, the undertaking as it stands.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Sheet.May.Contains(UndertakingMove.Supply) ? Page() : LocalRedirect($"/undertakings/show/{Id}");
    }

    /// <summary>Takes the files in, then hands them in for all matters.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (!await TakeInAsync(Papers, cancellationToken))
        {
            return Refused();
        }

        await Mediator.Send(new SupplyPackage(Id, Words, Brought), cancellationToken);
        return LocalRedirect($"/undertakings/show/{Id}");
    }
}
