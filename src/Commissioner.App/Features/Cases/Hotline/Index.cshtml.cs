using Commissioner.App.Features.Enterprises;
using Commissioner.App.Features.Hotline.Duty;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Duties;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Hotline;

/// <summary>A seat's desk: who rings, whose number it is, and whoever is looked for by name, code or case.</summary>
[Allow(Permission.AnswerCalls)]
[ShowsContacts]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>Part of the enterprise's name or a former one, of its credit code, a number, or a case's number.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>What is written down for those who follow.</summary>
    [BindProperty]
    public string? Text { get; set; }

    public SeatsDesk Desk { get; private set; } = new([], [], 0, []);

    /// <summary>The enterprises that were searched for; null before a search.</summary>
    public EnterprisePage? Found { get; private set; }

    /// <summary>The open case whose number was looked for; null where it is none.</summary>
    public OpenCase? Open { get; private set; }

    /// <summary>What was looked for is a case's whole number: it may be opened, closed ones too.</summary>
    public bool IsNumber { get; private set; }

    /// <summary>Shows the desk.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>The number was read out: the case is opened.</summary>
    public async Task<IActionResult> OnPostOpenAsync(CancellationToken cancellationToken) =>
        RedirectToPage("/Cases/Hotline/Case", new { id = await mediator.Send(new OpenToSeat(Q), cancellationToken) });

    /// <summary>Writes down what those who follow must know.</summary>
    public async Task<IActionResult> OnPostNoteAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new WriteDutyNote(Text), cancellationToken);
        return RedirectToPage();
    }

    /// <summary>Confirms having read a note.</summary>
    public async Task<IActionResult> OnPostReadAsync(Id<DutyNote> note, CancellationToken cancellationToken)
    {
        await mediator.Send(new ReadDutyNote(note), cancellationToken);
        return RedirectToPage();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Desk = await mediator.Send(new ShowDesk(), cancellationToken);
        if (string.IsNullOrWhiteSpace(Q))
        {
            return;
        }

        IsNumber = FindOpenCaseHandler.Written(Q) is not null;
        try
        {
            Open = await mediator.Send(new FindOpenCase(Q), cancellationToken);
        }
        catch (NotFound)
        {
            // What is no open case's number may still be a closed one's, or a part of an enterprise's name or code.
        }

        Found = await mediator.Send(new ListEnterprises(Q, 20), cancellationToken);
    }
}
