using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Replacements;

/// <summary>Replacements as supervision watches them: what began them, and what share of them the enterprise took back.</summary>
[Allow(Permission.Supervise)]
public sealed class WatchModel(IMediator mediator) : PageModel
{
    /// <summary>First day; empty for ninety days ago.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>Last day; empty for today.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    /// <summary>After which the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ReplacementFigures Figures { get; private set; } = null!;

    public Page<WatchedReplacement> Rows { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var (from, to) = (
            From is { } first ? Moments.FromLocal(first.ToDateTime(TimeOnly.MinValue)) : (DateTimeOffset?)null,
            To is { } last ? Moments.FromLocal(last.AddDays(1).ToDateTime(TimeOnly.MinValue)) : (DateTimeOffset?)null
        );
        Figures = await mediator.Send(new CountReplacements(from, to), cancellationToken);
        Rows = await mediator.Send(new WatchReplacements(from, to, 50, After), cancellationToken);
    }
}
