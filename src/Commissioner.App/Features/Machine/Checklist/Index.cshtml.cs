using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Checklist;

/// <summary>What is still missing before the park can serve its enterprises.</summary>
[Allow(Permission.ReadChecklist)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    public ChecklistSheet Sheet { get; private set; } = new(false, []);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowChecklist(), cancellationToken);
}
