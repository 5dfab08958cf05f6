using Commissioner.App.Features.Shared;
using Commissioner.App.Security;
using Commissioner.Domain.Tips;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Reports;

/// <summary>Anonymous reports, for supervision alone.</summary>
[Allow(Permission.HearTips)]
public sealed class IndexModel(IMediator mediator) : PageModel
{
    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Only those that stand so; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public TipState? State { get; set; }

    public Page<TipLine> Tips { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Tips = await mediator.Send(new ListTips(State, 20, After), cancellationToken);
}
