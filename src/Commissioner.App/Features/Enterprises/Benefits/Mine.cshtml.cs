using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Benefits;

/// <summary>The policies that the own enterprise meets, nearly meets or has claimed.</summary>
[Allow(Permission.ClaimBenefits)]
public sealed class MineModel(IMediator mediator) : PageModel
{
    public IReadOnlyList<OwnBenefit> Policies { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Policies = await mediator.Send(new ListOwnBenefits(), cancellationToken);
}
