using Commissioner.App.Features.Imports;
using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Commissioner.App.Features.Offerings;

/// <summary>What the own enterprise offers and seeks, and the form that files one.</summary>
[Allow(Permission.OfferAndSeek)]
public sealed class MineModel(IMediator mediator) : OfferingFormModel(mediator)
{
    private readonly IMediator _mediator = mediator;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<OfferingLine> Offerings { get; private set; } = new([], null);

    /// <inheritdoc/>
    public override async Task ShowAsync(CancellationToken cancellationToken)
    {
        await base.ShowAsync(cancellationToken);
        Offerings = await _mediator.Send(new ListOfferings(Take: 20, After: After), cancellationToken);
    }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var id = await _mediator.Send(new FileOffering(Says), cancellationToken);
        return LocalRedirect($"/offerings/follow/{id}");
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancellationToken)
    {
        var (type, ending) = TableWriter.KindOf(true);
        return File(await _mediator.Send(new ExportOfferings(new ListOfferings(), true), cancellationToken), type, "offerings" + ending);
    }
}
