using Commissioner.App.Features.Bulk;
using Commissioner.App.Features.Cases;
using Commissioner.App.Features.Shared;
using Commissioner.App.Features.Turns;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Lists;

/// <summary>A page that is a list of cases.</summary>
public abstract class CaseListModel(IMediator mediator, Actor actor, TimeProvider clock) : PageModel
{
    /// <summary>What is left out.</summary>
    [BindProperty(SupportsGet = true)]
    public CaseFilters Filters { get; set; } = new();

    /// <summary>The page of the list; empty where its address is not one of ours.</summary>
    public CaseListing Listing { get; private set; } = null!;

    /// <summary>Reads the page.</summary>
    protected async Task ReadAsync(string path, Box box, string empty, TurnCounts? turns, CancellationToken cancellationToken)
    {
        var list = Filters.Of(box);
        var cases = await mediator.Send(list, cancellationToken);
        // Where all stand on one page nobody need count, and the parts of the queue are counted already.
        var total =
            list.After is null && cases.Next is null ? cases.Items.Count
            : turns is not null && !Filters.Any ? (Filters.Turn == Turn.Mine ? turns.Mine : turns.Others)
            : await mediator.Send(new CountCases(list), cancellationToken);
        Listing = new(
            path,
            box,
            Filters,
            cases,
            clock.GetUtcNow(),
            empty,
            total,
            await mediator.Send(new ListCaseChoices(), cancellationToken),
            await mediator.Send(new SavedViews.ListSavedViews(box), cancellationToken),
            BulkMoves.For(actor),
            turns
        );
    }
}
