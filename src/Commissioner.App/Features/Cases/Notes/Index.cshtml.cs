using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Cases;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Notes;

/// <summary>The internal notes of a case, and another one.</summary>
[Allow(Permission.WriteNotes)]
public sealed class IndexModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Case> Id { get; set; }

    /// <summary>What the note says.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Whom it mentions.</summary>
    [BindProperty]
    public Id<Person>? Mentioned { get; set; }

    [TempData]
    public string? Done { get; set; }

    public NotesSheet Sheet { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ListNotes(Id, true), cancellationToken) ?? throw new NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new AddNote(Id, Text, Mentioned is { } one ? [one] : []), cancellationToken);
        Done = "note";
        return LocalRedirect($"/notes/{Id}");
    }
}
