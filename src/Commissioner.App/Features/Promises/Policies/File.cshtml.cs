using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Clocks;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Policies;

/// <summary>The whole policy as a file, for who knows it: ladders, calendars and all.</summary>
[Allow(Permission.ManageRules)]
public sealed class FileModel(IMediator mediator, Promises promises) : PageModel
{
    /// <summary>What it is compared with.</summary>
    public PromisePolicy Policy => promises.Policy;

    /// <summary>The file.</summary>
    [BindProperty]
    public new string? Content { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>In what it would differ; null before it was tried.</summary>
    public IReadOnlyList<LimitChange>? Changes { get; private set; }

    /// <summary>What it would do; null before it was tried.</summary>
    public WhatIfSheet? WhatIf { get; private set; }

    /// <summary>Shows the file in force.</summary>
    public void OnGet() => Content = PolicyFile.Write(Policy);

    /// <summary>Says what it would do; nothing changes.</summary>
    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellationToken)
    {
        Changes = PolicyDifference.Between(Policy, PolicyReading.Read(Policy.Version, Content, promises));
        WhatIf = await mediator.Send(new WhatIfPolicy(null, Content), cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        LocalRedirect($"/policies/{await mediator.Send(new ProposePolicy(Content, Reason), cancellationToken)}?whatIf=true");
}
