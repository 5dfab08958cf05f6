using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Benefits;

/// <summary>Policies that support enterprises, and the claims that wait for the office.</summary>
[Allow(Permission.KeepBenefits)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    public IReadOnlyList<BenefitLine> Policies { get; private set; } = [];

    public Page<ClaimLine> Claims { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Policies = await mediator.Send(new ListBenefits(), cancellationToken);
        Claims = await mediator.Send(new ListClaims(null, true), cancellationToken);
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancellationToken) =>
        File(await mediator.Send(new ExportBenefits(), cancellationToken), "text/csv; charset=utf-8", "benefits.csv");
}
