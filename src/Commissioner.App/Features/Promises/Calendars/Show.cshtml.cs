using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Calendars;

/// <summary>A year of a calendar at a glance.</summary>
[Allow(Permission.ReadRules)]
public sealed class ShowModel(IMediator mediator, Actor actor, Texts texts) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>The year; this one without.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    /// <summary>The version; the one in force without.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    public CalendarYearSheet Sheet { get; private set; } = null!;

    /// <summary>May change calendars.</summary>
    public bool MayManage => Permissions.Holds(actor, Permission.ManageRules);

    [TempData]
    public string? Done { get; set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Sheet = await mediator.Send(new ShowCalendarYear(Code, Year, Version), cancellationToken);

    /// <summary>Moves more promises to the version in force.</summary>
    public async Task<IActionResult> OnPostMoveAsync(CancellationToken cancellationToken)
    {
        var moved = await mediator.Send(new MovePromises(Code), cancellationToken);
        Done = texts[moved.Left ? "calendars.moved.more" : "calendars.moved", moved.Moved];
        return RedirectToPage(new { Code });
    }
}
