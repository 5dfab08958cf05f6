using Commissioner.App.Features.Undertakings;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Undertakings;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Papers;

/// <summary>The owner reads what follows from a promise, and signs it for papers of one node.</summary>
[Allow(Permission.PromisePapers)]
public sealed class SignModel(IMediator mediator) : PageModel, IShows
{
    [FromRoute]
    public Id<Undertaking> Id { get; set; }

    [FromRoute]
    public string? Code { get; set; }

    /// <summary>Which follow.</summary>
    [BindProperty]
    public IReadOnlyList<string> Papers { get; set; } = [];

    public UndertakingSheet Sheet { get; private set; } = null!;

    public NodeSheet Node { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Sheet = await mediator.Send(new ShowUndertaking(Id), cancellationToken);
        Node = Sheet.Nodes.FirstOrDefault(n => string.Equals(n.Code, Code, StringComparison.OrdinalIgnoreCase)) ?? throw new NotFound();
    }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new SignPromise(Id, Code, Papers), cancellationToken);
        return LocalRedirect($"/undertakings/show/{Id}#papers");
    }
}
