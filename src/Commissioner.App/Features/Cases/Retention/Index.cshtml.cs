using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Retention;

/// <summary>For how long what is personal is kept, what is held, and what was erased.</summary>
[Allow(Permission.ReadRetention)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [BindProperty]
    public int? ContactDays { get; set; }

    [BindProperty]
    public int? TextDays { get; set; }

    [BindProperty]
    public int? MessageDays { get; set; }

    [BindProperty]
    public int? ArchiveDays { get; set; }

    /// <summary>Why it is set otherwise.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Where the ledger begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public RetentionSheet Sheet { get; private set; } = null!;

    public Page<LegalHoldLine> Holds { get; private set; } = new([], null);

    public Page<ErasureLine> Ledger { get; private set; } = new([], null);

    /// <summary>This person may set it.</summary>
    public bool MaySet => Permissions.Holds(actor, Permission.KeepRetention);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        var last = Sheet.Coming ?? Sheet.Now;
        (ContactDays, TextDays, MessageDays, ArchiveDays) = (last.ContactDays, last.TextDays, last.MessageDays, last.ArchiveDays);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowRetention(), cancellationToken);
        Holds = await mediator.Send(new ListLegalHolds(Take: 200), cancellationToken);
        Ledger = await mediator.Send(new ListErasures(50, After), cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new SetRetention(ContactDays, TextDays, MessageDays, Reason, ArchiveDays), cancellationToken);
        Done = "set";
        return RedirectToPage();
    }
}
