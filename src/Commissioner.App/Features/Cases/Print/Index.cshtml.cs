using Commissioner.App.Features.Cases;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Print;

/// <summary>
/// A case with its whole history and its ledger, as one prints it: what one may see of it, and neither internal notes nor a contact's number.
/// </summary>
[Allow(Permission.ReadCases)]
[ShowsContacts]
public sealed class IndexModel(IMediator mediator, Actor actor, TimeProvider clock) : PageModel
{
    // A history longer than this is no paper any more: what is older stays on the case's page.
    private const int Most = 2000;

    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>The case as this person sees it.</summary>
    public CaseSheet Sheet { get; private set; } = null!;

    public LedgerSheet Ledger { get; private set; } = null!;

    /// <summary>Its whole history, in its order.</summary>
    public IReadOnlyList<TimelineLine> History { get; private set; } = [];

    public string By => actor.Name;

    public DateTimeOffset At { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        // An enterprise has its own page of its case, and its copy.
        if (actor.EnterpriseId is not null)
        {
            return LocalRedirect($"/cases/follow/{Id}");
        }

        At = clock.GetUtcNow();
        Sheet = await mediator.Send(new ShowCase(Id), cancellationToken);
        Ledger = await mediator.Send(new ShowLedger(Id), cancellationToken);
        List<TimelineLine> history = [.. Sheet.Timeline];
        for (var before = Sheet.TimelineNext; before is not null && history.Count < Most; )
        {
            var older = await mediator.Send(new ShowCase(Id, Before: before), cancellationToken);
            history.InsertRange(0, older.Timeline);
            before = older.TimelineNext;
        }

        History = history;
        return Page();
    }
}
