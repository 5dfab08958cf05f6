using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Rights;

/// <summary>Who may do what, as the code has it.</summary>
[Allow(Permission.ReadRights)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    public IReadOnlyList<Right> Rights { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Rights = await mediator.Send(new ListRights(), cancellationToken);
}
