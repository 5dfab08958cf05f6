using Commissioner.App.Features.Catalogue;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Calendars;

/// <summary>The calendars, what waits to be confirmed, and who works by which.</summary>
[Allow(Permission.ReadRules)]
public sealed class IndexModel(IMediator mediator, Actor actor, Texts texts) : PageModel, IShows
{
    /// <summary>The choice of each park and department, by its key.</summary>
    [BindProperty]
    public Dictionary<Guid, string?> Chosen { get; set; } = [];

    /// <summary>Calendars in force.</summary>
    public IReadOnlyList<CalendarLine> Calendars { get; private set; } = [];

    /// <summary>Versions that wait.</summary>
    public IReadOnlyList<ProposalLine> Proposed { get; private set; } = [];

    /// <summary>Parks and departments.</summary>
    public IReadOnlyList<CalendarUnit> Units { get; private set; } = [];

    /// <summary>May change calendars.</summary>
    public bool MayManage => Permissions.Holds(actor, Permission.ManageRules);

    [TempData]
    public string? Done { get; set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Calendars = await mediator.Send(new ListCalendars(), cancellationToken);
        Proposed = await mediator.Send(new ListProposals(), cancellationToken);
        Units = await mediator.Send(new ListCalendarUnits(), cancellationToken);
    }

    /// <summary>Takes the choices over.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var changed = await mediator.Send(
            new ChooseCalendars([.. Chosen.Select(c => new CalendarChoice(c.Key, c.Value))]),
            cancellationToken
        );
        Done = texts["calendars.chosen", changed];
        return RedirectToPage();
    }
}
