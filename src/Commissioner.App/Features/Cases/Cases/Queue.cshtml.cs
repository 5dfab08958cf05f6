using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Turns;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Cases;

/// <summary>What is open and one's own to watch, by due time: first what one owes oneself, apart from what others owe.</summary>
[Allow(Permission.HandleCase)]
public sealed class QueueModel(IMediator mediator, TimeProvider clock) : PageModel
{
    /// <summary>What is left out.</summary>
    [BindProperty(SupportsGet = true)]
    public CaseFilters Filters { get; set; } = new();

    /// <summary>The page of the list; empty where its address is not one of ours.</summary>
    public CaseListing Listing =>
        new(
            "/cases/queue",
            Box.Queue,
            Filters,
            Cases,
            clock.GetUtcNow(),
            Filters.Turn == Turn.Others ? "cases.desk.queueEmpty.others" : "cases.desk.queueEmpty",
            Counts
        );

    /// <summary>What somebody else took over lately.</summary>
    public IReadOnlyList<HandedOver.HandedOverLine> HandedOver { get; private set; } = [];

    private Page<CaseRow> Cases { get; set; } = new([], null);

    private TurnCounts Counts { get; set; } = new(0, 0);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filters.Turn ??= Turn.Mine;
        Cases = await mediator.Send(Filters.Of(Box.Queue), cancellationToken);
        Counts = await mediator.Send(new CountTurns(), cancellationToken);
        HandedOver = await mediator.Send(new HandedOver.ListHandedOver(), cancellationToken);
    }
}
