using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Clocks;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Policies;

/// <summary>The limits in force as a table to be changed: tried on the open cases, then proposed.</summary>
[Allow(Permission.ManageRules)]
public sealed class EditModel(IMediator mediator, Promises promises) : PageModel
{
    /// <summary>What is changed.</summary>
    public PromisePolicy Policy => promises.Policy;

    [BindProperty]
    public List<LimitInput> Limits { get; set; } = [];

    [BindProperty]
    public AddedLimit Added { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>In what it would differ; null before it was tried.</summary>
    public IReadOnlyList<LimitChange>? Changes { get; private set; }

    /// <summary>What it would do; null before it was tried.</summary>
    public WhatIfSheet? WhatIf { get; private set; }

    public void OnGet() => Limits = PolicyForm.Of(Policy);

    /// <summary>Says what it would do; nothing changes.</summary>
    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellationToken)
    {
        var content = PolicyForm.Write(Policy, Limits, Added);
        Changes = PolicyDifference.Between(Policy, PolicyReading.Read(Policy.Version, content, promises));
        WhatIf = await mediator.Send(new WhatIfPolicy(null, content), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        LocalRedirect(
            $"/policies/{await mediator.Send(new ProposePolicy(PolicyForm.Write(Policy, Limits, Added), Reason), cancellationToken)}?whatIf=true"
        );
}
