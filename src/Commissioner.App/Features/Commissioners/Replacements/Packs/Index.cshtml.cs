using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Replacements.Packs;

/// <summary>Hand-overs in which something is still to be done.</summary>
[Allow(Permission.ReadHandOvers)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    public IReadOnlyList<PackLine> Packs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Packs = await mediator.Send(new ListPacks(), cancellationToken);
}
