using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Catalogue;

/// <summary>Tries the catalogue: a text, the item that wins, and why.</summary>
[Allow(Permission.ReadCatalogue)]
public sealed class TryModel(IMediator mediator) : PageModel
{
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>What fits, best first; null before something was tried.</summary>
    public IReadOnlyList<SuggestedItem>? Found { get; private set; }

    public void OnGet() { }

    /// <summary>Says which item wins.</summary>
    public async Task OnPostAsync(CancellationToken cancellationToken) =>
        Found = await mediator.Send(new SuggestItems(Text, 10), cancellationToken);
}
