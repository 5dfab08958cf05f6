using Commissioner.App.Features.Lists;
using Commissioner.App.Features.Turns;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;

namespace Commissioner.App.Features.Cases;

/// <summary>What is open and one's own to watch, by due time: first what one owes oneself, apart from what others owe.</summary>
[Allow(Permission.HandleCase)]
public sealed class QueueModel(IMediator mediator, Actor actor, TimeProvider clock) : CaseListModel(mediator, actor, clock)
{
    private readonly IMediator _mediator = mediator;

    /// <summary>What somebody else took over lately.</summary>
    public IReadOnlyList<HandedOver.HandedOverLine> HandedOver { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Filters.Turn ??= Turn.Mine;
        var empty = Filters.Turn == Turn.Others ? "cases.desk.queueEmpty.others" : "cases.desk.queueEmpty";
        var counts = await _mediator.Send(new CountTurns(), cancellationToken);
        await ReadAsync("/cases/queue", Box.Queue, empty, counts, cancellationToken);
        HandedOver = await _mediator.Send(new HandedOver.ListHandedOver(), cancellationToken);
    }
}
