using Commissioner.App.Hosting;
using Commissioner.App.Security;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Calendars;

/// <summary>Other hours or another zone for a calendar, or a new calendar under the code <c>new</c>: proposed.</summary>
[Allow(Permission.ManageRules)]
public sealed class HoursModel(IMediator mediator) : PageModel, IShows
{
    /// <summary>The calendar; <c>new</c> for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>The code of a new calendar.</summary>
    [BindProperty]
    public string? NewCode { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Zone { get; set; }

    /// <summary>Hours by weekday.</summary>
    [BindProperty]
    public Dictionary<DayOfWeek, string?> Week { get; set; } = [];

    /// <summary>Whose holidays a new one takes over.</summary>
    [BindProperty]
    public string? BasedOn { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>A new calendar.</summary>
    public bool IsNew => Code == "new";

    /// <summary>Calendars in force.</summary>
    public IReadOnlyList<CalendarLine> Calendars { get; private set; } = [];

    /// <summary>What is wrong with a day's hours; null for nothing.</summary>
    public string? Wrong(DayOfWeek day) => ModelState[$"Week[{day}]"]?.Errors.FirstOrDefault()?.ErrorMessage;

    /// <summary>Shows the form with what is in force.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        var sheet = await mediator.Send(new ShowCalendarYear(IsNew ? Calendars[0].Code : Code), cancellationToken);
        (Name, Zone) = (IsNew ? null : sheet.Name, sheet.Zone);
        Week = sheet.Week.ToDictionary(d => d.Day, d => (string?)d.Hours);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) =>
        Calendars = await mediator.Send(new ListCalendars(), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var proposed = await mediator.Send(
            new ProposeHours(IsNew ? NewCode?.Trim() ?? "" : Code, IsNew, Name, Zone, Week, BasedOn, Reason),
            cancellationToken
        );
        return RedirectToPage("/Promises/Calendars/Proposals", new { proposed.Code, proposed.Version });
    }
}
