using Commissioner.App.Features.Shared;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Duties;
using Commissioner.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Hotline.Duty;

/// <summary>The duty roster of the hotline, day and night, and what was written down at hand-overs.</summary>
[Allow(Permission.ReadRoster)]
public sealed class IndexModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [BindProperty]
    public DutyPost? Post { get; set; }

    [BindProperty]
    public Id<Person>? PersonId { get; set; }

    /// <summary>From when, by the park's clock.</summary>
    [BindProperty]
    public DateTime? From { get; set; }

    /// <summary>Until when, by the park's clock.</summary>
    [BindProperty]
    public DateTime? Until { get; set; }

    public Roster Roster { get; private set; } = new([], [], [], [], []);

    /// <summary>This person says who is on duty.</summary>
    public bool MayKeep => Permissions.Holds(actor, Permission.KeepRoster);

    /// <summary>Shows the roster.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Puts somebody on duty.</summary>
    public async Task<IActionResult> OnPostPlanAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(
            new PlanShift(
                Post,
                PersonId,
                From is { } from ? Moments.FromLocal(from) : null,
                Until is { } until ? Moments.FromLocal(until) : null
            ),
            cancellationToken
        );
        return RedirectToPage();
    }

    /// <summary>Takes a shift off.</summary>
    public async Task<IActionResult> OnPostCancelAsync(Id<DutyShift> shift, CancellationToken cancellationToken)
    {
        await mediator.Send(new CancelShift(shift), cancellationToken);
        return RedirectToPage();
    }

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken) => Roster = await mediator.Send(new ShowRoster(), cancellationToken);
}
