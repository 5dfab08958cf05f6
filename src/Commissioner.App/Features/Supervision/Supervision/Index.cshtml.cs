using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Supervision;

/// <summary>What supervision watches.</summary>
[Allow(Permission.Supervise)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    public SupervisionSheet Sheet { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowSupervision(), cancellationToken);
}
