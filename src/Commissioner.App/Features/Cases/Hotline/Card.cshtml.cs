using Commissioner.App.Features.Enterprises;
using Commissioner.App.Features.Hotline.Calls;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Hotline;

/// <summary>A caller's card: from here a seat files, opens its cases, speaks for it, and hands it over.</summary>
[Allow(Permission.AnswerCalls)]
[ShowsContacts]
public sealed class CardModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>The call; null where the exchange tells of none.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Call>? CallId { get; set; }

    /// <summary>The enterprise that was chosen; null leaves it to the number.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Enterprise>? EnterpriseId { get; set; }

    /// <summary>An enterprise that is looked for, where the number tells none.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>A case's number that the caller reads out.</summary>
    [BindProperty]
    public string? Number { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public CallersCard Card { get; private set; } = null!;

    /// <summary>The enterprise; null while it is not known.</summary>
    public EnterpriseSheet? Enterprise { get; private set; }

    /// <summary>The enterprises that were searched for; null before a search.</summary>
    public EnterprisePage? Found { get; private set; }

    /// <summary>Shows the card.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>This seat has the call, of the enterprise where one is chosen.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(Id<Enterprise>? whose, CancellationToken cancellationToken)
    {
        await mediator.Send(new AnswerCall(CallId ?? throw new NotFound(), whose ?? EnterpriseId), cancellationToken);
        return Again(whose ?? EnterpriseId);
    }

    /// <summary>Opens a case of the card.</summary>
    public async Task<IActionResult> OnPostOpenAsync(Id<Case> id, CancellationToken cancellationToken)
    {
        await mediator.Send(new OpenToSeat(null, id, CallId), cancellationToken);
        return RedirectToPage("/Cases/Hotline/Case", new { id, callId = CallId });
    }

    /// <summary>The caller reads a number out.</summary>
    public async Task<IActionResult> OnPostNumberAsync(CancellationToken cancellationToken) =>
        RedirectToPage("/Cases/Hotline/Case", new { id = await mediator.Send(new OpenToSeat(Number), cancellationToken), callId = CallId });

    /// <summary>The caller was handed over.</summary>
    public async Task<IActionResult> OnPostTransferAsync(Id<Person> person, CancellationToken cancellationToken)
    {
        await mediator.Send(new TransferCall(CallId ?? throw new NotFound(), person), cancellationToken);
        Done = "transfer";
        return Again(EnterpriseId);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Card = await mediator.Send(new ShowCaller(CallId, EnterpriseId), cancellationToken);
        if (Card.EnterpriseId is { } id)
        {
            Enterprise = await mediator.Send(new ShowEnterprise(id), cancellationToken);
        }
        else if (!string.IsNullOrWhiteSpace(Q))
        {
            Found = await mediator.Send(new ListEnterprises(Q, 20), cancellationToken);
        }
    }

    private RedirectToPageResult Again(Id<Enterprise>? enterprise) => RedirectToPage(new { callId = CallId, enterpriseId = enterprise });
}
