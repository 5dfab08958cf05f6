using Commissioner.App.Features.Departments;
using Commissioner.App.Features.Whistles;
using Commissioner.App.Hosting;
using Commissioner.App.Security;
using Commissioner.Domain;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;
using Commissioner.Domain.Whistles;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioner.App.Features.Rulings;

/// <summary>A called department says that it was called in error.</summary>
[Allow(Permission.WorkLegs)]
public sealed class ObjectModel(IMediator mediator, Actor actor) : PageModel, IShows
{
    [BindProperty(SupportsGet = true)]
    public Id<Whistle> WhistleId { get; set; }

    /// <summary>The department's leg of it.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Leg> LegId { get; set; }

    /// <summary>Why it was called in error.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What its duties rest on.</summary>
    [BindProperty]
    public string? DutyBasis { get; set; }

    [BindProperty]
    public Id<Department>? CompetentDepartmentId { get; set; }

    /// <summary>The head agrees.</summary>
    [BindProperty]
    public bool HeadConsented { get; set; }

    /// <summary>What the department is called for.</summary>
    public LegRow Leg { get; private set; } = null!;

    /// <summary>Departments that can be named.</summary>
    public IReadOnlyList<DepartmentLine> Departments { get; private set; } = [];

    /// <summary>Whose draft it is.</summary>
    public Actor Actor => actor;

    /// <summary>Who objects is the head.</summary>
    public bool IsHead => actor.Is(Role.DepartmentHead);

    public Task OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        LocalRedirect(
            $"/cases/show/{await mediator.Send(new ObjectToCall(WhistleId, LegId, Reason, DutyBasis, CompetentDepartmentId, HeadConsented), cancellationToken)}"
        );

    /// <inheritdoc/>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        Leg = await mediator.Send(new ShowLeg(WhistleId, LegId), cancellationToken);
        Departments = [.. (await mediator.Send(new ListDepartments(), cancellationToken)).Where(d => d.Id != actor.DepartmentId)];
    }
}
