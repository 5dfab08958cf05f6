using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Replacements.Packs;

/// <summary>The hand-over pack, to be read, printed and signed.</summary>
[Allow(Permission.ReadHandOvers)]
[ShowsContacts]
public sealed class ShowModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Replacement> Id { get; set; }

    /// <summary>What not to do.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>What the contact is wanted for.</summary>
    [BindProperty]
    public RevealPurpose? Purpose { get; set; }

    /// <summary>What was done just now.</summary>
    [TempData]
    public string? Done { get; set; }

    public PackSheet Pack { get; private set; } = null!;

    /// <summary>The contact, just revealed; it is in this answer only.</summary>
    public PackContact? Contact { get; private set; }

    /// <summary>Whose draft it is.</summary>
    public Actor Actor => actor;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Pack = await mediator.Send(new ShowPack(Id), cancellationToken);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        Text = Pack.Note;
    }

    /// <summary>Keeps the note.</summary>
    public async Task<IActionResult> OnPostNoteAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new WriteHandOverNote(Id, Text?.ReplaceLineEndings("\n")), cancellationToken);
        Done = "noted";
        return LocalRedirect($"/replacements/packs/{Id}");
    }

    public async Task<IActionResult> OnPostSignAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new SignHandOver(Id), cancellationToken);
        return LocalRedirect("/replacements/packs?signed=1");
    }

    /// <summary>Shows the contact in this one answer: a number does not belong into an address.</summary>
    public async Task<IActionResult> OnPostRevealAsync(CancellationToken cancellationToken)
    {
        Contact = await mediator.Send(new RevealPackContact(Id, Purpose), cancellationToken);
        await ShowAsync(cancellationToken);
        Text = Pack.Note;
        return Page();
    }
}
