using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.Watches;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Visits;

/// <summary>A department reports a visit, an inspection or a penalty.</summary>
[Allow(Permission.ReportVisits)]
public sealed class ReportModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>The enterprise's unified social credit code.</summary>
    [BindProperty]
    public string? CreditCode { get; set; }

    /// <summary>What it was.</summary>
    [BindProperty]
    public VisitKind? Kind { get; set; }

    /// <summary>When, on the park's clock.</summary>
    [BindProperty]
    public DateTime? At { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>One was reported just now.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Reported { get; set; }

    /// <inheritdoc/>
    public Task ShowAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(
            new ReportVisit(CreditCode, Kind, At is { } at ? Moments.FromLocal(at) : null, Note?.ReplaceLineEndings("\n")),
            cancellationToken
        );
        return LocalRedirect("/visits/report?reported=true");
    }
}
